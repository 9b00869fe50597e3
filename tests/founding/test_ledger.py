"""A new ledger: what is in it, and that it is a sound one."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.founding.conftest import ROWS, about_of, answers_of, wheel_of

from jiedui import check
from jiedui.founding import sums
from jiedui.founding.divisions import read_places
from jiedui.founding.ledger import new_ledger
from jiedui.founding.machinery import machinery
from jiedui.founding.refusal import NotFoundedError
from jiedui.records.kinds import POLICY
from jiedui.records.schema import SchemaLibrary

AS_OF = date(2026, 11, 23)


def test_it_holds_policy_places_federations_machinery_and_the_program(library: SchemaLibrary) -> None:
    files = new_ledger(answers_of(), read_places(ROWS, "云岭市", "YL", "云岭.csv"), wheel_of(), library)
    records = {path for path in files if path.startswith("records/")}
    assert records == {
        "records/divisions.yml",
        *(f"records/policy/{stem}.yml" for stem in POLICY),
        *(f"records/{unit}/unit.yml" for unit in ("baishui", "city", "linjiang", "qingshi")),
    }
    assert {*files} - records == {
        *machinery(about_of("Gitea")), ".ci/files.sha256", "wheels/jiedui-1.2.3-py3-none-any.whl",
    }  # fmt: skip
    assert [*files] == sorted(files)
    said = str(files["records/policy/ledger.yml"])
    assert "fictional: false" in said
    assert "  kind: Gitea" in said
    assert files["records/city/unit.yml"] == (
        "id: city  # 残联代号\n"
        "prefix: YL  # 编号字头\n"
        "name: 云岭市残疾人联合会  # 全称\n"
        "short: 市残联  # 简称\n"
        "level: 市残联  # 层级\n"
    )


def test_the_check_finds_no_error_and_asks_for_what_is_not_known_yet(founded: Path, library: SchemaLibrary) -> None:
    report = check.run(founded / "records", library, AS_OF)
    assert report.errors == 0
    asked = {"lead-department-missing", "responsible-missing", "supervision-phone-missing", "unit-phone-missing"}
    found = [finding.rule.id for finding in report.findings]
    assert {*found} == {*asked, "ledger-begun", "document-blank"}
    # Of each of the four federations: a department, two who answer, two telephones.
    assert sum(rule in asked for rule in found) == 4 * 5
    # The document's number: where it stands, in the text, and as the basis of four rules; and the names of annex 1.
    assert found.count("document-blank") == 2 + 4 + 1
    (next_,) = [finding.message for finding in report.findings if finding.rule.id == "ledger-begun"]
    assert next_ == "还缺帮扶责任人、摸底的户。"


def test_its_records_are_in_the_one_form(founded: Path, library: SchemaLibrary) -> None:
    from jiedui.records.reader import read_ledger
    from jiedui.records.writer import write

    for record in read_ledger(founded / "records", library).valid:
        text = (founded / "records" / record.path).read_text("utf-8")
        assert text == write(record.data, library[record.place.kind])


def test_what_was_shipped_is_known_by_its_sum_and_what_is_the_ledgers_own_is_not(founded: Path) -> None:
    known = sums.read((founded / sums.FILE).read_text("utf-8"))
    assert {path for path, digest in known.items() if not sums.is_of((founded / path).read_bytes(), digest)} == set()
    policy = {f"records/policy/{stem}.yml" for stem in POLICY} - {"records/policy/ledger.yml"}
    assert {*known} == {*machinery(about_of("Gitea"))} | policy


def test_a_name_that_no_record_may_hold_is_refused(library: SchemaLibrary) -> None:
    rows = (*ROWS[:1], ("青" * 201 + "县", "安宁镇", "990121001"))
    places = read_places(rows, "云岭市", "YL", "云岭.csv")
    with pytest.raises(NotFoundedError, match=r"records/divisions\.yml："):
        new_ledger(answers_of(), places, wheel_of(), library)
