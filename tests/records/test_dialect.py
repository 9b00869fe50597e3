"""The dialect's rules: the line for an editor, and an answer to everything that libyaml complains of."""

from __future__ import annotations

import re

import pytest
from yaml.error import MarkedYAMLError

from jiedui.records import dialect
from jiedui.records.stream import Scan

LINE = "# yaml-language-server: $schema=../x.json"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (LINE, LINE), (f"{LINE}\n", LINE), (f"{LINE}\na: b\n", LINE), (f"{LINE}\r\na: b\r\n", LINE),
        (f"{LINE}#/$defs/a\n", f"{LINE}#/$defs/a"),
        ("", ""), (f"\n{LINE}\n", ""), (f" {LINE}\n", ""), (f"{LINE} \n", ""), (f"{LINE} 甲\n", ""), (f"#{LINE}\n", ""),
        (f"{LINE}?1540000123\n", ""), (f"{LINE}?1-5-4-0-0-0-0-1-2-٣\n", ""), (f"{LINE}?154000012", f"{LINE}?154000012"),
        ("# yaml-language-server: $schema=\n", ""), ("# yaml-language-server: $schema", ""), ("# 甲\n", ""),
    ],
)  # fmt: skip
def test_the_line_for_an_editor(text: str, line: str) -> None:
    assert dialect.modeline(text) == line


COMPLAINTS = {
    "a: b: c\n": "mapping values are not allowed",
    "a:\n - b\n c\n": "could not find expected ':'",
    'a: "b" c\n': "did not find expected key",
    "- a\n-b: c\n": "did not find expected '-' indicator",
    "a: - b\n": "block sequence entries are not allowed",
    "a: @b\n": "cannot start any token",
    'a: "b\n': "unexpected end of stream",
    "a: [b\n": "did not find expected ',' or",
    "a: ]\n": "did not find expected node content",
    "a: |x\n": "block scalar",
    "{a: b}\nc\n": "expected <document start>",
    'a: "\\q"\n': "escape",
    "a: ? b\n": "mapping keys are not allowed",
}


@pytest.mark.parametrize("text", COMPLAINTS)
def test_what_libyaml_complains_of_is_answered_once(text: str) -> None:
    error = Scan.of(text, "x.yml").error
    assert isinstance(error, MarkedYAMLError)
    said = f"{error.context or ''} {error.problem or ''}"
    assert [each.sign for each in dialect.SYNTAX_HELP if each.sign in said] == [COMPLAINTS[text]]


def test_no_answer_is_without_its_complaint() -> None:
    assert [each.sign for each in dialect.SYNTAX_HELP] == list(COMPLAINTS.values())


def test_every_answer_says_what_and_how() -> None:
    for each in (*dialect.SYNTAX_HELP, dialect.SYNTAX_OTHER):
        assert each.message.endswith("。")
        assert each.remedy.endswith("。")
        assert re.search(r"[\u4e00-\u9fff]", each.remedy)
    assert [each.sign for each in dialect.SYNTAX_HELP if each.at_start] == [
        "could not find expected ':'", "unexpected end of stream", "did not find expected ',' or",
    ]  # fmt: skip


def test_a_reference_has_its_place() -> None:
    finding = dialect.reference("x.yml", 3, 7)
    assert (finding.rule, finding.path, finding.line, finding.column) == (dialect.REFERENCE, "x.yml", 3, 7)


def test_what_is_no_record_is_told_at_its_top() -> None:
    finding = dialect.not_a_record("x.yml")
    assert (finding.rule, finding.path, finding.line, finding.column) == (dialect.NOT_A_RECORD, "x.yml", 1, 1)
    assert finding.message == "文件里没有“字段: 内容”。"
    assert finding.remedy == "参照同类文件，一行一个字段重新填写。"
