"""How a command ends: three codes, and a sentence that shows no number."""

from __future__ import annotations

from pathlib import Path

import pytest

from jiedui.cli.outcome import CLEAN, FAILED, FINDINGS, fail, inside, typed, warn


def test_the_codes() -> None:
    assert (CLEAN, FINDINGS, FAILED) == (0, 1, 2)


def test_a_command_that_cannot_run_says_why_and_leaves_with_2(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        fail("没有台账文件夹 /tmp/20261126/台账。\n")
    assert left.value.code == 2
    assert capsys.readouterr() == ("", "不能运行：没有台账文件夹 /tmp/20261126/台账。\ufffd\n")


def test_a_refusal_shows_no_number(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        fail("没有编号为 430602196503120016 的户，2026-11-20 的也没有。")
    assert capsys.readouterr().err == "不能运行：没有编号为（号码不显示）的户，2026-11-20 的也没有。\n"


def test_a_warning_shows_no_number_and_the_command_goes_on(capsys: pytest.CaptureFixture[str]) -> None:
    warn("文件 15400001234.yml 改过。")
    assert capsys.readouterr() == ("", "注意：文件（号码不显示）.yml 改过。\n")


def test_a_word_that_was_typed_is_shortened_and_stands_on_one_line() -> None:
    assert typed("a" * 40) == "a" * 40
    assert typed("a" * 41) == "a" * 40 + "…"
    assert typed("a\n b") == "a b"
    assert typed("没有 15400001234 号") == "没有（号码不显示）号"


def test_a_path_that_was_typed_is_shortened_to_its_end() -> None:
    assert typed(Path("a" * 100)) == "a" * 100
    assert typed(Path("/b/" + "a" * 99)) == "…/" + "a" * 99
    assert typed(Path()) == "."
    assert typed(Path("/tmp/20261126/台\n账")) == "/tmp/20261126/台\ufffd账"


@pytest.mark.parametrize(
    ("path", "ledger", "said"),
    [
        ("/tmp/20261126/r/pj/15400001234.yml", "/tmp/20261126/r", "/tmp/20261126/r/pj/（号码不显示）.yml"),
        ("/tmp/20261126/r/15400001234/x.yml", "/tmp/20261126/r", "/tmp/20261126/r/（号码不显示）/x.yml"),
        ("records/pj/2026-11-25.yml", "records", "records/pj/2026-11-25.yml"),
        ("20261126/15400001234.yml", "records", "20261126/（号码不显示）.yml"),
        ("..", "records", ".."), ("/", "records", "/"), ("records", "records", "records"),
    ],
)  # fmt: skip
def test_only_what_lies_in_the_ledger_is_hidden(path: str, ledger: str, said: str) -> None:
    assert inside(Path(path), Path(ledger)) == said
