"""A line that is typed; what a terminal does to it is played in test_asking.py."""

from __future__ import annotations

import click
import pytest

from jiedui.cli.console import agreed, is_terminal, typed_line


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


@pytest.mark.parametrize(("lines", "yes"), [(["是"], True), (["也许", "否"], False), ([""], False), (["1"], True)])
def test_no_answer_is_no(monkeypatch: pytest.MonkeyPatch, lines: list[str], *, yes: bool) -> None:
    each = iter(lines)
    monkeypatch.setattr("builtins.input", lambda _: next(each))
    assert agreed("再添加吗") is yes
