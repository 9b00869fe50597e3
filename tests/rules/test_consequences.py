"""One wrong value is one fault, however many rules reckon with it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from jiedui.records.finding import Finding, Rule, Severity
from jiedui.rules.consequences import without_consequences
from jiedui.rules.report import Report
from jiedui.struct import replace

HOUSEHOLD = "pingjiang/households/PJ-2H3J/household.yml"
VISIT = "pingjiang/households/PJ-2H3J/visits/2023-10-12.yml"


def finding(rule: str, pointer: tuple[str | int, ...] = ("date",), severity: Severity = Severity.ERROR) -> Finding:
    named = Rule(id=rule, title="甲", scope="文件", why="乙。", severity=severity)
    return named.at("x.yml", pointer, message="丙。", remedy="丁。")


def test_the_first_decisive_rule_speaks_alone_of_a_value() -> None:
    found = [finding("pairing-order"), finding("visit-programme"), finding("path-id"), finding("other", ("by",))]
    assert [item.rule.id for item in without_consequences(found)] == ["path-id", "other"]


def test_of_a_value_that_no_decisive_rule_speaks_of_all_is_said() -> None:
    found = [finding("pairing-order"), finding("pairing-employed"), finding("date-future", ("from",))]
    assert without_consequences(found) == found


def test_what_is_graver_is_said_beside() -> None:
    early = finding("day-early", severity=Severity.WARNING)
    assert without_consequences([early, finding("pairing-order")]) == [early, finding("pairing-order")]
    warning = finding("pairing-order", severity=Severity.WARNING)
    assert without_consequences([early, warning]) == [early]
    assert without_consequences([warning, finding("date-future")]) == [finding("date-future")]


def test_what_is_missing_and_what_stands_for_others_stays() -> None:
    found = [finding("date-future"), replace(finding("need-order"), missing="by"), replace(finding("other"), count=3)]
    assert without_consequences(found) == found


def test_the_file_as_a_whole_is_no_value() -> None:
    found = [finding("path-id", ()), finding("other", ())]
    assert without_consequences(found) == found


def test_the_same_place_in_another_file_is_another_value() -> None:
    found = [finding("date-future"), replace(finding("need-order"), path="y.yml")]
    assert without_consequences(found) == found


@pytest.mark.parametrize(
    ("path", "old", "new", "rule"),
    [
        (VISIT, 'date: "2023-10-12"', 'date: "2033-10-12"', "path-id"),
        (VISIT, 'date: "2023-10-12"', 'date: "2003-10-12"', "path-id"),
        (HOUSEHOLD, 'from: "2023-10-01"', 'from: "2003-10-01"', "pairing-programme"),
    ],
)
def test_a_year_mistyped_is_told_once(
    path: str, old: str, new: str, rule: str, ledger: Path, check: Callable[..., Report]
) -> None:
    text = (ledger / path).read_text("utf-8")
    assert text.count(old) == 1
    (ledger / path).write_text(text.replace(old, new), "utf-8")
    assert [item.rule.id for item in check().findings] == [rule]
