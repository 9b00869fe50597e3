"""Two scripts keep numbers of persons out of addresses, each by its own words: they refuse and admit the same texts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

pytestmark = pytest.mark.node

# What both are to count as a digit.
DIGITS = "0123456789０１２３４５６７８９①⑤⑨٠٣٩零一二两三四五六七八九幺壹贰貳叁參肆伍陆陸柒捌玖"
APART = ("", " ", "-", "/", "、", "，", "·", "甲", "abc", "（", "\n")
# Where a letter may stand for a digit.
LIKE = "oOlLiIｏＯｌＬｉＩ"

REFUSED = [
    *(sign * 5 for sign in DIGITS),
    *(apart.join("15400") for apart in APART),
    *(f"154{sign}0" for sign in ("oo", "OO", "Li")),
    *(f"1{letter}00{letter}7" for letter in LIKE),
    "示例甲 154 00", "1540000", "154\n00", "五四〇〇〇", "〔2023〕20号", "1 5 4 O O O O 7 0 0 9", "1O4 OO7",
    "43062619680305121X",
]  # fmt: skip
ADMITTED = [
    *(sign * 4 for sign in DIGITS),
    *(apart.join("1540") for apart in APART),
    *(f"示例{letter}" for letter in LIKE),
    "", "示例甲", "2026年", "16组", "坦渡镇示例村11组", "LX-VEXJ", "YYL-2345", "lilili 11组", "slj", "一领二守三帮四送",
]  # fmt: skip


def test_both_refuse_and_admit_the_same(node_run: Callable[[str, Any], Any]) -> None:
    for texts, kept in ((REFUSED, False), (ADMITTED, True)):
        answers = node_run("number-guard.mjs", texts)
        assert {text: answer for text, answer in zip(texts, answers, strict=True) if answer != [kept, kept]} == {}
