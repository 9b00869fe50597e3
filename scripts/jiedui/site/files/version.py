"""The data version as a script, for the pages to show: in each of them it would make all anew after every commit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedui.model.audience import AudienceKind
from jiedui.site.files.scripts import script

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiedui.site.machine.output import OutputFile
    from jiedui.site.site import Site

SHOWN_TO = frozenset(AudienceKind)


def files(site: Site) -> Iterator[OutputFile]:
    """Yield the script."""
    yield script("assets/version.js", "JIEDUI_SITE", "version", site.commit)
