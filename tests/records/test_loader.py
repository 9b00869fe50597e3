"""The YAML dialect: what is typed arrives, and every trap is named with its place and a way out (design §4)."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from yaml.error import YAMLError

from jiedui.records import files, inspector, loader, reader
from jiedui.records.finding import RULES, Finding, Judged
from jiedui.records.schema import SchemaLibrary
from jiedui.records.tree import Place

LIBRARY = SchemaLibrary(Path(__file__).resolve().parents[2] / "schemas")
CERTIFICATE = "49060219580312101741"
PHONE = "15400001234"
Parse = Callable[..., tuple[dict[str, Any] | None, list[Finding]]]


def said(findings: Iterable[Finding]) -> list[tuple[str, int, int]]:
    return [(finding.rule.id, finding.line, finding.column) for finding in findings]


# ---- what is typed arrives ----


@pytest.mark.parametrize(
    "typed",
    [
        "14:05", "9:30", "0123", "0o17", "0x1F", "1_000", "1e3", ".5", "1.0", "+1", "no", "NO", "yes", "on", "off", "y",
        "n", "True", "FALSE", "2024-01-15", "2024-1-5", "2024-01-15 10:20:30", PHONE, CERTIFICATE, "0730-0123456", "=",
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
def test_quotes_do_not_change_the_type(typed: str, value: bool, parse: Parse, visit_text: str) -> None:
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
        ("|-  # 联系情况\n  甲 # 3\n", "甲 # 3"),
        ("|-\n  　　段首空两格。\n  　　又一段。\n", "　　段首空两格。\n　　又一段。"),
        ("|-\n                              缩进很深的文字\n", "缩进很深的文字"),
        ('"甲\\n乙"\n', "甲\n乙"),
        ('"甲\\t乙"\n', "甲\t乙"),
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


# ---- the traps: what is written after the six lines of a visit, and what must be said about it ----

TRAPS = {
    "duplicate key": ("date: 2026-03-07\n", "yaml-duplicate-key", 7, 1, "字段“date”写了两次", "留下一个"),
    "duplicate key, quoted": ('"by": YYL-B-7K3Q\n', "yaml-duplicate-key", 7, 1, "字段“by”写了两次", "留下一个"),
    "duplicate key, deep": (
        "hazards:\n  gas: 无\n  gas: 有\n", "yaml-duplicate-key", 9, 3, "字段“gas”写了两次", "合到一起",
    ),
    "duplicate key, both empty": ("content:\ncontent:\n", "yaml-duplicate-key", 8, 1, "“content”写了两次", "留下一个"),
    "anchor": ("content: &甲 乙\n", "yaml-reference", 7, 10, "锚点、别名或标签", "加双引号"),
    "alias": ("content: *甲\n", "yaml-reference", 7, 10, "锚点、别名或标签", "加双引号"),
    "tag": ("content: !!str 甲\n", "yaml-reference", 7, 10, "锚点、别名或标签", "加双引号"),
    "local tag": ("content: !甲 乙\n", "yaml-reference", 7, 10, "锚点、别名或标签", "加双引号"),
    "python tag": ("content: !!python/object:os.system 甲\n", "yaml-reference", 7, 10, "锚点", "加双引号"),
    "anchor hidden in braces": ('hazards: {"fire":&a 无}\n', "yaml-reference", 7, 18, "锚点", "加双引号"),
    "second document": ("---\ndate: 2026-03-07\n", "yaml-documents", 7, 1, "---", "一个文件只写一份记录"),
    "document end": ("...\n", "yaml-documents", 7, 1, "...", "删掉这一行"),
    "tab indentation": ("hazards:\n\tfire: 无\n", "yaml-tab", 8, 1, "制表符", "改用空格"),
    "tab before a comment": ("content: 甲\t# 联系情况\n", "yaml-tab", 7, 11, "制表符", "改用空格"),
    "zero-width space": ("content: 甲\u200b乙\n", "yaml-invisible", 7, 11, "第 11 个字是看不见", "删掉"),
    "no-break space": ("content: 甲\u00a0乙\n", "yaml-invisible", 7, 11, "U+00A0", "删掉"),
    "soft hyphen": ("content: 甲\u00ad乙\n", "yaml-invisible", 7, 11, "U+00AD", "删掉"),
    "bidi isolate": ("content: 甲\u2066乙\n", "yaml-invisible", 7, 11, "U+2066", "删掉"),
    "right-to-left override": ("content: 甲\u202e乙\n", "yaml-invisible", 7, 11, "U+202E", "删掉"),
    "tag character": ("content: 甲\U000e0041乙\n", "yaml-invisible", 7, 11, "U+E0041", "删掉"),
    "bell": ("content: 甲\x07乙\n", "yaml-invisible", 7, 11, "U+0007", "删掉"),
    "NUL": ("content: 甲\x00乙\n", "yaml-invisible", 7, 11, "U+0000", "删掉"),
    "form feed": ("content: 甲\x0c乙\n", "yaml-invisible", 7, 11, "U+000C", "删掉"),
    "next line (NEL)": ("content: 甲\x85乙\n", "yaml-invisible", 7, 11, "U+0085", "删掉"),
    "line separator": ("content: 甲\u2028乙\n", "yaml-invisible", 7, 11, "U+2028", "删掉"),
    "lone carriage return": ("content: 甲\r乙\n", "yaml-invisible", 7, 11, "U+000D", "删掉"),
    "lone surrogate": ("content: 甲\ud800乙\n", "yaml-invisible", 7, 11, "U+D800", "删掉"),
    "BOM in the middle": ("content: 甲\ufeff乙\n", "yaml-invisible", 7, 11, "U+FEFF", "删掉"),
    "invisible in a key": ("con\u200btent: 甲\n", "yaml-invisible", 7, 4, "U+200B", "删掉"),
    "invisible in a comment": ("content: 甲  # 联系\u200b情况\n", "yaml-invisible", 7, 17, "U+200B", "删掉"),
    "invisible in a block": ("content: |-\n  甲\u200b\n", "yaml-invisible", 8, 4, "U+200B", "删掉"),
    "invisible by escape": ('content: "甲\\u200b乙"\n', "yaml-invisible", 7, 10, "用反斜杠写了", "删掉反斜杠"),
    "bell by escape": ('content: "甲\\a"\n', "yaml-invisible", 7, 10, "用反斜杠写了", "删掉反斜杠"),
    "full-width colon": ("content：甲\n", "yaml-wide-colon", 7, 8, "“content”后面的冒号写成了全角", "改成半角冒号"),
    "full-width colon, Chinese key": ("备注：甲\n", "yaml-wide-colon", 7, 3, "“备注”后面的冒号", "改成半角冒号"),
    "full-width colon, nested": ("hazards:\n  fire：无\n", "yaml-wide-colon", 8, 7, "“fire”后面的冒号", "半角"),
    "no space after colon": ("content:甲\n", "yaml-colon-space", 7, 8, "“content”的冒号后面没有空格", "加一个空格"),
    "wide space after colon": ("content:　甲\n", "yaml-colon-space", 7, 8, "冒号后面是全角空格", "换成一个半角空格"),
    "wide indentation": ("hazards:\n　　fire: 无\n", "yaml-wide-indent", 8, 1, "行首有全角空格", "改用半角空格缩进"),
    "wide after narrow": ("hazards:\n  　fire: 无\n", "yaml-wide-indent", 8, 1, "行首有全角空格", "半角空格"),
    "hash cuts a value": ("content: 见 #3\n", "yaml-comment", 7, 12, "# 后面的字会被当作注释丢掉", "加双引号"),
    "hash cuts a title": ("content: 见 #联系情况\n", "yaml-comment", 7, 12, "会被当作注释丢掉", "加双引号"),
    "comment line": ("# 下周再去\n", "yaml-comment", 7, 1, "这一行是注释，整理格式时不会保留", "写到 note（备注）里"),
    "comment under a block": ("content: |-\n    甲\n  # 乙\n", "yaml-comment", 9, 3, "这一行是注释", "备注"),
    "comment against quotes": ('content: "甲"#乙\n', "yaml-comment", 7, 13, "会被当作注释丢掉", "备注"),
    "comment against a bracket": ("topics: [家庭生产生活]#乙\n", "yaml-comment", 7, 17, "会被当作注释丢掉", "备注"),
    "comment after quotes": ('content: "甲 #1" # 乙\n', "yaml-comment", 7, 17, "会被当作注释丢掉", "备注"),
    "comment after quotes over two lines": (
        'content: "甲\n  # 在引号里" # 乙\n', "yaml-comment", 8, 11, "会被当作注释丢掉", "备注",
    ),
    "text in braces": ("content: {今天没去}\n", "yaml-syntax", 7, 11, "花括号里的“今天没去”没有内容", "加双引号"),
    "no space in braces": ("hazards: {fire:无}\n", "yaml-syntax", 7, 11, "“fire:无”没有内容", "冒号后面空一格"),
    "list as key": ("? [甲]\n: 乙\n", "yaml-complex-key", 7, 3, "字段名不是一个词", "参照同类文件"),
    "mapping as key": ("? {a: b}\n: 乙\n", "yaml-complex-key", 7, 3, "字段名不是一个词", "参照同类文件"),
    "deep brackets": ("content: " + "[" * 100_000 + "\n", "yaml-depth", 7, 25, "层次太多", "参照同类文件"),
    "deep braces": ("content: " + "{a: " * 100_000 + "\n", "yaml-depth", 7, 70, "层次太多", "参照同类文件"),
    "deep indentation": (
        "".join(f"{' ' * depth}a:\n" for depth in range(1400)), "yaml-depth", 23, 17, "层次太多", "参照同类文件",
    ),
    "second colon": ("content: 甲: 乙\n", "yaml-syntax", 7, 11, "多了一个冒号", "给整个内容加双引号"),
    "colon at the end": ("content: 甲:\n", "yaml-syntax", 7, 11, "多了一个冒号", "给整个内容加双引号"),
    "missing colon": ("content\nalso:\n  - YYL-3F8H\n", "yaml-syntax", 7, 1, "这一行缺少冒号", "半角冒号加一个空格"),
    "text not indented": ("content: |-\n甲\n乙\n", "yaml-syntax", 8, 1, "没有缩进", "多行文字用 |- 开头并缩进两格"),
    "unclosed quote": ('content: "甲\n', "yaml-syntax", 7, 10, "引号没有成对", "用半角引号"),
    "text after quotes": ('content: "甲" 乙\n', "yaml-syntax", 7, 14, "引号后面还有字", "引号要包住整个内容"),
    "unclosed bracket": ("topics: [家庭生产生活\n", "yaml-syntax", 7, 9, "没有写完整", "列表改成一行一项"),
    "dash on the key's line": ("topics: - 家庭生产生活\n", "yaml-syntax", 7, 9, "“- ”不能写在这里", "另起一行"),
    "reserved sign": ("content: @甲\n", "yaml-syntax", 7, 10, "内容以特殊符号开头", "加双引号"),
    "backslash": ('content: "C:\\照片"\n', "yaml-syntax", 7, 13, "反斜杠用错了", "两个反斜杠"),
    "words after the bar": ("content: |- 甲\n", "yaml-syntax", 7, 13, "后面不能再写字", "从下一行写起"),
    "extra indentation": ("  content: 甲\n", "yaml-syntax", 7, 10, "上一行的缩进不对", "缩进是否对齐"),
    "lesser indentation": ("hazards:\n   fire: 无\n  gas: 无\n", "yaml-syntax", 9, 3, "缩进没有对齐", "从同一列开始写"),
    "list not aligned": (
        "topics:\n  - 家庭生产生活\n - 惠残政策享受\n", "yaml-syntax", 9, 2, "缩进没有对齐", "从同一列开始写",
    ),
    "nonsense": ("\u4e00: ]\n", "yaml-syntax", 7, 4, "写得不对", "一行一项"),
}  # fmt: skip


@pytest.mark.parametrize("trap", TRAPS)
def test_trap_is_named(trap: str, parse: Parse, visit_text: str) -> None:
    written, rule, line, column, message, remedy = TRAPS[trap]
    data, findings = parse(visit_text + written)
    assert data is None
    assert said(findings)[0] == (rule, line, column)
    assert message in findings[0].message
    assert remedy in findings[0].remedy
    assert len({finding.line for finding in findings}) == 1, "consequences of one fault are not reported as others"


BY = "by: YYL-B-7K3Q"
SCHEMA_TRAPS = {
    "30 February": ("date: 2026-03-05", "date: 2026-02-30", "date-impossible", 1, 1, "2026年2月只有28天，没有30日", ""),
    "29 February": ("date: 2026-03-05", "date: 2024-02-30", "date-impossible", 1, 1, "2024年2月只有29天", ""),
    "31 April": ("entered_on: 2026-03-06", "entered_on: 2026-04-31", "date-impossible", 6, 1, "4月只有30天", ""),
    "year 0": ("date: 2026-03-05", "date: 0000-03-05", "date-impossible", 1, 1, "没有0年3月这个月份", ""),
    "full-width digits": ("2026-03-05", "２０２６-０３-０５", "schema-format", 1, 1, "有全角字符", "2026-03-05"),
    "full-width hyphens": ("2026-03-05", "2026－03－05", "schema-format", 1, 1, "有全角字符", "2026-03-05"),
    "one digit": ("date: 2026-03-05", "date: 2026-3-5", "schema-format", 1, 1, "格式不对", "2026-03-05"),
    "Chinese date": ("2026-03-05", "2026年3月5日", "schema-format", 1, 1, "格式不对", "2026-03-05"),
    "bare date": ("2026-03-05", "20260305", "schema-format", 1, 1, "格式不对", "2026-03-05"),
    "Chinese date in no calendar": ("2026-03-05", "2026年2月30日", "schema-format", 1, 1, "格式不对", ""),
    "yes in Chinese": ("reached: true", "reached: 是", "schema-type", 4, 1, "填写方式不对", "true"),
    "no in Chinese": ("reached: true", "reached: 否", "schema-type", 4, 1, "填写方式不对", "false"),
    "full-width one": ("reached: true", "reached: １", "schema-type", 4, 1, "填写方式不对", "true"),
    "capital": ("reached: true", "reached: True", "schema-type", 4, 1, "填写方式不对", "true"),
    "lower-case id": ("YYL-B-7K3Q", "yyl-b-7k3q", "schema-format", 2, 1, "大小写不对", "YYL-B-7K3Q"),
    "quotes of prose": ("入户", "“入户”", "schema-choice", 3, 1, "不在可选范围内", "入户"),
    "trailing wide space": (BY, f"{BY}　", "schema-format", 2, 1, "有全角字符、空格", "YYL-B-7K3Q"),
    "number as key": (BY, f"{BY}\n1: 甲", "schema-unknown-field", 3, 1, "没有“1”这个字段", ""),
    "merge key": (BY, f"{BY}\n<<: 甲", "schema-unknown-field", 3, 1, "没有“<<”这个字段", ""),
    "empty key": (BY, f'{BY}\n"": 甲', "schema-unknown-field", 3, 1, "没有“（空）”这个字段", ""),
    "key of two lines": (
        BY, f"{BY}\n? |-\n  甲\n  乙\n: 丙", "schema-unknown-field", 3, 3, "没有“甲 乙”这个字段", "",
    ),
    "key without value": (BY, f"{BY}\n今天没去:", "schema-unknown-field", 3, 1, "今天没去", ""),
    "Chinese key": (BY, f"{BY}\n联系情况: 甲", "schema-unknown-field", 3, 1, "联系情况", "content"),
    "empty item": (BY, f"{BY}\ntopics:\n  -", "schema-size", 4, 4, "有一项是空的", ""),
    "null item": (BY, f"{BY}\ntopics:\n  - null", "schema-size", 4, 5, "有一项是空的", ""),
    "dash without space": (BY, f"{BY}\ntopics:\n  -家庭", "yaml-dash-space", 4, 3, "短横后面", "- "),
    "dash and wide space": (BY, f"{BY}\ntopics:\n  -　家庭", "yaml-dash-space", 4, 3, "短横", "- "),
    "wide dash": (BY, f"{BY}\ntopics:\n  － 家庭", "yaml-dash-space", 4, 3, "短横是全角的", "- "),
    "wide colon in an item": (
        BY, f"{BY}\nneeds:\n  - id：n-7K3Q", "yaml-wide-colon", 4, 7, "“id”后面的冒号", "id: ",
    ),
    "decimal": (BY, f"{BY}\ncompanions: 1.0", "schema-type", 3, 1, "填写方式不对", ""),
    "leading zero": (BY, f"{BY}\ncompanions: 02", "schema-type", 3, 1, "填写方式不对", "2"),
    "full-width two": (BY, f"{BY}\ncompanions: ２", "schema-type", 3, 1, "填写方式不对", "2"),
    "very large": (BY, f"{BY}\ncompanions: 999999999", "schema-size", 3, 1, "数值太大", ""),
}  # fmt: skip


@pytest.mark.parametrize("trap", SCHEMA_TRAPS)
def test_trap_in_a_value_is_named(trap: str, parse: Parse, visit_text: str) -> None:
    before, after, rule, line, column, message, suggestion = SCHEMA_TRAPS[trap]
    assert before in visit_text
    data, findings = parse(visit_text.replace(before, after, 1))
    assert data is None
    assert said(findings)[0] == (rule, line, column)
    assert message in findings[0].message
    assert findings[0].suggestion == suggestion


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", 1),
        ("\n  \n", 1),
        ("- 甲\n- 乙\n", 1),
        ("甲\n", 1),
        ("[]\n", 1),
        ("null\n", 1),
        ("3\n", 1),
        ("|-\n  date: 甲\n", 1),
    ],
)
def test_what_is_not_a_record(text: str, line: int, parse: Parse) -> None:
    _, findings = parse(text)
    assert said(findings) == [("yaml-not-a-record", line, 1)]
    assert "没有“字段: 内容”" in findings[0].message


def test_whole_file_with_wide_colons(parse: Parse, visit_text: str) -> None:
    _, findings = parse(visit_text.replace(": ", "："))
    assert said(findings) == [
        ("yaml-wide-colon", line, visit_text.split("\n")[line - 1].index(":") + 1) for line in range(1, 7)
    ]
    assert findings[0].suggestion == "date: "


def test_document_mark_and_directive_at_the_top(parse: Parse, visit_text: str) -> None:
    assert said(parse("---\n" + visit_text)[1]) == [("yaml-documents", 1, 1)]
    assert said(parse("%YAML 1.1\n---\n" + visit_text)[1]) == [("yaml-documents", 1, 1)]
    assert said(parse("\ufeff" + visit_text)[1]) == [("yaml-invisible", 1, 1)]


@pytest.mark.parametrize("nesting", ["- " * 100_000, "? " * 100_000, "-  " * 100_000, "- ? " * 50_000])
def test_deep_nesting_at_the_root(nesting: str, parse: Parse) -> None:
    _, findings = parse(nesting + "\n")
    assert [finding.rule.id for finding in findings][-1] == "yaml-depth"


def test_all_faults_at_once(parse: Parse, visit_text: str) -> None:
    _, findings = parse(visit_text + "date: 2026-03-07\ncontent: &a 见 #3\nalso: *a\n\tx: y\n")
    assert said(findings) == [
        ("yaml-tab", 10, 1), ("yaml-duplicate-key", 7, 1), ("yaml-reference", 8, 10), ("yaml-reference", 9, 7),
    ]  # fmt: skip
    _, findings = parse(visit_text + "date: 2026-03-07\ncontent: &a 见 #3\nalso: *a\n")
    assert {rule for rule, _, _ in said(findings)} == {"yaml-duplicate-key", "yaml-reference", "yaml-comment"}


def test_a_fault_further_down_is_not_hidden_by_a_sentence_with_a_wide_colon(parse: Parse, visit_text: str) -> None:
    text = visit_text + "topics:\n  - 备注：甲\ncontent: @乙\n"
    assert said(parse(text)[1]) == [("yaml-wide-colon", 8, 7), ("yaml-syntax", 9, 10)]


def test_a_wide_colon_in_a_sentence_is_no_fault(parse: Parse, visit_text: str) -> None:
    text = visit_text.replace("2026-03-05", "2026-3-5") + "content: 甲\n  他说：好，见http:x\n"
    assert said(parse(text)[1]) == [("schema-format", 1, 1)]


def test_text_in_the_blocks_of_a_broken_file_is_left_alone(parse: Parse, visit_text: str) -> None:
    blocks = "content: |-\n  by：甲\n  date:乙\n\n  # 丙\n"
    blocks += "needs:\n  - id: n-7K3Q\n    note: |\n      by：丁\n  - note: |-\n      by：戊\n"
    _, findings = parse(visit_text + blocks + "channel_note: @己\n")
    assert said(findings) == [("yaml-syntax", 18, 15)]


def test_an_error_without_a_place_is_still_reported() -> None:
    (finding,) = inspector._syntax(YAMLError("unforeseen"), "x.yml", [])
    assert (finding.rule.id, finding.line, finding.column) == ("yaml-syntax", 1, 1)


# ---- no number is repeated ----


@pytest.mark.parametrize(
    "written",
    [
        f"{CERTIFICATE}: 甲\n",
        f"a{CERTIFICATE}：甲\n",
        f"a{CERTIFICATE}:甲\n",
        f"a{PHONE}: 甲\na{PHONE}: 乙\n",
        f"content: {{{CERTIFICATE}}}\n",
        f"channel_note: {CERTIFICATE}\nchannel_note: {PHONE}\n",
        f"companions: {PHONE}\n",
        f"also:\n  - {CERTIFICATE}\n",
        "also:\n  - １５４００００１２３４\n",
        "also:\n  - 154-0000-1234\n",
        "topics:\n  - 154 0000 1234\n",
        f"topics:\n  - {CERTIFICATE}X\n",
        f"hazards: {PHONE}\n",
        f"withdrawn:\n  date: {PHONE}\n  reason: 甲\n",
        f"content: 甲 # {CERTIFICATE}\n",
        f'content: "甲 {CERTIFICATE}\n',
        f"*{CERTIFICATE}\n",
        f"content: &n{CERTIFICATE} 甲\n",
        "154 0000 1234: 甲\n",
        "490602.19580312.1017: 甲\n",
    ],
)
def test_no_number_is_repeated(written: str, parse: Parse, visit_text: str) -> None:
    _, findings = parse(visit_text + written)
    assert findings
    for finding in findings:
        digits = "".join(character for character in f"{finding.message}{finding.suggestion}" if character.isdigit())
        assert len(digits) < 7 or finding.rule.id == "schema-size", finding
        shown = f"{finding.message}{finding.remedy}{finding.suggestion}"
        for number in (CERTIFICATE, PHONE, "154 0000 1234", "154-0000-1234", "１５４００００１２３４", "19580312"):
            assert number not in shown


def test_a_very_long_key_is_shortened(parse: Parse, visit_text: str) -> None:
    _, findings = parse(f"{visit_text}{'甲' * 100}: 乙\n")
    assert findings[0].message == f"没有“{'甲' * 40}…”这个字段。"


# ---- files ----


MODELINE = "# yaml-language-server: $schema=../../schemas/visit.schema.json"


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_the_line_for_an_editor_is_no_comment_that_is_lost(parse: Any, visit_text: str, newline: str) -> None:
    text = f"{MODELINE}\n{visit_text}"
    assert parse(text.replace("\n", newline)) == parse(visit_text)
    assert parse(visit_text)[1] == []
    # With an anchor sign in it, the text goes the slow way, which comes to the same.
    assert parse(f"{MODELINE}&x\n{visit_text}") == parse(visit_text)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("{visit}{mode}\n", 7),
        ("\n{mode}\n{visit}", 2),
        ("{mode}\n{mode}\n{visit}", 2),
        (" {mode}\n{visit}", 1),
        ("#{mode}\n{visit}", 1),
        ("{mode} 甲\n{visit}", 1),
        ("# yaml-language-server: $schema=\n{visit}", 1),
        ("# yaml-language-server:\n{visit}", 1),
        ("# yaml-language-server: schema=x\n{visit}", 1),
    ],
)
def test_anywhere_else_or_otherwise_it_is_a_comment(parse: Any, visit_text: str, text: str, line: int) -> None:
    _, findings = parse(text.format(visit=visit_text, mode=MODELINE))
    assert [(rule, at) for rule, at, _ in said(findings)] == [("yaml-comment", line)]


def test_below_the_line_for_an_editor_lines_are_counted_on(parse: Any, visit_text: str) -> None:
    _, findings = parse(f"{MODELINE}\n{visit_text}".replace("入户", "上门"))
    assert said(findings) == [("schema-choice", 4, 1)]


def test_the_line_for_an_editor_alone_is_no_record(parse: Any) -> None:
    assert said(parse(MODELINE)[1]) == said(parse(f"{MODELINE}\n")[1]) == [("yaml-not-a-record", 1, 1)]


def read(tmp_path: Path, raw: bytes, library: SchemaLibrary) -> list[Finding]:
    (tmp_path / "x.yml").write_bytes(raw)
    judged = reader.read_record(tmp_path, Place("x.yml", "visit", "2026-03-05"), library)
    assert judged.data is None
    return list(judged.findings)


@pytest.mark.parametrize(
    ("make", "rule", "line", "column", "message", "remedy"),
    [
        (lambda text: b"", "file-empty", 0, 0, "文件是空的", "从 Git 历史里恢复"),
        (lambda text: b" \r\n\t\n", "file-empty", 0, 0, "文件是空的", "填写内容"),
        (lambda text: b"\xef\xbb\xbf" + text.encode(), "file-bom", 1, 1, "BOM", "不要选“带 BOM 的 UTF-8”"),
        (lambda text: text.encode("utf-16"), "file-encoding", 1, 1, "UTF-16", "编码选 UTF-8"),
        (lambda text: text.encode("utf-16-be"), "file-nul", 1, 1, "空字符", "UTF-16"),
        (lambda text: text.encode("gb18030"), "file-encoding", 3, 10, "GBK", "另存为"),
        (lambda text: text.encode().replace("户".encode(), b"\xff"), "file-encoding", 3, 11, "不是 UTF-8", "另存为"),
        (lambda text: text.encode() + b"content: a\x00b\n", "file-nul", 7, 1, "空字符（NUL）", "Git 历史"),
        (lambda text: b"#" * (10 * 1024 * 1024), "file-too-large", 0, 0, "超过 1 MB", "照片、扫描件另外存放"),
        (lambda text: b"[" * (1024 * 1024), "yaml-depth", 1, 17, "层次太多", "参照同类文件"),
    ],
    ids=["empty", "blank", "bom", "utf-16", "utf-16 without mark", "gbk", "latin", "nul", "10 MB", "1 MB of brackets"],
)  # fmt: skip
def test_file_that_cannot_be_read(
    make: Callable[[str], bytes], rule: str, line: int, column: int, message: str, remedy: str,
    tmp_path: Path, library: SchemaLibrary, visit_text: str,
) -> None:  # fmt: skip
    findings = read(tmp_path, make(visit_text), library)
    assert said(findings) == [(rule, line, column)]
    assert message in findings[0].message
    assert remedy in findings[0].remedy


def test_largest_file_is_read(tmp_path: Path, library: SchemaLibrary, visit_text: str) -> None:
    raw = visit_text.encode()
    raw += b"\n" * (files.MAX_BYTES - len(raw))
    (tmp_path / "x.yml").write_bytes(raw)
    assert reader.read_record(tmp_path, Place("x.yml", "visit", ""), library).findings == ()
    assert said(read(tmp_path, raw + b"\n", library)) == [("file-too-large", 0, 0)]


def test_directory_and_missing_file(tmp_path: Path, library: SchemaLibrary) -> None:
    (tmp_path / "folder.yml").mkdir()
    for name in ("folder.yml", "nothing.yml"):
        judged = reader.read_record(tmp_path, Place(name, "visit", ""), library)
        assert judged.data is None
        assert said(judged.findings) == [("file-unreadable", 0, 0)]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root reads everything")
def test_unreadable_file(tmp_path: Path, library: SchemaLibrary, visit_text: str) -> None:
    file = tmp_path / "x.yml"
    file.write_text(visit_text, "utf-8")
    file.chmod(0)
    assert said(reader.read_record(tmp_path, Place("x.yml", "visit", ""), library).findings) == [
        ("file-unreadable", 0, 0)
    ]


def test_writing_is_atomic_and_says_whether_anything_changed(tmp_path: Path) -> None:
    file = tmp_path / "a" / "b.yml"
    assert files.write_text(file, "甲\n") is True
    assert files.write_text(file, "甲\n") is False
    assert files.write_text(file, "乙\n") is True
    assert file.read_bytes() == "乙\n".encode()
    assert [path.name for path in file.parent.iterdir()] == ["b.yml"]
    with pytest.raises(IsADirectoryError):
        files.write_text(file.parent, "丙\n")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a"], "a failed write leaves no draft behind"


# ---- size: what is large takes longer, not for ever ----


@pytest.mark.parametrize(
    "text",
    [
        "".join(f"k{number}: x\n" for number in range(60_000)),
        "".join(f'k{number}: "x" # y\n' for number in range(40_000)),
        "topics:\n" + "  - x\n" * 100_000,
        "content: " + "甲" * 300_000 + "\n",
        "甲" * 300_000 + ": x\n",
        "content: |-\n" + "  甲：乙\n" * 60_000,
        "channel: " + "入" * 300_000 + "\n",
        "a:" * 300_000 + "\n",
        "hazards: {" + "a: b, " * 100_000 + "}\n",
    ],
    ids=["keys", "comments", "items", "line", "key", "block", "word", "colons", "braces"],
)
def test_work_grows_with_size_and_findings_do_not(text: str, library: SchemaLibrary, visit_text: str) -> None:
    # Nothing is measured: a quadratic loop over these texts takes minutes and is noticed.
    judged = reader.parse(visit_text + text, "x.yml", library["visit"])
    findings = judged.findings
    assert judged.data is None
    assert 1 <= len(findings) <= 110 or {finding.rule.id for finding in findings} <= {
        "yaml-comment",
        "yaml-duplicate-key",
    }


def test_many_unknown_keys_are_summed_up(parse: Parse, visit_text: str) -> None:
    _, findings = parse(visit_text + "".join(f"k{number}: x\n" for number in range(30)))
    assert [finding.line for finding in findings] == list(range(7, 28))
    assert findings[-1].message == "从这里往下还有 10 个不认识的字段。"


def test_many_faults_are_summed_up(parse: Parse, visit_text: str) -> None:
    _, findings = parse(visit_text + "also:\n" + "".join(f"  - x{number}\n" for number in range(150)))
    assert len(findings) == 101
    assert "超过 100 处" in findings[-1].message


# ---- anything at all ----

ALPHABET = st.one_of(
    st.sampled_from(list(":-?[]{},#&*!|>'\"%@` \t\n\r~=<\\./")),
    st.sampled_from(
        ["- ", ": ", "\n  ", "\n", "---", "...", " #", "|-\n", "甲", "：", "　", "\u200b", "\x85", "\u2028"]
    ),
    st.sampled_from(["date", "by", "hazards", "topics", "2026-03-05", "true", "null", "\ud800", "\U0001f600"]),
    st.characters(),
)
FUZZ = settings(
    max_examples=400, deadline=None, derandomize=True, database=None, suppress_health_check=[HealthCheck.too_slow]
)
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
    loaded = loader.load(text, "x.yml", comments)
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
