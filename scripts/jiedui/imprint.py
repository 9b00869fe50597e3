"""What a built site says of itself, in hidden files at its top: that it is whole, its day and version, its files."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# It is there from the beginning of a build on, and empty until its end. Engines pass hidden files.
MARK = ".jiedui-site"
# The files that were there at its end, a line each.
_FILES = ".jiedui-files"


@dataclass(frozen=True, slots=True)
class SiteImprint:
    """The day that a site is as of (YYYY-MM-DD), and the ledger's version in Git, as its pages name it."""

    as_of: str
    commit: str

    @property
    def day(self) -> date:
        """The day that the site is as of."""
        return date.fromisoformat(self.as_of)


def begin(site: Path) -> None:
    """Mark a folder as a site that is being built."""
    (site / MARK).write_bytes(b"")


def finish(site: Path, imprint: SiteImprint) -> None:
    """Mark a site as whole, of the files that are there now."""
    (site / _FILES).write_text("".join(f"{path}\n" for path in sorted(_files(site))), "utf-8")
    (site / MARK).write_text(json.dumps(asdict(imprint), ensure_ascii=False) + "\n", "utf-8")


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
    return sorted(path for path in _files(site) if path not in own)


def _files(site: Path) -> Iterator[str]:
    """Yield the files of a site, from its top, without what is hidden there: that stays."""
    for parent, folders, files in os.walk(site):
        top = os.path.relpath(parent, site).replace(os.sep, "/") + "/" if parent != str(site) else ""
        if not top:
            folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (f"{top}{name}" for name in files if top or not name.startswith("."))
