"""没有算进来的残联: what the site is made without, each error with its place and remedy."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jiedui.records.finding import redact
from jiedui.records.tally import in_brief
from jiedui.site.family import INSIDE
from jiedui.site.page import Page
from jiedui.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jiedui.rules.left_out import FaultyUnit
    from jiedui.site.site import Site

SERVES: tuple[str, ...] = ()
SHOWN_TO = INSIDE


class ErrorLine(Struct, frozen=True):
    """One error: the file from the ledger's folder, the line in words, what is wrong, what to do, where to edit it."""

    file: str
    line: str
    message: str
    remedy: str
    edit: str


def lines(site: Site, faulty: FaultyUnit) -> list[ErrorLine]:
    """Return the errors of a federation; of very many of a kind in a file, some."""
    forge = site.ledger.policy.forge
    return [
        ErrorLine(
            redact(item.path),
            f"第 {item.line} 行" if item.line else "整个文件",
            item.message,
            item.remedy,
            forge.edit(item.path) if forge and redact(item.path) == item.path else "",
        )
        for item in in_brief(faulty.errors)
    ]


def view(site: Site) -> Mapping[str, Any]:
    """Return what the page shows: the errors by federation, and what of the others is left out along."""
    left_out = site.left_out
    return {
        "errors": {item: lines(site, item) for item in left_out.units if item.errors},
        "along": {site.ledger.unit_name(unit): left_out.along_of(unit) for unit in left_out.owners},
    }


def pages(site: Site) -> list[Page]:
    """Return the page, where a federation is left out."""
    return [Page("left-out.md", "没有算进来的残联", "left_out.md.j2", lambda: view(site))] if site.left_out else []
