"""One subject is judged by what lies in it, and what is found there has its place in the text."""

from __future__ import annotations

from pathlib import Path

from jiedui.records.finding import RULES
from jiedui.review.working import WorkingFolder
from jiedui.rules import every  # noqa: F401  (enters the rules)
from jiedui.rules.subject import in_text


def test_findings_get_their_lines_and_keep_their_order(tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_text("x: 1\ny:\n  - 甲\n  - 乙\n", "utf-8")
    rule = RULES["visit-future"]
    late, early = rule.at("a.yml", ("y", 1), message="后", remedy=""), rule.at("a.yml", ("x",), message="先", remedy="")
    told = rule.at("a.yml", message="全", remedy="")
    known = rule.at("a.yml", ("y",), message="定", remedy="", line=9, column=2)
    found = in_text(WorkingFolder(tmp_path), [late, told, known, early])
    assert [(item.message, item.line, item.column) for item in found] == [
        ("后", 4, 5),
        ("全", 0, 0),
        ("定", 9, 2),
        ("先", 1, 1),
    ]


def test_of_a_file_that_cannot_be_read_findings_stay_without_a_line(tmp_path: Path) -> None:
    finding = RULES["visit-future"].at("gone.yml", ("x",), message="后", remedy="")
    assert in_text(WorkingFolder(tmp_path), [finding]) == [finding]
