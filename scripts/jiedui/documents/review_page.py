"""A review as one HTML page with nothing beside it: to be read in a browser, sent on or printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedui.documents.html_file import ENVIRONMENT
from jiedui.reports.review.sections import sections

if TYPE_CHECKING:
    from jiedui.reports.review.review import Review


def review_page(review: Review, *, whole: bool = False) -> str:
    """Return the HTML of a review; all that records say is escaped."""
    return ENVIRONMENT.get_template("review.html.j2").render(sections=list(sections(review, whole=whole)))
