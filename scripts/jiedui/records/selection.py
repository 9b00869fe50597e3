"""The part of a ledger that a command was asked for."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from jiedui.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


class Selection(Struct, frozen=True):
    """The part of a ledger that a command was asked for: files, and folders with all below them."""

    files: frozenset[str]
    folders: tuple[str, ...]

    def __contains__(self, path: object) -> bool:
        return path in self.files or any(f"{path}/".startswith(folder) for folder in self.folders)


def select(root: Path, paths: Iterable[Path]) -> Selection | None:
    """Return the part of the ledger that ``paths`` name, folders standing for all below them; ``None`` for no paths.

    Raises ``ValueError`` naming a path that is not in the ledger or does not exist.
    """
    chosen: set[str] = set()
    folders: list[str] = []
    base = root.resolve()
    for path in paths:
        target = _resolved(path, base)
        if target is None:
            raise ValueError(str(path))
        inner = target.relative_to(base).as_posix()
        if target.is_dir() and not target.is_symlink():
            folders.append("" if inner == "." else f"{inner}/")
        else:
            chosen.add(inner)
    return Selection(frozenset(chosen), tuple(folders)) if chosen or folders else None


def _resolved(path: Path, base: Path) -> Path | None:
    """Return where ``path`` is below ``base``, or ``None``. A link in the ledger stands for itself, not its target."""
    places: list[Path] = []
    try:
        if path.name != "..":
            places.append(path.parent.resolve() / path.name)
        places.append(path.resolve())
    except RuntimeError:  # a loop of links, until Python 3.13
        pass
    return next((place for place in places if place.is_relative_to(base) and os.path.lexists(place)), None)
