"""What a change touches beside the records of one federation: others', the machinery, what nobody can read (R-108)."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from jiedui.records.finding import redact
from jiedui.records.kinds import unit_in
from jiedui.reports.review.review import ReviewLine, ReviewTopic
from jiedui.rules.guard.touched import groups, touched
from jiedui.struct import replace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiedui.reports.review.sides import BothSides


def beside_lines(sides: BothSides) -> Iterator[ReviewLine]:
    """Yield a line for each file that is no record or cannot be read, where federations are mixed, and of a move."""
    found = touched(sides.change, sides.files)
    known = replace(found, records={unit: paths for unit, paths in found.records.items() if unit in sides.units})
    if sides.after and sides.change.tree and len(groups(known, sides.change, sides.after.households)) > 1:
        counts = (f"{sides.unit(unit)} {len(paths)} 份" for unit, paths in known.records.items())
        yield ReviewLine(ReviewTopic.FEDERATIONS, "", "", "一次改了几个残联的记录", ("、".join(counts),))
    if former := sides.change.folder:
        yield ReviewLine(ReviewTopic.OUTSIDE, "", former, redact(former), ("台账文件夹从这里搬走了",))
    for path in sorted(place.path for place in sides.broken):
        yield ReviewLine(ReviewTopic.UNREADABLE, unit_in(path), path, redact(path), ("读不懂，下面没有算进去",))
    for path in sorted({*found.outside, *found.policy, *chain(*found.records.values())} - sides.records):
        yield ReviewLine(ReviewTopic.OUTSIDE, unit_in(path), path, redact(path), (sides.way(path),))
