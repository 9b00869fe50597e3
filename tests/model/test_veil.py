"""What stands in the place of what may not be seen."""

from __future__ import annotations

import pytest

from jiedui.model.veil import UNSHOWN, known_by_name, nameless, of_family
from jiedui.records.sealing.cipher import SealedPlace
from jiedui.records.sealing.sealed_text import SealedText
from jiedui.records.sealing.token import Token
from jiedui.records.sensitivity import SensitiveClass, SensitiveField


def field(of: str, definition: str, *, is_free: bool = True, is_required: bool = True) -> SensitiveField:
    return SensitiveField(SensitiveClass(of), definition, is_free, is_required)


@pytest.mark.parametrize(
    ("of", "definition", "value", "seen"),
    [
        ("identity", "name", "示例张三", "示**"),
        ("identity", "name", "示例", "示*"),
        ("identity", "name", "示", "示"),
        ("identity", "birth", "1968-04-09", "1968-04-09"),
        ("contact", "phone", "15400001234", "154****1234"),
        ("contact", "landline", "0730-0123456", "073*****3456"),
        ("contact", "line", "3 组 12 号", UNSHOWN),
        ("health", "text", "病情", UNSHOWN),
    ],
)
def test_a_value_is_masked_by_what_it_is(of: str, definition: str, value: str, seen: str) -> None:
    assert nameless(field(of, definition), value) == seen


def test_what_may_be_left_out_is() -> None:
    assert nameless(field("health", "text", is_required=False), "病情") is None


def test_words_of_a_list_stay_for_the_figures() -> None:
    assert nameless(field("health", "grade", is_free=False), "二级") == "二级"


def test_of_a_family_that_moved_it_can_be_told_that_it_is_the_same() -> None:
    assert of_family(field("identity", "certificate"), "49060219650312001644") == "49060219650312001644"
    assert of_family(field("identity", "name"), "示例张三") == "示**"


def test_a_certificate_becomes_nobodys_the_same_for_the_same_holder() -> None:
    number = field("identity", "certificate")
    first, reissued, other = (
        nameless(number, text) for text in ("49060219650312001644", "49060219650312001643B1", "49060219650312002444")
    )
    assert first[:18] == reissued[:18] != other[:18]
    assert (first[18:], reissued[18:]) == ("44", "43B1")
    assert first[:10] == "1" * 10
    assert "4906" not in first


def test_holders_stay_apart_where_nobody_has_the_key() -> None:
    place = SealedPlace("SLX-2222", "members/m-2222/disability/certificates/number")
    one, other = (SealedText("1" * 18 + "44", Token(("44", mark), bytes(32)), place) for mark in ("甲", "乙"))
    number = field("identity", "certificate")
    assert nameless(number, one)[:18] != nameless(number, other)[:18]
    assert nameless(number, one)[18:] == "44"


def test_a_guest_is_known_by_name_and_telephone_alone() -> None:
    assert known_by_name(field("identity", "name"), "示例张三") == "示例张三"
    assert known_by_name(field("contact", "mobile"), "15400001234") == "15400001234"
    assert known_by_name(field("health", "text", is_required=False), "住院") is None
    assert known_by_name(field("identity", "certificate"), "49060219650312001644")[:10] == "1" * 10
