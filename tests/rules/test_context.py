"""What a rule may look at: the ledger, its files, and what is missing in them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from jiedui.model.ledger import Ledger
from jiedui.records.finding import Rule
from jiedui.records.reader import read_ledger
from jiedui.records.schema import SchemaLibrary
from jiedui.rules.context import Files, Inspection, LedgerContext
from jiedui.rules.report import Report

RULE = Rule(id="test-context", title="只在测试里用", scope="台账", why="为了测试。")


def files_of(root: Path, library: SchemaLibrary, *faulty: str) -> Files:
    return Files(read_ledger(root, library).valid, faulty=frozenset(faulty), root=root)


def test_faulty_record_is_not_called_missing(check: Callable[..., Report], ledger: Path) -> None:
    """Who refers to a record that is there but cannot be read is not to blame."""
    for path in (
        "city/helpers/YY-B-2A3C.yml",
        "pingjiang/households/PJ-4K5M/household.yml",
        "pingjiang/unit.yml",
        "divisions.yml",
    ):
        (ledger / path).write_text("写坏了\n", "utf-8")
    assert [finding.rule.id for finding in check().findings] == ["yaml-not-a-record"] * 4


def test_files_know_their_folder(ledger: Path, library: SchemaLibrary) -> None:
    assert files_of(ledger, library).root == ledger
    assert Files().root is None


def test_id_stands_for_a_record_or_its_absence_is_told(ledger: Path, library: SchemaLibrary) -> None:
    files = files_of(ledger, library, "city/helpers/YY-B-7K3Q.yml", "city/households/YY-2A3C/household.yml")
    assert files.absent("YY-B-2A3C", {"YY-B-2A3C"}, "帮扶责任人") == ""
    assert files.absent("YY-B-9Z9Z", {"YY-B-2A3C"}, "帮扶责任人") == "没有编号为 YY-B-9Z9Z 的帮扶责任人。"
    assert files.absent("YY-B-7K3Q", (), "帮扶责任人") == "", "its file is there, though faulty"
    assert files.absent("YY-2A3C", (), "户") == "", "a household's id is its folder's name"
    assert files.absent("household", (), "户") == "没有编号为 household 的户。"
    gone = Files(gone=frozenset({"city/households/YY-2A3C/household.yml"}))
    assert gone.absent("YY-2A3C", (), "户") == "", "that it is gone is told itself"
    assert gone.absent("YY-B-2A3C", (), "帮扶责任人") == "没有编号为 YY-B-2A3C 的帮扶责任人。"


def test_withdrawn_record_is_told_as_such(ledger: Path, library: SchemaLibrary) -> None:
    path = ledger / "city/helpers/YY-B-2A3C.yml"
    path.write_text(path.read_text("utf-8") + "withdrawn:\n  date: 2026-10-01\n  reason: 建重了\n", "utf-8")
    assert files_of(ledger, library).absent("YY-B-2A3C", (), "帮扶责任人") == "帮扶责任人 YY-B-2A3C 已经撤销。"


def test_files_are_found_by_kind_in_order_of_path(ledger: Path, library: SchemaLibrary) -> None:
    files = Files(reversed(read_ledger(ledger, library).valid))
    assert [record.path for record in files.of_kind("unit")] == [
        "city/unit.yml",
        "pingjiang/unit.yml",
        "yueyanglou/unit.yml",
    ]
    assert files.of_kind("bulletin") == []
    assert files.units == {"city", "pingjiang", "yueyanglou"}


def test_finding_is_bound_to_rule_and_file(ledger: Path, library: SchemaLibrary) -> None:
    inspection = Inspection(ledger=Ledger.of(read_ledger(ledger, library)), as_of=date(2026, 11, 23))
    context = LedgerContext(RULE, "", inspection)
    finding = context.file("city/unit.yml").fault(
        ("responsible", 0), "电话 15400000001 不对。", remedy="改。", suggestion="2026", missing="to"
    )
    assert finding == RULE.at(
        "city/unit.yml",
        ("responsible", 0),
        message="电话（号码不显示）不对。",
        remedy="改。",
        suggestion="2026",
        missing="to",
    )
    assert finding.missing == "to"
    plain = context.fault((), "台账有误。", remedy="改。")
    assert (plain.path, plain.suggestion, plain.missing) == ("", "", "")
    assert context.policy is context.ledger.policy
    assert context.as_of == date(2026, 11, 23)
    assert context.files.valid == ()


def test_a_record_of_before_may_be_in_what_cannot_be_read_now(ledger: Path, library: SchemaLibrary) -> None:
    records = {record.path: record for record in read_ledger(ledger, library).valid}
    visit = records["pingjiang/households/PJ-2H3J/visits/2023-10-12.yml"]
    household = records["pingjiang/households/PJ-2H3J/household.yml"]
    for path, hidden in {
        visit.path: (True, False),
        "pingjiang/households/PJ-2H3J/visits": (True, False),
        "pingjiang": (True, True),
        household.path: (False, True),
        "city/households/PJ-2H3J/household.yml": (False, True),  # it may have gone there
        "city/households/PJ-2H3J/visits/2023-10-12.yml": (False, False),
        "city": (False, False),
    }.items():
        files = Files(faulty=frozenset({path}))
        assert (files.hides(visit), files.hides(household)) == hidden, path


def test_every_file_is_known_also_what_is_unreadable(ledger: Path, library: SchemaLibrary) -> None:
    files = files_of(ledger, library, "a/b.yml")
    assert files.paths == {"a/b.yml", *(record.path for record in files.valid)}


WITHDRAWN = """
    withdrawn:
      date: 2024-05-18
      reason: 记到别的户去了
"""


def test_what_was_withdrawn_from_a_household_counts_for_nothing_and_is_still_known(
    ledger: Path, check: Callable[..., Report]
) -> None:
    """The first need of two is withdrawn, which two visits speak of: neither the visits nor the second need suffer."""
    path = "yueyanglou/households/YYL-2A3C/household.yml"
    text = (ledger / path).read_text("utf-8")
    second = text.index("  - id: n-T2VX")
    text = text[:second].rstrip("\n") + WITHDRAWN + text[second:].replace('"2026-07-03"', '"2026-07-01"')
    (ledger / path).write_text(text, "utf-8")
    (finding,) = check().findings
    assert (finding.rule.id, finding.path, finding.pointer) == ("need-order", path, ("needs", 1, "responded_on"))
    assert text.split("\n")[finding.line - 1].strip().startswith("responded_on")
