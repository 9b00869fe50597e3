"""A review as Markdown, for a forge or a message: nothing that a record says is read as markup."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedui.publishing.plain import plain
from jiedui.reports.review.sections import sections

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiedui.reports.review.review import Review


def markdown(review: Review, *, whole: bool = False) -> Iterator[str]:
    """Yield the review line by line: a heading for each list, what has to be seen first in bold."""
    for section in sections(review, whole=whole):
        yield from (f"### {plain(section.title)}", "")
        mark = "**" if section.is_loud else ""
        yield from (f"- {mark}{plain(line)}{mark}" for line in section.lines)
        yield ""
