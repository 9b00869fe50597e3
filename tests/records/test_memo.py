"""What earlier runs have found out: kept in one file, and as good as nothing where it is not whole."""

from __future__ import annotations

import marshal
import os
import stat
import sys
import time
from pathlib import Path

import pytest

from jiedui.records import memo
from jiedui.records.memo import Memo, place_of

KEY = b"program, schemas, policy, day"
MARK = (1, 2, 3, 4, b"id")


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A file that keeps one thing, and what is known of a file."""
    place = tmp_path / "cache" / "x.memo"
    kept = Memo(place, KEY)
    kept.put(b"a", ("甲", [1, None], {"b": b"c"}))
    kept.stats[b"a.yml"] = MARK
    kept.seen = ([b"line"], {b"": (1, 2, 3)})
    kept.save()
    return place


def test_what_was_kept_is_known_again(place: Path) -> None:
    known = Memo(place, KEY)
    assert known.get(b"a") == known.get(b"a") == ("甲", [1, None], {"b": b"c"})
    assert known.get(b"b") is None
    assert (known.stats, known.seen) == ({b"a.yml": MARK}, ([b"line"], {b"": (1, 2, 3)}))


def test_who_only_peeks_takes_nothing_for_no_longer_needed(place: Path) -> None:
    kept = Memo(place, KEY)
    for number in range(memo._SOME + 1):
        kept.put(b"%d" % number, number)
    kept.save()
    known = Memo(place, KEY)
    assert (known.peek(b"a"), known.peek(b"b")) == (("甲", [1, None], {"b": b"c"}), None)
    known.stats.clear()
    known.save()
    known = Memo(place, KEY)
    assert [known.peek(b"%d" % number) for number in range(memo._SOME + 1)] == [*range(memo._SOME + 1)]


def test_many_are_looked_up_at_once_and_go_on_to_be_kept(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memo, "_SOME", 9)
    known = Memo(place, KEY)
    for number in range(5):
        known.put(b"%d" % number, number or "甲")
    known.save()
    known = Memo(place, KEY)
    assert known.some([b"3", b"x", b"0"]) == {b"3": 3, b"0": "甲"}
    assert known.some([b"3"]) == {b"3": 3}
    known.put(b"new", 1)
    monkeypatch.setattr(memo, "_SOME", 1)
    monkeypatch.setattr(memo, "_SPARE", 0)
    known.save()
    kept = Memo(place, KEY).some([b"%d" % number for number in range(5)])
    assert kept == {b"3": 3, b"0": "甲", b"4": 4}, "what was asked for, and of the rest the latest"


def test_it_is_for_nobody_else(place: Path) -> None:
    assert stat.S_IMODE(place.stat().st_mode) == 0o600
    assert stat.S_IMODE(place.parent.stat().st_mode) == 0o700
    assert [*place.parent.iterdir()] == [place]


def test_what_is_lasting_holds_on_every_day_of_one_program(tmp_path: Path) -> None:
    place = tmp_path / "x.memo"
    known = Memo(place, KEY, b"today")
    known.lasting[b"a"] = [1]
    known.put(b"b", 2)
    known.save()
    later = Memo(place, KEY, b"tomorrow")
    assert (later.lasting, later.get(b"b")) == ({b"a": [1]}, None)
    later.lasting |= {f"{number}".encode(): number for number in range(100)}
    later.save()
    assert [*Memo(place, KEY, b"tomorrow").lasting.values()] == [*range(100)]
    assert Memo(place, b"another", b"tomorrow").lasting == {}


def test_on_another_day_only_what_is_known_of_files_holds_and_under_another_program_nothing(place: Path) -> None:
    other = Memo(place, b"another")
    assert (other.get(b"a"), other.stats, other.seen) == (None, {}, ())
    known = Memo(place, KEY, b"the next day")
    assert (known.get(b"a"), known.stats) == (None, {b"a.yml": MARK})
    known.save()
    assert Memo(place, KEY).get(b"a") is None


def test_what_another_python_wrote_is_as_none(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.implementation, "cache_tag", "another-399")
    assert Memo(place, KEY).stats == {}


@pytest.mark.parametrize(
    "content",
    [b"", b"\xff", marshal.dumps(7), marshal.dumps({}), marshal.dumps((1, 2, 3)), marshal.dumps(({}, (), b""))],
)
def test_a_whole_file_of_another_shape_is_as_none(place: Path, content: bytes) -> None:
    records = place.with_suffix(memo.RECORDS)
    for file in (place, records):
        memo._write(file, memo._of(KEY), content)
    known = Memo(place, KEY)
    assert (known.stats, known.seen, known.standing, known.get(b"a"), known.shelf.load()) == ({}, (), (), None, {})


@pytest.mark.parametrize(
    "spoil",
    [
        lambda _raw: b"",
        lambda raw: raw[:-1],
        lambda raw: raw + b"\0",
        lambda raw: b"x" + raw[1:],
        lambda raw: raw[:7],
        lambda raw: raw[:25],
        lambda raw: raw[:60] + bytes([raw[60] ^ 1]) + raw[61:],
    ],
)
def test_a_damaged_file_is_as_none(place: Path, spoil: object) -> None:
    assert callable(spoil)
    place.write_bytes(spoil(place.read_bytes()))
    known = Memo(place, KEY)
    assert (known.get(b"a"), known.stats) == (None, {})
    known.put(b"a", 1)
    known.save()
    assert Memo(place, KEY).get(b"a") == 1


def test_a_file_of_somebody_else_is_as_none(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 4711)
    assert Memo(place, KEY).get(b"a") is None


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes have names here")
def test_what_is_no_file_is_as_none_and_nobody_waits_for_it(place: Path) -> None:
    place.unlink()
    os.mkfifo(place)
    assert Memo(place, KEY).get(b"a") is None
    place.unlink()
    place.mkdir()
    assert Memo(place, KEY).get(b"a") is None


def test_nothing_new_is_not_written(place: Path) -> None:
    known = Memo(place, KEY)
    known.put(b"b", 2)
    known.save()
    before = place.stat()
    known = Memo(place, KEY)
    known.get(b"a")
    known.put(b"b", 2)
    known.save()
    assert place.stat() == before
    known.stats.clear()
    known.save()
    assert place.stat().st_ino != before.st_ino
    assert Memo(place, KEY).stats == {}


def test_what_was_not_asked_for_is_kept_for_a_while(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memo, "_SOME", 0)
    for name in (b"b", b"c", b"d"):
        known = Memo(place, KEY)
        known.put(name, name)
        known.save()
    last = Memo(place, KEY)
    assert [last.get(name) for name in (b"a", b"b", b"c", b"d")] == [None, b"b", b"c", b"d"]


def test_of_two_runs_the_last_is_kept(place: Path) -> None:
    one, other = Memo(place, KEY), Memo(place, KEY)
    one.put(b"a", 1)
    other.put(b"b", 2)
    one.save()
    other.save()
    known = Memo(place, KEY)
    assert (known.get(b"a"), known.get(b"b")) == (("甲", [1, None], {"b": b"c"}), 2)


def test_a_place_that_cannot_be_written_stops_nobody(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for place in (tmp_path / "file" / "x.memo", None):
        known = Memo(place, KEY)
        known.put(b"a", 1)
        known.save()
        assert Memo(place, KEY).get(b"a") is None
    (tmp_path / "x.memo").mkdir()  # a folder in the place of the file: what was drafted does not stay
    known = Memo(tmp_path / "x.memo", KEY)
    known.put(b"a", 1)
    known.save()
    assert sorted(tmp_path.iterdir()) == [tmp_path / "file", tmp_path / "x.memo"]


def test_ledgers_that_nobody_looks_at_any_more_are_forgotten(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memo, "_MOST", {".memo": 2, ".records": 1})
    monkeypatch.setenv(memo.FOLDER, str(place.parent))
    other = place.with_name("z.txt")
    other.touch()
    for day, name in enumerate(("x", "y", "z"), 1):
        known = Memo(place.with_name(f"{name}.memo"), KEY)
        known.put(b"b", 1)
        known.save()
        known.shelf.keep({b"a": b"records"})
        for ending in (".memo", ".records"):
            os.utime(place.with_name(f"{name}{ending}"), (day, day))
    known.stats[b"b.yml"] = MARK
    known.save()
    assert sorted(file.name for file in place.parent.iterdir()) == [
        "y.memo", "z.memo", "z.records", "z.txt",
    ]  # fmt: skip


def test_records_are_kept_by_themselves_for_one_program_on_every_day(tmp_path: Path) -> None:
    place, records = tmp_path / "cache" / "x.memo", {b"a": b"what it says"}
    Memo(place, KEY, b"today").shelf.keep(records)
    (file,) = place.parent.iterdir()
    assert (file.name, stat.S_IMODE(file.stat().st_mode)) == ("x.records", 0o600)
    assert Memo(place, KEY, b"tomorrow").shelf.load() == records
    assert Memo(place, b"another").shelf.load() == Memo(None).shelf.load() == {}
    file.write_bytes(file.read_bytes()[:-1])
    assert Memo(place, KEY).shelf.load() == {}
    Memo(None).shelf.keep(records)
    assert [*place.parent.iterdir()] == [file]


def test_a_shelf_that_is_lent_takes_records_only_where_there_are_none(tmp_path: Path) -> None:
    shelf = Memo(tmp_path / "x.memo", b"1", b"monday").shelf
    shelf.lent().keep({b"a": b"1"})
    shelf.lent().keep({b"b": b"2"})
    assert shelf.load() == shelf.lent().load() == {b"a": b"1"}


def test_what_a_killed_run_left_goes_and_what_another_writes_stays(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(memo.FOLDER, str(place.parent))
    for name, age in (("left", 4000), ("written", 9)):
        place.with_name(f"{name}.draft").touch()
        os.utime(place.with_name(f"{name}.draft"), (time.time() - age,) * 2)
    known = Memo(place, KEY)
    known.put(b"b", 1)
    known.save()
    assert sorted(file.name for file in place.parent.iterdir()) == ["written.draft", "x.memo"]


def test_a_file_that_is_kept_elsewhere_touches_no_other(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memo, "_MOST", {".memo": 0, ".records": 0})
    for name in ("a.memo", "b.records", "c.draft"):
        place.with_name(name).touch()
        os.utime(place.with_name(name), (1, 1))
    known = Memo(place.with_name(".links"), KEY)
    known.put(b"a", 1)
    known.save()
    names = {file.name for file in place.parent.iterdir()}
    assert names == {"x.memo", "a.memo", "b.records", "c.draft", ".links"}


def test_what_is_forgotten_is_gone_with_its_records(place: Path) -> None:
    Memo(place, KEY).shelf.keep({b"a": b"records"})
    for _ in range(2):
        memo.forget(place)
        assert [*place.parent.iterdir()] == []


def test_a_named_folder_that_others_may_write_to_is_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(memo.FOLDER, str(tmp_path))
    for mode, is_used in ((0o700, True), (0o755, True), (0o770, False), (0o702, False)):
        tmp_path.chmod(mode)
        assert (place_of("x") is not None, memo.refusal() == "") == (is_used, is_used)
    tmp_path.chmod(0o700)
    monkeypatch.setattr(os, "geteuid", lambda: 4711)
    assert place_of("x") is None
    assert "别人也能写" in memo.refusal()
    assert str(tmp_path) not in memo.refusal()


def test_a_folder_beside_whatever_ledger_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(memo.FOLDER, "cache")
    assert place_of("x") is None
    assert memo.refusal() == "变量 JIEDUI_CACHE 要写完整的路径。这次不用缓存，慢一些，结果一样。"


@pytest.mark.parametrize(
    ("platform", "environment", "folder"),
    [
        ("linux", {"JIEDUI_CACHE": "/elsewhere"}, "/elsewhere"),
        ("win32", {"JIEDUI_CACHE": "/elsewhere"}, "/elsewhere"),
        ("linux", {"JIEDUI_CACHE": "/elsewhere", "CI": "true"}, "/elsewhere"),
        ("linux", {"HOME": "/home"}, "/home/.cache/jiedui"),
        ("linux", {"HOME": "/home", "XDG_CACHE_HOME": "/fast"}, "/fast/jiedui"),
        ("darwin", {"HOME": "/home"}, "/home/Library/Caches/jiedui"),
        ("win32", {"LOCALAPPDATA": "/local"}, "/local/jiedui/cache"),
    ],
)
def test_place_in_the_folder_of_the_machine_for_such(
    monkeypatch: pytest.MonkeyPatch, platform: str, environment: dict[str, str], folder: str
) -> None:
    for name in ("JIEDUI_CACHE", "CI", "HOME", "XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "platform", platform)
    found = place_of("/srv/台账")
    assert found is not None
    assert found.parent == Path(folder)
    assert place_of("/srv/台账") == found != place_of("/srv/other")


def test_on_a_machine_of_a_forge_nothing_is_kept_where_no_folder_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(memo.FOLDER)
    monkeypatch.setenv("CI", "true")
    assert place_of("x") is None


def test_no_place_is_no_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    def homeless() -> Path:
        raise RuntimeError

    for name in ("JIEDUI_CACHE", "LOCALAPPDATA", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(Path, "home", homeless)
    assert place_of("x") is None
    monkeypatch.setattr(sys, "platform", "win32")
    assert place_of("x") is None
