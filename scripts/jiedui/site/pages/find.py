"""查户: the site's only search, of people and pages, and the ways on where nothing is found."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from jiedui.site.family import INSIDE
from jiedui.site.page import Page

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jiedui.model.divisions import Township
    from jiedui.site.site import Site

SERVES: tuple[str, ...] = ()
SHOWN_TO = INSIDE


class WayOn(NamedTuple):
    """A federation, from whose page or townships one goes on by hand."""

    unit: str
    name: str
    townships: tuple[Township, ...]


def view(site: Site) -> Mapping[str, Any]:
    """Return how many households and helpers can be searched, and the federations with their townships."""
    ledger = site.ledger
    units = [WayOn(unit, ledger.unit_name(unit), ledger.divisions.of_unit(unit)) for unit in site.figures.units]
    return {"households": len(ledger.own_households), "helpers": len(ledger.own_helpers), "units": units}


def pages(site: Site) -> list[Page]:
    """Return the page of the search."""
    return [Page("find.md", "查户", "find.md.j2", lambda: view(site), wide=True)]
