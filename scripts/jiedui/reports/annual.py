"""年度总结: a federation's year, and the first year from 2023-09 to 2024-09 (R-086, 五(四)4)."""

from __future__ import annotations

import re
from datetime import MAXYEAR, MINYEAR, date
from typing import TYPE_CHECKING

from jiedui.duties.cadence import Period
from jiedui.model.policy import IMPLEMENTING
from jiedui.reports.period import PeriodFigures
from jiedui.reports.progress import period_paper

if TYPE_CHECKING:
    from jiedui.model.ledger import Ledger
    from jiedui.model.policy import Policy
    from jiedui.reports.paper import Paper

TITLE = "年度总结"
SERVES: tuple[str, ...] = ("R-086",)

HEADING = "年度总结"
PERIODS = "年份写成 2026，第一年写 first。"

FIRST = "first"
_YEAR = re.compile("[0-9]{4}")


def names(policy: Policy) -> list[str]:
    """Return the years of the programme as they are written, the first as the notice counts it last."""
    return [*map(str, years(policy)), FIRST]


def years(policy: Policy) -> range:
    """Return the calendar years that the programme touches."""
    return range(policy.programme.start.year, policy.end.year + 1)


def period_of(ledger: Ledger, name: str) -> Period:
    """Return the year written ``2026``, or the first as the notice counts it; raise ``ValueError`` for another."""
    if name == FIRST:
        return first_year(ledger.policy)
    if not _YEAR.fullmatch(name):
        raise ValueError(name)
    return year_period(ledger, int(name))


def year_period(ledger: Ledger, year: int) -> Period:
    """Return the part of a calendar year that the programme covers; raise ``ValueError`` for a year without any."""
    programme = ledger.policy.programme
    part = programme.clip(date(year, 1, 1), date(year, 12, 31)) if MINYEAR <= year <= MAXYEAR else None
    if part is None:
        raise ValueError(str(year))
    return Period(f"{year}年度", part.start, part.end)


def first_year(policy: Policy) -> Period:
    """Return the first year as the notice counts it: the phase 帮扶实施阶段 (五(四)3), on which it looks back."""
    span = policy.phase(IMPLEMENTING).span
    start, end = span.start, span.end or policy.end
    return Period(f"第一年（{start.year}年{start.month}月—{end.year}年{end.month}月）", start, end)


def paper(ledger: Ledger, period: Period, unit: str, as_of: date) -> Paper:
    """Return the summary of a federation (of the city's whole ledger for ``""``) as the records stand on ``as_of``."""
    return period_paper(PeriodFigures(ledger, period, as_of), unit, "总结")
