"""The menu as a script, for the pages that multiply with the records: in each of them it would make the site heavy."""

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
    yield script("assets/menu.js", "JIEDUI_MENU", "entries", [entry.told for entry in site.menu])
