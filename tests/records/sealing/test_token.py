"""How a sealed value is written."""

from __future__ import annotations

import pytest
import yaml

from jiedui.records.sealing.token import Token, is_token
from jiedui.records.writer import scalar

CIPHER = bytes(range(200, 232))
WORD = "密封1.yMnKy8zNzs_Q0dLT1NXW19jZ2tvc3d7f4OHi4-Tl5uc"


def test_a_token_is_one_word_without_quotes_that_every_parser_reads_the_same() -> None:
    for token in (Token((), CIPHER), Token(("1955",), CIPHER), Token(("42B1", "a_-b"), b"\xff" * 48)):
        assert scalar(str(token)) == str(token)
        assert yaml.safe_load(f"name: {token}  # 姓名") == {"name": str(token)}
        assert Token.read(str(token)) == token
    assert str(Token((), CIPHER)) == WORD
    assert str(Token(("1955",), CIPHER)) == WORD.replace("1.", "1.1955.")


@pytest.mark.parametrize(
    "text",
    [
        "密封1.",
        "密封",
        "示例甲",
        WORD[:-1],
        WORD + "=",
        WORD[:-1] + "d",
        "密封2" + WORD[3:],
        WORD + "\n",
        WORD.replace("1.", "1.."),
    ],
)
def test_what_is_cut_or_changed_in_its_form_is_none(text: str) -> None:
    assert Token.read(text) is None


def test_a_broken_token_is_known_to_have_been_one() -> None:
    assert is_token(WORD[:9])
    assert not is_token("示例甲")
    assert not is_token({"密封1.": 1})


def test_what_stands_where_a_value_was_is_told_from_a_sealed_one() -> None:
    gone = Token.erased(("1958",))
    assert gone.is_erased
    assert Token.read(str(gone)) == gone
    assert str(gone) == f"密封1.1958.{'A' * 43}"
    assert not Token(("1958",), b"c" * 32).is_erased
