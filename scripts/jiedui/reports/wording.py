"""How reports write numbers, days and lists in Chinese."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from fractions import Fraction

NOTHING = "—"


def number(value: Fraction | int | None) -> str:
    """Return a count as it is read: whole where it is whole, else with one decimal, — where nothing is asked for."""
    if value is None:
        return NOTHING
    return str(value) if isinstance(value, int) or value.denominator == 1 else f"{float(value):.1f}"


def percent(value: Fraction | int | None) -> str:
    """Return a share with one decimal, cut and never rounded up, so that 100% means all."""
    return NOTHING if value is None else f"{_decimal(_tenths(value))}%"


def _tenths(value: Fraction | int) -> int:
    return int(value * 1000)


def _decimal(tenths: int) -> str:
    return str(tenths // 10) if tenths % 10 == 0 else f"{tenths / 10:.1f}"


def points(now: Fraction | None, before: Fraction | None) -> str:
    """Return by how many percentage points the shown share changed, with its sign; — where either is missing."""
    if now is None or before is None:
        return NOTHING
    change = _tenths(now) - _tenths(before)
    return f"{'+' if change > 0 else '-' if change else ''}{_decimal(abs(change))}"


def day_text(when: date) -> str:
    """Return a day as an official paper writes it: 2026年9月30日."""
    return f"{when.year}年{when.month}月{when.day}日"


def listed(names: Sequence[str], most: int = 10) -> str:
    """Join names with 、; of a longer list the first ``most``, and how many there are."""
    if len(names) <= most:
        return "、".join(names)
    return f"{'、'.join(names[:most])}等{len(names)}个"
