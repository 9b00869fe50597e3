"""查户: the site's only search, over two data files, people and pages; an engine's finds too much in Chinese."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jiedui.site.page import Page

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jiedui.site.site import Site

SERVES: tuple[str, ...] = ()


def view(site: Site) -> Mapping[str, Any]:
    """Return how many households and helpers can be searched."""
    return {"households": len(site.ledger.households), "helpers": len(site.ledger.helpers)}


def pages(site: Site) -> list[Page]:
    """Return the page of the search."""
    return [Page("find.md", "查户", "find.md.j2", lambda: view(site), wide=True)]
