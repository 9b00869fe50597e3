"""What cannot be seen, was lost or is heaped up is refused; what people write is not."""

from __future__ import annotations

import re

import pytest

from jiedui.records import characters
from jiedui.records.characters import refused


@pytest.mark.parametrize(
    "code",
    [
        0x00, 0x08, 0x0B, 0x1F, 0x7F, 0x9F, 0xA0, 0xAD, 0x034F, 0x180B, 0x180F, 0x2000, 0x200B, 0x200F, 0x2028, 0x202F,
        0x205F, 0x206F, 0x2800, 0x3164, 0xD800, 0xDFFF, 0xFDD0, 0xFDEF, 0xFE00, 0xFE0D, 0xFEFF, 0xFFA0, 0xFFF0, 0xFFFB,
        0xFFFE, 0xFFFF, 0x1FFFE, 0x2FFFF, 0xE0000, 0xE0100, 0xE0FFF, 0x10FFFE, 0x10FFFF,
    ],
)  # fmt: skip
def test_what_cannot_be_seen(code: int) -> None:
    assert re.fullmatch(f"[{characters.UNSEEN}]", chr(code))
    (found,) = refused(f"甲{chr(code)}乙")
    assert (found.start, found.rule.id) == (1, "yaml-invisible")
    assert found.called == f"看不见的字符（U+{code:04X}）"
    assert found.remedy == "删掉这个字符；找不到它，就删掉这一行重新打一遍。"


@pytest.mark.parametrize("code", [0xFFFC, 0xFFFD])
def test_what_was_lost(code: int) -> None:
    (found,) = refused(f"示例{chr(code)}")
    assert (found.start, found.rule.id) == (2, "yaml-lost-character")
    assert found.called == f"丢了的字留下的记号（U+{code:04X}）"
    assert found.remedy == "对照原来的材料，把丢了的字补上。"


def test_four_marks_on_one_letter_are_a_heap_and_three_are_none() -> None:
    assert list(refused("a\u0301\u0302\u0303b\u0304")) == []
    (found,) = refused("ab\u0301\u0302\u0303\u20dd")
    assert (found.start, found.rule.id) == (2, "yaml-stacked-marks")
    assert found.called == "叠起来的 4 个符号（U+0301 等）"
    assert found.remedy == "删掉叠在字上的符号；找不到它，就删掉这一行重新打一遍。"


@pytest.mark.parametrize(
    "text",
    [
        "\t", "\n", " ", "~", "\xa1", "·", "—", "　", "甲", "𠮷", "\U0002bc20", "\U0003158e", "👨", "❤\ufe0f",
        "Nguyê\u0303n", "\ue000", "\uf900", "⼀", "？",
    ],
)  # fmt: skip
def test_what_is_written_by_people_is_left_alone(text: str) -> None:
    assert list(refused(text)) == []


def test_each_kind_is_told_once_in_a_text() -> None:
    text = "\u200b\u200c\ufffd甲\u0301\u0301\u0301\u0301乙\u0302\u0302\u0302\u0302\u200d\ufffc"
    assert [(found.start, found.rule.id) for found in refused(text)] == [
        (0, "yaml-invisible"), (2, "yaml-lost-character"), (4, "yaml-stacked-marks"),
    ]  # fmt: skip


def test_a_file_with_any_refused_character_is_looked_at() -> None:
    suspect = re.compile(f"[{characters.SUSPECT}]")
    characters_of_the_lowest_plane = map(chr, range(0x10000))
    told = [each for each in characters_of_the_lowest_plane if list(refused(4 * each))]
    assert len(told) > 2048, "the surrogates alone are as many"
    assert [each for each in told if not suspect.match(each)] == []
    assert all(suspect.match(chr(plane << 16 | low)) for plane in range(1, 17) for low in (0xFFFE, 0xFFFF))
    assert not suspect.search("示例甲·买买提，。！ 12巷—3号\U0001f600\n")


def test_a_text_is_looked_at_for_each_character_that_it_may_not_hold() -> None:
    every = "".join(map(chr, range(0x110000)))
    refusable = {match[0] for match in re.finditer(f"[{characters.UNSEEN}\ufffc\ufffd]", every)}
    assert refusable <= set(re.findall(f"[{characters.SUSPECT}]", every))
    assert len(refusable) > 4000
