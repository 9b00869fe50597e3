"""What a change touches beside the records of one federation: others', the machinery, what nobody can read (R-108)."""

from __future__ import annotations

from os.path import lexists
from typing import TYPE_CHECKING

from jiedui.records.finding import redact
from jiedui.records.kinds import unit_in
from jiedui.reports.review.review import ReviewLine, ReviewTopic
from jiedui.rules.guard.touched import groups, touched

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiedui.reports.review.sides import BothSides


def beside_lines(sides: BothSides) -> Iterator[ReviewLine]:
    """Yield a line for each file that is no record or cannot be read, and one where federations are mixed."""
    found = touched(sides.change, sides.files)
    if sides.after and sides.change.tree and len(groups(found, sides.change, sides.after)) > 1:
        counts = (f"{sides.unit(unit)} {len(paths)} 份" for unit, paths in found.records.items())
        yield ReviewLine(ReviewTopic.FEDERATIONS, "", "", "一次改了几个残联的记录", ("、".join(counts),))
    broken = {place.path for place in sides.broken}
    records = sides.paths | broken
    for path in sorted(broken):
        yield ReviewLine(ReviewTopic.UNREADABLE, unit_in(path), path, redact(path), ("读不懂，下面没有算进去",))
    for path in sorted({*found.outside, *(path for paths in found.records.values() for path in paths)} - records):
        yield ReviewLine(ReviewTopic.OUTSIDE, unit_in(path), path, redact(path), (how(sides, path),))


def how(sides: BothSides, path: str) -> str:
    """Return what became of a file that differs: 新增, 修改 or 删除; what Git was told to forget is gone."""
    if path in sides.change.added:
        return "新增"
    return "修改" if lexists(sides.root / path) and path not in sides.change.forgotten else "删除"
