"""The two answers that everybody knows, and what a number states (GB 11643-1999, R-112)."""

from __future__ import annotations

from datetime import date

import pytest

from jiedui.model.identity import CertificateNumber, check_digit, holder


@pytest.mark.parametrize("number", ["11010519491231002X", "440524188001010014"])
def test_known_answers(number: str) -> None:
    assert check_digit(number[:17]) == number[17]


def test_each_wrong_check_digit_is_seen() -> None:
    wrong = [digit for digit in "0123456789X" if CertificateNumber.read(f"11010519491231002{digit}11").checksum_ok]
    assert wrong == ["X"]


def test_every_single_wrong_digit_is_seen() -> None:
    number = "440524188001010014"
    for place in range(17):
        for digit in "0123456789":
            changed = number[:place] + digit + number[place + 1 :]
            assert CertificateNumber.read(changed + "11").checksum_ok == (changed == number)


def test_certificate_states_birth_sex_category_and_grade() -> None:
    stated = CertificateNumber.read("49068119721130312911B1")
    assert stated.checksum_ok
    assert stated.area == "490681"
    assert stated.birth == date(1972, 11, 30)
    assert (stated.sex, stated.category, stated.grade) == ("女", "视力", "一级")
    assert CertificateNumber.read("49060219580312101741").sex == "男"


@pytest.mark.parametrize(("birth", "exists"), [("20160229", True), ("20150229", False), ("19850230", False)])
def test_birth_is_in_the_calendar_or_none(birth: str, *, exists: bool) -> None:
    assert (CertificateNumber.read(f"490682{birth}008452").birth is not None) == exists


def test_holder_survives_reissue_and_reassessment() -> None:
    assert holder("49068119721130312911") == holder("49068119721130312922B1") == "490681197211303129"
