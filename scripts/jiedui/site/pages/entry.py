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
SHOWN_TO = WORKERS


# What follows the sign # in an address of the page, as app.js reads it.
VIEWS = ("visit", "household", "helper", *(f"event-{word}" for word in EVENTS), "basket", "drafts")


def view() -> Mapping[str, Any]:
    """Return the views of the form."""
    return {"views": VIEWS}


def pages(site: Site) -> list[Page]:
    """Return the page of the form."""
    forge = site.ledger.policy.forge
    return [
        Page(
            "entry.md",
            "登记",
            "entry.md.j2",
            view,
            wide=True,
            speaks_to=forge.spoken_to_at if forge else "",
            group=True,
        )
    ]
