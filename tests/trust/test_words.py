"""Many words looked for at once."""

from __future__ import annotations

import pytest

from jiedui.trust.words import Words

WORDS = Words(["示例酉", "示例酉酉", "示酉", "Nguyen Thi Hoa", "酉"])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("今天示例酉在家", {"示例酉"}),
        ("示例酉酉，示例酉", {"示例酉酉", "示例酉"}),
        ("示例酉酉酉", {"示例酉酉"}),  # the longest is meant
        ("示示酉酉", {"示酉"}),
        ("Mrs Nguyen Thi Hoa.", {"Nguyen Thi Hoa"}),
        ("Nguyen Thi Hoang", set()),
        ("xNguyen Thi Hoa", set()),
        ("示例戌，酉", set()),  # one sign is no word
        ("", set()),
    ],
)
def test_words_are_found_wherever_they_stand(text: str, found: set[str]) -> None:
    assert WORDS.found(text) == found


def test_of_no_words_none_is_found() -> None:
    assert Words([]).found("示例酉") == set()
