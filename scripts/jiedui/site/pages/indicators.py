"""指标口径: every figure that pages show, in words, with numerator, denominator and clause."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jiedui.reports.indicators import INDICATORS
from jiedui.reports.quarter_table import FIGURES
from jiedui.site.family import READERS
from jiedui.site.page import Page, Prominence

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jiedui.site.site import Site

SERVES: tuple[str, ...] = ()
SHOWN_TO = READERS


def view(site: Site) -> Mapping[str, Any]:
    """Return the indicators, the city whose values stand beside them, and the figures of a quarter."""
    return {"indicators": INDICATORS, "city": site.figures.city, "quarterly": FIGURES}


def pages(site: Site) -> list[Page]:
    """Return the page of definitions."""
    return [Page("indicators.md", "指标口径", "indicators.md.j2", lambda: view(site), prominence=Prominence.EXPLAINS)]
