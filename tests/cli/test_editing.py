"""Edits by a command: what is found is told after where it was said. ``test_move`` and ``test_take`` run the whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from jiedui.cli.editing import refuse, tell
from jiedui.records.tree import LINK


def test_a_source_is_named_once_before_all_that_is_found_in_its_record(capsys: pytest.CaptureFixture[str]) -> None:
    found = [LINK.at(path, message=f"{path}。", remedy="改。") for path in ("a.yml", "a.yml", "b.yml")]
    tell(found, Path("records"), {"a.yml": "第 1 份"})
    said = [line for line in capsys.readouterr().out.splitlines() if not line.startswith(" ")]
    assert said == ["第 1 份：", *(f"records/{path}: 错误 {path}。" for path in ("a.yml", "a.yml", "b.yml"))]


def test_a_refusal_says_how_much_there_is_to_mend(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match=r"^1$"):
        refuse(3)
    assert capsys.readouterr().out == "没有改：先改好上面 3 处。\n"
