"""How far the running quarter is, beside the same day of the last one (R-084).

The same day is the one after as many days of the quarter, or the last day of a shorter one. Its figures are reckoned of
what was known on it, like those of any past day.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedui.model.time import DAY
from jiedui.reports.figures import Figures
from jiedui.reports.indicators import BY_KEY
from jiedui.reports.sums import Portion
from jiedui.reports.wording import number, percent
from jiedui.struct import Struct

if TYPE_CHECKING:
    from datetime import date

    from jiedui.model.ledger import Ledger
    from jiedui.reports.sums import QuotaSum


def same_day(figures: Figures) -> date | None:
    """Return the day of the last quarter after as many days; ``None`` where either is outside of the programme."""
    before = figures.quarter.previous
    day = min(before.start + (figures.as_of - figures.quarter.start), before.end)
    return day if not figures.is_over and day >= figures.ledger.policy.programme.start else None


class Pace(Struct, frozen=True):
    """The city on a day, and on the same day of the last quarter, where there is such."""

    now: Figures
    before: Figures | None

    @classmethod
    def of(cls, whole: Ledger, now: Figures) -> Pace:
        """Return the pace of a ledger that holds later entries, too, as ``now`` does not."""
        day = same_day(now)
        return cls(now, Figures.of(whole, day) if day else None)

    @property
    def elapsed(self) -> Portion:
        """The days of the running quarter that have begun, of all its days."""
        quarter = self.now.quarter
        return Portion((self.now.as_of - quarter.start).days + 1, (quarter.end + DAY - quarter.start).days)

    @property
    def sentence(self) -> str:
        """Say how much of the quarter is over, how many were contacted, and how that is beside the last quarter."""
        if self.now.is_over or self.now.as_of < self.now.ledger.policy.programme.start:
            return ""
        found = self.now.city.contact_now
        parts = [f"本季已过 {percent(self.elapsed.rate)}"]
        parts.append(f"已联系 {percent(found.rate)}" if found.due else "没有应联系的户")
        if found.due and self.before:
            more = len(found.met) - len(self.before.city.contact_now.met)
            parts.append(f"比上季同日{'多' if more > 0 else '少'} {abs(more)} 户" if more else "户数和上季同日一样")
        return f"{'，'.join(parts)}。"

    def then(self, key: str) -> str:
        """Return an indicator's value for the city on the same day of the last quarter; nothing where there is none."""
        if self.before is None:
            return ""
        indicator = BY_KEY[key]
        value = indicator.value(self.before.city)
        return "" if value is None else indicator.with_unit(value)


def quota_sentence(found: QuotaSum) -> str:
    """Say why somebody lacks households where all together have enough: what one has beyond fills nobody's gap."""
    if not found.gap or found.have < found.owed:
        return ""
    return f"总数够了，仍有 {len(found.short)} 人欠 {number(found.gap)} 户：别人多结对的，不能抵。"
