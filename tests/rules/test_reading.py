"""All records of a ledger that was judged: the same as of a reading for itself, and no file is read twice for them."""

from __future__ import annotations

import pickle
import shutil
import stat
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.records.sealing.conftest import MemoryRing

from jiedui import check, release
from jiedui.migrations.reading import read
from jiedui.model.time import DAY
from jiedui.records import parallel
from jiedui.records.finding import Judged
from jiedui.records.memo import FOLDER, RECORDS, Shelf
from jiedui.records.reader import Record, read_ledger
from jiedui.records.schema import SchemaLibrary, default_folder
from jiedui.records.sealing.cipher import SealedPlace
from jiedui.records.sealing.sealed_text import SealedText
from jiedui.records.sealing.token import Token
from jiedui.records.tree import Place
from jiedui.review.working import WorkingFolder
from jiedui.rules.listed import ListedFiles
from jiedui.rules.reading import LedgerReading, packed
from jiedui.rules.subject import ReadSubject
from jiedui.struct import replace

AS_OF = date(2026, 11, 23)
HOME = "yueyanglou/households/YYL-2A3C"
HELPER = Place.of("helper", "yueyanglou", "YYL-B-4D5E")


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """Which files of records were read, and how often."""
    counted = Counter[str]()

    def counting(root: Any, place: Place, library: SchemaLibrary) -> Any:
        counted[place.path] += 1
        return read(root, place, library)

    monkeypatch.setattr(check, "read", counting)
    return counted


@pytest.fixture
def records_of(
    ledger: Path, library: SchemaLibrary, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[[], Any]:
    """The records of the ledger, asked of a check that keeps what it finds."""
    monkeypatch.setenv(FOLDER, str(tmp_path / "cache"))
    return lambda: check.run(ledger, library, AS_OF, keeps=True, reads=True).records


def test_what_is_judged_is_not_read_again(
    records_of: Callable[[], Any], ledger: Path, library: SchemaLibrary, reads: Counter[str]
) -> None:
    (ledger / f"{HOME}/visits/2026-03-05.yml").write_text("x", "utf-8")
    alone = read_ledger(ledger, library, read=read)
    found = records_of()
    assert (found.root, found.valid, found.broken) == (alone.root, alone.valid, alone.broken)
    assert sorted(map(repr, found.findings)) == sorted(map(repr, alone.findings))
    assert {times for path, times in reads.items() if "/visits/" in path} == {1}, "most are these"
    assert len(reads) == len(alone.valid) + len(alone.broken)
    assert reads[f"{HOME}/household.yml"] == 1, "its contacts ask for it, too"


def test_what_was_read_before_and_is_the_same_is_not_read_again(
    records_of: Callable[[], Any], ledger: Path, reads: Counter[str]
) -> None:
    first = records_of()
    file = ledger / f"{HOME}/household.yml"
    file.write_text(file.read_text("utf-8").replace("3组12号", "3组13号"), "utf-8")
    reads.clear()
    again = records_of()
    changed = [
        (old.path, old.data["address"], new.data["address"])
        for old, new in zip(first.valid, again.valid, strict=True)
        if old != new
    ]
    assert changed == [(f"{HOME}/household.yml", "3组12号", "3组13号")]
    visits = {path: times for path, times in reads.items() if "/visits/" in path}
    assert visits == {record.path: 1 for record in again.valid if record.path.startswith(f"{HOME}/visits/")}


def test_what_a_check_alone_found_is_read_when_it_is_asked_for(
    records_of: Callable[[], Any], ledger: Path, library: SchemaLibrary, tmp_path: Path, reads: Counter[str]
) -> None:
    check.run(ledger, library, AS_OF, keeps=True)
    assert [*(tmp_path / "cache").glob(f"*{RECORDS}")] == [], "nobody asked for records"
    reads.clear()
    assert len(records_of().valid) == len(reads)
    reads.clear()
    assert records_of().valid
    assert not [path for path in reads if "/visits/" in path]
    (kept,) = (tmp_path / "cache").glob(f"*{RECORDS}")
    kept.write_bytes(kept.read_bytes()[:-1])
    assert len(records_of().valid) == len(reads), "damaged, it is as none"


def test_on_another_day_what_is_judged_anew_is_not_read_again(
    ledger: Path, library: SchemaLibrary, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, reads: Counter[str]
) -> None:
    monkeypatch.setattr("jiedui.rules.reading.MANY", 2)
    monkeypatch.setattr(parallel, "are_shared", lambda *_, **__: False)
    monkeypatch.setenv(FOLDER, str(tmp_path / "cache"))
    (ledger / f"{HOME}/visits/2026-03-05.yml").write_text("x", "utf-8")
    assert check.run(ledger, library, AS_OF, keeps=True, reads=True).records
    later = AS_OF + DAY
    fresh = check.run(ledger, library, later)
    records = fresh.records
    reads.clear()
    again = check.run(ledger, library, later, keeps=True, reads=True)
    assert (replace(again, whole=None), again.records) == (replace(fresh, whole=None), records)
    visits = {path: times for path, times in reads.items() if "/visits/" in path}
    assert visits, "of a folder with a fault all is read"
    assert {path.rpartition("/visits/")[0] for path in visits} == {HOME}
    assert set(visits.values()) == {1}


def test_who_is_no_longer_in_the_ledger_is_not_kept(
    records_of: Callable[[], Any], ledger: Path, tmp_path: Path
) -> None:
    records_of()
    (kept,) = (tmp_path / "cache").glob(f"*{RECORDS}")
    assert "3组12号".encode() in kept.read_bytes()
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    shutil.rmtree(ledger / HOME)
    records_of()
    assert "3组12号".encode() not in kept.read_bytes()
    written = kept.stat()
    records_of()
    assert kept.stat() == written, "there is nothing new"


def test_who_needs_no_check_reads_what_is_new_and_what_is_wrong(
    ledger: Path, library: SchemaLibrary, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, reads: Counter[str]
) -> None:
    monkeypatch.setenv(FOLDER, str(tmp_path / "cache"))
    (ledger / f"{HOME}/visits/2026-03-05.yml").write_text("x", "utf-8")
    (ledger / "notes.txt").touch()
    (ledger / "city/helpers").mkdir(exist_ok=True)
    (ledger / "city/helpers/x.yaml").touch()
    alone = read_ledger(ledger, library, read=read)
    told: list[tuple[int, int]] = []
    for times in range(2):
        reads.clear()
        found = check.records_of(ledger, library, lambda *numbers: told.append(numbers))
        assert (found.root, found.valid, found.broken) == (alone.root, alone.valid, alone.broken)
        assert sorted(map(repr, found.findings)) == sorted(map(repr, alone.findings))
        again = {path for path in reads if times}
    assert again == {path for path in reads if path.startswith(f"{HOME}/")}
    assert len(again) > 1, "one of them is to be told each time"
    assert (told[-1], len(told)) == ((1, 1), 4)


def test_whoever_comes_with_keys_leaves_nothing_that_was_kept_in_the_clear(
    records_of: Callable[[], Any], ledger: Path, tmp_path: Path
) -> None:
    records_of()
    assert len([*(tmp_path / "cache").iterdir()]) == 2, "what was found, and the records"
    keyed = SchemaLibrary(default_folder(), MemoryRing())
    with check.look_at(ledger, keyed, AS_OF):
        assert [*(tmp_path / "cache").iterdir()] == []
    assert check.run(ledger, keyed, AS_OF, keeps=True, reads=True).records
    assert [*(tmp_path / "cache").iterdir()] == []


def test_what_was_written_while_it_was_read_is_not_kept(
    records_of: Callable[[], Any], ledger: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = ledger / f"{HOME}/household.yml"
    before = file.read_bytes()

    def reading(root: Any, place: Place, library: SchemaLibrary) -> Any:
        if place.path == f"{HOME}/household.yml":
            file.write_bytes(before.replace("3组12号".encode(), "3组14号".encode()))
        return read(root, place, library)

    monkeypatch.setattr(check, "read", reading)
    records_of()
    assert [*(tmp_path / "cache").glob(f"*{RECORDS}")] == []


def test_several_processes_read_what_one_reads(
    records_of: Callable[[], Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = records_of()
    monkeypatch.setattr("jiedui.rules.reading.MANY", 1)
    (kept,) = (tmp_path / "cache").glob(f"*{RECORDS}")
    kept.unlink()
    assert records_of().valid == one.valid, "read by themselves"
    monkeypatch.setenv(FOLDER, "/dev/null/nowhere")
    assert records_of().valid == one.valid, "handed over"


def test_what_is_sealed_comes_back_sealed_and_is_not_kept(ledger: Path, tmp_path: Path) -> None:
    name = SealedText("m-2F8D", Token((), b"1" * 32), SealedPlace("YYL-2A3C", "members/m-2F8D/name"))
    record = Record(HELPER, {"name": name, "roles": [{"body": "乡镇", "until": None}], "count": 3, "is": True})
    source, shelf = WorkingFolder(ledger), Shelf(tmp_path / f"x{RECORDS}")
    reading = LedgerReading(
        source, [HELPER], lambda _: pytest.fail("read"), ListedFiles(source), shelf,
        {HELPER.path: b"helper"}, many=9,
    )  # fmt: skip
    reading.take(HELPER, packed(ReadSubject([HELPER], lambda _: Judged(record.data))))
    back = reading.records((), ())
    assert back.valid == [record]
    assert isinstance(back.valid[0].data["name"], SealedText)
    assert shelf.load() == {}


class Trap:
    """What does something when it is unpickled."""

    def __init__(self, made: Path) -> None:
        self.made = made

    def __reduce__(self) -> Any:
        return Path.touch, (self.made,)


def test_of_a_shelf_that_somebody_else_filled_nothing_is_run(
    records_of: Callable[[], Any], tmp_path: Path, reads: Counter[str]
) -> None:
    whole, (kept,) = records_of().valid, (tmp_path / "cache").glob(f"*{RECORDS}")
    shelf = Shelf(kept, release.mark().encode())
    shelf.keep(dict.fromkeys(shelf.load(), b"p" + pickle.dumps(Trap(tmp_path / "run"))))
    reads.clear()
    assert records_of().valid == whole
    assert len(reads) == len(whole), "as if there were none"
    assert not (tmp_path / "run").exists()
