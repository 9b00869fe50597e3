"""What libyaml stumbled over, told from the line: the cause, what to do, and the text in quotes where that helps."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from yaml.error import YAMLError

from jiedui.records import syntax
from jiedui.records.finding import Finding

Parse = Callable[..., tuple[dict[str, Any] | None, list[Finding]]]

QUOTE = "给整个内容加双引号。"
SLIPS = {
    "content: @老张\n": (7, 10, "内容以特殊符号开头。", QUOTE, '"@老张"'),
    "content: %50\n": (7, 10, "内容以特殊符号开头。", QUOTE, '"%50"'),
    "```\n": (7, 1, "这一行是 ```，不是记录的内容。", "删掉文件里以 ``` 开头的行。", ""),
    "```yaml\n": (7, 1, "这一行是 ```，不是记录的内容。", "删掉文件里以 ``` 开头的行。", ""),
    "content: 都好 by: 甲 also: 乙\n": (
        7,
        15,
        "几个字段写在了一行里。",
        "一个字段写一行：by、also 各另起一行，和 content 对齐。",
        "",
    ),
    'content: @“甲"\n': (7, 10, "内容以特殊符号开头。", QUOTE, ""),
    "content: ? 不在家\n": (7, 10, "内容以“? ”开头。", QUOTE, ""),
    "content: [入户]见面\n": (
        7,
        14,
        "内容以“[”开头。",
        "给整个内容加双引号；是列表的，一行一项，每项以“- ”开头。",
        '"[入户]见面"',
    ),
    "content: 他说: 好\n": (
        7,
        12,
        "这一行多了一个冒号。",
        "内容里有“: ”时，给整个内容加双引号，或者改成中文的“：”。",
        '"他说: 好"',
    ),
    "content: 他说:\n": (
        7,
        12,
        "这一行多了一个冒号。",
        "内容里有“: ”时，给整个内容加双引号，或者改成中文的“：”。",
        '"他说:"',
    ),
    "hazards: fire: 无\n": (
        7,
        14,
        "hazards 这一行又写了一个字段，多了一个冒号。",
        "fire 另起一行，比 hazards 多缩进两格。",
        "",
    ),
    "   content: 甲\n": (
        7,
        4,
        "这一行的开头比上一行多了 3 个空格，缩进不对。",
        "和上一行对齐，从同一列开始写；再看上一行的缩进是否对齐。",
        "",
    ),
    "content 甲\nalso:\n  - YYL-3F8H\n": (
        7,
        1,
        "这一行缺少冒号。",
        "字段名后面写半角冒号加一个空格：“content: ”后面写内容。",
        "content: …",
    ),
    "联系情况 甲\nalso:\n  - YYL-3F8H\n": (
        7,
        1,
        "这一行缺少冒号。",
        "字段名后面写半角冒号加一个空格：“联系情况: ”后面写内容。",
        "联系情况: …",
    ),
    "content: 甲\n乙\n": (
        8,
        1,
        "这一行缺少冒号，或者没有缩进。",
        "字段名后面写半角冒号加一个空格；多行文字用 |- 开头并缩进两格：|- 写在字段名后面，文字从下一行写起。",
        "",
    ),
    "content: - 甲\n": (
        7,
        10,
        "“- ”不能写在这里。",
        "是列表的，“- ”另起一行，比上面的字段缩进两格；是文字的，给整个内容加双引号。",
        "",
    ),
}


@pytest.mark.parametrize("written", SLIPS)
def test_the_cause_is_seen_in_the_line(written: str, parse: Parse, visit_text: str) -> None:
    _, findings = parse(visit_text + written)
    assert [
        (item.rule.id, item.line, item.column, item.message, item.remedy, item.suggestion) for item in findings
    ] == [("yaml-syntax", *SLIPS[written])]


def test_the_first_line_is_blamed_for_its_own_blanks(parse: Parse, visit_text: str) -> None:
    _, findings = parse(f"# 联系日期\n  {visit_text}")
    assert [(item.line, item.column, item.message, item.remedy) for item in findings] == [
        (2, 1, "第一行开头多了空格。", "删掉第一行开头的空格，各个字段从同一列开始写。")
    ]


def test_a_field_begun_on_the_line_above_explains_the_next(parse: Parse, visit_text: str) -> None:
    _, findings = parse(visit_text.replace("date: ", "date:"))
    assert [(item.rule.id, item.line) for item in findings] == [("yaml-colon-space", 1)]
    _, findings = parse("\n" + visit_text.replace("date: ", "date：").replace("by:", "\nby:"))
    assert [(item.rule.id, item.line) for item in findings] == [("yaml-wide-colon", 2)]


@pytest.mark.parametrize("text", ["content: *甲", "content: &甲 乙", "content: !甲 乙"])
def test_a_sign_of_yaml_before_a_text_is_quoted(text: str, parse: Parse, visit_text: str) -> None:
    (finding,) = parse(f"{visit_text}{text}\n")[1]
    assert finding.rule.id == "yaml-reference"
    assert finding.suggestion in ("", f'"{text.removeprefix("content: ")}"')


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("content: 见 #3", '"见 #3"'),
        ("  - id: n-7K3Q", '"n-7K3Q"'),
        ("content: 见  ", '"见"'),
        ("content:", ""),
        ("content", ""),
        ('content: "甲', ""),
        ("content: a\\b", ""),
        ("", ""),
        ("# 甲: 乙", ""),
    ],
)
def test_a_value_in_quotes(line: str, value: str) -> None:
    assert syntax.quoted(line) == value


def test_an_error_without_a_place_is_still_told() -> None:
    finding = syntax.told(YAMLError("unforeseen"), "x.yml", [], [""], ())
    assert finding is not None
    assert (finding.rule.id, finding.line, finding.column) == ("yaml-syntax", 1, 1)
    assert (finding.message, finding.remedy) == ("文件里有 YAML 不允许的字符。", "删掉特殊字符后重试。")
