"""The store of keys: random keys for each household, the key of the marks, and what was destroyed, in one SQLite file.

To destroy a household's keys is to erase what is sealed with them, in every commit and clone (crypto-shredding). So a
destroyed key is overwritten in the file and its household never has another: what a copy brings back is turned away
(个人信息保护法 47, 51).
"""

from __future__ import annotations

import os
import secrets
import sqlite3
from contextlib import contextmanager, suppress
from datetime import date
from typing import TYPE_CHECKING, Self

from jiedui.custody.place import git_folder_of
from jiedui.records.sealing.keyring import HASH_KEY_BYTES, KEY_BYTES
from jiedui.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path
    from types import TracebackType

FORMAT = "1"
_TABLES = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE keys (household TEXT, number INTEGER, key BLOB NOT NULL, PRIMARY KEY (household, number)) WITHOUT ROWID;
CREATE TABLE destroyed (household TEXT PRIMARY KEY, day TEXT NOT NULL, who TEXT NOT NULL, reason TEXT NOT NULL)
WITHOUT ROWID;
CREATE TABLE copies (made_on TEXT NOT NULL, expires_on TEXT NOT NULL, whom TEXT NOT NULL, households TEXT NOT NULL);
"""
_HASH, _TURN = "hash", "turn"
_INSERT = "INSERT OR REPLACE INTO keys VALUES (?, ?, ?)"
_SET = "INSERT OR REPLACE INTO meta VALUES (?, ?)"
# So many seconds another run is waited for.
_PATIENCE = 10


class KeyStoreError(Exception):
    """The store cannot be used; the argument says in Chinese why and what helps."""


class Destruction(Struct, frozen=True):
    """That the keys of a ``household``, told by its code alone, were destroyed: on which day, by whom and why."""

    household: str
    day: date
    who: str
    reason: str


class KeyCopy(Struct, frozen=True):
    """A copy of keys that left the store: whose, from which day until which it may be used, of which households."""

    made_on: date
    expires_on: date
    whom: str
    households: frozenset[str]


class KeyStore:
    """The keys of a ledger, read from a file at once; to be closed, or used in a ``with`` statement.

    It is a :class:`~jiedui.records.sealing.keyring.KeyRing`. Raises :class:`KeyStoreError` wherever the file cannot be
    read or written.
    """

    def __init__(self, file: Path) -> None:
        """Open the store in ``file``."""
        refuse_in_git(file)
        if not file.is_file():
            named = "写 jiedui --keys 密钥库 指明它在哪里，--keys 写在命令前面"
            raise KeyStoreError(f"没有密钥库。{named}；丢了的，用 jiedui keys take 收回备份。")
        self.file = file
        with _told():
            self._base = sqlite3.connect(file, timeout=_PATIENCE, isolation_level=None)
            try:
                # What is deleted is overwritten, also in the journal: see _wipe_journal.
                self._base.execute("PRAGMA secure_delete = ON")
                self._base.execute("PRAGMA journal_mode = PERSIST")
                if self._meta("format") != FORMAT.encode():
                    raise KeyStoreError("这个文件不是密钥库，或者是别的版本的。")
                self._load()
            except BaseException:
                self._base.close()
                raise

    @classmethod
    def create(cls, file: Path, *, empty: bool = False) -> Self:
        """Make a store without keys in ``file``, which nobody but the user may read, and open it.

        An ``empty`` one waits for the keys of another: it takes over the key of the marks, too.
        """
        refuse_in_git(file)
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        draft = file.with_name(f".{file.name}-{secrets.token_hex(4)}")
        os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        try:
            with _told():
                base = sqlite3.connect(draft, isolation_level=None)
                try:
                    base.executescript(f"BEGIN; {_TABLES} COMMIT;")
                    values = {"format": FORMAT.encode(), _TURN: b"0" if empty else b"1"}
                    values[_HASH] = secrets.token_bytes(HASH_KEY_BYTES)
                    base.executemany("INSERT INTO meta VALUES (?, ?)", values.items())
                finally:
                    base.close()
            if file.exists():
                raise KeyStoreError("这里已经有一个文件，没有动它。换一个地方。")
            draft.replace(file)
        finally:
            draft.unlink(missing_ok=True)
        return cls(file)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._base.close()

    def keys(self, household: str) -> Sequence[bytes]:
        """Return the keys of a household, newest first; none where there is none, or they were destroyed."""
        return self._keys.get(household, ())

    @property
    def households(self) -> frozenset[str]:
        """The households that have a key."""
        return frozenset(self._keys)

    @property
    def destroyed(self) -> Mapping[str, Destruction]:
        """What was destroyed, by household."""
        return self._destroyed

    def make_all(self, households: Iterable[str]) -> None:
        """Give a key to each household that has none; raise ``LookupError`` where one was destroyed."""
        asked = {*households}
        with self._writing():
            if gone := asked & self._destroyed.keys():
                raise LookupError(min(gone))
            self._put(_INSERT, [(household, 1, _new()) for household in sorted(asked - self._keys.keys())])

    def renew(self, households: Iterable[str], *, marks: bool) -> None:
        """Give a new key to households that have some, and with ``marks`` the ledger a new key of the marks.

        The keys of before stay behind the new ones: they open what the history says.
        """
        with self._writing():
            there = sorted({*households} & self._keys.keys())
            self._put(_INSERT, [(household, len(self._keys[household]) + 1, _new()) for household in there])
            hash_key = secrets.token_bytes(HASH_KEY_BYTES) if marks else self.hash_key
            self._put(_SET, self._later(self.turn + 1, hash_key))
        self._wipe_journal()

    def adopt(self, keys: Mapping[str, Sequence[bytes]], *, turn: int, hash_key: bytes) -> None:
        """Take in the keys of another store of the same ledger, but for those that were destroyed.

        Where the other was renewed since (its ``turn`` is later), its keys stand before those that are here, and its
        key of the marks takes the place of the one here.
        """
        with self._writing():
            later = turn > self.turn
            for household, others in keys.items():
                if household not in self._destroyed:
                    own = self.keys(household)
                    newest_first = dict.fromkeys((*others, *own) if later else (*own, *others))
                    numbered = enumerate(reversed(newest_first), 1)
                    self._put(_INSERT, [(household, number, key) for number, key in numbered])
            self._put(_SET, self._later(turn, hash_key) if later else [])
        self._wipe_journal()

    def destroy(self, destructions: Iterable[Destruction]) -> None:
        """Destroy the keys of households for good and log it. What was destroyed before keeps its entry in the log."""
        asked = [*destructions]
        with self._writing():
            gone = [each for each in asked if each.household not in self._destroyed]
            rows = [(each.household, each.day.isoformat(), each.who, each.reason) for each in gone]
            self._put("DELETE FROM keys WHERE household = ?", [(each.household,) for each in gone])
            self._put("INSERT INTO destroyed VALUES (?, ?, ?, ?)", rows)
        self._wipe_journal()

    def note_copy(self, copy: KeyCopy) -> None:
        """Remember that a copy left the store, so that it can be told who still holds a key that is destroyed."""
        row = (copy.made_on.isoformat(), copy.expires_on.isoformat(), copy.whom, " ".join(sorted(copy.households)))
        with self._writing():
            self._put("INSERT INTO copies VALUES (?, ?, ?, ?)", [row])

    def copies(self, day: date) -> list[KeyCopy]:
        """Return the copies that may still be used on a day, the oldest first."""
        found = self._base.execute("SELECT * FROM copies WHERE expires_on >= ? ORDER BY made_on", (day.isoformat(),))
        return [
            KeyCopy(date.fromisoformat(made), date.fromisoformat(expires), whom, frozenset(households.split()))
            for made, expires, whom, households in found
        ]

    def _meta(self, name: str) -> bytes:
        found = self._base.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
        return bytes(found[0]) if found else b""

    def _load(self) -> None:
        self._keys: dict[str, list[bytes]] = {}
        for household, key in self._base.execute("SELECT household, key FROM keys ORDER BY number DESC"):
            self._keys.setdefault(household, []).append(bytes(key))
        self._destroyed = {
            household: Destruction(household, date.fromisoformat(day), who, reason)
            for household, day, who, reason in self._base.execute("SELECT * FROM destroyed ORDER BY day, household")
        }
        self.hash_key = self._meta(_HASH)
        self.turn = int(self._meta(_TURN))

    def _later(self, turn: int, hash_key: bytes) -> list[tuple[str, bytes]]:
        return [(_TURN, str(turn).encode()), (_HASH, hash_key)]

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """Make some changes, all or none, to what the file says by now: another run may have written since."""
        with _told(), self._alone():
            self._load()
            yield
        self._load()

    def _put(self, statement: str, rows: Sequence[Sequence[str | bytes | int]]) -> None:
        self._base.executemany(statement, rows)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        self._base.execute("BEGIN EXCLUSIVE")
        try:
            yield
        except BaseException:
            self._base.execute("ROLLBACK")
            raise
        self._base.execute("COMMIT")

    def _wipe_journal(self) -> None:
        """Overwrite the journal, in which the pages lie as they were before a key was destroyed."""
        journal = self.file.with_name(f"{self.file.name}-journal")
        with _told(), self._alone(), suppress(FileNotFoundError), journal.open("r+b") as stream:
            stream.write(bytes(journal.stat().st_size))
            stream.flush()
            os.fsync(stream.fileno())


def _new() -> bytes:
    return secrets.token_bytes(KEY_BYTES)


def refuse_in_git(file: Path) -> None:
    """Raise :class:`KeyStoreError` where a file of keys would lie in a folder that Git keeps."""
    if git_folder_of(file):
        raise KeyStoreError(
            "密钥不能放在 Git 仓库的文件夹里：进了历史的密钥，再也销毁不了。用 --keys 写一个仓库以外的地方。"
        )


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        said = str(error)
        if "locked" in said:
            raise KeyStoreError("另一个 jiedui 命令正在写密钥库，等它做完再运行。") from error
        if "full" in said:
            raise KeyStoreError("磁盘满了，密钥库没有动。") from error
        if "readonly" in said or "unable to open" in said:
            raise KeyStoreError("密钥库写不了：看看磁盘、文件夹是不是只读的。") from error
        raise KeyStoreError("密钥库读不出来，文件可能坏了。把它改名留着，再用 jiedui keys take 收回备份。") from error
