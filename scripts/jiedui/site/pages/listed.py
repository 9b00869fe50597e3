"""只登记的户: those of a township that stand on the roster and of which no more is known, for whoever pairs them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jiedui.duties import eligible
from jiedui.site.family import INSIDE
from jiedui.site.page import Page

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jiedui.site.listed import ListedPart
    from jiedui.site.site import Site

SERVES: tuple[str, ...] = ("R-015", "R-056")
SHOWN_TO = INSIDE


def view(site: Site, part: ListedPart) -> Mapping[str, Any]:
    """Return what is known of the households of a page, and the other pages of the township."""
    policy, as_of = site.ledger.policy, site.as_of
    return {
        "part": part,
        "parts": site.listed.of(part.township.code),
        "categories": lambda home: eligible.categories(home, policy, as_of),
        "fits": lambda home: eligible.is_eligible(home, policy, as_of),
    }


def pages(site: Site) -> list[Page]:
    """Return a page of each part of each township."""
    return [_page(site, part) for part in site.listed]


def _page(site: Site, part: ListedPart) -> Page:
    place = part.township
    everybody = [home for other in site.listed.of(place.code) for home in other.households]
    return Page(
        part.path, f"{place.county}{place.name}只登记的户：{part.name}", "listed.html.j2", lambda: view(site, part),
        section=f"units/{place.unit}.html", of=tuple(home.id for home in everybody),
    )  # fmt: skip
