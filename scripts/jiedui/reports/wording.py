"""How reports write numbers, shares and lists in Chinese."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import TYPE_CHECKING

from jiedui.model.day_words import day_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

NOTHING = "—"
# What stands for it in a sentence.
UNCOUNTED = "不计算"


def number(value: Fraction | int | None) -> str:
    """Return a count as it is read: whole where it is whole, else with one decimal, — where nothing is asked for."""
    if value is None:
        return NOTHING
    return str(value) if isinstance(value, int) or value.denominator == 1 else f"{_rounded(value * 10) / 10:.1f}"


def permille(share: Fraction | int) -> int:
    """Return a share of one as it is shown, in thousandths: rounded half up, but all only where none is missing, and
    nothing only where none is there.
    """
    return min(max(_rounded(share * 1000), 1), 999) if 0 < share < 1 else _rounded(share * 1000)


def percent(share: Fraction | int | None) -> str:
    """Return a share as staff read it, with at most one decimal (:func:`permille`); — where there is none."""
    return NOTHING if share is None else f"{_decimal(permille(share))}%"


def share_in_column(share: Fraction | int | None) -> str:
    """Return a share as columns of figures show it, always with one decimal (:func:`permille`), or 不计算."""
    return UNCOUNTED if share is None else f"{permille(share) / 10:.1f}%"


def spoken(share: Fraction | int | None) -> str:
    """Return a share as a sentence says it: a sentence has no —."""
    return UNCOUNTED if share is None else percent(share)


def points(now: Fraction | None, before: Fraction | None) -> str:
    """Return by how many percentage points a share changed, with its sign; — where either is missing.

    The shares themselves are compared, not what is shown of them: rounding twice may be a tenth off.
    """
    if now is None or before is None:
        return NOTHING
    change = _rounded(abs(now - before) * 1000)
    return f"{'+' if now > before else '-'}{_decimal(change)}" if change else "0"


def _rounded(value: Fraction | int) -> int:
    """Return the nearest whole number, of two the greater."""
    return math.floor(value + Fraction(1, 2))


def _decimal(tenths: int) -> str:
    return str(tenths // 10) if tenths % 10 == 0 else f"{tenths / 10:.1f}"


def told(count: int, said: str, none: str) -> str:
    """Return ``said`` with a count in the place of its braces, ``none`` where there is nothing: no sentence has 0项."""
    return said.format(count) if count else none


def needs_text(raised: int, closed: int, left: int, *, during: str, at_end: str) -> str:
    """Say how many needs were raised and closed ``during`` (本季度, 期内) and are open ``at_end`` (季末, 期末)."""
    if not any((raised, closed, left)):
        return f"{during}没有提出和办结需求，{at_end}也没有未办结的需求"
    begun, done = told(raised, "提出需求{}项", "没有提出需求"), told(closed, "办结{}项", "没有办结")
    return f"{during}{begun}，{done}；{at_end}{told(left, '未办结{}项', '没有未办结的')}"


def grace_text(until: date | None) -> str:
    """Return, in brackets, until when a grace hides a gap; nothing without one."""
    return f"（宽限到{day_text(until)}）" if until else ""


def listed(names: Sequence[str], most: int = 10) -> str:
    """Join names with 、; of a longer list the first ``most``, and how many there are."""
    if len(names) <= most:
        return "、".join(names)
    return f"{'、'.join(names[:most])}等{len(names)}个"
