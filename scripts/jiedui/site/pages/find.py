"""查户: our own exact search over two data files, people and pages (design §7: the engine's Chinese search misses)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from jiedui.site.page import Page
from jiedui.site.site import Site

# What of the notice these pages serve, for 要求对照.
SERVES: tuple[str, ...] = ()


def view(site: Site) -> Mapping[str, Any]:
    """Return how many households and helpers can be searched."""
    return {"households": len(site.ledger.households), "helpers": len(site.ledger.helpers)}


def pages(site: Site) -> list[Page]:
    """Return the page of the search."""
    return [Page("find.md", "查户", "find.md.j2", lambda: view(site), wide=True)]
