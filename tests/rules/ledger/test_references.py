"""References: every id of a person, household or need that a record mentions exists."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

OWN = "yueyanglou/households/YYL-2A3C/household.yml"
WITHDRAWN = {"withdrawn": {"date": "2026-10-01", "reason": "建重了"}}

# Right, though it looks odd: a rule that cries here would teach people to look away.
SOUND: dict[str, dict[str, Any]] = {
    "withdrawn visit is read by nobody": {
        "file": "yueyanglou/households/YYL-2A3C/visits/2026-07-02.yml",
        "set": {**WITHDRAWN, "by": "YY-B-9Z9Z", "also": ["YYL-9Z9Z"]},
    },
    "measure without a person": {"file": OWN, "remove": ["needs.0.measures.0.by"]},
}


def test_nothing_is_found(said: Callable[[dict[str, Any]], list[str]], sound: dict[str, Any]) -> None:
    assert said(sound) == []
