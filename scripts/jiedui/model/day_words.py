"""How days are said in Chinese, and how far a last day is, in calendar or working days: the same everywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from jiedui.model.workdays import WorkCalendar


def day_text(when: date, beside: date | None = None) -> str:
    """Return a day as an official paper writes it, 2026年9月30日; without the year ``beside`` a day of the same one."""
    year = "" if beside and beside.year == when.year else f"{when.year}年"
    return f"{year}{when.month}月{when.day}日"


def left_text(last: date, as_of: date, calendar: WorkCalendar | None = None) -> str:
    """Say how far a last day is: 还剩 12 天, 今天到期, 超期 3 天; by a calendar in working days, 还剩 3 个工作日.

    On the days off that follow the last day no working day has passed yet: 已过期限.
    """
    if as_of == last:
        return "今天到期"
    first, then = sorted((as_of, last))
    days = calendar.between(first, then) if calendar else (then - first).days
    said = f"{days} {'个工作日' if calendar else '天'}"
    if as_of < last:
        return f"还剩 {said}"
    return f"超期 {said}" if days else "已过期限"
