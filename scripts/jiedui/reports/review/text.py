"""A review as plain lines, for a terminal and the log of a run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedui.reports.review.sections import sections

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiedui.reports.review.review import Review


def text(review: Review, *, whole: bool = False) -> Iterator[str]:
    """Yield the review line by line: each heading, then its list; what has to be seen first is marked with ``!``."""
    for section in sections(review, whole=whole):
        yield f"{section.title}："
        yield from (f"{'!' if section.is_loud else '-'} {line}" for line in section.lines)
