"""A review as headed lists, the gravest first, on one page unless all of it is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jiedui.review.git import SHORT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiedui.reports.review.review import Review, ReviewTopic

# So many lines about a topic are shown at most, and of what a reviewer has to see first.
_MOST, _MOST_LOUD = 6, 10
# So many of what is changed in one record.
_PARTS = 4


@dataclass(frozen=True, slots=True)
class ReviewSection:
    """A headed list. ``is_loud`` tells that it is what a reviewer has to see first."""

    title: str
    lines: tuple[str, ...]
    is_loud: bool = False


def sections(review: Review, *, whole: bool = False) -> Iterator[ReviewSection]:
    """Yield what the change is in numbers, what to look at first, then the rest by topic."""
    yield ReviewSection(f"这次改动，和 {review.commit[:SHORT]} 比", review.overview or ("没有改什么。",))
    if loud := [topic for topic in review.topics if topic.is_loud]:
        lines = tuple(line for topic in loud for line in _lines(review, topic, f"{topic}｜", whole=whole))
        yield ReviewSection(f"请先看这 {len(review.loud)} 处", lines, is_loud=True)
    for topic in review.topics:
        if not topic.is_loud:
            title = f"{topic}（{_counts(review, topic)}）"
            yield ReviewSection(title, tuple(_lines(review, topic, "", whole=whole)))


def _lines(review: Review, topic: ReviewTopic, head: str, *, whole: bool) -> Iterator[str]:
    """Yield the lines about a topic, or as many and as much of them as leave the review on one page."""
    lines = review.of(topic)
    shown = lines if whole else lines[: _MOST_LOUD if topic.is_loud else _MOST]
    yield from (f"{head}{line.text if whole else line.told(_PARTS)}" for line in shown)
    if left := len(lines) - len(shown):
        yield f"{head}还有 {left} 条，用 jiedui review --all 全部列出"


def _counts(review: Review, topic: ReviewTopic) -> str:
    by_unit = review.by_unit(topic)
    said = "、".join(f"{unit} {count}" for unit, count in by_unit.items())
    return f"{len(review.of(topic))} 条：{said}" if len(by_unit) > 1 else f"{len(review.of(topic))} 条"
