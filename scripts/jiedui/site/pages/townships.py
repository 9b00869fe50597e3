"""乡镇页: one page for each township with its households and helpers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jiedui.site.family import READERS
from jiedui.site.page import Page

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jiedui.model.divisions import Township
    from jiedui.site.site import Site

SERVES: tuple[str, ...] = ("R-015",)
SHOWN_TO = READERS


def view(site: Site, township: Township) -> Mapping[str, Any]:
    """Return the roster and the helpers of a township, and the figures of its households."""
    homes = site.townships.households(township)
    listed = site.listed.of(township.code)
    helpers = site.townships.helpers(township)
    lines = [site.figures.quota_lines[helper.id] for helper in helpers]
    return {
        "township": township,
        "merged": site.ledger.divisions.merged_into(township),
        "homes": homes,
        "known": [home for home in homes if home.id not in site.listed],
        "listed": listed,
        "unknown": sum(len(part.households) for part in listed),
        "quota_lines": [line for line in lines if line.state.in_office],
        "group": site.figures.of_households(homes) if homes else None,
    }


def pages(site: Site) -> list[Page]:
    """Return a page for each township of the list."""
    return [_page(site, township) for township in site.places]


def _page(site: Site, township: Township) -> Page:
    who = site.townships
    return Page(
        f"townships/{township.code}.html", f"{township.county}{township.name}", "township.html.j2",
        lambda: view(site, township), section=f"units/{township.unit}.html",
        of=(*(home.id for home in who.households(township)), *(helper.id for helper in who.helpers(township))),
    )  # fmt: skip
