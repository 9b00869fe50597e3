"""Codes that were mistyped and names in their place: which record was meant, and when that is not certain."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from jiedui.records.finding import Finding
from jiedui.rules.mistyped import Codes
from jiedui.rules.report import Report

KNOWN = ("PJ-B-2H3J", "PJ-B-4K5M", "YYL-B-6F7G", "YYL-B-GF7E")
VISIT = "pingjiang/households/PJ-2H3J/visits/2023-10-12.yml"
HOUSEHOLD = "pingjiang/households/PJ-2H3J/household.yml"
BY = "by: PJ-B-2H3J"
FIND = "在网站“查户”页可以按姓名查到编号。"

Check = Callable[..., Report]


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("PJ-B-2H3J", "PJ-B-2H3J"),
        ("pj-b-2h3j", "PJ-B-2H3J"),
        ("ＰＪ－Ｂ－２Ｈ３Ｊ", "PJ-B-2H3J"),
        ("PJ B 2H3J", "PJ-B-2H3J"),
        ("PJB2H3J", "PJ-B-2H3J"),
        ("PJ-B-2H31", "PJ-B-2H3J"),
        ("PJ-B-2H3I", "PJ-B-2H3J"),
        ("P1-B-2H3J", "PJ-B-2H3J"),
        ("PJ-8-ZH3L", "PJ-B-2H3J"),
        ("PJ-B-4KSM", "PJ-B-4K5M"),
        ("PJ-B-K45M", "PJ-B-4K5M"),
        ("PJ-B-45KM", "PJ-B-4K5M"),
        ("PJ-B-4KM5", "PJ-B-4K5M"),
        ("PJ-B-K4M5", ""),
        ("PJ-B-4K5N", ""),
        ("PJ-2H3J", ""),
        ("PJ-B-2H3", ""),
        ("示例丁", ""),
        ("", ""),
    ],
)
def test_a_mistyped_code(typed: str, code: str) -> None:
    assert Codes(KNOWN).nearest(typed) == code


def test_of_two_codes_that_look_alike_none_is_meant() -> None:
    assert Codes(("PJ-B-2H3J", "PJ-B-2H37")).nearest("PJ-B-2H31") == ""
    assert Codes(("PJ-B-2H3K", "PJ-B-23HK")).nearest("PJ-B-2H3K") == "PJ-B-2H3K"
    assert Codes(("PJ-B-H23K", "PJ-B-2HK3")).nearest("PJ-B-2H3K") == ""


@pytest.mark.parametrize("typed", ["RDB5", "n-RDB5", "N-RD85", "n-rbd5", "m-RDB5"])
def test_a_code_within_a_household_may_lack_its_letter(typed: str) -> None:
    assert Codes(("n-RDB5", "n-2F8D")).nearest(typed) == "n-RDB5"


def replaced(root: Path, path: str, old: str, new: str) -> None:
    text = (root / path).read_text("utf-8")
    assert text.count(old) == 1
    (root / path).write_text(text.replace(old, new), "utf-8")


def only(report: Report) -> Finding:
    (finding,) = report.findings
    return finding


@pytest.mark.parametrize(
    ("typed", "suggestion"),
    [
        ("示例丁", "PJ-B-2H3J"),
        ("示例 丁", "PJ-B-2H3J"),
        ("示例丁（县残联）", "PJ-B-2H3J"),
        ("示例乙", "YYL-B-4D5E"),
        ("示例", ""),
        ("丁", ""),
    ],
)
def test_a_helper_is_known_by_name(typed: str, suggestion: str, ledger: Path, check: Check) -> None:
    replaced(ledger, VISIT, BY, f"by: {typed}")
    assert only(check()).suggestion == suggestion


def test_of_two_namesakes_the_one_of_the_federation_is_meant(ledger: Path, check: Check) -> None:
    replaced(ledger, "yueyanglou/helpers/YYL-B-4D5E.yml", "name: 示例乙", "name: 示例丁")
    replaced(ledger, VISIT, BY, "by: 示例丁")
    assert [finding.suggestion for finding in check().findings if finding.path == VISIT] == ["PJ-B-2H3J"]


def test_of_two_namesakes_in_a_federation_both_are_named(ledger: Path, check: Check) -> None:
    replaced(ledger, "pingjiang/helpers/PJ-B-4K5M.yml", "name: 示例戊", "name: 示例丁")
    replaced(ledger, VISIT, BY, "by: 示例丁")
    (finding,) = (finding for finding in check().findings if finding.path == VISIT)
    assert (finding.suggestion, finding.remedy) == (
        "", "这样的有 2 个：PJ-B-2H3J、PJ-B-4K5M，写对的那一个编号。",
    )  # fmt: skip


def test_whom_nobody_knows_is_to_be_looked_up(ledger: Path, check: Check) -> None:
    replaced(ledger, VISIT, BY, "by: 示例癸")
    finding = only(check())
    assert (finding.suggestion, finding.remedy) == ("", f"残联字头加 B 加四位随机码，例如 SLX-B-7K3Q。{FIND}")


def test_who_was_withdrawn_is_not_meant(ledger: Path, check: Check) -> None:
    path = ledger / "yueyanglou/helpers/YYL-B-4D5E.yml"
    path.write_text(path.read_text("utf-8") + "withdrawn:\n  date: 2026-10-01\n  reason: 建重了\n", "utf-8")
    replaced(ledger, VISIT, BY, "by: 示例乙")
    assert [finding.suggestion for finding in check().findings if finding.path == VISIT] == [""]


def test_a_household_is_not_meant_by_itself(ledger: Path, check: Check) -> None:
    path = ledger / VISIT
    path.write_text(path.read_text("utf-8") + "also:\n  - 示例申\n", "utf-8")
    assert only(check()).suggestion == ""


def test_a_member_is_known_by_name_in_the_same_household(ledger: Path, check: Check) -> None:
    replaced(ledger, HOUSEHOLD, "    content: 孩子康复", "    person: 示例申\n    content: 孩子康复")
    assert only(check()).suggestion == "m-HKMN"


def test_a_code_of_its_own_is_nobody_elses(ledger: Path, check: Check) -> None:
    second = "  - id: n-RDB1\n    content: 要一把轮椅。\n    raised_on: 2024-03-06\n"
    path = ledger / HOUSEHOLD
    path.write_text(path.read_text("utf-8") + second.replace("n-RDB1", "n-RDBJ") + second, "utf-8")
    finding = only(check())
    assert (finding.rule.id, finding.suggestion) == ("schema-format", "")


def test_what_is_no_code_stays_as_it_was_told(ledger: Path, check: Check) -> None:
    replaced(ledger, VISIT, 'date: "2023-10-12"', "date: 某天")
    finding = only(check())
    assert (finding.rule.id, finding.suggestion) == ("schema-format", "2023-10-12")


@pytest.mark.parametrize(
    ("change", "rule", "suggestion"),
    [
        ({"file": HOUSEHOLD, "set": {"pairings.1.helper": "PJ-B-4KSM"}}, "household-helper-unknown", "PJ-B-4K5M"),
        ({"file": HOUSEHOLD, "set": {"needs.0.measures.0.by": "PJ-B-2H37"}}, "household-helper-unknown", "PJ-B-2H3J"),
        ({"file": HOUSEHOLD, "set": {"needs.0.person": "m-JC4J"}}, "member-unknown", ""),
        ({"file": HOUSEHOLD, "set": {"needs.0.person": "m-J4C3"}}, "member-unknown", "m-JC43"),
        ({"file": VISIT, "set": {"by": "PJ-B-ZH3J"}}, "visit-helper-unknown", "PJ-B-2H3J"),
        ({"file": VISIT, "append": {"also": "PJ-4KSM"}}, "visit-household-unknown", "PJ-4K5M"),
        ({"file": VISIT, "append": {"needs": {"id": "n-RD85", "action": "推进"}}}, "visit-need-unknown", "n-RDB5"),
        ({"file": HOUSEHOLD, "set": {"moved_from": "PJ-4KSM"}}, "moved-from-unknown", "PJ-4K5M"),
    ],
)
def test_a_reference_that_looks_like_a_known_code(
    change: dict[str, Any], rule: str, suggestion: str, check: Check, patcher: Any
) -> None:
    patcher.apply(change)
    found = {finding.rule.id: finding.suggestion for finding in check().findings}
    assert found[rule] == suggestion
