"""The generator: same arguments, same bytes; every record is sound; nobody in it is real."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from jiedui import demo
from jiedui.check import run
from jiedui.demo.source import Source, own, read
from jiedui.duties.quota import QuotaState, quota_line
from jiedui.model.identity import CertificateNumber
from jiedui.model.ledger import Ledger
from jiedui.records.reader import Records, read_ledger
from jiedui.records.schema import SchemaLibrary

AS_OF = date(2026, 11, 23)
NAME = re.compile("示例[甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥]{1,3}")
MOBILE, LANDLINE = re.compile("1540000[0-9]{4}"), re.compile("0730-0[0-9]{6}")


@pytest.fixture(scope="module")
def source() -> Source:
    return own()


def build(out: Path, library: SchemaLibrary, source: Source, **asked: Any) -> Path:
    settled = {"households": 40, "visits": None, "as_of": AS_OF, "seed": 7, "progress": None, **asked}
    demo.build(out, library, source=source, **settled)
    return out


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory, library: SchemaLibrary, source: Source) -> Path:
    """A ledger of forty households."""
    return build(tmp_path_factory.mktemp("demo") / "records", library, source)


@pytest.fixture(scope="module")
def records(small: Path, library: SchemaLibrary) -> Records:
    return read_ledger(small, library)


def digest(root: Path) -> str:
    """Return one number for all names and bytes below a folder."""
    found = hashlib.sha256()
    for file in sorted(root.rglob("*.yml")):
        found.update(file.relative_to(root).as_posix().encode())
        found.update(file.read_bytes())
    return found.hexdigest()


def count(root: Path) -> tuple[int, int]:
    """Return how many households and how many contacts a ledger holds."""
    return len(list(root.glob("*/households/*"))), len(list(root.glob("*/households/*/visits/*.yml")))


def test_same_arguments_give_the_same_bytes(
    small: Path, tmp_path: Path, library: SchemaLibrary, source: Source
) -> None:
    assert digest(build(tmp_path / "again", library, source)) == digest(small)


def test_the_hash_seed_does_not_matter(small: Path, tmp_path: Path) -> None:
    code = (
        "import sys; from datetime import date; from pathlib import Path; from jiedui import demo;"
        "from jiedui.demo.source import own;"
        "from jiedui.records.schema import SchemaLibrary, default_folder;"
        "demo.build(Path(sys.argv[1]), SchemaLibrary(default_folder()), source=own(),"
        "households=40, as_of=date(2026, 11, 23), seed=7)"
    )
    out = tmp_path / "other"
    for hash_seed in ("1", "4242"):
        command = [sys.executable, "-c", code, str(out / hash_seed)]
        subprocess.run(command, env={**os.environ, "PYTHONHASHSEED": hash_seed}, check=True)
        assert digest(out / hash_seed) == digest(small)


def test_another_seed_gives_other_people(small: Path, tmp_path: Path, library: SchemaLibrary, source: Source) -> None:
    other = build(tmp_path / "other", library, source, seed=8)
    mine = {path.name for path in small.glob("*/households/*")}
    assert not mine & {path.name for path in other.glob("*/households/*")}


def test_a_folder_that_somebody_looked_into_is_empty(tmp_path: Path, library: SchemaLibrary, source: Source) -> None:
    (tmp_path / ".DS_Store").touch()
    assert count(build(tmp_path, library, source, households=1))[0] == 1


@pytest.mark.parametrize("households", [1, 2, 7, 25, 90])
def test_as_many_households_as_asked(tmp_path: Path, library: SchemaLibrary, source: Source, households: int) -> None:
    out = build(tmp_path / "records", library, source, households=households)
    assert count(out)[0] == households


@pytest.mark.parametrize("visits", [0, 50, 700])
def test_as_many_contacts_as_asked(tmp_path: Path, library: SchemaLibrary, source: Source, visits: int) -> None:
    assert count(build(tmp_path / "records", library, source, visits=visits)) == (40, visits)


def test_a_folder_in_use_is_refused(tmp_path: Path, library: SchemaLibrary, source: Source) -> None:
    (tmp_path / "note.txt").write_text("keep", "utf-8")
    with pytest.raises(demo.OutputNotEmptyError):
        build(tmp_path, library, source)
    with pytest.raises(demo.OutputNotEmptyError):
        build(tmp_path / "note.txt", library, source)
    assert [path.name for path in tmp_path.iterdir()] == ["note.txt"]


def test_a_day_before_the_programme_is_refused(tmp_path: Path, library: SchemaLibrary, source: Source) -> None:
    with pytest.raises(demo.DayTooEarlyError):
        build(tmp_path / "records", library, source, as_of=date(2023, 8, 31))
    assert not (tmp_path / "records").exists()


def test_progress_ends_with_all_households(tmp_path: Path, library: SchemaLibrary, source: Source) -> None:
    told: list[tuple[int, int]] = []
    build(tmp_path / "records", library, source, households=9, progress=lambda done, total: told.append((done, total)))
    assert told[-1] == (9, 9)


def test_every_record_is_readable(records: Records) -> None:
    assert records.findings == []
    assert records.broken == []


DAYS = ["2023-09-01", "2023-10-20", "2024-02-29", "2025-03-31", "2026-11-23", "2028-12-31", "2029-06-01"]


@pytest.mark.parametrize(("seed", "as_of"), [*enumerate(DAYS, 7)])
def test_no_rule_is_broken_whatever_the_day(
    tmp_path: Path, library: SchemaLibrary, source: Source, seed: int, as_of: str
) -> None:
    day = date.fromisoformat(as_of)
    report = run(build(tmp_path / "records", library, source, households=75, as_of=day, seed=seed), library, day)
    assert [str(finding) for finding in report.findings if finding.severity.value == "错误"] == []
    assert report.warnings <= 15


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(1, 5))
def test_no_rule_is_broken_by_one_household_of_thousands(
    tmp_path: Path, library: SchemaLibrary, source: Source, seed: int
) -> None:
    asked = {"households": 1500 * seed, "visits": 6000 * seed, "roster": 1000 * seed**2, "seed": seed}
    assert run(build(tmp_path / "records", library, source, **asked), library, AS_OF).errors == 0


def test_nothing_happens_outside_the_programme_or_after_the_day(records: Records) -> None:
    days = [
        record.data[key] for record in records.valid if record.place.kind == "visit" for key in ("date", "entered_on")
    ]
    assert len(days) > 400
    assert min(days) >= "2023-09-01"
    assert max(days) <= AS_OF.isoformat()


def test_contact_begins_with_the_pairing(records: Records) -> None:
    ledger = Ledger.of(records)
    for household, visits in ledger.visits.items():
        assert visits[0].date >= min(pairing.span.start for pairing in ledger.households[household].pairings)


def test_all_identities_are_fictional(records: Records) -> None:
    for record in records.valid:
        if record.place.kind == "helper":
            assert record.data["name"].startswith("示例")
            assert MOBILE.fullmatch(record.data["mobile"])
            assert LANDLINE.fullmatch(record.data.get("office_phone", "0730-0000000"))
            if "sex" in record.data:
                assert NAME.fullmatch(record.data["name"])
        if record.place.kind == "household":
            assert record.data["village"] in ("示例村", "示例社区")
            phone = record.data.get("phone", "15400000000")
            assert MOBILE.fullmatch(phone) or LANDLINE.fullmatch(phone)
            assert all(NAME.fullmatch(member["name"]) for member in record.data["members"])


def test_certificates_agree_with_their_holders(records: Records) -> None:
    people = [
        member
        for record in records.valid
        if record.place.kind == "household"
        for member in record.data["members"]
        if "disability" in member
    ]
    assert len(people) >= 40
    for member in people:
        (certificate,) = member["disability"]["certificates"]
        number = CertificateNumber.read(certificate["number"])
        assert number.checksum_ok
        assert number.area.startswith("49")
        assert number.birth == date.fromisoformat(member["birth"])
        assert (number.sex, number.category) == (member["sex"], certificate["category"])


def test_households_lie_with_the_federation_of_their_township(records: Records) -> None:
    ledger = Ledger.of(records)
    for household in ledger.households.values():
        township = ledger.divisions.find(household.county, household.township)
        assert township is not None
        assert township.unit == household.unit


def test_the_generated_ledger_is_marked_fictional(tmp_path: Path, library: SchemaLibrary, small: Path) -> None:
    lent = shutil.copytree(small, tmp_path / "lent")
    ledger = lent / "policy" / "ledger.yml"
    ledger.write_text(ledger.read_text("utf-8").replace("fictional: true", "fictional: false"), "utf-8")
    out = build(tmp_path / "records", library, read(lent, library), households=3)
    assert "fictional: true" in (out / "policy" / "ledger.yml").read_text("utf-8")


@pytest.mark.parametrize("as_of", [date(2025, 12, 10), AS_OF])
def test_recent_events_move_with_the_day(tmp_path: Path, library: SchemaLibrary, source: Source, as_of: date) -> None:
    out = build(tmp_path / "records", library, source, households=120, as_of=as_of)
    ledger = Ledger.of(read_ledger(out, library))
    lines = [quota_line(ledger, helper, as_of) for helper in ledger.helpers.values()]
    graces = [line for line in lines if line.state is QuotaState.GRACE]
    # One promoted, one newly hired, one whose household was lost to death: each within sixty days.
    assert sorted((line.need, line.have) for line in graces) == [(1, 0), (1, 0), (4, 2)]
    assert all(as_of <= line.grace_until <= as_of + timedelta(days=60) for line in graces if line.grace_until)
