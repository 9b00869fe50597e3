"""Whether a change may be merged without another person's eyes: new contacts of one federation alone (R-108).

It is a predicate and merges nothing: what a forge does with the answer its office decides.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from jiedui.records.tree import placed
from jiedui.reports.review.review import ReviewTopic
from jiedui.review import git

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from jiedui.model.ledger import Ledger
    from jiedui.model.visit import Visit
    from jiedui.records.tree import Place
    from jiedui.reports.review.review import Review
    from jiedui.rules.change import LedgerChange
    from jiedui.rules.report import Report

# What of a review comes with new contacts.
_EXPECTED = (ReviewTopic.CONTACT, ReviewTopic.EFFECT)
# So many contacts may by chance be told in the same words.
_ALIKE = 2


def hindrances_before(root: Path, since: str, change: LedgerChange) -> tuple[str, ...]:
    """Return in words why somebody has to look at how a change of the ledger at ``root`` came about.

    It goes on from the branch ``since``: of what that has got later nobody has judged both together. What its commits
    have changed and changed back stays in the history. Raises :class:`~jiedui.review.git.GitUnavailableError`.
    """
    lags, undone = not git.is_ancestor(root, since, "HEAD"), len(git.undone(root, change.commit))
    told = (
        "主分支上又有了新的改动，先合并到这个分支" * lags,
        f"中间的提交动过 {undone} 份文件，又改了回去，历史里看得到" * bool(undone),
    )
    return tuple(filter(None, told))


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
    visits = [visit for place in new for visit in _visit(place, report.ledger)]
    if unknown := len({place.household for place in new} - report.ledger.households.keys()):
        yield f"记在没有的或者撤销了的户下面，{unknown} 户"
    if (most := _most_alike(visits)) > _ALIKE:
        yield f"写得一模一样的联系有 {most} 次"
    met = {home.unit for visit in visits for home in map(report.ledger.households.get, visit.also) if home}
    units = {place.unit for place in new} | met
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


def _visit(place: Place, ledger: Ledger) -> Iterator[Visit]:
    """Yield the contact that a record tells of, if it counts as one at all."""
    yield from (visit for visit in ledger.visits.get(place.household, ()) if visit.stem == place.stem)


def _most_alike(visits: Iterable[Visit]) -> int:
    """Return how many contacts at most are told in the same words; those that are told in none are not alike."""
    return max(Counter(visit.content for visit in visits if visit.content).values(), default=0)
