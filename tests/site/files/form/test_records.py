"""A household or a helper as the form begins with it."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from jiedui.model.helper import Pause
from jiedui.model.ledger import Ledger
from jiedui.model.time import Span
from jiedui.records.kinds import path_of
from jiedui.records.mask import BIRTH_MASK, MASK
from jiedui.records.reader import read_ledger
from jiedui.records.schema import SchemaLibrary
from jiedui.site import Edition
from jiedui.site.files.form.records import WrittenRecords, digest, held
from jiedui.site.site import Site
from jiedui.struct import replace

AS_OF = date(2026, 11, 23)


@pytest.fixture
def records(small_root: Path, library: SchemaLibrary, edition: Edition) -> WrittenRecords:
    """What the form knows of the small ledger."""
    site = Site(Ledger.of(read_ledger(small_root, library)), AS_OF, edition)
    return WrittenRecords(site, small_root)


def test_a_record_is_known_by_what_the_form_sees_of_it_alone(
    records: WrittenRecords, ledger: Ledger, small_root: Path
) -> None:
    file = small_root / "pingjiang/households/PJ-3333/household.yml"
    text = file.read_text("utf-8")
    born = re.sub(r"birth: .*", 'birth: "1950-01-01"', text)
    moved = text.replace("township: 三市镇", "township: 安定镇")
    known = []
    for said in (text, born, moved):
        file.write_text(said, "utf-8")
        home = records.of(ledger.households["PJ-3333"])
        assert home is not None
        known.append(home["blob"])
    assert len({text, born, moved}) == 3
    assert known[0] == known[1] != known[2]


def test_of_what_is_held_no_file_is_read(
    small_root: Path, library: SchemaLibrary, edition: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = read_ledger(small_root, library)
    sites = [
        Site(Ledger.of(read), AS_OF, replace(edition, held=some)) for some in (held((), AS_OF), held(read.valid, AS_OF))
    ]
    people = [*sites[0].ledger.households.values(), *sites[0].ledger.helpers.values()]
    as_read, as_held = (WrittenRecords(site, small_root) for site in sites)
    known = [as_read.of(item) for item in people]
    assert [item for item in known if item and item.get("visits")]
    monkeypatch.setattr("jiedui.records.files.read_text", None)
    assert [repr(as_held.of(item)) for item in people] == [repr(item) for item in known]


def test_older_contacts_are_not_held(small_root: Path, library: SchemaLibrary) -> None:
    read = read_ledger(small_root, library)
    visits = {record.path for record in read.of_kind("visit")}
    now, later = held(read.valid, AS_OF), held(read.valid, date(2028, 1, 1))
    assert any(now.get(path) for path in visits)
    assert not any(later.get(path) for path in visits)
    assert len(later) == len(read.of_kind("household")) + len(read.of_kind("helper"))


def test_a_household_is_as_written_with_what_hangs_on_it(records: WrittenRecords, ledger: Ledger) -> None:
    home = records.of(ledger.households["PJ-3333"])
    assert home is not None
    path = "pingjiang/households/PJ-3333/household.yml"
    assert (home["kind"], home["id"], home["unit"], home["path"]) == ("household", "PJ-3333", "pingjiang", path)
    assert home["blob"] == digest(home["data"])
    assert home["data"]["township"] == "三市镇"
    assert [one["disability"]["certificates"][0]["number"] for one in home["data"]["members"]] == [MASK, MASK]
    assert {one["birth"] for one in home["data"]["members"]} == {BIRTH_MASK}
    assert home["name"] == "示例卯"
    assert home["names"] == {"PJ-B-2222": "示例丁", "PJ-B-3333": "示例戊", "YYL-B-3333": "示例丙"}
    assert home["spells"]["PJ-B-3333"] == [{"from": "2020-01-01", "to": "2026-06-30"}]
    assert home["spells"]["PJ-B-2222"] == [{"from": "2020-01-01"}]


def test_it_tells_who_is_a_deputy_of_its_helpers_and_when(
    small_root: Path, library: SchemaLibrary, edition: Edition
) -> None:
    ledger = Ledger.of(read_ledger(small_root, library))
    pauses = (
        Pause(Span(date(2026, 10, 1)), "病假", "PJ-B-3333", ""),
        Pause(Span(date(2025, 1, 1)), "病假", "", "县残联"),
    )
    helpers = ledger.helpers | {"PJ-B-2222": replace(ledger.helpers["PJ-B-2222"], pauses=pauses)}
    site = Site(replace(ledger, helpers=helpers), AS_OF, edition)
    home = WrittenRecords(site, small_root).of(site.ledger.households["PJ-3333"])
    assert home is not None
    assert home["deputies"] == {"PJ-B-2222": [{"deputy": "PJ-B-3333", "from": "2026-10-01"}]}


def test_contacts_of_this_quarter_and_the_last_one_are_there_and_the_names_of_all(
    records: WrittenRecords, ledger: Ledger
) -> None:
    home = records.of(ledger.households["PJ-3333"])
    assert home is not None
    assert home["stems"] == ["2026-02-02", "2026-05-05", "2026-08-01", "2026-11-01"]
    assert [visit["stem"] for visit in home["visits"]] == ["2026-08-01", "2026-11-01"]
    assert home["visits"][1]["blob"] == digest(home["visits"][1]["data"])
    assert home["visits"][1]["data"]["reached"] is True


def test_a_contact_that_is_withdrawn_or_faulty_keeps_its_name_and_says_nothing(
    small_root: Path, library: SchemaLibrary, edition: Edition
) -> None:
    folder = small_root / "pingjiang" / "households" / "PJ-3333" / "visits"
    withdrawn = (folder / "2026-11-01.yml").read_text("utf-8")
    (folder / "2026-11-01.yml").write_text(f"{withdrawn}withdrawn:\n  date: 2026-11-02\n  reason: 记错\n", "utf-8")
    (folder / "2026-11-03.yml").write_text("date: 2026-11-03\n", "utf-8")
    ledger = Ledger.of(read_ledger(small_root, library))
    home = WrittenRecords(Site(ledger, AS_OF, edition), small_root).of(ledger.households["PJ-3333"])
    assert home is not None
    assert home["stems"][-2:] == ["2026-11-01", "2026-11-03"]
    assert [visit["stem"] for visit in home["visits"]] == ["2026-08-01"]


def test_a_hazard_is_told_as_it_was_seen_last(small_root: Path, library: SchemaLibrary, edition: Edition) -> None:
    folder = small_root / "pingjiang" / "households" / "PJ-3333" / "visits"
    for stem, seen in {"2026-02-02": "fire: 有", "2026-05-05": "fire: 无", "2026-08-01": "fire: 未查"}.items():
        file = folder / f"{stem}.yml"
        file.write_text(f"{file.read_text('utf-8')}hazards:\n  {seen}\n", "utf-8")
    ledger = Ledger.of(read_ledger(small_root, library))
    home = WrittenRecords(Site(ledger, AS_OF, edition), small_root).of(ledger.households["PJ-3333"])
    assert home is not None
    assert home["hazards"] == {"fire": {"state": "无", "on": "2026-05-05"}}


def test_a_household_that_nobody_has_or_that_has_no_contact_is_there_too(
    records: WrittenRecords, ledger: Ledger
) -> None:
    home = records.of(ledger.households["YYL-3333"])
    assert home is not None
    assert [home[key] for key in ("names", "spells", "stems", "visits", "hazards")] == [{}, {}, [], [], {}]


def test_a_helper_is_as_written(records: WrittenRecords, ledger: Ledger) -> None:
    path = "pingjiang/helpers/PJ-B-3333.yml"
    helper = records.of(ledger.helpers["PJ-B-3333"])
    assert helper is not None
    data = helper.pop("data")
    assert data["roles"][0]["end_reason"] == "退休离岗"
    assert helper == {
        "kind": "helper", "id": "PJ-B-3333", "unit": "pingjiang", "path": path, "name": "示例戊",
        "blob": digest(data),
    }  # fmt: skip


def test_nobody_is_named_whom_the_ledger_of_the_site_does_not_hold(
    small_root: Path, ledger: Ledger, edition: Edition
) -> None:
    others = {key: helper for key, helper in ledger.helpers.items() if key != "PJ-B-3333"}
    narrowed = Site(replace(ledger, helpers=others), AS_OF, edition)
    home = WrittenRecords(narrowed, small_root).of(ledger.households["PJ-3333"])
    assert home is not None
    assert "PJ-B-3333" not in {*home["names"], *home["spells"]}


@pytest.mark.parametrize("text", [None, "", "id: [\n", "id: PJ-3333\n"])
def test_a_file_that_cannot_be_read_by_now_is_left_out(
    records: WrittenRecords, ledger: Ledger, small_root: Path, text: str | None
) -> None:
    file = small_root / path_of("household", "pingjiang", "PJ-3333")
    file.unlink() if text is None else file.write_text(text, "utf-8")
    assert records.of(ledger.households["PJ-3333"]) is None
