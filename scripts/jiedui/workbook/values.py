"""What stands in a cell: a number or a day where staff would reckon or sort by it, with the format that shows it.

A cell holds what is shown of a share, not more: a sheet never reads 100 % where one is missing.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from fractions import Fraction

from jiedui.reports.quarter_table import Sort
from jiedui.reports.wording import NOTHING, permille
from jiedui.struct import Struct


class NumberFormat(StrEnum):
    """How a sheet shows a number that is no plain count."""

    SHARE = "0.0%"
    POINTS = "+0.0;-0.0;0.0"
    AMOUNT = "0.0"


class FormattedNumber(Struct, frozen=True):
    """A number that is shown in a format of its own."""

    value: Decimal
    format: NumberFormat


CellValue = str | int | date | FormattedNumber


def share(value: Fraction | int | None) -> CellValue:
    """Return a share of one; — where there is none."""
    return NOTHING if value is None else FormattedNumber(Decimal(permille(value)) / 1000, NumberFormat.SHARE)


def amount(value: Fraction | int | None) -> CellValue:
    """Return a count that may be a fraction: whole where it is whole; — where nothing is asked for."""
    if value is None:
        return NOTHING
    exact = Fraction(value)
    if exact.denominator == 1:
        return exact.numerator
    return FormattedNumber(Decimal(exact.numerator) / exact.denominator, NumberFormat.AMOUNT)


def written(value: str | int, sort: Sort) -> CellValue:
    """Return a figure as a bulletin writes it, 66.7% or +1.1, as a number; what is none stays, as — does."""
    if isinstance(value, int):
        return value
    try:
        number = Decimal(value.removesuffix("%"))
    except InvalidOperation:
        return value
    match sort:
        case Sort.SHARE:
            return FormattedNumber(number / 100, NumberFormat.SHARE)
        case Sort.POINTS:
            return FormattedNumber(number, NumberFormat.POINTS)
        case _:
            return amount(Fraction(number))


def day(text: str) -> CellValue:
    """Return a day written YYYY-MM-DD as a day; what is less exact stays as it is written."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return text
