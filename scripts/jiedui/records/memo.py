"""What earlier runs have found out about a ledger, in one file outside its folder: never needed, and never trusted far.

The file is for the machine alone. One that is damaged, is of another program, or belongs to somebody else is as none.
It is written whole and takes its place in one step: of runs at the same time the last one's is kept.
"""

from __future__ import annotations

import hashlib
import marshal
import os
import sys
import time
import zlib
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from jiedui.records.scan import Stats

FOLDER = "JIEDUI_CACHE"
"""The variable of the environment that names another folder for these files than the machine has for such."""
RECORDS = ".records"
"""How the name of the file ends that holds the records of a ledger, beside what was found in them."""
_SIGN = b"jiedui 5\n"
_CHECK = 4
_ENDING, _DRAFT = ".memo", ".draft"
# What of other ledgers is kept, by how the files end: those that were looked at last. Of records it is much.
_MOST = {_ENDING: 20, RECORDS: 3}
# No run writes its file for as long as this, in seconds: what is older was left by one that was killed.
_WRITTEN_IN = 3600
# What was not asked for is kept in case of a way back, to another branch for instance: this many for each that was.
_SPARE = 2
_SOME = 1000

# Of what holds on every day this much, the latest.
_MOST_LASTING = 100
_Kept = tuple["Stats", tuple[Any, ...], tuple[bytes, bytes], tuple[Any, ...], dict[bytes, Any], dict[bytes, bytes]]


class Memo:
    """What is known of one ledger. ``place`` is the file that keeps it; ``None`` keeps nothing.

    ``key`` is the program, and ``day`` the day of the check, on which everything rests that is not asked for one by
    one. What was found out under another is forgotten; what is ``lasting``, by names of its own, holds on every day.
    ``stats`` are known whatever the key, and so is what was ``seen`` of the folder: see :mod:`jiedui.records.scan`.
    ``standing`` is what the last look came to: see :mod:`jiedui.rules.standing`.
    """

    def __init__(self, place: Path | None, key: bytes = b"", day: bytes = b"") -> None:
        self.stats: Stats = {}
        self.seen: tuple[Any, ...] = ()
        self.standing: tuple[Any, ...] = ()
        self.lasting: dict[bytes, Any] = {}
        self._place, self._key = place, (key, day)
        self._older: dict[bytes, bytes] = {}
        self._used: dict[bytes, bytes] = {}
        self._changed = False
        content = read_kept(place) if place else None
        kept: _Kept | None = marshal.loads(content) if content else None
        if kept:
            self.stats, self.seen, of, standing, lasting, older = kept
            self.lasting = lasting if of[0] == key else {}
            self.standing, self._older = (standing, older) if of == self._key else ((), {})
            self._changed = of != self._key
        self._read = self.stats.copy(), self.seen, self.standing, self.lasting.copy()

    def get(self, name: bytes) -> Any:  # noqa: ANN401  (whatever was put there)
        """Return what is known under a name; ``None`` where that is nothing."""
        kept = self._used.get(name) or self._older.pop(name, None)
        if kept is None:
            return None
        self._used[name] = kept
        return marshal.loads(kept)

    def peek(self, name: bytes) -> Any:  # noqa: ANN401  (whatever was put there)
        """Return what :meth:`get` does; where nothing else is asked for, all that is known goes on to be kept."""
        kept = self._used.get(name) or self._older.get(name)
        return None if kept is None else marshal.loads(kept)

    def put(self, name: bytes, value: Any) -> None:  # noqa: ANN401  (whatever it is made of)
        """Keep a value under a name: texts, bytes, numbers, ``None``, and tuples, lists, sets and dicts of these."""
        self.put_packed(name, marshal.dumps(value))

    def put_packed(self, name: bytes, value: bytes) -> None:
        """Keep a value of which :mod:`marshal` has made bytes already."""
        self._older.pop(name, None)
        self._used[name] = value
        self._changed = True

    def save(self) -> None:
        """Write what is known, where anything is new."""
        if self._place is None or not (self._changed or self._now() != self._read):
            return
        spare = max(_SOME, _SPARE * len(self._used)) if self._used else len(self._older)
        older = dict([*self._older.items()][-spare:])
        lasting = dict([*self.lasting.items()][-_MOST_LASTING:])
        kept = (self.stats, self.seen, self._key, self.standing, lasting, older | self._used)
        write_kept(self._place, marshal.dumps(kept))

    @property
    def shelf(self) -> Shelf:
        """What is kept of the records of the ledger, under the same program on every day."""
        return Shelf.of(self._place, self._key[0]) if self._place else Shelf(None)

    def _now(self) -> tuple[object, ...]:
        return self.stats, self.seen, self.standing, self.lasting


def place_of(name: str) -> Path | None:
    """Return where the file of a ledger lies that is known by a name of its own; ``None`` on a machine without a place.

    The name is seen nowhere: it may be a path.
    """
    folder = _folder()
    return folder and folder / f"{hashlib.blake2b(os.fsencode(name), digest_size=16).hexdigest()}{_ENDING}"


def _folder() -> Path | None:
    if named := os.environ.get(FOLDER):
        return Path(named)
    if sys.platform == "win32":
        local = os.environ.get("LOCALAPPDATA")
        return Path(local, "jiedui", "cache") if local else None
    try:
        home = Path.home()
    except RuntimeError:
        return None
    if sys.platform == "darwin":
        return home / "Library" / "Caches" / "jiedui"
    return Path(os.environ.get("XDG_CACHE_HOME") or home / ".cache", "jiedui")


def read_kept(place: Path) -> memoryview | None:
    """Return what was kept in a file; ``None`` where it is damaged, or somebody else's."""
    try:
        with place.open("rb") as stream:
            if hasattr(os, "geteuid") and os.fstat(stream.fileno()).st_uid != os.geteuid():
                return None
            kept = stream.read()
    except OSError:
        return None
    head, start = kept[: len(_SIGN)], len(_SIGN) + _CHECK
    content = memoryview(kept)[start:]
    if head != _SIGN or kept[len(_SIGN) : start] != _sum(content):
        return None
    return content


def write_kept(place: Path, content: bytes) -> None:
    """Keep something in a file, for this user alone. A machine that cannot keep it is no reason to stop."""
    with suppress(OSError):
        _write(place, content)
        _forget(place.parent)


def _write(place: Path, content: bytes) -> None:
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    import tempfile  # with all that it draws on: a run that finds nothing new does not wait for it

    handle, draft = tempfile.mkstemp(dir=place.parent, suffix=_DRAFT)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.writelines((_SIGN, _sum(content), content))
        Path(draft).replace(place)
    except OSError:
        Path(draft).unlink()
        raise


def _sum(content: bytes | memoryview) -> bytes:
    """Return what tells whether a file is damaged: for more than that it takes too long to reckon."""
    return zlib.crc32(content).to_bytes(_CHECK, "big")


def _forget(folder: Path) -> None:
    """Remove the files of ledgers that have not been looked at for the longest time, and what killed runs left."""
    old = [file for file in folder.glob(f"*{_DRAFT}") if file.stat().st_mtime < time.time() - _WRITTEN_IN]
    for ending, most in _MOST.items():
        old += sorted(folder.glob(f"*{ending}"), key=lambda file: file.stat().st_mtime)[:-most]
    for file in old:
        file.unlink()


class Shelf:
    """The records of a ledger by what they were read from, in a file of its own that who needs none does not open.

    There lie those that were read last, and no others: nobody goes on being known here who has left the ledger. What is
    sealed is never among them.
    """

    def __init__(self, place: Path | None, key: bytes = b"") -> None:
        self._place, self._key = place, key

    @classmethod
    def of(cls, memo: Path, key: bytes = b"") -> Self:
        """Return that of the ledger of which ``memo`` is the file that keeps what was found in it."""
        return cls(memo.with_suffix(RECORDS), key)

    def load(self) -> dict[bytes, bytes]:
        """Return all that is kept, as it was given."""
        content = read_kept(self._place) if self._place else None
        key, known = marshal.loads(content) if content else (b"", {})
        return known if key == self._key else {}

    def keep(self, records: dict[bytes, bytes]) -> None:
        """Keep these, and no others."""
        if self._place:
            write_kept(self._place, marshal.dumps((self._key, records)))

    def clear(self) -> None:
        """Keep nothing any more."""
        if self._place:
            with suppress(OSError):
                self._place.unlink(missing_ok=True)
