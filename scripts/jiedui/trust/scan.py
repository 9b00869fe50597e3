"""The scan of a folder that was built for an audience: every text of every file, its names among them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from jiedui.records.finding import redact
from jiedui.trust.leak import Leak, LeakKind
from jiedui.trust.opened import UnopenedError, opened
from jiedui.trust.readings import readings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from jiedui.trust.sought import Sought

Progress = Callable[[int, int], None]
FORMS = "assets/entry-data/"
"""Where in a site the records lie that its form writes anew."""

_NAMELESS = "（名字不显示）"


@dataclass(frozen=True, slots=True)
class Scanned:
    """What was found: how many files were looked through, and each leak in order of file and place."""

    files: int
    leaks: tuple[Leak, ...]


def scan(folder: Path, sought: Sought, progress: Progress | None = None) -> Scanned:
    """Look through all files below a folder; ``progress`` is told (done, all) now and then.

    A file that cannot be read is a leak, for nobody knows what is in it. No leak tells what it has found, and no file
    is called by a name that is one itself.
    """
    files = sorted(path for path in folder.rglob("*") if not path.is_dir() or path.is_symlink())
    reader, of_forms = _Reader(sought), _Reader(sought.in_forms)
    leaks: list[Leak] = []
    for number, path in enumerate(files):
        if progress and number % 200 == 0:
            progress(number, len(files))
        name = path.relative_to(folder).as_posix()
        leaks += (of_forms if name.startswith(FORMS) else reader).of_file(path, name)
    if progress:
        progress(len(files), len(files))
    return Scanned(len(files), tuple(dict.fromkeys(leaks)))


class _Reader:
    """Reads files line by line; a line that many pages share is looked at once."""

    def __init__(self, sought: Sought) -> None:
        self._sought = sought
        self._of_line: dict[str, frozenset[LeakKind]] = {}
        self._harmless: set[int] = set()

    def of_file(self, path: Path, name: str) -> Iterator[Leak]:
        shown = self._nameable(name)
        yield from (Leak(shown, "文件名", kind) for kind in sorted(self._of(name)))
        try:
            for place, text in opened(path.read_bytes()):
                if place:
                    place = self._nameable(place)
                for number, line in enumerate(text.split("\n"), 1):
                    for kind in self._of(line):
                        yield Leak(shown, f"{place and f'{place}，'}第 {number} 行", kind)
        except (OSError, UnopenedError):
            yield Leak(shown, "整个文件", LeakKind.UNREADABLE)

    def _of(self, line: str) -> frozenset[LeakKind]:
        """Return what has leaked into a line, whichever way it is read."""
        if hash(line) in self._harmless:
            return frozenset()
        if line not in self._of_line:
            found = frozenset[LeakKind]().union(*map(self._sought.leaks, readings(line)))
            if not found:
                self._harmless.add(hash(line))
                return found
            self._of_line[line] = found
        return self._of_line[line]

    def _nameable(self, path: str) -> str:
        """Return a path for a sentence: no part of it that is a leak itself, and no number."""
        parts = (
            f"{_NAMELESS}{PurePosixPath(part).suffix}" if self._of(part) else redact(part) for part in path.split("/")
        )
        return "/".join(parts)
