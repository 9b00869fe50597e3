"""What earlier runs have found out about a ledger, in one file outside its folder: never needed, and never trusted far.

The file is for the machine alone. One that is damaged, is of another program or Python, or belongs to somebody else is
as none. It is written whole and takes its place in one step: of runs at the same time the last one's is kept.

Whoever may write to the folder may have a check tell what he likes: no sum in the file proves who wrote it. So a folder
that others may write to is not used, and what is read there is plain values, which run nothing.
"""

from __future__ import annotations

import hashlib
import marshal
import os
import stat
import sys
import time
import zlib
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from jiedui.records.listing import FileListing

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jiedui.records.scan import Stats

FOLDER = "JIEDUI_CACHE"
"""The variable of the environment that names another folder for these files than the machine has for such."""
RECORDS = ".records"
"""How the name of the file ends that holds the records of a ledger, beside what was found in them."""
# The variable by which a forge tells that the machine is one of its own.
_FORGE = "CI"
_SIGN = b"jiedui\n"
# After the sign stands of which program and Python the rest is, and then its sum.
_OF, _CHECK = 16, 4
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
# What a memo is made of: stats, seen, day, standing, lasting, and the rest by its names.
_SHAPE = (dict, tuple, bytes, tuple, dict, dict)
# Others than the user may write to a folder with any of these.
_OTHERS = stat.S_IWGRP | stat.S_IWOTH


class Memo:
    """What is known of one ledger. ``place`` is the file that keeps it; ``None`` keeps nothing.

    ``key`` is the program, and ``day`` the day of the check, on which everything rests that is not asked for one by
    one. What was found out on another is forgotten; what is ``lasting``, by names of its own, holds on every day, and
    so do the ``stats`` and what was ``seen`` of the folder: see :mod:`jiedui.records.scan`. Of another program nothing
    holds.
    ``standing`` is what the last look came to: see :mod:`jiedui.rules.standing`.
    """

    def __init__(self, place: Path | None, key: bytes = b"", day: bytes = b"") -> None:
        self.stats: Stats = {}
        self.seen: tuple[Any, ...] = ()
        self.standing: tuple[Any, ...] = ()
        self.lasting: dict[bytes, Any] = {}
        self._place, self._key, self._day = place, key, day
        self._older: dict[bytes, bytes] = {}
        self._used: dict[bytes, bytes] = {}
        self._changed = False
        self._listing = FileListing([])
        kept = _read(place, key)
        if isinstance(kept, tuple) and tuple(map(type, kept)) == _SHAPE:
            self.stats, self.seen, of, standing, self.lasting, older = kept
            if of == day:
                self.standing, self._older = standing, older
            self._changed = of != day
        self._read = self.stats.copy(), self.seen, self.standing, self.lasting.copy()

    def get(self, name: bytes) -> Any:  # noqa: ANN401  (whatever was put there)
        """Return what is known under a name; ``None`` where that is nothing."""
        kept = self._used.get(name) or self._older.pop(name, None)
        if kept is None:
            return None
        self._used[name] = kept
        return marshal.loads(kept)

    def some(self, names: Iterable[bytes]) -> dict[bytes, Any]:
        """Return by their names what :meth:`get` gives of each that anything is known of."""
        found = {name: kept for name in names if (kept := self._used.get(name) or self._older.pop(name, None))}
        self._used.update(found)
        return dict(zip(found, map(marshal.loads, found.values()), strict=True))

    def peek(self, name: bytes) -> Any:  # noqa: ANN401  (whatever was put there)
        """Return what :meth:`get` does; where nothing else is asked for, all that is known goes on to be kept."""
        kept = self._used.get(name) or self._older.get(name)
        return None if kept is None else marshal.loads(kept)

    def put(self, name: bytes, value: Any) -> None:  # noqa: ANN401  (whatever it is made of)
        """Keep a value under a name: texts, bytes, numbers, ``None``, and tuples, lists, sets and dicts of these."""
        self.put_packed(name, marshal.dumps(value))

    def put_packed(self, name: bytes, value: bytes) -> None:
        """Keep a value of which :mod:`marshal` has made bytes already; what is known is nothing new."""
        known = self._used.get(name) or self._older.pop(name, None)
        self._used[name] = value
        self._changed = self._changed or known != value

    def save(self) -> None:
        """Write what is known, where anything is new."""
        if self._place is None or not (self._changed or self._now() != self._read):
            return
        spare = max(_SOME, _SPARE * len(self._used)) if self._used else len(self._older)
        older = dict([*self._older.items()][-spare:])
        lasting = dict([*self.lasting.items()][-_MOST_LASTING:])
        _keep(self._place, self._key, (self.stats, self.seen, self._day, self.standing, lasting, older | self._used))

    def listing(self, packed: bytes) -> FileListing:
        """Return a listing that was kept as bytes; one that is kept in two places is unpacked once."""
        if self._listing.packed is not packed:
            self._listing = FileListing.unpacked(packed)
        return self._listing

    @property
    def shelf(self) -> Shelf:
        """What is kept of the records of the ledger, under the same program on every day."""
        return Shelf.of(self._place, self._key) if self._place else Shelf(None)

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
        return None if refusal() else Path(named)
    if os.environ.get(_FORGE):  # whoever proposes a change has his program run there, too
        return None
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


def refusal() -> str:
    """Return in Chinese why the folder that the environment names is not used; nothing where it is, or none is named.

    One of a relative path would lie beside every ledger; what others may write to may tell of a ledger what they like.
    """
    named = os.environ.get(FOLDER)
    if not named:
        return ""
    if not Path(named).is_absolute():
        return f"变量 {FOLDER} 要写完整的路径。这次不用缓存，慢一些，结果一样。"
    if _is_open(Path(named)):
        return f"变量 {FOLDER} 指的文件夹别人也能写，只给自己写（chmod 700）才用。这次不用缓存，慢一些，结果一样。"
    return ""


def _is_open(folder: Path) -> bool:
    """Tell whether others may write to a folder; where the machine does not say so, or there is none, it is not."""
    try:
        found = folder.stat()
    except OSError:
        return False
    return hasattr(os, "geteuid") and (found.st_uid != os.geteuid() or bool(found.st_mode & _OTHERS))


def forget(place: Path) -> None:
    """Remove what is kept of a ledger in the file ``place``, and its records."""
    for file in (place, place.with_suffix(RECORDS)):
        with suppress(OSError):
            file.unlink(missing_ok=True)


def _read(place: Path | None, key: bytes) -> Any:  # noqa: ANN401  (whatever was kept)
    """Return what a program kept in a file; ``None`` where it is damaged, of another, or somebody else's."""
    content = _content(place, _of(key)) if place else None
    try:
        return None if content is None else marshal.loads(content)
    except (ValueError, EOFError, TypeError):
        return None


def _content(place: Path, of: bytes) -> memoryview | None:
    try:
        with open(place, "rb", opener=_opened) as stream:
            found = os.fstat(stream.fileno())
            if not stat.S_ISREG(found.st_mode) or (hasattr(os, "geteuid") and found.st_uid != os.geteuid()):
                return None
            kept = stream.read()
    except OSError:
        return None
    head, start = _SIGN + of, len(_SIGN) + _OF + _CHECK
    if not kept.startswith(head):
        return None
    content = memoryview(kept)[start:]
    return content if kept[len(head) : start] == _sum(content) else None


def _opened(path: str, flags: int) -> int:
    """Open a file, which nobody is waited for: of a pipe there would be nothing to read until somebody writes."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _of(key: bytes) -> bytes:
    """Return the mark of a program as it is run here: another Python may write and read values in another way."""
    python = f"{sys.implementation.cache_tag} {marshal.version} ".encode()
    return hashlib.blake2b(python + key, digest_size=_OF).digest()


def _keep(place: Path, key: bytes, value: Any) -> None:  # noqa: ANN401  (whatever it is made of)
    """Keep something in a file, for this user alone. A machine that cannot keep it is no reason to stop.

    Only the folder for such files is tidied: whoever keeps one elsewhere has other files there.
    """
    with suppress(OSError):
        _write(place, _of(key), marshal.dumps(value))
        if place.parent == _folder():
            _tidy(place.parent)


def _write(place: Path, of: bytes, content: bytes) -> None:
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    # What `tempfile` draws on takes as long to import as all this to write. Runs at the same time have their own.
    draft = place.with_name(f"{place.stem}-{os.getpid()}-{time.time_ns()}{_DRAFT}")
    try:
        with open(draft, "xb", opener=_private) as stream:
            stream.writelines((_SIGN, of, _sum(content), content))
        draft.replace(place)
    except OSError:
        draft.unlink(missing_ok=True)
        raise


def _private(path: str, flags: int) -> int:
    """Open a file that nobody else may read."""
    return os.open(path, flags, 0o600)


def _sum(content: bytes | memoryview) -> bytes:
    """Return what tells whether a file is damaged: for more than that it takes too long to reckon."""
    return zlib.crc32(content).to_bytes(_CHECK, "big")


def _tidy(folder: Path) -> None:
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

    def __init__(self, place: Path | None, key: bytes = b"", *, is_lent: bool = False) -> None:
        self._place, self._key, self._is_lent = place, key, is_lent

    def lent(self) -> Shelf:
        """Return the same for whoever looks at a ledger that is not as it lies there: nothing is put in its place."""
        return Shelf(self._place, self._key, is_lent=True)

    @classmethod
    def of(cls, memo: Path, key: bytes = b"") -> Self:
        """Return that of the ledger of which ``memo`` is the file that keeps what was found in it."""
        return cls(memo.with_suffix(RECORDS), key)

    def load(self) -> dict[bytes, bytes]:
        """Return all that is kept, as it was given."""
        known = _read(self._place, self._key)
        return known if isinstance(known, dict) else {}

    def keep(self, records: dict[bytes, bytes]) -> None:
        """Keep these, and no others; on a shelf that is lent only where there are none."""
        if self._place and not (self._is_lent and self.load()):
            _keep(self._place, self._key, records)
