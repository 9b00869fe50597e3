"""Findings do not depend on the order in which files are read, on the clock, or on a second run."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from jiedui.model.ledger import Ledger
from jiedui.records.reader import Record, Records, located, read_ledger
from jiedui.records.schema import SchemaLibrary
from jiedui.rules.apply import apply
from jiedui.rules.context import Files, Inspection
from jiedui.rules.report import Report

AS_OF = date(2026, 11, 23)
# Faults that concern several files at once: which of two files is told must not depend on their order.
MANY = [
    "duplicate-certificate--open",
    "duplicate-helper",
    "duplicate-person",
    "household-helper-unknown--withdrawn",
    "moved-from-unknown",
    "orphan-visits",
    "outside-area",
    "path-prefix",
    "unit-duplicate--names",
    "unit-duplicate--prefix",
    "unit-missing",
    "unit-unknown--divisions",
]


def findings(root: Path, records: Records) -> list[Any]:
    files = Files(records.valid, faulty=frozenset(item.path for item in records.findings))
    return located(root, apply(Inspection(ledger=Ledger.of(records), as_of=AS_OF, files=files)))


@pytest.mark.parametrize("name", MANY)
def test_order_of_files_and_of_keys_is_irrelevant(
    ledger: Path, library: SchemaLibrary, patcher: Any, faults: dict[str, Any], name: str
) -> None:
    patcher.apply(faults[name])
    records = read_ledger(ledger, library)
    expected = findings(ledger, records)
    assert expected
    shuffle = random.Random(20260101)
    for _ in range(4):
        shuffle.shuffle(records.valid)
        records.valid[:] = [Record(record.place, _shuffled(record.data, shuffle)) for record in records.valid]
        assert findings(ledger, records) == expected


def _shuffled(node: Any, shuffle: random.Random) -> Any:
    if isinstance(node, list):
        return [_shuffled(item, shuffle) for item in node]
    if not isinstance(node, dict):
        return node
    keys = list(node)
    shuffle.shuffle(keys)
    return {key: _shuffled(node[key], shuffle) for key in keys}


def test_two_moves_within_the_city_are_no_duplicate(check: Callable[..., Report], patcher: Any, ledger: Path) -> None:
    """A person who moved from 平江县 to 岳阳楼区 and back again is one person in three records."""
    source = ledger / "yueyanglou/households/YYL-8Q9R/household.yml"
    back = source.read_text("utf-8").replace("YYL-8Q9R", "PJ-8Q9R").replace("PJ-4K5M", "YYL-8Q9R")
    back = back.replace("岳阳楼区", "平江县").replace("岳阳楼街道", "汉昌街道").replace("YYL-B-6F7G", "PJ-B-2H3J")
    target = ledger / "pingjiang/households/PJ-8Q9R/household.yml"
    target.parent.mkdir()
    target.write_text(back.replace("2025-04-02", "2026-10-01").replace("2025-04-10", "2026-10-09"), "utf-8")
    patcher.apply(
        {
            "file": "yueyanglou/households/YYL-8Q9R/household.yml",
            "set": {
                "closed": {"date": "2026-09-30", "reason": "迁出市内"},
                "pairings.0.to": "2026-09-30",
                "pairings.0.end_reason": "迁出市内",
                "pairings.0.decided_by": "岳阳楼区残联",
                "pairings.0.decided_on": "2026-09-28",
                "pairings.0.consulted_on": "2026-09-28",
            },
        }
    )
    assert check().findings == ()


def test_moves_in_a_circle_end(check: Callable[..., Report], patcher: Any) -> None:
    patcher.apply(
        {"file": "pingjiang/households/PJ-4K5M/household.yml", "set": {"moved_from": "YYL-8Q9R"}},
    )
    assert [finding.rule.id for finding in check().findings] == ["moved-from-unknown"]


def test_time_alone_turns_nothing_into_an_error(check: Callable[..., Report]) -> None:
    """What is right today is right on every later day of the programme: only warnings may come with time."""
    for later in ("2026-11-24", "2027-01-01", "2027-06-30", "2028-12-31", "2030-01-01"):
        assert check(later).errors == 0


def test_only_the_future_turns_into_an_error_when_looking_back(check: Callable[..., Report]) -> None:
    rules = {finding.rule.id for finding in check("2024-05-16").findings}
    assert rules == {"visit-future", "date-future"}
