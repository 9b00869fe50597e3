"""All days moved by the same number of years change nothing but the days.

Twenty-eight years keep every length and every day of the week, 29 February among them. One year makes a leap day of
another year one's own: it may lengthen a count of days by one, and moves no figure of the ledger as shipped.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from jiedui.records.reader import Record
from jiedui.struct import replace

AS_OF = date(2026, 11, 20)
PART = ("city", "huarong")
# A year in a day, a quarter, a half-year, a name of a page or sheet, in words; 26年3季 is short for a quarter.
# None is in a certificate's number, whose digits of a birth a form sets apart, nor in the code of a character: \2013.
YEAR = re.compile(
    r"(?<![0-9A-Za-z\\])(?<!org/)(?<!class=\"digits\">)(19|20)[0-9]{2}"
    r"(?=-[0-9]{2}|&#45;[0-9]{2}|Q[1-4]|H[12]| ?年|[0-9]{4}(?:T|\b)|\b(?![.0-9]))"
)
MANUALS = ("reference", "guide", "steward", "household-facts")
HASHED = re.compile(r"Content-Security-Policy|^UID:|urn:uuid:|录入单号：")
# Over one leap day more or less.
PAIRED = re.compile("结对 [0-9]+ 天")
SHORT_YEAR = re.compile(r"(?<![0-9])[0-9]{2}(?=年[1-4]季)")


def moved_text(text: str, years: int) -> str:
    text = YEAR.sub(lambda found: str(int(found[0]) + years), text)
    return SHORT_YEAR.sub(lambda found: f"{(int(found[0]) + years) % 100:02}", text)


def moved_value(value: Any, years: int) -> Any:
    """A value of a record with its years moved; a number is a year under these keys alone."""
    if isinstance(value, dict):
        numbers = {key: value[key] + years for key in ("year", "outing_first_year") if key in value}
        return {key: moved_value(item, years) for key, item in value.items()} | numbers
    if isinstance(value, list):
        return [moved_value(item, years) for item in value]
    return moved_text(value, years) if isinstance(value, str) else value


def moved(record: Record, years: int) -> Record:
    place = record.place
    place = replace(place, path=moved_text(place.path, years), stem=moved_text(place.stem, years))
    return Record(place, moved_value(record.data, years))


def comparable(told: dict[str, list[str]]) -> dict[str, list[str]]:
    """All but manuals, whose examples stay, and what days are hashed into: names in calendars, versions and styles."""
    return {
        name: [line for line in lines if not HASHED.search(line)]
        for name, lines in told.items()
        if not name.startswith(MANUALS)
    }


@pytest.fixture(scope="module")
def moved_copy(copy_of: Callable[..., Any]) -> Callable[[int], Any]:
    """The records with all their days moved by some years."""

    def move(years: int) -> Any:
        later = copy_of(*PART)
        later.records = {item.path: item for item in (moved(record, years) for record in later.records.values())}
        return later

    return move


def told_moved(told: dict[str, list[str]], years: int) -> dict[str, list[str]]:
    return {moved_text(name, years): [moved_text(line, years) for line in lines] for name, lines in told.items()}


def test_all_days_moved_by_twenty_eight_years_change_nothing_but_the_days(
    moved_copy: Callable[[int], Any], told_of: Any, told: Any, same: Any
) -> None:
    after = told(moved_copy(28).ledger(), AS_OF.replace(year=AS_OF.year + 28))
    same(comparable(told_moved(told_of(AS_OF, *PART), 28)), comparable(after))


@pytest.mark.parametrize("years", [1, pytest.param(-1, marks=pytest.mark.soak)])
def test_all_days_moved_by_a_year_change_no_figure(
    moved_copy: Callable[[int], Any], copy_of: Any, papers_of: Any, same: Any, years: int
) -> None:
    after = papers_of(moved_copy(years).ledger(), AS_OF.replace(year=AS_OF.year + years))
    before = told_moved(papers_of(copy_of(*PART).ledger(), AS_OF), years)
    same(*({name: [PAIRED.sub("", line) for line in lines] for name, lines in one.items()} for one in (before, after)))
