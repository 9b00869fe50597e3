"""登记: one page on which contacts, households, helpers and events are written down and sent, without YAML."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jiedui.records.kinds import EVENTS
from jiedui.site.family import WORKERS
from jiedui.site.page import Page

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jiedui.site.site import Site

SERVES: tuple[str, ...] = ("R-032", "R-084")


# The page runs the site's own scripts, and speaks to the forge of the ledger alone. (The box at the top leads to 查户.)
_CONFINED = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src {forge}; "
    "base-uri 'none'; form-action 'self'"
)
SHOWN_TO = WORKERS


# What follows the sign # in an address of the page, as app.js reads it.
VIEWS = ("visit", "household", "helper", *(f"event-{word}" for word in EVENTS), "basket", "drafts")


def view() -> Mapping[str, Any]:
    """Return the views of the form."""
    return {"views": VIEWS}


def pages(site: Site) -> list[Page]:
    """Return the page of the form."""
    forge = site.ledger.policy.forge
    confined = _CONFINED.format(forge=forge.spoken_to_at if forge else "'none'")
    return [Page("entry.md", "登记", "entry.md.j2", view, wide=True, content_policy=confined)]
