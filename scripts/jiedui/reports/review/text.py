"""A review as plain lines, the gravest first, on one page unless all of it is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedui.review.git import SHORT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiedui.reports.review.review import Review, ReviewLine, ReviewTopic

# So many lines about a topic are shown at most, and of what a reviewer has to see first.
_MOST, _MOST_LOUD = 6, 10
# So many of what is changed in one record.
_PARTS = 4


def text(review: Review, *, whole: bool = False) -> Iterator[str]:
    """Yield the review line by line: what it changes, what to look at first, then the rest by topic."""
    yield f"这次改动，和 {review.commit[:SHORT]} 比："
    yield from (f"- {line}" for line in review.overview or ("没有改什么。",))
    if review.loud:
        yield f"请先看这 {len(review.loud)} 处："
    for topic in review.topics:
        if not topic.is_loud:
            yield f"{topic}（{_counts(review, topic)}）："
        mark = f"! {topic}｜" if topic.is_loud else "- "
        yield from (f"{mark}{said(line, whole=whole)}" for line in first(review, topic, whole=whole))
        if left := len(review.of(topic)) - len(first(review, topic, whole=whole)):
            yield f"  {topic}还有 {left} 条，加 --all 全部列出。"


def first(review: Review, topic: ReviewTopic, *, whole: bool) -> tuple[ReviewLine, ...]:
    """Return the lines about a topic that are shown: all, or as many as leave the review on one page."""
    lines = review.of(topic)
    return lines if whole else lines[: _MOST_LOUD if topic.is_loud else _MOST]


def said(line: ReviewLine, *, whole: bool) -> str:
    """Return a line as it is shown: all of it, or so much as is read at once."""
    return line.text if whole else line.told(_PARTS)


def _counts(review: Review, topic: ReviewTopic) -> str:
    by_unit = review.by_unit(topic)
    said = "、".join(f"{unit} {count}" for unit, count in by_unit.items())
    return f"{len(review.of(topic))} 条：{said}" if len(by_unit) > 1 else f"{len(review.of(topic))} 条"
