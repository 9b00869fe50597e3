"""Line and column of a finding: exactly where an editor shows the key, the item, or the mapping that lacks one."""

from __future__ import annotations

import pytest

from jiedui.records import composition
from jiedui.records.finding import Finding, Rule

RULE = Rule(id="test-composition", title="试验", scope="文件", why="只在测试里用。")
TEXT = """\
id: YYL-7K3Q  # 户编号
members:  # 家庭成员
  - id: m1
    name: 示例甲
    disability: {category: 肢体, grade: 一级}
  -   id: m2
      name: "𠮷田"
needs: [{id: n1}, {id: n2, measures: [{code: 领}]}]
plan: |-
  第一行
  第二行
"closed":
    date: 2026-03-05
    note: 甲
      乙
? outings
: - person: m1
"""


def at(pointer: tuple[str | int, ...], missing: str = "") -> Finding:
    return RULE.at("record.yml", pointer, message="试验", remedy="试验", missing=missing)


@pytest.mark.parametrize(
    ("pointer", "missing", "line", "column"),
    [
        ((), "", 1, 1),
        (("id",), "", 1, 1),
        (("members",), "", 2, 1),
        (("members", 0), "", 3, 5),
        (("members", 0, "name"), "", 4, 5),
        (("members", 0, "disability", "grade"), "", 5, 32),
        (("members", 1), "", 6, 7),
        (("members", 1, "name"), "", 7, 7),
        (("needs", 1), "", 8, 19),
        (("needs", 1, "measures", 0, "code"), "", 8, 40),
        (("plan",), "", 9, 1),
        (("closed", "date"), "", 13, 5),
        (("closed", "note"), "", 14, 5),
        (("outings",), "", 16, 3),
        (("outings", 0, "person"), "", 17, 5),
        # What is missing has no place: the finding stands at what lacks it.
        ((), "county", 1, 1),
        (("members", 0), "sex", 3, 5),
        (("closed",), "reason", 12, 1),
        (("needs", 0), "content", 8, 9),
        # A pointer that leads nowhere stops where it still leads somewhere.
        (("members", 7, "name"), "", 2, 1),
        (("plan", "x"), "", 9, 1),
        (("members", "x"), "", 2, 1),
        (("nothing", 0), "", 1, 1),
    ],
)
def test_place_of_a_pointer(pointer: tuple[str | int, ...], missing: str, line: int, column: int) -> None:
    (placed,) = composition.place(TEXT, [at(pointer, missing)])
    assert (placed.line, placed.column) == (line, column)
    assert placed.pointer == pointer


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_line_ends_make_no_difference(newline: str) -> None:
    (placed,) = composition.place(TEXT.replace("\n", newline), [at(("closed", "date"))])
    assert (placed.line, placed.column) == (13, 5)


def test_a_placed_finding_stays_where_it_is() -> None:
    there = at(("id",)).placed(9, 3)
    assert composition.place(TEXT, [there]) == [there]
    assert [finding.line for finding in composition.place(TEXT, [there, at(("id",))])] == [9, 1]


def test_in_a_text_that_is_not_yaml_a_finding_has_no_line() -> None:
    assert [finding.line for finding in composition.place("a: [", [at(("a",))])] == [0]
    assert [finding.line for finding in composition.place("", [at(("a",))])] == [0]


@pytest.mark.parametrize(
    ("named", "kept"),
    [
        (set(), [1, 14]),
        ({1}, [14]),
        ({2}, [1, 14]),
        # `note` runs over lines 14 and 15: what is wrong with line 15 is what is wrong with the note.
        ({15}, [1]),
        ({16}, [1, 14]),
        ({1, 14}, []),
    ],
)
def test_consequences_of_what_was_named_are_left_out(named: set[int], kept: list[int]) -> None:
    findings = [at(("id",)), at(("closed", "note"))]
    assert [finding.line for finding in composition.place(TEXT, findings, named)] == kept


def test_a_mapping_is_not_hidden_by_a_line_inside_it() -> None:
    assert [finding.line for finding in composition.place(TEXT, [at((), "county")], {9})] == [1]
