"""What is kept of a text with a number: where it stands, and no digit of it."""

from __future__ import annotations

import marshal

import pytest

from jiedui.records.finding import RULES
from jiedui.rules.digit_texts import DigitText
from jiedui.rules.marks import Telephones, mark
from jiedui.rules.number_texts import NumberText, number_texts
from jiedui.rules.summary import plain

IDENTITY, MOBILE, LANDLINE = "490602195803121017", "15400001234", "07300000001"


def kept(text: str, *parts: str) -> list[NumberText]:
    return list(number_texts([DigitText("a.yml", text, pointer=("content",), parts=parts)]))


@pytest.mark.parametrize(
    ("text", "identity", "mobile", "at_home"),
    [
        (f"证号{IDENTITY}。", True, False, False),
        (f"打{MOBILE}。", False, True, True),
        (f"证号{IDENTITY}，打{MOBILE}。", True, True, True),
        (f"打{LANDLINE}。", False, False, True),
    ],
)
def test_a_number_is_known_by_its_kind(text: str, *, identity: bool, mobile: bool, at_home: bool) -> None:
    (found,) = kept(text)
    assert (found.identity, found.holds_telephone(Telephones())) == (identity, mobile)
    assert found.holds_telephone(Telephones([mark(LANDLINE), mark("1")])) is at_home


def test_of_digits_that_are_no_number_nothing_is_kept() -> None:
    assert kept("共 1234567890123456 元") == []


def test_what_one_part_has_alone_is_told_there() -> None:
    assert kept(f"打{MOBILE}\n打{LANDLINE}", f"打{MOBILE}", f"打{LANDLINE}") == []
    (found,) = kept(f"证号{IDENTITY}\n打{LANDLINE}", f"证号{IDENTITY}", f"打{LANDLINE}")
    assert not found.identity
    assert not found.holds_telephone(Telephones([mark(LANDLINE)]))


def test_what_parts_make_together_is_in_none_of_them() -> None:
    (found,) = kept(f"{LANDLINE[:4]}\n{LANDLINE[4:]}", LANDLINE[:4], LANDLINE[4:])
    assert found.holds_telephone(Telephones([mark(LANDLINE)]))
    assert not found.holds_telephone(Telephones([mark(MOBILE)]))


def test_no_digit_of_a_number_is_kept() -> None:
    (found,) = kept(f"证号{IDENTITY}，打{MOBILE}，家里{LANDLINE}。")
    stored = marshal.dumps(plain(found))
    assert not any(number.encode() in stored for number in (IDENTITY, MOBILE, LANDLINE))
    assert NumberText(*marshal.loads(stored)) == found


def test_a_finding_stands_at_the_line_or_at_the_pointer() -> None:
    rule, text = RULES["text-number"], f"证号{IDENTITY}"
    in_line, pointed = number_texts([DigitText("x.yml", text, line=7), DigitText("x.yml", text, pointer=("a", 0))])
    placed = in_line.fault(rule, "甲。", "乙。")
    assert (placed.path, placed.line, placed.column, placed.pointer) == ("x.yml", 7, 1, ())
    found = pointed.fault(rule, "甲。", "乙。")
    assert (found.line, found.column, found.pointer) == (0, 0, ("a", 0))
    assert (found.message, found.remedy, found.rule) == ("甲。", "乙。", rule)
