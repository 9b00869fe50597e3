"""The strict loader: what was typed arrives as text, and anything at all is judged and never raises."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.examples import examples

from jiedui.records import inspector, loader, reader
from jiedui.records.finding import RULES, Finding, Judged
from jiedui.records.schema import SchemaLibrary

Parse = Callable[..., tuple[dict[str, Any] | None, list[Finding]]]


def said(findings: Iterable[Finding]) -> list[tuple[str, int, int]]:
    return [(finding.rule.id, finding.line, finding.column) for finding in findings]


LIBRARY = SchemaLibrary(Path(__file__).resolve().parents[2] / "schemas")


@pytest.mark.parametrize(
    "typed",
    [
        "14:05", "9:30", "0123", "0o17", "0x1F", "1_000", "1e3", ".5", "1.0", "+1", "no", "NO", "yes", "on", "off", "y",
        "n", "True", "FALSE", "2024-01-15", "2024-1-5", "2024-01-15 10:20:30", "15400001234", "0730-0123456",
        "49060219580312101741", "=",
        "<<", ".inf", ".nan", "-.inf", "0b101", "1:20:30", "是", "见#3", "a:b", "http://example.invalid/?a=b", "50%",
        "a, b", "-5", "nullable", "~abc",
    ],
)  # fmt: skip
def test_text_arrives_as_it_was_typed(typed: str) -> None:
    loaded = loader.load(f"note: {typed}\nlist:\n  - {typed}\n", "x.yml", frozenset())
    assert loaded == Judged({"note": typed, "list": [typed]})


def test_only_where_the_schema_says_so_are_values_typed(parse: Parse, visit_text: str) -> None:
    data, _ = parse(visit_text + "companions: 2\nchannel_note: 2\ncontent: true\n")
    assert data is not None
    assert data["reached"] is True
    assert data["companions"] == 2
    assert data["channel_note"] == "2"
    assert data["content"] == "true"
    assert data["date"] == "2026-03-05"


@pytest.mark.parametrize(("typed", "value"), [("'true'", True), ('"false"', False), ("true ", True)])
def test_quotes_do_not_change_the_type(typed: str, value: object, parse: Parse, visit_text: str) -> None:
    data, _ = parse(visit_text.replace("reached: true", f"reached: {typed}"))
    assert data is not None
    assert data["reached"] is value


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("|-\n  甲\n  乙\n", "甲\n乙"),
        ("|\n  甲\n\n  乙\n", "甲\n\n乙"),
        ("|+\n  甲\n\n\n", "甲"),
        (">-\n  甲\n  乙\n", "甲 乙"),
        ("|2-\n    甲\n", "  甲"),
        ("|-\n  甲 \n  乙　\n   \n    丙\n", "甲\n乙\n\n  丙"),
        ("|-\n\n  甲\n  乙\n", "甲\n乙"),
        ("|-  # 联系情况\n  甲 # 3\n", "甲 # 3"),
        ("|-\n  　　段首空两格。\n  　　又一段。\n", "　　段首空两格。\n　　又一段。"),
        ("|-\n                              缩进很深的文字\n", "缩进很深的文字"),
        ('"甲\\n乙"\n', "甲\n乙"),
        ('"他说：\\"好\\"。见 #3"\n', '他说："好"。见 #3'),
        ("'见 #3'\n", "见 #3"),
        ("见　#3\n", "见　#3"),
        ("见#3\n  续#4\n", "见#3 续#4"),
        (">-\n  甲 #1\n\n  # 乙\n", "甲 #1\n# 乙"),
        ("甲！& 乙*丙\n", "甲！& 乙*丙"),
        ("今天 [未到]，{见附件}\n", "今天 [未到]，{见附件}"),
        ("👨 好\n", "👨 好"),
        ("𠮷田 # 联系情况\n", "𠮷田"),
        ('"末尾有换行\\n\\n"\n', "末尾有换行"),
    ],
)
def test_text_in_every_style(written: str, value: str, parse: Parse, visit_text: str) -> None:
    data, findings = parse(f"{visit_text}content: {written}")
    assert findings == []
    assert data is not None
    assert data["content"] == value


def test_crlf_reads_like_lf(parse: Parse, visit_text: str) -> None:
    text = visit_text + "content: |-  # 联系情况\n  甲\n\n  乙\n"
    assert parse(text.replace("\n", "\r\n")) == parse(text)
    assert parse(text)[1] == []


@pytest.mark.parametrize("empty", ["", "null", "~", "Null", "NULL", '""', "''", "[]", "{}", "|-\n", "# 联系情况"])
def test_empty_values_are_as_if_not_written(empty: str, parse: Parse, visit_text: str) -> None:
    assert parse(f"{visit_text}content: {empty}\n") == parse(visit_text)
    assert parse(visit_text)[1] == []


@pytest.mark.parametrize("empty", ["", "null", "~", '""'])
def test_an_empty_required_field_is_missing(empty: str, parse: Parse, visit_text: str) -> None:
    _, findings = parse(visit_text.replace("by: YYL-B-7K3Q", f"by: {empty}"))
    assert [(finding.rule.id, finding.missing) for finding in findings] == [("schema-required", "by")]
    assert said(findings) == [("schema-required", 2, 1)]
    assert findings[0].remedy.startswith("补上这一行：by: ")


@pytest.mark.parametrize("quoted", ['"null"', "'~'"])
def test_a_quoted_null_is_text(quoted: str, parse: Parse, visit_text: str) -> None:
    data, _ = parse(f"{visit_text}content: {quoted}\n")
    assert data is not None
    assert data["content"] == quoted.strip("\"'")


MODELINE = "# yaml-language-server: $schema=../../schemas/visit.schema.json"


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_the_line_for_an_editor_is_no_comment_that_is_lost(parse: Any, visit_text: str, newline: str) -> None:
    text = f"{MODELINE}\n{visit_text}"
    assert parse(text.replace("\n", newline)) == parse(visit_text)
    assert parse(visit_text)[1] == []
    # With an anchor sign in it, the text goes the slow way, which comes to the same.
    assert parse(f"{MODELINE}&x\n{visit_text}") == parse(visit_text)


ALPHABET = st.one_of(
    st.sampled_from(list(":-?[]{},#&*!|>'\"%@` \t\n\r~=<\\./")),
    st.sampled_from(
        ["- ", ": ", "\n  ", "\n", "---", "...", " #", "|-\n", "甲", "：", "　", "\u200b", "\x85", "\u2028"]
    ),
    st.sampled_from(["date", "by", "hazards", "topics", "2026-03-05", "true", "null", "\ud800", "\U0001f600"]),
    st.characters(),
)


FUZZ = settings(max_examples=examples(400), derandomize=True, database=None)


MUTATIONS = st.lists(
    st.tuples(st.sampled_from("dis"), st.integers(0, 400), st.integers(0, 12), st.lists(ALPHABET, max_size=3)),
    min_size=1,
    max_size=6,
)


RECORD = """\
date: "2026-03-05"  # 联系日期
by: YYL-B-7K3Q  # 联系人
channel: 其他  # 联系方式
reached: true  # 是否联系上
topics:  # 了解的情况
  - 家庭生产生活
hazards:  # 安全隐患察看
  fire: 无  # 火灾
needs:  # 需求进展
  - id: n-7K3Q  # 需求编号
    action: 推进  # 进展
content: |-  # 联系情况
  查看了家里的用电线路，插座老化。

  约定下周三带电工上门更换 #3。
"""


def assert_judged(text: str) -> None:
    """One of data and findings, each finding in the file."""
    comments = LIBRARY["visit"].comments
    loaded = loader.load(text, "x.yml", comments, LIBRARY["visit"])
    data, findings = loaded.data, loaded.findings
    assert (data is None) is bool(findings)
    assert isinstance(data, dict | None)
    lines = text.replace("\r\n", "\n").split("\n")
    for finding in findings:
        assert 1 <= finding.line <= len(lines)
        assert 1 <= finding.column <= len(lines[finding.line - 1]) + 1
        assert RULES[finding.rule.id] is finding.rule
    if data is not None:
        assert inspector.inspect(text, "x.yml", comments) == [], "the fast way accepts what the thorough way refuses"
    whole = reader.parse(text, "x.yml", LIBRARY["visit"])
    assert (whole.data is None) is bool(whole.findings)
    assert not findings or whole.findings == findings


@FUZZ
@given(text=st.lists(ALPHABET, max_size=40).map("".join))
@example("a: 1\r---\rb: 2")
@example('"a":&x [*x]')
@example("a: !!binary |\n  x")
@example("? a\n? b\n")
@example("a: 'b\n\n  c'\n")
@example("\ud800: \ud801")
@example("'a'#b: c")
@example("a: |1-\n \n  b\n")
@example("{a, b: }")
@example("a: {b: c, d}\n# 联系日期")
def test_any_text_is_judged(text: str) -> None:
    assert_judged(text)


@FUZZ
@given(text=st.text(max_size=60))
def test_any_characters_are_judged(text: str) -> None:
    assert_judged(text)


@FUZZ
@given(changes=MUTATIONS)
def test_a_mangled_record_is_judged(changes: list[tuple[str, int, int, list[str]]]) -> None:
    text = RECORD
    for change, place, length, pieces in changes:
        start = place % (len(text) + 1)
        piece = text[start : start + length]
        if change == "d":
            text = text[:start] + text[start + length :]
        elif change == "i":
            text = text[:start] + "".join(pieces) + text[start:]
        else:
            text = text[:start] + piece[::-1] + text[start + length :]
    assert_judged(text)


def test_the_record_that_is_mangled_is_sound(library: SchemaLibrary) -> None:
    loaded = loader.load(RECORD, "x.yml", library["visit"].comments)
    assert loaded.findings == ()
    assert loaded.data is not None
    assert loaded.data["content"].endswith("更换 #3。")


@pytest.mark.parametrize(
    ("typed", "line", "key", "suggestion"),
    [
        ("contnet:\n", 7, "contnet", "content"), ("contnet: ''\n", 7, "contnet", "content"),
        ("contnet: ~\n", 7, "contnet", "content"), ("contnet: {}\n", 7, "contnet", "content"),
        ("contnet: []\n", 7, "contnet", "content"), ("contnet:\n  甲:\n", 7, "contnet", "content"),
        ("hazards:\n  fier:\n", 8, "fier", "fire"), ("kind:\n", 7, "kind", ""),
        ("needs:\n  - id: n-7K3Q\n    action: 推进\n    nota:\n", 10, "nota", "note"),
    ],
)  # fmt: skip
def test_a_field_that_there_is_not_is_told_also_without_a_value(
    typed: str, line: int, key: str, suggestion: str, visit_text: str
) -> None:
    judged = reader.parse(visit_text + typed, "x.yml", LIBRARY["visit"])
    assert judged.data is None
    assert [(item.rule.id, item.line, item.message, item.suggestion) for item in judged.findings] == [
        ("schema-unknown-field", line, f"没有“{key}”这个字段。", suggestion)
    ]


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("content:\n", {}), ("content: ''\n", {}), ("hazards:\n", {}), ("hazards:\n  fire:\n", {}), ("also: []\n", {}),
        (
            "needs:\n  - id: n-7K3Q\n    action: 推进\n    note: ~\n",
            {"needs": [{"id": "n-7K3Q", "action": "推进"}]},
        ),
    ],
)  # fmt: skip
def test_a_field_that_may_be_left_out_may_stand_there_without_a_value(
    typed: str, read: dict[str, Any], visit_text: str
) -> None:
    without = reader.parse(visit_text, "x.yml", LIBRARY["visit"]).data
    assert without is not None
    assert reader.parse(visit_text + typed, "x.yml", LIBRARY["visit"]) == Judged({**without, **read})


@pytest.mark.parametrize(("key", "line"), [("by", 2), ("reached", 4), ("entered_on", 6)])
def test_a_field_that_has_to_be_filled_is_told_where_it_stands_empty(key: str, line: int, visit_text: str) -> None:
    typed = "".join(
        f"{key}:\n" if item.startswith(f"{key}:") else f"{item}\n" for item in visit_text.rstrip().split("\n")
    )
    (finding,) = reader.parse(typed, "x.yml", LIBRARY["visit"]).findings
    assert (finding.rule.id, finding.line, finding.missing) == ("schema-required", line, key)
