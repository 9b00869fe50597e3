"""What a built site says of itself, in a hidden file at its top: that it is whole, and of which day and version."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

# It is there from the beginning of a build on, and empty until its end. Engines pass hidden files.
MARK = ".jiedui-site"


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
    """Mark a site as whole."""
    (site / MARK).write_text(json.dumps(asdict(imprint), ensure_ascii=False) + "\n", "utf-8")


def imprint_of(site: Path) -> SiteImprint | None:
    """Return what the site in a folder says of itself; ``None`` for what is no site, or was left half built."""
    with suppress(OSError, ValueError, TypeError):
        found = SiteImprint(**json.loads((site / MARK).read_text("utf-8")))
        return found if found.day and found.commit else None
    return None
