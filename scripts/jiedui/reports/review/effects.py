"""What a change does to the figures: of the day, old → new, and of quarters that are over, by how much (R-096, A-14).

A quarter that is over has been reported, perhaps in a bulletin that is printed: that its figures move is told aloud.
"""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction
from typing import TYPE_CHECKING

from jiedui.model.following import follow
from jiedui.model.keeping import Keeping
from jiedui.reports.effect import effects, rates
from jiedui.reports.figures import Figures
from jiedui.reports.quarter_table import COMPARED
from jiedui.reports.quarterly import QuarterFigures
from jiedui.reports.review.reach import reach
from jiedui.reports.review.review import ReviewLine, ReviewTopic
from jiedui.reports.wording import number

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from jiedui.model.ledger import Ledger
    from jiedui.model.time import Quarter
    from jiedui.reports.quarterly import Row
    from jiedui.reports.review.sides import BothSides

_NOTHING: Row = {figure.key: 0 for figure in COMPARED}
_PRINTED = "（通报已经印发，下一期要写更正）"


def effect_lines(sides: BothSides) -> Iterator[ReviewLine]:
    """Yield a line for each federation whose figures are others, and one for its quarters that are over.

    What could not be read on one side is left out of both.
    """
    before, after = sides.comparable
    if before is None or after is None:
        return
    follow(before, None)
    follow(after, before)  # of whom the change left alone nothing is reckoned twice
    figures = Figures(before, sides.as_of), Figures(after, sides.as_of)
    for unit, said in effects(*figures).items():
        yield ReviewLine(ReviewTopic.EFFECT, unit, "", sides.unit(unit), tuple(said))
    found = _closed(before, after, sides.as_of)
    for topic, note in ((ReviewTopic.BULLETIN, _PRINTED), (ReviewTopic.CLOSED, "")):
        for unit, quarters in found.items():
            parts = [
                f"{quarter} {'，'.join(filter(None, (rates(*figures, unit, quarter), said)))}"
                for quarter, said in quarters.items()
                if (str(quarter) in after.bulletins) == (topic is ReviewTopic.BULLETIN)
            ]
            if parts:
                yield ReviewLine(topic, unit, "", f"{sides.unit(unit)}{note}", tuple(parts))


def _closed(before: Ledger, after: Ledger, as_of: date) -> dict[str, dict[Quarter, str]]:
    """Return by federation and quarter, the latest first, by how much the figures of quarters that are over differ."""
    reached = reach(before, after)
    parts = reached.of(before), reached.of(after)
    same = after.keeping.same if after.keeping else frozenset()
    found: defaultdict[str, dict[Quarter, str]] = defaultdict(dict)
    over = [quarter for quarter in after.policy.quarters if quarter.end < as_of and reached]
    for quarter in reversed(over):
        parts[0].keeping = known = Keeping(None, frozenset())
        parts[1].keeping = Keeping(known, same)
        old, new = (QuarterFigures(part, quarter).rows for part in parts)
        for unit in dict.fromkeys((*new, *old)):
            if said := _differing(old.get(unit, _NOTHING), new.get(unit, _NOTHING)):
                found[unit][quarter] = said
    return found


def _differing(old: Row, new: Row) -> str:
    """Return the figures that are others, each by how much; nothing where none is."""
    changes = ((figure.title, Fraction(new[figure.key]) - Fraction(old[figure.key])) for figure in COMPARED)
    return "，".join(f"{title} {'+' if by > 0 else ''}{number(by)}" for title, by in changes if by)
