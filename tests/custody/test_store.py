from __future__ import annotations

import sqlite3
import stat
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from jiedui.custody.store import Destruction, KeyCopy, KeyStore, KeyStoreError

DAY = date(2026, 11, 27)
GONE = Destruction("YYL-7K3Q", DAY, "示例甲", "保存期满")


def _bytes(store: KeyStore) -> bytes:
    """Return all that lies beside and in the file of a store."""
    return b"".join(file.read_bytes() for file in store.file.parent.iterdir())


def test_each_household_has_a_key_of_its_own_that_is_there_again_when_the_store_is_opened(store: KeyStore) -> None:
    (one,), (other,) = store.keys("YYL-7K3Q"), store.keys("YYL-8M2N")
    assert len({one, other, store.hash_key}) == 3
    assert [len(one), len(other), len(store.hash_key)] == [64, 64, 32]
    with KeyStore(store.file) as again:
        assert (again.keys("YYL-7K3Q"), again.hash_key) == ([one], store.hash_key)
        assert again.keys("YYL-XXXX") == ()
        assert again.households == {"YYL-7K3Q", "YYL-8M2N"}


def test_making_a_key_again_keeps_the_one_that_is_there(store: KeyStore) -> None:
    before = store.keys("YYL-7K3Q")
    store.make_all(["YYL-7K3Q", "YYL-9P4R"])
    assert store.keys("YYL-7K3Q") == before
    assert store.keys("YYL-9P4R") == KeyStore(store.file).keys("YYL-9P4R") != ()


def test_what_another_run_has_written_since_it_was_opened_stays(store: KeyStore) -> None:
    with KeyStore(store.file) as late:
        store.make_all(["YYL-9P4R"])
        store.renew(["YYL-7K3Q"], marks=True)
        late.make_all(["YYL-9P4R"])
        assert late.keys("YYL-9P4R") == store.keys("YYL-9P4R")
        late.renew(["YYL-7K3Q"], marks=False)
        assert late.keys("YYL-7K3Q")[1:] == store.keys("YYL-7K3Q")
        assert (late.hash_key, late.turn) == (store.hash_key, store.turn + 1)
        store.destroy([GONE])
        with pytest.raises(LookupError, match="YYL-7K3Q"):
            late.make_all(["YYL-7K3Q"])
        late.renew(["YYL-7K3Q"], marks=False)
        assert late.keys("YYL-7K3Q") == ()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other rights")
def test_nobody_but_the_user_may_read_it(store: KeyStore) -> None:
    assert stat.S_IMODE(store.file.stat().st_mode) == 0o600
    assert stat.S_IMODE(store.file.parent.stat().st_mode) == 0o700


def test_a_destroyed_key_lies_nowhere_in_the_file_or_beside_it_and_never_comes_again(store: KeyStore) -> None:
    (key,), (other,) = store.keys("YYL-7K3Q"), store.keys("YYL-8M2N")
    assert key in _bytes(store)
    store.destroy([GONE])
    assert store.keys("YYL-7K3Q") == ()
    assert key not in _bytes(store)
    assert other in _bytes(store)
    with pytest.raises(LookupError, match="YYL-7K3Q"):
        store.make_all(["YYL-8M2N", "YYL-7K3Q"])
    store.adopt({"YYL-7K3Q": [key]}, turn=9, hash_key=store.hash_key)
    assert store.keys("YYL-7K3Q") == ()
    assert key not in _bytes(store)


def test_the_log_tells_which_household_when_by_whom_and_why_and_the_first_entry_stays(store: KeyStore) -> None:
    store.destroy([GONE])
    store.destroy([Destruction("YYL-7K3Q", date(2027, 1, 1), "示例乙", "误录")])
    with KeyStore(store.file) as again:
        assert dict(again.destroyed) == {"YYL-7K3Q": GONE}


def test_a_new_key_stands_before_the_old_one_which_still_opens_what_was(store: KeyStore) -> None:
    (old,), (kept,), marks = store.keys("YYL-7K3Q"), store.keys("YYL-8M2N"), store.hash_key
    store.renew(["YYL-7K3Q"], marks=True)
    with KeyStore(store.file) as again:
        new, *before = again.keys("YYL-7K3Q")
        assert (before, again.keys("YYL-8M2N"), again.turn) == ([old], [kept], 2)
        assert new != old
        assert again.hash_key != marks
    assert marks not in _bytes(store)
    renewed = store.hash_key
    store.renew(["YYL-7K3Q"], marks=False)
    assert store.keys("YYL-7K3Q")[1:] == [new, old]
    assert store.hash_key == renewed
    store.destroy([GONE])
    assert not [key for key in (new, old) if key in _bytes(store)]


def test_keys_of_another_store_stand_before_those_here_only_where_they_are_later(store: KeyStore) -> None:
    (own,), marks = store.keys("YYL-7K3Q"), store.hash_key
    other, third, more = b"n" * 64, b"t" * 64, b"m" * 64
    store.adopt({"YYL-7K3Q": [other], "YYL-9P4R": [more]}, turn=1, hash_key=b"h" * 32)
    assert (store.keys("YYL-7K3Q"), store.keys("YYL-9P4R"), store.hash_key) == ([own, other], [more], marks)
    store.adopt({"YYL-7K3Q": [third, own]}, turn=2, hash_key=b"h" * 32)
    assert (store.keys("YYL-7K3Q"), store.hash_key, store.turn) == ([third, own, other], b"h" * 32, 2)


def test_copies_that_left_are_remembered_until_they_expire(store: KeyStore) -> None:
    copy = KeyCopy(DAY, date(2027, 2, 25), "备份", frozenset({"YYL-7K3Q", "YYL-8M2N"}))
    store.note_copy(copy)
    assert store.copies(date(2027, 2, 25)) == [copy]
    assert store.copies(date(2027, 2, 26)) == []


def test_no_store_lies_in_a_folder_that_git_keeps(tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q", str(tmp_path / "r")], check=True)
    with pytest.raises(KeyStoreError, match="不能放在 Git 仓库"):
        KeyStore.create(tmp_path / "r" / "build" / "a.keys")
    assert not (tmp_path / "r" / "build").exists()


def test_one_that_lies_there_is_not_opened(store: KeyStore) -> None:
    subprocess.run(["git", "init", "-q", str(store.file.parent)], check=True)
    with pytest.raises(KeyStoreError, match="不能放在 Git 仓库"):
        KeyStore(store.file)


@pytest.mark.parametrize("content", [b"", b"no store at all", b"SQLite format 3\0" + b"x" * 100])
def test_a_file_that_is_no_store_is_told_in_a_sentence(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.keys").write_bytes(content)
    with pytest.raises(KeyStoreError, match="密钥库"):
        KeyStore(tmp_path / "a.keys")


def test_a_store_that_is_not_there_is_told_and_none_is_made(tmp_path: Path) -> None:
    with pytest.raises(KeyStoreError, match="没有密钥库"):
        KeyStore(tmp_path / "a.keys")
    assert not any(tmp_path.iterdir())


def test_a_store_is_not_made_where_a_file_lies(store: KeyStore) -> None:
    key = store.keys("YYL-7K3Q")
    with pytest.raises(KeyStoreError, match="已经有一个文件"):
        KeyStore.create(store.file)
    with KeyStore(store.file) as again:
        assert again.keys("YYL-7K3Q") == key


def test_two_runs_do_not_write_at_once(store: KeyStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jiedui.custody.store._PATIENCE", 0)
    with KeyStore(store.file) as second:
        holder = sqlite3.connect(store.file, isolation_level=None)
        holder.execute("BEGIN EXCLUSIVE")
        with pytest.raises(KeyStoreError, match="另一个 jiedui 命令"):
            second.make_all(["YYL-9P4R"])
        holder.close()
        second.make_all(["YYL-9P4R"])
        assert second.keys("YYL-9P4R")
