"""What a local rule sees around its subject, and the record of what it asked."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from jiedui.model.ledger import Ledger
from jiedui.records.reader import Record, read_ledger
from jiedui.records.schema import SchemaLibrary
from jiedui.records.tree import Place
from jiedui.review.working import WorkingFolder
from jiedui.rules.directory import Directory
from jiedui.rules.surroundings import SubjectTurn, Surroundings

HOME, HELPER = "YYL-2A3C", "YYL-B-4D5E"


@pytest.fixture
def around(ledger: Path, library: SchemaLibrary) -> Surroundings:
    records = {record.path: record for record in read_ledger(ledger, library).valid}

    def find(place: Place) -> Record | None:
        return records.get(place.path)

    return Surroundings(
        Directory(WorkingFolder(ledger).listing), find, Ledger.of(read_ledger(ledger, library)), date(2026, 11, 23)
    )


def test_a_record_that_is_asked_for_is_what_the_whole_ledger_has(
    around: Surroundings, ledger: Path, library: SchemaLibrary
) -> None:
    whole = Ledger.of(read_ledger(ledger, library))
    around.turn = SubjectTurn.of()
    assert around.helpers[HELPER] == whole.helpers[HELPER]
    assert around.households.get(HOME) == whole.households[HOME]
    assert around.unit_name("city") == whole.unit_name("city")
    assert around.turn.asked == {HELPER, HOME, "city"}


def test_asking_for_what_is_not_there_is_asking_too(around: Surroundings) -> None:
    around.turn = SubjectTurn.of()
    assert "YYL-9999" not in around.households
    assert around.helpers.get("YYL-B-9999") is None
    with pytest.raises(KeyError):
        around.helpers["YYL-B-8888"]
    assert around.turn.asked == {"YYL-9999", "YYL-B-9999", "YYL-B-8888"}
    around.turn = SubjectTurn.of()
    assert around.turn.asked == set(), "another subject has asked nothing yet"


def test_walking_over_the_federations_asks_for_all_of_them(around: Surroundings) -> None:
    around.turn = SubjectTurn.of()
    assert sorted(around.units) == ["city", "pingjiang", "yueyanglou"]
    assert around.turn.asked == {"*unit", "city", "pingjiang", "yueyanglou"}


def test_what_is_absent_is_told_in_words(around: Surroundings) -> None:
    around.turn = SubjectTurn.of()
    said = {
        name: around.absent(name, around.helpers, "帮扶责任人") for name in (HELPER, "YYL-B-9999", HOME, "YYL-9999")
    }
    assert said == {
        HELPER: "",
        "YYL-B-9999": "没有编号为 YYL-B-9999 的帮扶责任人。",
        HOME: "没有编号为 YYL-2A3C 的帮扶责任人。",
        "YYL-9999": "没有编号为 YYL-9999 的帮扶责任人。",
    }


def test_what_was_meant_is_looked_for_among_its_own(around: Surroundings) -> None:
    around.turn = SubjectTurn.of()
    assert around.nearest("YYL-2A3c", around.households, "户") == HOME
    assert around.nearest("YYL-2A3c", around.helpers, "帮扶责任人") == ""
    assert {"*household", "*helper"} <= around.turn.asked


def test_what_was_withdrawn_from_the_household_does_not_stand_and_is_still_known(
    around: Surroundings, ledger: Path, library: SchemaLibrary
) -> None:
    path = f"yueyanglou/households/{HOME}/household.yml"
    (record,) = (one for one in read_ledger(ledger, library).valid if one.path == path)
    household = Ledger.of(read_ledger(ledger, library)).households[HOME]
    around.turn = SubjectTurn.of(record.data)
    assert around.written(household) is record.data
    assert not around.withdrew(household, "n-VSAB")
    assert around.place(path, ("needs", 0, "id")) == ("needs", 0, "id")
    record.data["needs"][0]["withdrawn"] = {"date": "2024-05-18", "reason": "记到别的户去了"}
    around.turn = SubjectTurn.of(record.data)
    assert [need["id"] for need in around.written(household)["needs"]] == ["n-T2VX"]
    assert [around.withdrew(household, need) for need in ("n-VSAB", "n-T2VX", "n-9Z9Z")] == [True, False, False]
    assert around.place(path, ("needs", 0, "id")) == ("needs", 1, "id")
    assert around.place("city/unit.yml", ("needs", 0, "id")) == ("needs", 0, "id")
    assert "withdrawn" in around.flat(path).keys
