"""Names: how one is rightly written, what is none of it, and which two are the same."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jiedui.model.names import DOTS, OddCharacter, folded, misspelt, odd, proper, rare

RIGHT = [
    "示例甲", "示例阿里·买买提", "示例〇", "示例\U00020bb7", "示例\ufa0e", "Nguyen Thi Hoa", "Nguyễn Thị Hòa",
    "O'Brien", "J. Smith-Jones", "Al Hasan, Omar",
]  # fmt: skip


@pytest.mark.parametrize("name", RIGHT)
def test_a_right_name_stays_as_it_is(name: str) -> None:
    assert proper(name) == name
    assert odd(name) is None


@pytest.mark.parametrize("dot", DOTS)
def test_every_dot_becomes_the_one_that_is_right(dot: str) -> None:
    assert proper(f"示例阿里{dot}买买提") == "示例阿里·买买提"
    assert odd(f"示例阿里{dot}买买提") is None
    assert folded(f"示例阿里{dot}买买提") == "示例阿里·买买提"


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("示例\u2f00", "示例一"),  # radical
        ("示例\uf9e1", "示例李"),  # compatibility ideograph
        ("示例\U0002f800", "示例丽"),
        ("示例\ue863", "示例䶮"),  # as GBK had it, in a private place
        ("示例\ue81a", "示例㑳"),
        ("示例 甲", "示例甲"),
        ("示例\u3000甲 乙", "示例甲乙"),
        ("示例甲·", "示例甲"),
        ("示例己\ufe0f戊", "示例己戊"),
        ("Nguyen  Thi Hoa", "Nguyen Thi Hoa"),
        ("O’Brien", "O'Brien"),
        ("Smith–Jones", "Smith-Jones"),
        ("Ｎguyen", "Nguyen"),
        ("Maria●Jose", "Maria·Jose"),
        ("Nguye\u0302\u0303n", "Nguyễn"),
    ],
)  # fmt: skip
def test_what_looks_alike_is_written_rightly_and_is_not_odd(written: str, right: str) -> None:
    assert proper(written) == right
    assert odd(written) is None
    assert folded(written) == folded(right)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("示例阿里•买买提", "第 5 个字是“•”，不是间隔号“·”（U+2022）"),
        ("示例\u2f00", "第 3 个字是“\u2f00”，长得像“一”（U+2F00）"),
        ("示例\ue863", "第 3 个字是“\ue863”，长得像“䶮”（U+E863）"),
        ("示例 甲", "第 3 个字是空格（U+0020）"),
        ("示例甲\ufe0f", "第 4 个字是看不见的字符（U+FE0F）"),
        ("示例甲·", "第 4 个字是“·”（U+00B7）"),
        ("O’Brien", "第 2 个字是“’”（U+2019）"),
        ("示例甲", ""),
    ],
)  # fmt: skip
def test_the_first_that_is_written_in_another_way_is_named(name: str, said: str) -> None:
    assert misspelt(name) == said


@pytest.mark.parametrize(
    ("name", "place", "called"),
    [
        ("示例\ue000", 2, "自造字，换一台电脑就看不到"),
        ("示例\ue814", 2, "自造字，换一台电脑就看不到"),
        ("示例\ue815", 2, "自造字，换一台电脑就看不到"),
        ("示例\ue864", 2, "自造字，换一台电脑就看不到"),
        ("示例\ue865", 2, "自造字，换一台电脑就看不到"),
        ("示例\U000f0000", 2, "自造字，换一台电脑就看不到"),
        ("示例己\u0301戊", 3, "叠在别的字上的符号"),
        ("示例？", 2, "问号，多半是转换编码时丢了字"),
        ("示?甲", 1, "问号，多半是转换编码时丢了字"),
        ("示例A", 2, "拉丁字母"),
        ("示例Ａ", 2, "拉丁字母"),
        ("示例\u0410", 2, "西里尔（俄文）字母"),
        ("示例\u03b1", 2, "希腊字母"),
        ("\u0410nna", 0, "西里尔（俄文）字母"),
        ("示例こ", 2, "日文字母"),
        ("示例コ", 2, "日文字母"),
        ("金철수", 1, "朝鲜文字母"),
        ("示例ก", 2, "外文字母"),
        ("示例甲1", 3, "数字"),
        ("示例甲１", 3, "数字"),
        ("Shili 3", 6, "数字"),
        ("示例（甲）", 2, "标点或符号"),
        ("示例-甲", 2, "标点或符号"),
        ("Shili & Co", 6, "标点或符号"),
        ("示例○", 2, "部首、笔画或图形，不是字"),
        ("示例\u2e8c", 2, "部首、笔画或图形，不是字"),
        ("示例\u2ff0木子", 2, "部首、笔画或图形，不是字"),
        ("示例\u31c0", 2, "部首、笔画或图形，不是字"),
    ],
)  # fmt: skip
def test_what_is_no_part_of_a_name(name: str, place: int, called: str) -> None:
    assert odd(name) == OddCharacter(place, called)


def test_the_first_odd_character_is_told_where_it_stands_in_what_was_written() -> None:
    assert odd("Nguye\u0302\u0303n 3Ж") == OddCharacter(9, "数字")


@pytest.mark.parametrize("name", ["示例ABC公益服务中心（有限合伙）", "示例 3M 队", "Shili & Co.", "示例“一家亲”"])
def test_an_organisation_may_have_letters_digits_and_brackets(name: str) -> None:
    assert odd(name, of_organisation=True) is None
    assert odd(name) is not None


def test_an_organisation_keeps_its_signs_and_room_but_no_radicals() -> None:
    assert proper("示例 A.B. 中心•（二部）", of_organisation=True) == "示例 A.B. 中心•（二部）"
    assert proper("示例\u2f00 中心", of_organisation=True) == "示例一 中心"
    assert misspelt("示例\u2f00 中心", of_organisation=True) == "第 3 个字是“\u2f00”，长得像“一”（U+2F00）"
    assert misspelt("示例•中心", of_organisation=True) == ""


NAMES = st.text(
    st.one_of(st.sampled_from(f"示例甲·Az1？'- \u3000{DOTS}\ufe0f\u0301\u2f00\uf9e1\ue863"), st.characters())
)


@settings(derandomize=True, database=None)
@given(name=NAMES)
def test_what_is_rightly_written_stays_so(name: str) -> None:
    assert proper(proper(name)) == proper(name)
    assert folded(proper(name)) == folded(name)
    assert bool(misspelt(name)) == (proper(name) != name)
    found = odd(name)
    assert found is None or (found.place < len(name) and found.called)


@pytest.mark.parametrize("name", ["示例\ue000中心", "示例？中心", "示例\u0301", "示例☆"])
def test_an_organisation_too_has_only_what_prints(name: str) -> None:
    assert odd(name, of_organisation=True) == odd(name)
    assert odd(name) is not None


def test_a_name_is_the_same_in_any_width_case_and_variant() -> None:
    assert folded("示例甲") == folded("示例 甲") == folded("示例甲\ufe0e") == "示例甲"
    assert folded("NGUYEN Thi Hoa") == folded("Nguyen  thi　hoa") == "nguyenthihoa"
    assert folded("示例公益（中心）") == folded("示例公益(中心)")
    assert folded("示例甲") != folded("示例乙")


def test_characters_beyond_the_lowest_plane_are_rare() -> None:
    assert rare("示例\U0002bc20\U0003158e\U0002bc20") == ["\U0002bc20", "\U0003158e"]
    assert rare("示例㐂\uffee") == []
    assert rare("示例\U00010000") == ["\U00010000"]
    assert rare("示例\U0002f800") == [], "there is a common character for it"
