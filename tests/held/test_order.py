"""The order of files and of rows changes nothing: the same words come out, lists in whatever order."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

AS_OF = date(2026, 11, 20)
PART = ("city", "huarong")
# Of hardships and certificates the last is in force, of members the first is who the household is called after, and the
# quotas are read from the top: their order says something.
ROWS = {
    "household": ("pairings", "needs", "outings", "annual", "priorities"),
    "helper": ("roles", "pauses"),
    "unit": ("milestones", "responsible", "leading_group"),
    "policy-quotas": ("raises",),
    "policy-occasions": ("days",),
}


def turn(copy: Any) -> None:
    """Turn files and rows upside down."""
    copy.records = dict(reversed(copy.records.items()))
    for kind, keys in ROWS.items():
        for record in copy.of(kind):
            for key in keys:
                record.data.get(key, []).reverse()
            for need in record.data.get("needs", ()):
                need.get("measures", []).reverse()


def words(told: dict[str, list[str]]) -> dict[str, list[str]]:
    return {
        name: sorted(word for line in lines for word in re.split(r"[；、，。：\s<>]+", line))
        for name, lines in told.items()
    }


def test_the_order_of_files_and_rows_changes_nothing(
    copy_of: Callable[..., Any], told_of: Any, told: Any, same: Any
) -> None:
    turned = copy_of(*PART)
    turn(turned)
    same(words(told_of(AS_OF, *PART)), words(told(turned.ledger(), AS_OF)))
