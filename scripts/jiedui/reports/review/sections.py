"""A review as headed lists, the gravest first, on one page unless all of it is asked for."""

from __future__ import annotations

import re
from collections import defaultdict
from posixpath import dirname
from typing import TYPE_CHECKING

from jiedui.reports.review.review import ReviewTopic
from jiedui.review.git import SHORT
from jiedui.struct import Struct, replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jiedui.reports.review.review import Review, ReviewLine

# So many lines about a topic are shown at most, of what a reviewer has to see first, and of contacts: most changes
# bring nothing but these, and each is looked at.
_MOST, _MOST_LOUD, _MOST_CONTACTS = 6, 10, 30
# So many of what is changed in one record.
_PARTS = 4
# So many that say the same become one line, which names so many of them at most.
_ALIKE, _NAMED = 3, 6
# What an entry of a list is called in a line.
_CALLED = re.compile("“[^”]*”")


class ReviewSection(Struct, frozen=True):
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
    if whole:
        yield from (f"{head}{line.text}" for line in lines)
        return
    found = _alike(lines)
    shown = found[: _most(topic)]
    yield from (f"{head}{_told(same)}" for same in shown)
    if left := len(lines) - sum(map(len, shown)):
        yield f"{head}还有 {left} 条，用 jiedui review --all 全部列出"


def _most(topic: ReviewTopic) -> int:
    if topic.is_loud:
        return _MOST_LOUD
    return _MOST_CONTACTS if topic is ReviewTopic.CONTACT else _MOST


def _alike(lines: Iterable[ReviewLine]) -> list[tuple[ReviewLine, ...]]:
    """Return lines in lots of those that may be told together, where these are many: forty households at once."""
    lots: defaultdict[tuple[str, ...], list[ReviewLine]] = defaultdict(list)
    for line in lines:
        lots[_together(line)].append(line)
    parted = ([tuple(lot)] if len(lot) >= _ALIKE else [(line,) for line in lot] for lot in lots.values())
    return [lot for found in parted for lot in found]


def _together(line: ReviewLine) -> tuple[str, ...]:
    """Return what tells the lines that one is told with: those that say the same of whomever, stray files by folder.

    Each contact has a line, and each of what has to be seen first.
    """
    if line.topic is ReviewTopic.OUTSIDE:
        return (dirname(line.path), *line.parts)
    one_by_one = line.topic.is_loud or line.topic is ReviewTopic.CONTACT
    return (line.subject, *line.parts) if one_by_one else _unnamed(line) or (line.subject,)


def _unnamed(line: ReviewLine) -> tuple[str, ...]:
    """Return the parts of a line without names of entries, each once: of two members it may be the same."""
    parted = (part.partition("：") for part in line.parts)
    return tuple(dict.fromkeys(f"{_CALLED.sub('', where)}{colon}{said}" for where, colon, said in parted))


def _told(same: tuple[ReviewLine, ...]) -> str:
    """Return a line, or one for several that say the same."""
    first = same[0]
    if len(same) == 1:
        return first.told(_PARTS)
    more = f"等 {len(same)} 处" if len(same) > _NAMED else ""
    subject = f"{'、'.join(line.subject for line in same[:_NAMED])}{more}"
    return replace(first, subject=subject, parts=_unnamed(first)).told(_PARTS)


def _counts(review: Review, topic: ReviewTopic) -> str:
    by_unit = review.by_unit(topic)
    said = "、".join(f"{unit} {count}" for unit, count in by_unit.items())
    return f"{len(review.of(topic))} 条：{said}" if len(by_unit) > 1 else f"{len(review.of(topic))} 条"
