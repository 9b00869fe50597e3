"""Edits by a command: what is found is told after where it was said. ``test_move`` and ``test_take`` run the whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from jiedui.cli.editing import refuse, tell
from jiedui.records.tree import LINK


def test_a_source_is_named_once_before_all_that_is_found_of_it(capsys: pytest.CaptureFixture[str]) -> None:
    sources = ("第 1 份", "第 1 份", "", "第 2 份")
    tell([(source, LINK.at("a.yml", message="错。", remedy="改。")) for source in sources], Path("records"))
    said = [line for line in capsys.readouterr().out.splitlines() if not line.startswith(" ")]
    fault = "records/a.yml: 错误 错。"
    assert said == ["第 1 份：", fault, fault, fault, "第 2 份：", fault]


def test_a_refusal_says_how_much_there_is_to_mend(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match=r"^1$"):
        refuse(3)
    assert capsys.readouterr().out == "没有改：先改好上面 3 处。\n"
