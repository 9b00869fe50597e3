"""The scan of a folder that was built for an audience: every text of every file, its names among them.

It is the last look before a build leaves the machine (个人信息保护法 51; row B-11).
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from jiedui.records.finding import redact
from jiedui.struct import Struct
from jiedui.trust.leak import Leak, LeakKind, Trace
from jiedui.trust.opened import UnopenedError, opened
from jiedui.trust.readings import readings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from jiedui.trust.sought import Sought, Traces

Progress = Callable[[int, int], None]

_NAMELESS = "（名字不显示）"


class Scanned(Struct, frozen=True):
    """What was found: how many files were looked through, and each leak in order of file and place."""

    files: int
    leaks: tuple[Leak, ...]


class SeenLines:
    """What lines of files hold of a ledger's persons: one that many pages share is looked at once."""

    def __init__(self, traces: Traces) -> None:
        self._traces = traces
        self._of_line: dict[str, frozenset[Trace]] = {}
        self._harmless: set[int] = set()

    def found(self, line: str) -> frozenset[Trace]:
        """Return what a line holds, whichever way it is read."""
        if hash(line) in self._harmless:
            return frozenset()
        if line not in self._of_line:
            found = frozenset[Trace]().union(*map(self._traces.found, readings(line)))
            if not found:
                self._harmless.add(hash(line))
                return found
            self._of_line[line] = found
        return self._of_line[line]


def scan(folder: Path, sought: Sought, progress: Progress | None = None, lines: SeenLines | None = None) -> Scanned:
    """Look through all files below a folder; ``progress`` is told (done, all) now and then.

    A file that cannot be read is a leak, for nobody knows what is in it. No leak tells what it has found, and no file
    is called by a name that is one itself. Whoever looks through several folders for one ledger keeps the ``lines``.
    """
    files = sorted(path for path in folder.rglob("*") if not path.is_dir() or path.is_symlink())
    lines = lines or SeenLines(sought.traces)
    reader = _Reader(lines, sought)
    leaks: list[Leak] = []
    for number, path in enumerate(files):
        if progress and number % 200 == 0:
            progress(number, len(files))
        name = path.relative_to(folder).as_posix()
        leaks += reader.of_file(path, name)
    if progress:
        progress(len(files), len(files))
    return Scanned(len(files), tuple(dict.fromkeys(leaks)))


class _Reader(Struct, frozen=True):
    """Reads files for somebody: what of their ``lines`` is ``sought`` is a leak."""

    lines: SeenLines
    sought: Sought

    def of_file(self, path: Path, name: str) -> Iterator[Leak]:
        shown = self._nameable(name)
        yield from (Leak(shown, "文件名", kind) for kind in self._leaks(name))
        try:
            for place, text in opened(path.read_bytes()):
                of = f"{self._nameable(place)}，" if place else ""
                for number, line in enumerate(text.split("\n"), 1):
                    yield from (Leak(shown, f"{of}第 {number} 行", kind) for kind in self._leaks(line))
        except (OSError, UnopenedError):
            yield Leak(shown, "整个文件", LeakKind.UNREADABLE)

    def _leaks(self, line: str) -> list[LeakKind]:
        found = self.lines.found(line)
        return sorted({trace.kind for trace in found - self.sought.visible}) if found else []

    def _nameable(self, path: str) -> str:
        """Return a path for a sentence: no part of it that is a leak itself, and no number."""
        parts = (
            f"{_NAMELESS}{PurePosixPath(part).suffix}" if self._leaks(part) else redact(part)
            for part in path.split("/")
        )
        return "/".join(parts)
