"""Whether a change may be merged without another person's eyes: new contacts of one federation alone (R-108).

It is a predicate and merges nothing: what a forge does with the answer its office decides.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedui.records.tree import placed
from jiedui.reports.review.review import ReviewTopic

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiedui.model.ledger import Ledger
    from jiedui.records.tree import Place
    from jiedui.reports.review.review import Review
    from jiedui.rules.change import LedgerChange
    from jiedui.rules.report import Report

# What of a review comes with new contacts.
_EXPECTED = (ReviewTopic.CONTACT, ReviewTopic.EFFECT)


def hindrances(review: Review, report: Report, change: LedgerChange, unit: str = "") -> tuple[str, ...]:
    """Return in words why somebody has to look at a change first; nothing where it may be merged as it is.

    ``report`` is that of a check of the change, ``unit`` the folder of the federation whose change it is: without it,
    any one may be.
    """
    return tuple(_hindrances(review, report, change, unit))


def _hindrances(review: Review, report: Report, change: LedgerChange, unit: str) -> Iterator[str]:
    if report.errors or report.warnings:
        yield f"检查有 {report.errors} 处错误、{report.warnings} 处警告"
    if report.ledger is None:
        yield "政策用不了，没有按规则查"
        return
    new = [*_new_visits(change)]
    if others := change.paths.difference(visit.path for visit in new):
        yield f"不只是新的走访，还动了别的文件 {len(others)} 份"
    if not new:
        yield "没有新的走访"
    units = {visit.unit for visit in new}.union(*(_met(visit, report.ledger) for visit in new))
    if len(units) > 1:
        yield f"关系到几个残联的户：{'、'.join(sorted(map(report.ledger.unit_name, units)))}"
    elif unit and units - {unit}:
        yield f"不是{report.ledger.unit_name(unit)}的户"
    for topic in review.topics:
        if topic not in _EXPECTED:
            yield f"{topic}：{len(review.of(topic))} 处"


def _new_visits(change: LedgerChange) -> Iterator[Place]:
    """Yield the records of visits that a change adds."""
    for path in change.added - change.forgotten:
        place = placed(path)
        if place and place.path == path and place.kind == "visit":  # and lies in no other ledger
            yield place


def _met(place: Place, ledger: Ledger) -> Iterator[str]:
    """Yield whose the other households are that were met at a contact."""
    for visit in ledger.visits.get(place.household, ()):
        if visit.stem == place.stem:
            yield from (ledger.households[each].unit for each in visit.also if each in ledger.households)
