"""The words of staff."""

from __future__ import annotations

import pytest

from jiedui.demo.phrases import GROUPS, Want, wants, words

CODES = {"领", "守返贫", "守安全", "帮就业", "帮就学", "帮政策", "送康复", "送无障碍", "送文体", "送暖心"}


def test_all_ten_measures_are_wanted() -> None:
    assert {want.code for want in wants().values()} == CODES


@pytest.mark.parametrize("want", wants().values(), ids=lambda want: want.key)
def test_a_kind_of_need_can_be_told_from_beginning_to_end(want: Want) -> None:
    assert want.content
    assert want.short
    assert want.does
    assert want.done
    assert 0 < want.due[0] <= want.due[1]
    assert want.who <= set(GROUPS["人人"])
    assert want.months <= set(range(1, 13))


def test_a_word_list_is_read_once() -> None:
    assert words("records") is words("records")
