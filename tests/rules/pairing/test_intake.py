"""What is done for a household that is newly paired, in order."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

HANDED = "yueyanglou/households/YYL-4D5E/household.yml"
Said = Callable[[dict[str, Any]], list[str]]

# Right, though it looks odd: a rule that cries here would teach people to look away.
SOUND: dict[str, dict[str, Any]] = {
    "card printed and left on one day": {"file": HANDED, "set": {"pairings.1.card_version": "2025-09-03-7K"}},
    "keyed in and keyed in anew on the day of the sheet": {
        "file": HANDED,
        "set": {
            "pairings.1.module_on": "2025-09-10",
            "pairings.1.module_version": "2025-09-10-7K3Q",
            "pairings.1.module_updates": [{"date": "2025-09-10", "version": "2025-09-10-7K3R"}, {"date": "2025-09-11"}],
        },
    },
}


def test_nothing_is_found(said: Said, sound: dict[str, Any]) -> None:
    assert said(sound) == []
