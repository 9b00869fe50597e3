"""The check and the review of a change as Markdown for a comment, by codes alone: a forge sends comments about by mail.

Names, values and what a rule says of them stay in the log and on the page of the run, which whoever may read the
records may read.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from jiedui.publishing.plain import CODES_ONLY, code, fitting, listed, plain
from jiedui.records.finding import redact
from jiedui.records.tree import placed
from jiedui.reports.review.review import ReviewTopic
from jiedui.rules.reporters import shown_place, summary
from jiedui.rules.step_summary import verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jiedui.reports.review.review import Review, ReviewLine
    from jiedui.rules.report import Report

# So many places of a kind are named, fewer where there is no room for them.
_NAMED = (5, 2, 0)


def comment_text(report: Report, root: str, said: Iterable[str], review: Review | None) -> str:
    """Return what is told of a change: the verdict, what is ``said`` of the run, what to look at and what is wrong.

    ``root`` is the ledger's folder from the top of the repository. ``review`` is ``None`` where nobody knows what main
    would be.
    """
    told = (*said, summary(report), f"{CODES_ONLY}全文在这次检查的记录里。")
    head = [f"### {verdict(report)}", "", *(part for line in told for part in (plain(line), ""))]
    return fitting([*head, *_reviewed(review, most), *_findings(report, root, most)] for most in _NAMED)


def _reviewed(review: Review | None, most: int) -> Iterator[str]:
    if review is None:
        return
    yield from _block("改了多少", map(plain, review.overview))
    places = ((line.topic, _place(line)) for line in review.loud)
    yield from _block(f"请先看这 {len(review.loud)} 处", _grouped(places, most))
    yield from _block(ReviewTopic.EFFECT, (plain(line.text) for line in review.of(ReviewTopic.EFFECT)))


def _place(line: ReviewLine) -> str:
    """Return what a line is about, without a name: a record by its code; what is no single one says it in figures."""
    if not line.path:
        return plain(line.text)
    place = placed(line.path)
    return code(redact(place.called if place else line.path))


def _findings(report: Report, root: str, most: int) -> Iterator[str]:
    found = ((f"{item.severity}｜{plain(item.rule.title)}", code(shown_place(item, root))) for item in report.findings)
    yield from _block("检查", _grouped(found, most))


def _grouped(places: Iterable[tuple[str, str]], most: int) -> Iterator[str]:
    """Yield a line for each kind with some of its places, and how many more there are."""
    kinds: defaultdict[str, list[str]] = defaultdict(list)
    for kind, place in places:
        kinds[kind].append(place)
    yield from (f"{kind}：{listed(found, most, '处')}" for kind, found in kinds.items())


def _block(title: str, rows: Iterable[str]) -> Iterator[str]:
    found = [f"- {row}" for row in rows]
    if found:
        yield from (f"**{title}**", "", *found, "")
