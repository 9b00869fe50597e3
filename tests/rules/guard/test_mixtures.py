"""Mixed changes: what the ledger makes of them, and what is none."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from jiedui.entry.known import KnownLedger
from jiedui.entry.move import Move, act
from jiedui.entry.plan import plan
from jiedui.records.reader import read_ledger
from jiedui.records.schema import SchemaLibrary
from jiedui.rules.report import Report

HOUSEHOLD = {"file": "yueyanglou/households/YYL-2A3C/household.yml", "replace": {"3组12号": "3组13号"}}
OTHER = {"file": "pingjiang/households/PJ-2H3J/household.yml", "set": {"village": "示例社区"}}
POLICY = {"file": "policy/service.yml", "set": {"levels.0.days": 25}}
AS_OF = date(2026, 11, 23)


@pytest.fixture
def mixed(
    check: Callable[..., Report], patcher: Any, request: pytest.FixtureRequest
) -> Callable[..., list[tuple[str, str]]]:
    """Commit the ledger with a setting of the guard, make changes, and return what is told of mixing, and how."""

    def told(*changes: dict[str, Any], **guard: str) -> list[tuple[str, str]]:
        if guard:
            patcher.apply({"file": "policy/ledger.yml", "set": {"guard": guard}})
        commit = request.getfixturevalue("committed")
        for change in changes:
            patcher.apply(change)
        return [
            (item.rule.id, item.severity)
            for item in check(since=commit).findings
            if item.rule.id in ("change-mixed", "change-federations")
        ]

    return told


Mixed = Callable[..., list[tuple[str, str]]]


def test_without_a_setting_both_are_warned_of(mixed: Mixed) -> None:
    assert mixed(HOUSEHOLD, OTHER, POLICY) == [("change-federations", "警告"), ("change-mixed", "警告")]


def test_the_ledger_says_how_much_each_weighs(mixed: Mixed) -> None:
    assert mixed(HOUSEHOLD, OTHER, POLICY, mixed="不查", federations="错误") == [("change-federations", "错误")]


@pytest.mark.parametrize(
    "changes",
    [[HOUSEHOLD], [POLICY, {"write": {"../.ci/check": "exit 0\n"}}], [{"write": {"../README.md": "x"}}]],
    ids=["records", "policy and program", "neither"],
)
def test_what_belongs_together_is_no_mixture(mixed: Mixed, changes: list[dict[str, Any]]) -> None:
    assert mixed(*changes) == []


def test_a_household_that_moves_is_no_mixture(
    ledger: Path, library: SchemaLibrary, check: Callable[..., Report], committed: str
) -> None:
    move = Move(
        household="YYL-2A3C", unit="pingjiang", on=date(2026, 11, 1), county="平江县", township="安定镇",
        village="示例村", consulted=date(2026, 10, 20),
    )  # fmt: skip
    records = read_ledger(ledger, library)
    plan(act(move, KnownLedger(records, AS_OF)).edits, read_ledger(ledger, library), library, AS_OF).write(ledger)
    report = check(since=committed)
    assert [item.rule.id for item in report.findings] == []
