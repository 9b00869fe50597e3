"""The mask of certificate numbers."""

from __future__ import annotations

import copy

import pytest

from jiedui.records.judge import judge
from jiedui.records.mask import BIRTH_MASK, MASK, is_masked, masked, unmasked
from jiedui.records.schema import SchemaLibrary
from jiedui.records.sealing.cipher import SealedPlace
from jiedui.records.sealing.sealed_text import SealedText
from jiedui.records.sealing.token import Token
from jiedui.records.sensitivity import classes

NUMBER = "49060219580312101741"
HOME = {
    "id": "YYL-2222", "registered_on": "2023-09-10", "county": "岳阳楼区", "township": "岳阳楼街道",
    "village": "示例社区", "hardship": [{"status": "低保户"}],
    "members": [{"id": "m-2F8D", "name": "示例子", "sex": "女", "birth": "1958-03-12", "relation": "本人",
                 "disability": {"certificates": [
                     {"number": NUMBER, "category": "肢体", "grade": "二级"},
                     {"number": NUMBER + "B1", "category": "肢体", "grade": "一级"}]}},
                {"id": "m-3G9H", "name": "示例丑", "sex": "男", "birth": "1980", "relation": "子"}],
}  # fmt: skip


def test_each_number_is_masked_and_nothing_else_and_the_record_stays_as_it_was(library: SchemaLibrary) -> None:
    before = copy.deepcopy(HOME)
    hidden = masked(HOME, classes(library["household"]))
    assert before == HOME
    first, other = hidden["members"][0]["disability"]["certificates"]
    assert (first, other["number"]) == ({"number": MASK, "category": "肢体", "grade": "二级"}, MASK)
    for certificate, number in ((first, NUMBER), (other, NUMBER + "B1")):
        certificate["number"] = number
    for member, was in zip(hidden["members"], HOME["members"], strict=True):
        assert member["birth"] == BIRTH_MASK
        member["birth"] = was["birth"]
    assert hidden == HOME


def test_a_masked_record_has_its_shape_and_no_day_that_a_ledger_may_hold(library: SchemaLibrary) -> None:
    schema = library["household"]
    found = judge(masked(HOME, classes(schema)), schema, "").findings
    assert judge(HOME, schema, "").findings == ()
    assert [(item.rule.id, item.pointer[-1]) for item in found] == [("date-impossible", "birth")] * len(HOME["members"])


def test_without_what_is_masked_all_else_is_there(library: SchemaLibrary) -> None:
    first, other = unmasked(HOME, classes(library["household"]))["members"]
    assert first["disability"]["certificates"] == [
        {"category": "肢体", "grade": "二级"}, {"category": "肢体", "grade": "一级"}
    ]  # fmt: skip
    assert other == {"id": "m-3G9H", "name": "示例丑", "sex": "男", "relation": "子"}


def test_a_mask_beside_what_is_sealed_is_found() -> None:
    sealed = SealedText("示例", Token((), b"1" * 32), SealedPlace("YYL-2222", "phone"))
    assert is_masked([sealed, MASK])
    assert not is_masked([sealed])


@pytest.mark.parametrize("data", [MASK, BIRTH_MASK, [MASK], {"a": [{"b": BIRTH_MASK}]}, {"a": f"证号 {MASK}。"}])
def test_the_mask_is_found_wherever_it_stands(data: object) -> None:
    assert is_masked(data)


def test_what_has_no_mask_is_not_masked() -> None:
    assert not is_masked(HOME)
    assert not is_masked([MASK[1:], 1111, None])
