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
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jiedui.records.scan import Stats

FOLDER = "JIEDUI_CACHE"
"""The variable of the environment that names another folder for these files than the machine has for such."""
_SIGN = b"jiedui 5\n"
_CHECK = 4
_ENDING, _DRAFT = ".memo", ".draft"
# No run writes its file for as long as this, in seconds: what is older was left by one that was killed.
_WRITTEN_IN = 3600
# What of other ledgers is kept: those that were looked at last.
_MOST_LEDGERS = 20
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
        kept = _read(place) if place else None
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
        self._older.pop(name, None)
        self._used[name] = marshal.dumps(value)
        self._changed = True

    def save(self) -> None:
        """Write what is known, where anything is new. A machine that cannot keep it is no reason to stop."""
        if self._place is None or not (self._changed or self._now() != self._read):
            return
        spare = max(_SOME, _SPARE * len(self._used)) if self._used else len(self._older)
        older = dict([*self._older.items()][-spare:])
        with suppress(OSError):
            lasting = dict([*self.lasting.items()][-_MOST_LASTING:])
            kept = (self.stats, self.seen, self._key, self.standing, lasting, older | self._used)
            _write(self._place, marshal.dumps(kept))
            _forget(self._place.parent)

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


def _read(place: Path) -> _Kept | None:
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
    found: _Kept = marshal.loads(content)
    return found


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
    kept = sorted(folder.glob(f"*{_ENDING}"), key=lambda file: file.stat().st_mtime)
    left = [file for file in folder.glob(f"*{_DRAFT}") if file.stat().st_mtime < time.time() - _WRITTEN_IN]
    for file in kept[:-_MOST_LEDGERS] + left:
        file.unlink()
