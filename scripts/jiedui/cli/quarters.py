"""Why nothing can be said of a quarter or a period: not over, not begun, or none of the programme's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedui.cli.outcome import fail

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from jiedui.duties.cadence import Period
    from jiedui.model.time import Quarter


def refuse_not_begun(period: Period, as_of: date) -> None:
    """Leave with 2 at a half-year or a year that has not begun on ``as_of``: there is nothing to tell of it."""
    if as_of < period.start:
        fail(f"{period.title}还没有开始，{period.start.isoformat()} 起才能做。")


def refuse_unfinished(quarter: Quarter, known: Sequence[Quarter], as_of: date) -> None:
    """Leave with 2 at a quarter outside the programme, whose quarters are ``known``, or at one that still runs."""
    from jiedui.reports.quarterly import QuarterOpenError, QuarterOutsideError, require_over

    try:
        require_over(quarter, known, as_of)
    except QuarterOutsideError:
        fail(f"{quarter} 不在方案的时间里，可以写 {known[0]} 到 {known[-1]}。")
    except QuarterOpenError:
        fail(f"{quarter} 还没有结束，{quarter.next.start.isoformat()} 起才能做。")
