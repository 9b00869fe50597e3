"""A record as it is written: what it says, and where in the text a part of what it becomes stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from jiedui.migrations.written import Written, held, load
from jiedui.records.explain import CHOICE, REQUIRED
from jiedui.records.finding import Finding
from jiedui.records.schema import SchemaLibrary
from jiedui.records.tree import Place

PATH = "policy/occasions.yml"
PLACE = Place(PATH, "policy-occasions", "occasions")
DATA = {"hardship": "无", "members": [{"id": "m1", "disability": {"category": "肢残"}}]}
TEXT = "hardship: 无\nmembers:\n  - id: m1\n    disability:\n      category: 肢残\n"


def written(root: Path, library: SchemaLibrary, text: str) -> Written:
    (root / "policy").mkdir()
    (root / PATH).write_bytes(text.encode("utf-8"))
    return load(root, PLACE, library)


def test_comments_of_this_format_and_of_older_ones_are_let_pass(tmp_path: Path, library: SchemaLibrary) -> None:
    text = "days:  # 日子\n  - core: true  # 是否重点\n"
    assert written(tmp_path, library, text) == Written(text, {"days": [{"core": "true"}]})


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_any_other_comment_is_a_fault_that_leaves_the_data(tmp_path: Path, library: SchemaLibrary, end: str) -> None:
    loaded = written(tmp_path, library, f"note: a  # 王主任定的{end}days: b  # 是否重点{end}")
    assert loaded.data == {"note": "a", "days": "b"}
    assert [(finding.rule.id, finding.line) for finding in loaded.findings] == [("yaml-comment", 1)]


def test_a_text_with_any_other_fault_has_no_data(tmp_path: Path, library: SchemaLibrary) -> None:
    loaded = written(tmp_path, library, "note: a  # 王主任定的\nnote: b\n")
    assert loaded.data is None
    assert [finding.rule.id for finding in loaded.findings] == ["yaml-duplicate-key", "yaml-comment"]


def test_a_file_that_is_not_there_has_no_data(tmp_path: Path, library: SchemaLibrary) -> None:
    loaded = load(tmp_path, PLACE, library)
    assert (loaded.text, loaded.data) == ("", None)
    assert len(loaded.findings) == 1


@pytest.mark.parametrize(
    ("pointer", "kept"),
    [
        ((), ()),
        (("hardship",), ("hardship",)),
        (("hardship", 0, "status"), ("hardship",)),
        (("members", 0, "id"), ("members", 0, "id")),
        (("members", 1, "id"), ("members",)),
        (
            ("members", 0, "disability", "certificates", 0, "category"),
            ("members", 0, "disability", "category"),
        ),
        (("members", 0, "disability", "certificates", 0, "number"), ("members", 0, "disability")),
        ((0, "hardship"), ("hardship",)),
        (("members", "hardship"), ("members",)),
    ],
)
def test_what_a_migration_has_put_around_a_part_is_left_out(
    pointer: tuple[str | int, ...], kept: tuple[str | int, ...]
) -> None:
    assert held(DATA, pointer) == kept


def found(*pointer: str | int) -> Finding:
    return CHOICE.at(PATH, pointer, message="不对。", remedy="改。")


def test_findings_are_placed_in_the_order_of_the_text(library: SchemaLibrary) -> None:
    missing = REQUIRED.at(
        PATH, ("members", 0, "disability", "certificates", 0), message="少了。", remedy="补。", missing="number"
    )
    findings = (missing, found("members", 0, "disability", "certificates", 0, "category"), found("hardship", 0))
    placed = Written(TEXT, DATA).placed(findings, library["household"])
    assert [(finding.line, finding.column) for finding in placed] == [(1, 1), (4, 5), (5, 7)]


def test_a_slip_of_the_input_method_stands_in_place_of_what_comes_of_it(library: SchemaLibrary) -> None:
    text = "hardship: 无\nneeds:\n  -n1\n"
    data = {"hardship": "无", "needs": "-n1"}
    placed = Written(text, data).placed((found("needs"), found("hardship", 0)), library["household"])
    assert [(finding.rule.id, finding.line) for finding in placed] == [("schema-choice", 1), ("yaml-dash-space", 3)]


def test_without_a_finding_nothing_is_told(library: SchemaLibrary) -> None:
    assert Written("needs:\n  -n1\n", {"needs": "-n1"}).placed((), library["household"]) == ()
