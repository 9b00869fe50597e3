"""One pass over libyaml's events: where scalars and blocks are, and what is YAML but not of the dialect."""

from __future__ import annotations

import pytest
from yaml.error import MarkedYAMLError

from jiedui.records.stream import Scan


def told(text: str) -> list[tuple[str, int, int]]:
    return [(finding.rule.id, finding.line, finding.column) for finding in Scan.of(text, "x.yml").findings]


@pytest.mark.parametrize(
    ("text", "scalars", "block_lines"),
    [
        ("a: 甲\nc: '丁 #'\n", ["a", "甲", "c", "'丁 #'"], set()),
        ("a: [b, {c: d}]\n", ["a", "b", "c", "d"], set()),
        ("a: |-\n  乙\n\n  丙\nc: 丁\n", ["a", "  乙\n\n  丙\n", "c", "丁"], {2, 3, 4}),
        ("a: |-\n  乙", ["a", "  乙"], {2}),
        ("a: |-  # 甲\n  乙\n\n\nb: >-\n    x\n", ["a", "  乙\n\n\n", "b", "    x\n"], {2, 3, 4, 6}),
        ("", [], set()),
    ],
)
def test_where_scalars_and_blocks_are(text: str, scalars: list[str], block_lines: set[int]) -> None:
    scan = Scan.of(text, "x.yml")
    assert [text[start:end] for start, end in scan.scalars] == scalars
    assert scan.block_lines == block_lines
    assert list(scan.findings) == []


@pytest.mark.parametrize(
    ("text", "is_mapping"),
    [("a: b\n", True), ("{}", True), ("- a: b\n", False), ("甲\n", False), ("", False), ("- {a: b}\n", False)],
)
def test_whether_the_root_is_a_mapping(text: str, is_mapping: object) -> None:
    scan = Scan.of(text, "x.yml")
    assert scan.is_mapping is is_mapping
    assert scan.whole is True
    assert scan.error is None


def test_where_libyaml_gives_up() -> None:
    scan = Scan.of("a: [b\n", "x.yml")
    assert scan.whole is False
    assert isinstance(scan.error, MarkedYAMLError)
    assert [scan.text[start:end] for start, end in scan.scalars] == ["a", "b"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: &x b\n", [("yaml-reference", 1, 4)]),
        ("a: *x\n", [("yaml-reference", 1, 4)]),
        ("a: b\nc: !!str d\n", [("yaml-reference", 2, 4)]),
        ("a: !x [b]\n", [("yaml-reference", 1, 4)]),
        ("a: &x b\nc: *x\n", [("yaml-reference", 1, 4), ("yaml-reference", 2, 4)]),
        ("a: {b}\n", [("yaml-syntax", 1, 5)]),
        ("a: {b: }\n", [("yaml-syntax", 1, 5)]),
        ("a: {b: ''}\n", []),
        ("a: {b: c}\n", []),
        ("a:\n", []),
        ("{a: b, a: c}\n", [("yaml-duplicate-key", 1, 8)]),
        ("a:\n  b: 1\n  b: 2\na: 3\n", [("yaml-duplicate-key", 3, 3), ("yaml-duplicate-key", 4, 1)]),
        ("a:\n  a: a\nb:\n  a: b\n", []),
        ("a:\n  - a: 1\n  - a: 2\n", []),
        ("a: a\nb: b\n", []),
        ("? [a]\n: b\n? {c: d}\n: e\n", [("yaml-complex-key", 1, 3), ("yaml-complex-key", 3, 3)]),
        ("a: b\n---\nc: d\n", [("yaml-documents", 2, 1)]),
        ("---\na: b\n", [("yaml-documents", 1, 1)]),
        ("a: b\n...\n", [("yaml-documents", 2, 1)]),
        ("%YAML 1.1\n---\na: b\n", [("yaml-documents", 1, 1)]),
        ('a: "b\\u200b"\nc: "d\\ne"\n', [("yaml-invisible", 1, 4)]),
        ('a: "b\\tc"\n', [("yaml-tab", 1, 4)]),
        ('a: "b\tc\\td"\n', []),
        ('a: "b\ufffdc\\"d"\n', []),
        ('a: "\\t\\u200b\\ufffd"\n', [("yaml-tab", 1, 4), ("yaml-invisible", 1, 4), ("yaml-lost-character", 1, 4)]),
    ],
)
def test_what_is_yaml_but_not_of_the_dialect(text: str, expected: list[tuple[str, int, int]]) -> None:
    assert told(text) == expected
    assert Scan.of(text, "x.yml").whole is True


@pytest.mark.parametrize(
    ("depth", "expected"), [(15, []), (16, [("yaml-depth", 1, 19)]), (17, [("yaml-depth", 1, 19)])]
)
def test_sixteen_levels_are_deep_enough(depth: int, expected: list[tuple[str, int, int]]) -> None:
    text = f"a: {'[' * depth}{']' * depth}\n"
    assert told(text) == expected
    assert Scan.of(text, "x.yml").whole is not bool(expected)


@pytest.mark.parametrize(
    ("text", "message", "remedy"),
    [
        (
            "a: {今天没去}\n", "花括号里的“今天没去”没有内容。",
            "花括号里是文字的，给整个内容加双引号；是字段的，改成一行一个字段，冒号后面空一格。",
        ),
        ("? [a]\n: b\n", "字段名不是一个词。", "字段名只写一个英文词，参照同类文件。"),
        ("a: 1\na: 2\n", "字段“a”写了两次。", "留下一个，把内容合到一起。"),
        ("---\na: b\n", "文件里有 ---、... 或 % 开头的行。", "删掉这一行；一个文件只写一份记录。"),
        (f"a: {'[' * 16}", "层次太多。", "参照同类文件重新填写。"),
        (
            'a: "\\u200b"\n', "双引号里用反斜杠写了看不见的字符（U+200B）。",
            "删掉反斜杠和后面的代码，只留看得见的字。",
        ),
        (
            "a: &x b\n", "这里用了 YAML 的锚点、别名或标签（& * !）。",
            "如果是内容，给整个内容加双引号；否则删掉 &、*、! 和后面的名字。",
        ),
    ],
)  # fmt: skip
def test_what_staff_are_told(text: str, message: str, remedy: str) -> None:
    (finding,) = Scan.of(text, "pj/unit.yml").findings
    assert (finding.path, finding.message, finding.remedy) == ("pj/unit.yml", message, remedy)
