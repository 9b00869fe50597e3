"""Which values of a record can be sealed, and what of each stays in the clear."""

from __future__ import annotations

from typing import Any

import pytest

from jiedui.records.judge import judge
from jiedui.records.mask import MASK
from jiedui.records.schema import SchemaLibrary
from jiedui.records.sealable import fits, in_words, reads_as, sealable, shown, values
from jiedui.records.sealing.cipher import SealedPlace
from jiedui.records.sealing.sealed_text import SealedText, is_hidden
from jiedui.records.sealing.token import Token

HOME: dict[str, Any] = {
    "id": "YYL-2222", "registered_on": "2023-09-10", "county": "岳阳楼区", "township": "岳阳楼街道",
    "village": "示例社区", "address": "示例路2号", "phone": "15400000001", "hardship": [{"status": "低保户"}],
    "members": [{"id": "m-2F8D", "name": "示例子", "sex": "女", "birth": "1958-03-12", "relation": "本人",
                 "disability": {"certificates": [
                     {"number": "49060219580312101741", "category": "肢体", "grade": "二级", "seen_by": "示例丑"}]}},
                {"id": "m-3G9H", "name": "示例寅", "sex": "男", "birth": "1980", "relation": "子"}],
}  # fmt: skip
IN_HOME = {
    "village": "示例社区",
    "address": "示例路2号",
    "phone": "15400000001",
    "members/m-2F8D/name": "示例子",
    "members/m-2F8D/birth": "1958-03-12",
    "members/m-2F8D/disability/certificates/number": "49060219580312101741",
    "members/m-2F8D/disability/certificates/seen_by": "示例丑",
    "members/m-3G9H/name": "示例寅",
    "members/m-3G9H/birth": "1980",
}


def test_a_household_alone_is_sealed(library: SchemaLibrary) -> None:
    assert [record.kind for record in library if sealable(record) != ((), ())] == ["household"]


def test_values_are_found_at_the_codes_that_they_lie_under_and_not_at_their_numbers(library: SchemaLibrary) -> None:
    where = sealable(library["household"])
    turned = {**HOME, "members": HOME["members"][::-1]}
    for data in (HOME, turned):
        assert {value.at: value.text for value in values(data, where)} == IN_HOME


def test_words_and_days_of_what_was_done_stay_as_they_are(library: SchemaLibrary) -> None:
    home = {**HOME, "plan": "常去看看", "priorities": [{"kind": "依老养残", "basis": "两位老人"}]}
    found = {value.at for value in values(home, sealable(library["household"]))}
    assert found - IN_HOME.keys() == {"plan", "priorities/basis"}


@pytest.mark.parametrize("data", [{}, {"members": {}}, {"members": ["m"], "phone": ["1"]}, {"members": [{"name": {}}]}])
def test_a_record_of_another_shape_has_nothing_to_seal(data: dict[str, Any], library: SchemaLibrary) -> None:
    assert values(data, sealable(library["household"])) == []


def test_of_a_birth_the_year_and_of_a_certificate_category_grade_and_a_mark_stay_in_the_clear() -> None:
    assert shown("1958-03-12", "birth", b"k") == shown("1958", "birth", b"k") == ("1958",)
    tail, mark = shown("49060219580312101741", "certificate", b"k")
    again, same = shown("49060219580312101742B1", "certificate", b"k")
    assert (tail, again, mark) == ("41", "42B1", same)
    assert mark != shown("49060219580312101741", "certificate", b"l")[1]
    assert shown("示例子", "name", b"k") == shown("15400000001", "phone", b"k") == shown("示例路", "line", b"k") == ()
    for definition, clear in (("birth", ("1958",)), ("certificate", ("41", mark)), ("name", ())):
        assert fits(definition, clear)
        assert not fits(definition, (*clear, "1"))


def test_a_stand_in_is_what_its_field_takes(library: SchemaLibrary) -> None:
    home = {**HOME, "members": [dict(HOME["members"][0]), dict(HOME["members"][1])]}
    home["members"][0]["disability"] = {"certificates": [dict(HOME["members"][0]["disability"]["certificates"][0])]}
    for value in values(home, sealable(library["household"])):
        definition = value.field.definition
        value.owner[value.key] = reads_as(value, Token(shown(value.text, definition, b"k"), b"c" * 32))
    assert judge(home, library["household"], "a").findings == ()
    assert (home["village"], home["phone"]) == ("已加密", "000-0000000")
    first, son = home["members"]
    assert (first["name"], first["birth"], son["name"], son["birth"]) == ("m-2F8D", "1958", "m-3G9H", "1980")
    assert first["disability"]["certificates"][0]["number"] == MASK[:18] + "41"


def test_people_read_words_in_the_place_of_a_telephone_that_is_sealed() -> None:
    hidden = SealedText("000-0000000", Token((), b"1" * 32), SealedPlace("YYL-2222", "phone"))
    assert str(in_words(hidden)) == "已加密"
    assert is_hidden(in_words(hidden))
    assert in_words("15400000001") == "15400000001"
