"""The summaries of a ledger, and what is looked up in them."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from jiedui.migrations.reading import read
from jiedui.records.memo import Memo
from jiedui.records.schema import SchemaLibrary
from jiedui.review.working import WorkingFolder
from jiedui.rules.engine import Engine
from jiedui.rules.marks import mark
from jiedui.rules.number_texts import NumberText
from jiedui.rules.summaries import Summaries
from jiedui.rules.summary import ContactElsewhere, HelperSummary, HouseholdSummary, SummedSpell

NUMBER = NumberText("a.yml", "文字", ("note",), 0, identity=True, mobile=False, asked=(), apart=())


def folder(unit: str, identifier: str, **other: Any) -> HouseholdSummary:
    parts = {"written": True, "counts": True, "orphans": (0, ""), "elsewhere": (), "contacts_after": (), "numbers": ()}
    return HouseholdSummary(unit, identifier, **{**parts, **other})


def contact(day: str, *also: str) -> ContactElsewhere:
    return ContactElsewhere(day, reached=True, key=b"1234", also=also)


def test_what_counts_is_known_by_its_id_and_of_two_the_later() -> None:
    folders = [folder("a", "X-2222"), folder("b", "X-2222"), folder("b", "X-3333", counts=False)]
    staff = [HelperSummary("a", "X-B-2222", counts=False), HelperSummary("b", "X-B-3333", counts=True)]
    found = Summaries(folders, staff)
    assert found.households == {"X-2222": folders[1]}
    assert found.helpers == {"X-B-3333": staff[1]}
    assert (len(found.folders), len(found.staff)) == (3, 2)


def test_households_and_pairings_of_a_helper_are_found() -> None:
    first, second = SummedSpell("B", "2026-01-01", "2026-02-01"), SummedSpell("B", "2026-03-01", "9999-12-31")
    other = SummedSpell("C", "2026-01-01", "9999-12-31")
    two, one = folder("a", "X-3333", pairings=(first, other, second)), folder("a", "X-2222", pairings=(second,))
    found = Summaries([two, one, folder("a", "X-4444", pairings=(first,), counts=False)])
    assert [home.id for home in found.households_of("B")] == ["X-2222", "X-3333"]
    assert list(found.pairings_of("B")) == [second, first, second]
    assert list(found.pairings_of("B", "X-3333")) == [first, second]
    assert list(found.pairings_of("D")) == []


def test_contacts_elsewhere_are_found_as_often_as_they_name_a_household() -> None:
    one = folder("a", "X-2222", elsewhere=(contact("2026-01-01", "X-3333", "X-3333", "X-2222"),))
    two = folder("a", "X-3333", elsewhere=(contact("2026-02-01", "X-3333", "X-2222"),))
    found = Summaries([one, two]).elsewhere
    assert [(home.id, each.day) for home, each in found["X-3333"]] == [("X-2222", "2026-01-01")] * 2
    assert [(home.id, each.day) for home, each in found["X-2222"]] == [("X-3333", "2026-02-01")]


def test_telephones_are_those_of_whoever_counts() -> None:
    found = Summaries(
        [folder("a", "X-2222", phone=mark("1")), folder("a", "X-3333", phone=mark("2"), counts=False)],
        [HelperSummary("a", "X-B-2222", counts=True, phone=mark("3"))],
    )
    assert [digits in found.telephones for digits in "123"] == [True, False, True]


def test_numbers_are_those_of_the_folders_and_of_all_other_files() -> None:
    other = NUMBER._replace(path="b.yml")
    assert list(Summaries([folder("a", "X-2222", numbers=(NUMBER,))], numbers=[other]).numbers) == [NUMBER, other]


def summarised(ledger: Path, library: SchemaLibrary) -> Summaries:
    return Engine(WorkingFolder(ledger), library, date(2026, 11, 23), read, Memo(None)).summaries


def test_each_folder_and_each_file_of_a_ledger_has_a_summary(ledger: Path, library: SchemaLibrary) -> None:
    folders = {path.parent.name for path in ledger.glob("*/households/*/household.yml")}
    staff = {path.stem for path in ledger.glob("*/helpers/*.yml")}
    found = summarised(ledger, library)
    assert [item.id for item in found.folders] == sorted(folders, key=lambda code: (code[:3] == "YYL", code))
    assert set(found.households) == folders
    assert set(found.helpers) == staff
    assert not [item for item in found.numbers if item.identity or item.holds_telephone(found.telephones)]


def test_what_was_withdrawn_is_there_and_does_not_count(ledger: Path, library: SchemaLibrary) -> None:
    withdrawn = 'withdrawn:\n  date: "2026-05-01"\n  reason: 重复登记\n'
    for path in ("yueyanglou/households/YYL-4D5E/household.yml", "yueyanglou/helpers/YYL-B-6F7G.yml"):
        with (ledger / path).open("a", encoding="utf-8") as file:
            file.write(withdrawn)
    found = summarised(ledger, library)
    assert [item.id for item in found.folders if not item.counts] == ["YYL-4D5E"]
    assert [item.id for item in found.staff if not item.counts] == ["YYL-B-6F7G"]
    assert next(item.written for item in found.folders if item.id == "YYL-4D5E")


def test_contacts_without_a_household_are_counted(ledger: Path, library: SchemaLibrary) -> None:
    (ledger / "yueyanglou/households/YYL-2A3C/household.yml").unlink()
    (home,) = (item for item in summarised(ledger, library).folders if item.id == "YYL-2A3C")
    assert home.orphans == (3, "yueyanglou/households/YYL-2A3C/visits/2023-09-21.yml")
    assert not home.written
