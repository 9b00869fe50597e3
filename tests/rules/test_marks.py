"""Marks: the same for the same words, and nothing of the words in them."""

from __future__ import annotations

import pytest

from jiedui.rules.marks import MarkedWords, SoughtWords, Telephones, mark


def test_a_mark_is_of_the_words_and_of_where_each_of_them_ends() -> None:
    assert mark("示例子", "1958") == mark("示例子", "1958")
    assert len({mark("示例子"), mark("示例丑"), mark("示例", "子"), mark("示", "例子"), mark("")}) == 5
    assert len(mark("一二三" * 1000)) == 8


def test_a_name_of_lone_surrogates_has_a_mark() -> None:
    assert mark("\udc80") != mark("\udc81")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("示例子", True),
        ("那天示例子在家", True),
        ("住3组12号", True),
        ("住3组1号2", False),
        ("示例", False),
        ("", False),
        ("示 例子", False),
    ],
)
def test_words_are_found_wherever_they_stand(text: str, *, found: bool) -> None:
    assert SoughtWords(map(MarkedWords.of, ("示例子", "3组12号"))).is_in(text) is found


def test_of_no_words_none_is_found() -> None:
    assert not SoughtWords(()).is_in("示例子")


def test_telephones_are_asked_for_by_their_digits() -> None:
    known = Telephones([mark("15400001234")])
    assert "15400001234" in known
    assert "15400001235" not in known
    assert 15400001234 not in known
