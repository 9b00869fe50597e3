"""办理时限: what is told of limits and days off stands in ``faults/``; here is what is right."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

FILE = "policy/service.yml"

SOUND: dict[str, dict[str, Any]] = {
    "a sudden hardship is helped on the same day": {"file": FILE, "set": {"levels.4.days": "0"}},
    "one working day is a limit": {"file": FILE, "set": {"levels.0.days": "1"}},
    "a Saturday and a Sunday are worked": {"file": FILE, "set": {"years.0.workdays": ["2023-01-28", "2023-01-29"]}},
    "a year before the programme": {"file": FILE, "set": {"years.0.holidays.0.from": "2022-12-31"}},
}


@pytest.mark.parametrize("change", SOUND.values(), ids=SOUND.keys())
def test_nothing_is_told_of_what_can_be_meant(change: dict[str, Any], check: Callable[..., Any], patcher: Any) -> None:
    patcher.apply(change)
    assert check().findings == ()


def test_a_ledger_that_sets_no_limits_needs_no_days_off(ledger: Path, check: Callable[..., Any]) -> None:
    (ledger / FILE).unlink()
    assert check().findings == ()
