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
