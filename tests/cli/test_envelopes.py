"""Files closed with age at the command line: whom for, and which passphrases are taken."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click
import pytest

from jiedui.cli.envelopes import closed_for, opened_file, whom_of
from jiedui.custody.envelope import Passphrase, closed, new_identity, opened

LONG = "three or four words"


class Terminal:
    """A terminal at which somebody writes one passphrase after the other."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, *answers: str) -> None:
        left = list(answers)
        self.asked: list[str] = []
        monkeypatch.delenv("JIEDUI_PASSPHRASE", raising=False)
        monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)

        def prompt(text: str, **more: Any) -> str:
            assert more["hide_input"]
            self.asked.append(text)
            return left.pop(0)

        monkeypatch.setattr(click, "prompt", prompt)


def test_nobody_is_asked_where_a_file_is_for_nobody_or_for_a_public_key() -> None:
    secret, public = new_identity()
    assert whom_of("") is None
    assert whom_of(public) == public
    assert closed_for(b"data", None) == b"data"
    assert opened(closed_for(b"data", public), secret) == b"data"


@pytest.mark.parametrize("word", ["口令", "passphrase"])
def test_a_passphrase_is_asked_for_twice(monkeypatch: pytest.MonkeyPatch, word: str) -> None:
    terminal = Terminal(monkeypatch, LONG, LONG)
    said = whom_of(word)
    assert isinstance(said, Passphrase)
    assert (said, terminal.asked) == (LONG, ["口令", "再写一遍口令"])


@pytest.mark.parametrize(
    ("answers", "told"),
    [(("short",), "口令太短，至少 12 个字"), ((LONG, f"{LONG}."), "两遍写的口令不一样")],
)
def test_a_short_one_and_two_that_differ_are_refused_and_not_quoted(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], answers: tuple[str, ...], told: str
) -> None:
    Terminal(monkeypatch, *answers)
    with pytest.raises(SystemExit):
        whom_of("口令")
    said = capsys.readouterr().err
    assert told in said
    assert not [answer for answer in answers if answer in said]


def test_the_passphrase_may_stand_in_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JIEDUI_PASSPHRASE", LONG)
    assert whom_of("口令") == LONG


def test_a_file_that_is_not_closed_is_left_to_others(tmp_path: Path) -> None:
    assert opened_file(tmp_path / "台账.xlsx", None) is None


def test_a_closed_file_is_opened_and_tells_for_whom_it_was_closed(tmp_path: Path) -> None:
    secret, public = new_identity()
    (tmp_path / "a.age").write_bytes(closed(b"data", public))
    (tmp_path / "key.txt").write_text(secret, "utf-8")
    found = opened_file(tmp_path / "a.age", tmp_path / "key.txt")
    assert found
    assert (found.data, found.whom) == (b"data", public)


def test_a_key_file_that_is_no_text_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.age").write_bytes(closed(b"data", new_identity()[1]))
    (tmp_path / "key.txt").write_bytes(b"\xff\xfe")
    with pytest.raises(SystemExit):
        opened_file(tmp_path / "a.age", tmp_path / "key.txt")
    assert "私钥文件里没有可用的私钥" in capsys.readouterr().err
