"""The table of single slips: for each kind that people make, whether it is an error, a warning, or allowed and why.

Each row of ``decisions/<area>.yml`` is one change of the base ledger, as in ``faults/``, below the file that it changes
and called by what a person would call it. ``error`` or ``warning`` names the one rule that speaks; ``allowed`` gives
the reason why none does. What is said, and where, stands in ``faults/``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from jiedui.records.finding import RULES
from jiedui.rules.report import Report

TABLE = Path(__file__).resolve().parent / "decisions"
SEVERITIES = {"error": "错误", "warning": "警告"}
# Kinds of slips that were counted when the table was asked for.
AT_LEAST = 273


@dataclass(frozen=True, slots=True)
class Row:
    """One kind of slip: ``decision`` is 错误, 警告 or allowed, ``ground`` the rule that speaks or why none does."""

    what: str
    change: dict[str, Any]
    decision: str
    ground: str


def read_table() -> dict[str, Row]:
    """Read all rows, by area and what each is called."""
    rows: dict[str, Row] = {}
    for file in sorted(TABLE.glob("*.yml")):
        for path, slips in yaml.load(file.read_text("utf-8"), Loader=yaml.CBaseLoader).items():
            for what, told in slips.items():
                (decision,) = {"error", "warning", "allowed"} & told.keys()
                ground = told.pop(decision)
                assert f"{file.stem}: {what}" not in rows, what
                change = {"file": path, **told}
                rows[f"{file.stem}: {what}"] = Row(what, change, SEVERITIES.get(decision, decision), ground)
    return rows


ROWS = read_table()


@pytest.mark.no_cover  # what these run is run by the faults
@pytest.mark.parametrize("row", ROWS.values(), ids=ROWS)
def test_a_slip_is_told_once_as_was_decided(check: Callable[..., Report], patcher: Any, row: Row) -> None:
    patcher.apply(row.change)
    report = check(row.change.get("as_of"))
    found = {(str(finding.severity), finding.rule.id) for finding in report.findings}
    assert found == (set() if row.decision == "allowed" else {(row.decision, row.ground)}), report.findings


def test_every_slip_changes_something() -> None:
    kinds = {"set", "remove", "append", "write", "copy", "move", "delete", "more"}
    assert [what for what, row in ROWS.items() if not kinds & row.change.keys()] == []


def test_no_change_stands_twice_in_the_table() -> None:
    counted = Counter(str(sorted(row.change.items())) for row in ROWS.values())
    assert [change for change, count in counted.items() if count > 1] == []


def test_table_holds_at_least_the_kinds_that_were_counted() -> None:
    assert len(ROWS) >= AT_LEAST


def test_every_ground_is_a_rule_or_a_sentence() -> None:
    rules = {rule.id for rule in RULES}
    for name, row in ROWS.items():
        assert row.ground.endswith("。") if row.decision == "allowed" else row.ground in rules, name
