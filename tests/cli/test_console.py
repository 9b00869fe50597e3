"""A line that is typed; what a terminal does to it is played in test_asking.py."""

from __future__ import annotations

import click
import pytest

from jiedui.cli.console import is_terminal, typed_line


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
