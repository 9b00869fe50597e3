"""How characters are compared in 查户."""

from __future__ import annotations

import pytest

from jiedui.model.names import DOTS
from jiedui.site.files.search.characters import fold, spelling, spellings, traditional


@pytest.mark.parametrize(
    ("written", "compared"),
    [
        ("ＬＸ－ＶＥＸＪ", "lxvexj"),
        ("LX-VEXJ", "lxvexj"),
        ("示例 甲，乙。", "示例甲乙"),
        ("劉衛後裡", "刘卫后里"),
        ("示例\u2f00", "示例一"),  # the radical one
        ("示例\uf9e1", "示例李"),  # a compatibility ideograph
        ("1６组", "16组"),
        ("shìlǚ", "shilu"),
        ("", ""),
    ],
)
def test_width_case_signs_and_tradition_do_not_count(written: str, compared: str) -> None:
    assert fold(written) == compared


def test_no_dot_parts_a_name() -> None:
    assert {fold(f"示例阿里{dot}买买提") for dot in f"{DOTS}·"} == {"示例阿里买买提"}


def test_every_sound_of_a_character_spells_it() -> None:
    assert spelling("单") == {"dan", "chan", "shan"}
    assert spelling("曾") == {"ceng", "zeng"}
    assert spelling("吕") == {"lv", "lu", "lyu"}
    assert spelling("a") == frozenset()


def test_the_table_of_syllables_holds_what_occurs() -> None:
    assert spellings(["吕李", "李路"]) == {"li": "李", "lu": "吕路", "luo": "路", "lv": "吕", "lyu": "吕"}


def test_the_table_of_traditional_characters_holds_what_occurs() -> None:
    # 後 and 后 are 后; 发 is 發 and 髮. 鍾 occurs itself, and is folded to 钟.
    assert traditional(["后发", "鍾"]) == "後后發发鍾钟髮发"
    assert traditional([]) == ""
