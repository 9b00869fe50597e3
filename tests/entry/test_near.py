"""The ledger near a command: it says what the whole one does, and reads no more than it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.entry import retiring

from jiedui import check
from jiedui.entry.adding import NewContact, contact
from jiedui.entry.known import KnownLedger
from jiedui.entry.near import NearLedger, NearRecords
from jiedui.entry.plan import RefusedError, plan
from jiedui.entry.sought import sought
from jiedui.model.household import Household
from jiedui.model.ledger import Ledger
from jiedui.model.names import folded
from jiedui.model.policy import PolicyMissingError
from jiedui.records import writer
from jiedui.records.reader import Records
from jiedui.records.schema import SchemaLibrary
from jiedui.review.working import WorkingFolder

AS_OF = date(2026, 11, 23)
HOME = "yueyanglou/households/YYL-2A3C"
Read = Callable[[], Records]


@pytest.fixture(autouse=True)
def _cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JIEDUI_CACHE", str(tmp_path / "cache"))


@pytest.fixture
def six(ledger: Path, library: SchemaLibrary) -> Path:
    """The ledger with a helper of six households beside."""
    for record in retiring.records():
        (ledger / record.path).parent.mkdir(parents=True, exist_ok=True)
        (ledger / record.path).write_text(writer.write(record.data, library[record.place.kind]), "utf-8")
    return ledger


@pytest.fixture
def read_files(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths of the files of the ledger that a look at it has read."""
    read, paths = WorkingFolder.read, list[str]()
    monkeypatch.setattr(WorkingFolder, "read", lambda self, path: (paths.append(path), read(self, path))[1])
    return paths


@pytest.fixture
def near(six: Path, library: SchemaLibrary) -> Iterator[tuple[NearRecords, NearLedger]]:
    with check.look_at(six, library, AS_OF) as look:
        yield NearRecords(look), NearLedger.near(look, AS_OF)


def test_it_says_what_the_whole_ledger_does(near: tuple[NearRecords, NearLedger], records: Read) -> None:
    found, ledger = near
    whole = records()
    every = Ledger.of(whole)
    assert (found.valid, found.broken) == (whole.valid, whole.broken)
    assert found.codes | {item.place.stem for item in whole.of_kind("visit")} == whole.codes
    for kind in ("household", "helper", "unit", "visit"):
        assert found.of_kind(kind) == whole.of_kind(kind) != []
    for kept in ("helpers", "households", "visits", "units", "events"):
        assert dict(getattr(ledger, kept)) == getattr(every, kept) != {}
    assert len(ledger.visits) == len(every.visits)
    for code in every.households:
        assert ledger.contacts(code) == every.contacts(code)
        assert ledger.goes_on(code) == every.goes_on(code)
        assert ledger.around([code]) == every.around([code])
    for code, helper in every.helpers.items():
        assert ledger.households_of(code) == every.households_of(code)
        assert ledger.helpers_of(helper.unit) == every.helpers_of(helper.unit)
    assert any(map(every.households_of, every.helpers))
    assert "YYL-0000" not in ledger.visits


def test_a_record_is_found_by_its_path_its_code_and_its_name(
    near: tuple[NearRecords, NearLedger], records: Read
) -> None:
    found, whole = near[0], records()
    for record in whole.valid:
        assert found.at(record.path) == record
    for record in (*whole.of_kind("household"), *whole.of_kind("helper")):
        assert found.named(record.place.kind, record.place.stem) == record
    assert found.at(f"elsewhere/{HOME}/household.yml") is found.at(f"{HOME}/visits/2020-01-01.yml") is None
    for record in whole.of_kind("household"):
        for member in record.data["members"]:
            assert record in found.called("household", folded(member["name"]))
    for record in whole.of_kind("helper"):
        assert record in found.called("helper", folded(record.data["name"]))
    assert found.called("helper", "无此人") == []
    for kind, text in (
        ("helper", "示例一"),
        ("household", "示例无"),
        ("household", "yyl-2a3c"),
        ("helper", "YYL-B-9Z9"),
    ):
        assert _sought(kind, text, found) == _sought(kind, text, whole)


def _sought(kind: str, text: str, records: Any) -> object:
    try:
        return sought(kind, text, records)
    except RefusedError as error:
        return str(error)


def test_what_a_household_comes_to_is_known_of_it_and_of_its_helpers(near: tuple[NearRecords, NearLedger]) -> None:
    ledger = near[1]
    first, second, *_ = ledger.households_of(retiring.LEAVER)
    data = near[0].at(f"{HOME}/household.yml")
    assert data
    other = Household.of({**data.data, "pairings": []}, first.unit)
    changed = ledger.with_household(Household.of({**data.data, "id": first.id, "pairings": []}, first.unit))
    changed = changed.with_household(other)
    assert changed.households[first.id].pairings == changed.households[other.id].pairings == ()
    assert changed.households[second.id] == second
    assert first not in changed.households_of(retiring.LEAVER)
    assert len(changed.households_of(retiring.LEAVER)) == len(ledger.households_of(retiring.LEAVER)) - 1
    back = changed.with_household(first)
    assert back.households_of(retiring.LEAVER) == ledger.households_of(retiring.LEAVER)
    assert changed.households.keys() == ledger.households.keys()


def test_a_contact_reads_its_household_and_who_has_to_do_with_it(
    six: Path, library: SchemaLibrary, read_files: list[str]
) -> None:
    with check.look_at(six, library, AS_OF):
        every = len(read_files)
    said = {"date": "2026-11-20", "by": "YYL-B-6F7G", "channel": "入户", "reached": True, "counterpart": "本人"}
    new = NewContact(household="YYL-2A3C", data=said)
    read_files.clear()
    with check.look_at(six, library, AS_OF) as look:
        assert read_files == []
        found = NearRecords(look)
        done = contact(new, KnownLedger(found, AS_OF, NearLedger.near(look, AS_OF)))
        planned = plan(done.edits, found, library, AS_OF, look)
    assert planned.files.keys() == {f"{HOME}/visits/2026-11-20.yml"}
    others = {path for path in read_files if not path.startswith(f"{HOME}/")}
    households = {path.split("/")[2] for path in others if "/households/" in path}
    assert households == {"YYL-4D5E", "YYL-8Q9R"}  # whom contacts in its folder name
    assert not any("/visits/" in path or "/events/" in path for path in others)
    assert len(read_files) < every / 2


def test_without_a_usable_policy_there_is_none(six: Path, library: SchemaLibrary) -> None:
    (six / "policy" / "readings.yml").unlink()
    with check.look_at(six, library, AS_OF) as look, pytest.raises(PolicyMissingError):
        NearLedger.near(look, AS_OF)


def test_a_look_is_taken_again_only_where_a_file_says_something_else(
    six: Path, library: SchemaLibrary, read_files: list[str]
) -> None:
    with check.look_at(six, library, AS_OF) as before:
        pass
    read_files.clear()
    with check.look_at(six, library, AS_OF, before=before) as look:
        assert look is before
    assert read_files == []
    file = six / HOME / "household.yml"
    file.write_text(file.read_text("utf-8").replace("村", "庄", 1), "utf-8")
    with check.look_at(six, library, AS_OF, before=before) as look:
        assert look is not before
        found = NearRecords(look).named("household", "YYL-2A3C")
    assert found is not None
    assert "庄" in found.data["village"]
