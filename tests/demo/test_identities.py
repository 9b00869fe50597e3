"""Identities that no person has."""

from __future__ import annotations

import re
from datetime import date

import pytest

from jiedui.demo.identities import Identities, certified
from jiedui.model.identity import CertificateNumber
from jiedui.model.policy import Identity

IDENTITY = Identity("示例", "49", "1540000", "0730-0")
BIRTH = date(1980, 2, 29)


@pytest.fixture
def identities() -> Identities:
    return Identities(1, IDENTITY)


def test_a_certificate_states_whose_it_is(identities: Identities) -> None:
    text = identities.certificate("430626", BIRTH, "女", "精神", "二级", 1)
    found = CertificateNumber.read(text)
    assert text.startswith("490626" + "19800229")
    assert text.endswith("62B1")
    assert (found.birth, found.sex, found.category, found.grade, found.checksum_ok) == (
        BIRTH, "女", "精神", "二级", True
    )  # fmt: skip


def test_no_two_people_share_a_number(identities: Identities) -> None:
    numbers = [identities.certificate("430602", BIRTH, "男", "肢体", "一级") for _ in range(200)]
    assert len({number[:17] for number in numbers}) == 200


@pytest.mark.parametrize(("category", "grade", "digits"), [("视力", "一级", "11"), ("多重", "四级", "74")])
def test_two_digits_state_category_and_grade(category: str, grade: str, digits: str) -> None:
    assert certified(category, grade) == digits


def test_codes_leave_out_what_is_mistaken_for_another_letter(identities: Identities) -> None:
    codes = [identities.code("YYL-B") for _ in range(300)]
    assert len(set(codes)) == 300
    assert all(re.fullmatch("YYL-B-[2-9A-HJKMNP-TV-Z]{4}", code) for code in codes)


def test_names_grow_longer_only_when_the_short_ones_are_used_up(identities: Identities) -> None:
    names = [identities.name() for _ in range(22 + 484 + 10)]
    assert len(set(names)) == 516
    assert [len(name) for name in names] == [3] * 22 + [4] * 484 + [5] * 10


def test_mobiles_are_used_again_only_after_ten_thousand(identities: Identities) -> None:
    assert len({identities.mobile() for _ in range(10_000)}) == 10_000
    assert re.fullmatch("1540000[0-9]{4}", identities.mobile())


def test_landlines_and_organisations_are_fictional_too(identities: Identities) -> None:
    lines = [identities.landline() for _ in range(50)]
    assert len(set(lines)) == 50
    assert all(re.fullmatch("0730-0[0-9]{6}", line) for line in lines)
    assert [identities.organisation("助残中心") for _ in range(2)] == ["示例甲助残中心", "示例乙助残中心"]
