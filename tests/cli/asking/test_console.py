"""A line that is typed; what a terminal does to it is played in test_inquiry.py."""

from __future__ import annotations

import click
import pytest

from jiedui.cli.asking.answers import TextAnswer, WrongAnswerError
from jiedui.cli.asking.console import is_terminal, typed_line


def test_the_end_of_the_input_is_no_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    def ended(_: str) -> str:
        raise EOFError

    monkeypatch.setattr("builtins.input", ended)
    with pytest.raises(click.Abort):
        typed_line("哪天：")


def test_nobody_is_asked_where_there_is_no_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not is_terminal()
    monkeypatch.setattr("sys.stdin", None)
    assert not is_terminal()


def test_each_of_several_words_is_completed(monkeypatch: pytest.MonkeyPatch) -> None:
    readline = pytest.importorskip("readline")
    found: list[str | None] = []

    def typing(_: str) -> str:
        complete = readline.get_completer()
        found.extend(complete(begun, number) for begun, number in (("家", 0), ("返贫、家", 0), ("家", 1)))
        return ""

    monkeypatch.setattr("builtins.input", typing)
    typed_line("情况：", ("家庭情况", "返贫"))
    assert found == ["家庭情况", "返贫、家庭情况", None]
    assert readline.get_completer() is None


def test_a_line_in_another_encoding_is_neither_nothing_nor_an_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing would be taken for what is offered: whoever typed 不写 in GBK would have written."""

    def undecodable(_: str) -> str:
        return b"\xb2\xbb\xd0\xb4".decode("utf-8")

    monkeypatch.setattr("builtins.input", undecodable)
    line = typed_line("怎么办：", ("不写",))
    with pytest.raises(WrongAnswerError, match="终端的编码要是 UTF-8"):
        TextAnswer({"type": "string"}, "写。").read(line, None)  # type: ignore[arg-type]
