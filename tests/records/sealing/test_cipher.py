"""Sealing one value and opening it."""

from __future__ import annotations

import pytest
from tests.records.sealing.conftest import key

from jiedui.records.sealing.cipher import SealedPlace, mark, seal, unseal
from jiedui.records.sealing.token import Token

HERE = SealedPlace("SLX-7K3Q", "members/m-2F8D/name")
KEY = key("one")


@pytest.mark.parametrize("value", ["示例甲", "示", "15400000001", "1958-03-12", "示例" * 100, "两行\n文字"])
def test_what_is_sealed_opens_again(value: str) -> None:
    token = seal(value, HERE, (), KEY)
    assert value.encode() not in token.cipher
    assert unseal(token, HERE, [KEY]) == value
    assert unseal(token, HERE, [key("new"), KEY]) == value


def test_the_same_value_in_the_same_place_is_the_same_token_and_nowhere_else() -> None:
    tokens = {
        seal(*each)
        for each in (
            ("示例甲", HERE, (), KEY),
            ("示例甲", HERE, (), KEY),
            ("示例乙", HERE, (), KEY),
            ("示例甲", HERE, (), key("other")),
            ("示例甲", HERE._replace(household="SLX-8MN2"), (), KEY),
            ("示例甲", HERE._replace(field="members/m-3G9H/name"), (), KEY),
            ("示例甲", HERE, ("1958",), KEY),
        )
    }
    assert len(tokens) == 6


@pytest.mark.parametrize(
    "place",
    [
        SealedPlace("SLX-8MN2", "members/m-2F8D/name"),
        SealedPlace("SLX-7K3Q", "members/m-3G9H/name"),
        SealedPlace("SLX-7K3Q", "address"),
    ],
)
def test_a_token_does_not_open_elsewhere(place: SealedPlace) -> None:
    assert unseal(seal("示例甲", HERE, (), KEY), place, [KEY]) is None


def test_a_token_opens_with_its_key_alone_and_as_it_was_made() -> None:
    token = seal("1958-03-12", HERE, ("1958",), KEY)
    assert unseal(token, HERE, []) is None
    assert unseal(token, HERE, [key("other")]) is None
    assert unseal(token._replace(shown=("1968",)), HERE, [KEY]) is None
    assert unseal(Token(token.shown, token.cipher[:-1] + b"\0"), HERE, [KEY]) is None


def test_names_of_one_to_five_characters_are_of_one_length() -> None:
    assert {len(seal("甲" * count, HERE, (), KEY).cipher) for count in range(1, 6)} == {32}
    assert len(seal("甲" * 6, HERE, (), KEY).cipher) == 48


def test_a_mark_is_of_the_value_and_of_the_key() -> None:
    marks = {mark("490602195803121017", b"a"), mark("490602195803121017", b"b"), mark("490602195803121018", b"a")}
    assert len(marks) == 3
    assert {len(each) for each in marks} == {22}
    assert mark("490602195803121017", b"a") in marks
