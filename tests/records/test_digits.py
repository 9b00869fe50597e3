"""Digits are folded sign by sign: whatever may be meant as one is found where it stands."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiedui.records.digits import UNSEEN, digits_of, loose, many, plain

FIRST_PLANES = [*map(chr, range(0x20000)), *map(chr, range(0xE0000, 0xE0200))]  # on the others stand Chinese characters


@pytest.mark.parametrize(
    ("text", "by_decimals", "by_all"),
    [
        ("２０２６", "2026", "2026"),
        ("\u0661\u0665\u06f4\u0967", "1541", "1541"),  # of Arabic, Persian and Devanagari
        ("\U0001d7cf\U0001d7ce", "10", "10"),  # of mathematics, in bold
        ("〇一二三四五六七八九", "〇一二三四五六七八九", "0123456789"),
        ("零壹贰叁肆伍陆柒捌玖", "零壹贰叁肆伍陆柒捌玖", "0123456789"),
        ("○幺貳參陸", "○幺貳參陸", "01236"),
        ("⓪①⑨❶➀⒈²㊀㈠", "       一㈠", "01911121㈠"),
        ("1O3l5I7o", "1O3l5I7o", "10315170"),
        ("О0оІ", "О0оІ", "0001"),  # of Russian
        ("OIX OlJ oO", "OIX OlJ oO", "01X OlJ 00"),  # before an X a letter may be a digit, in a word it is none
        ("Tel No lO甲", "Tel No lO甲", "Tel No 10甲"),
        ("1×Х", "1×Х", "1XX"),
        ("1\u200b2\u00ad3\ufe0f\u20e34\u3164", f"1{UNSEEN}2{UNSEEN}3{UNSEEN}{UNSEEN}4{UNSEEN}", None),
        ("1\n2\t3\x00", f"1\n2\t3{UNSEEN}", None),
        ("⑽㎡（—）", "⑽㎡(—)", None),
        ("十百二十", "十百二十", "十百2十"),
        ("", "", ""),
    ],
)  # fmt: skip
def test_signs_are_folded(text: str, by_decimals: str, by_all: str | None) -> None:
    assert plain(text) == by_decimals
    assert loose(text) == (by_decimals if by_all is None else by_all)


@given(st.text())
def test_a_folded_text_is_as_long_as_the_text(text: str) -> None:
    assert len(plain(text)) == len(loose(text)) == len(text)


def test_every_decimal_of_unicode_is_its_digit() -> None:
    decimals = [sign for sign in FIRST_PLANES if unicodedata.category(sign) == "Nd"]
    assert len(decimals) > 600
    for sign in decimals:
        assert plain(sign) == loose(sign) == str(unicodedata.decimal(sign))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("1234567890", True),
        ("123456789", False),
        ("12345\n    67890", True),
        ("12345，、。；/（67890", True),
        ("12345_67890", True),
        ("12345\u316467890", True),
        ("12345a67890", False),
        ("12345号67890", False),
        ("一二三四五六七八九〇", True),
        ("①②③④⑤⑥⑦⑧⑨⓪", True),
        ("OOOOOlllll", True),
        ("2026-03-05 12", True),
        ("2026-03-05 1", False),
    ],
)
def test_ten_digits_with_nothing_but_signs_between_them_are_many(text: str, said: bool) -> None:  # noqa: FBT001
    assert many(text) is said


def test_whatever_may_be_folded_to_a_digit_is_counted_as_one() -> None:
    for sign in FIRST_PLANES:
        if loose(sign).isdigit():
            assert many(sign * 10), hex(ord(sign))


def test_nothing_that_is_folded_to_a_sign_keeps_digits_apart() -> None:
    for sign in FIRST_PLANES:
        if loose(sign) == UNSEEN:
            assert many(f"12345{sign}67890"), hex(ord(sign))


def test_digits_stand_without_what_parts_them() -> None:
    assert digits_of("4906 0219-5803·1210_5x") == "4906021958031210" + "5X"
