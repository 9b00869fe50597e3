"""What a built site says of itself, in hidden files at its top: that it is whole, its day and version, its files."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING

from jiedui.struct import Struct, asdict

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# It is there from the beginning of a build on, and empty until its end. Engines pass hidden files.
MARK = ".jiedui-site"
# The files that were there at its end, a line each.
_FILES = ".jiedui-files"
# What macOS, Windows and an office program leave in a folder that somebody looks into.
_LEFT_BEHIND = frozenset({".ds_store", "thumbs.db", "desktop.ini"})
_OPEN = "~$"


class SiteImprint(Struct, frozen=True):
    """The day that a site is as of (YYYY-MM-DD), and the ledger's version in Git, as its pages name it."""

    as_of: str
    commit: str

    @property
    def day(self) -> date:
        """The day that the site is as of."""
        return date.fromisoformat(self.as_of)


def begin(site: Path) -> None:
    """Mark a folder as a site that is being built. Nothing is written to where a link leads."""
    for mark in (site / MARK, site / _FILES):
        if mark.is_symlink():
            mark.unlink()
    (site / MARK).write_bytes(b"")


def finish(site: Path, imprint: SiteImprint) -> None:
    """Mark a site as whole, of the files that are there now."""
    (site / _FILES).write_text("".join(f"{path}\n" for path in sorted(files_of(site))), "utf-8")
    (site / MARK).write_text(json.dumps(imprint, ensure_ascii=False, default=asdict) + "\n", "utf-8")


def imprint_of(site: Path) -> SiteImprint | None:
    """Return what the site in a folder says of itself; ``None`` for what is no site, or was left half built."""
    with suppress(OSError, ValueError, TypeError):
        found = SiteImprint(**json.loads((site / MARK).read_text("utf-8")))
        return found if found.day and found.commit else None
    return None


def strangers(site: Path) -> list[str]:
    """Return which files of a site somebody has put there since it was whole: the next build would delete them.

    They are told by their places from its top. Of what is no whole site, or was built before sites told their files,
    nobody knows.
    """
    if imprint_of(site) is None:
        return []
    try:
        own = frozenset((site / _FILES).read_text("utf-8").split("\n"))
    except (OSError, ValueError):
        return []
    return sorted(path for path in files_of(site) if path not in own)


def files_of(folder: Path) -> Iterator[str]:
    """Yield the files of a site, or of what one is made of, by their places from its top; see :func:`is_passed_by`."""
    for parent, folders, files in os.walk(folder):
        top = "" if parent == str(folder) else os.path.relpath(parent, folder).replace(os.sep, "/") + "/"
        folders[:] = [name for name in folders if not _is_none_of_a_site(name)]
        yield from (f"{top}{name}" for name in files if not _is_none_of_a_site(name))


def is_passed_by(path: str) -> bool:
    """Tell whether a file, by its place from the top, is none of a site: it is neither made nor deleted.

    It is hidden, or left by a machine on which somebody only looked into the folder.
    """
    return any(map(_is_none_of_a_site, path.split("/")))


def is_left_behind(name: str) -> bool:
    """Tell whether a file is left by a machine on which somebody only looked into the folder, by its own name."""
    return name.startswith(_OPEN) or name.lower() in _LEFT_BEHIND


def is_empty(folder: Path) -> bool:
    """Tell whether nobody has anything in a folder: what is left behind there is nobody's."""
    return all(is_left_behind(entry.name) for entry in folder.iterdir())


def _is_none_of_a_site(name: str) -> bool:
    return name.startswith(".") or is_left_behind(name)
