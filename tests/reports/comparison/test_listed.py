"""Numbers as lists give them: whole, of a certificate, of before 1999, or with digits hidden."""

from __future__ import annotations

from datetime import date

import pytest

from jiedui.reports.comparison.listed import Listed, ListedNumber

NUMBER = "490602195803121017"


def test_an_identity_number_tells_its_holder_alone() -> None:
    assert ListedNumber.read(NUMBER) == ListedNumber(holder=NUMBER)


def test_a_certificate_number_tells_category_and_grade_too() -> None:
    assert ListedNumber.read(f"{NUMBER}62B1") == ListedNumber(holder=NUMBER, category="精神", grade="二级")


def test_a_number_of_before_1999_gets_its_century_and_check_digit() -> None:
    # 490602 580312 101 → 490602 19580312 101, whose check digit is 7.
    assert ListedNumber.read("490602580312101") == ListedNumber(holder=NUMBER)


@pytest.mark.parametrize("text", [f"{NUMBER[:17]}8", NUMBER[:17], f"{NUMBER}81", f"{NUMBER}45", f"{NUMBER}4", ""])
def test_what_is_wrongly_copied_is_no_number(text: str) -> None:
    assert ListedNumber.read(text) is None


@pytest.mark.parametrize(
    ("mask", "may_be"),
    [
        ("490602********1017", True),
        ("490602********101741", True),
        ("490602****", True),
        ("490602********1018", False),
        ("490603********1017", False),
        ("**************1017", True),
        ("4****************7", True),
        ("4****************8", False),
        ("490602****03**1017", True),
        ("490602****04**1017", False),
        ("4906021958031210*7", True),
        ("******************", True),
    ],
)
def test_a_masked_number_may_be_that_of_whom_its_digits_are(mask: str, may_be: bool) -> None:  # noqa: FBT001
    number = ListedNumber.read(mask)
    assert number == ListedNumber(mask=mask)
    assert number is not None
    assert number.hides(NUMBER) is may_be


def test_a_row_that_only_names_somebody_tells_nothing() -> None:
    assert not Listed(place="第 2 行", name="示例乙").tells
    assert Listed(place="第 2 行", name="示例乙", died=True).tells
    assert Listed(place="第 2 行", name="示例乙", expires=date(2026, 1, 1)).tells


def test_digits_behind_stars_are_in_no_known_place_where_there_are_more_or_fewer() -> None:
    for mask in ("490602**********1017", "490602****1027"):
        number = ListedNumber.read(mask)
        assert number is not None
        assert number.may_be_born("1958-03-12", "男")
    begun = ListedNumber.read("4906021958****1017")
    assert begun is not None
    assert (begun.may_be_born("1958-03-12", "男"), begun.may_be_born("1959", "男")) == (True, False)
    short = ListedNumber.read("4906021958**17")
    assert short is not None
    assert (short.may_be_born("1958", "女"), short.may_be_born("1959", "女")) == (True, False)
