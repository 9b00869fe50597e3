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
    yield version_script(site.commit)


def version_script(version: str) -> OutputFile:
    """Return the script that tells the pages the data version that they are of."""
    return script("assets/version.js", "JIEDUI_SITE", "version", version)
