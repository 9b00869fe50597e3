"""In what a record differs from its canonical form: each cause by itself, and all of them together."""

from __future__ import annotations

import re

import pytest

from jiedui.records.oddity import Oddity, causes
from jiedui.records.reader import parse
from jiedui.records.schema import SchemaLibrary
from jiedui.records.writer import write

CANONICAL = """\
date: "2026-03-05"  # 联系日期
by: YYL-B-7K3Q  # 联系人
channel: 入户  # 联系方式
reached: true  # 是否联系上
counterpart: 本人  # 联系对象
entered_on: "2026-03-06"  # 录入日期
also:  # 同时联系的户
  - YYL-3F8H
needs:  # 需求进展
  - id: n-7K3Q  # 需求编号
    action: 推进  # 进展
content: |-  # 联系情况
  插座老化。

    约定下周三更换。
"""
SHORT = "".join(CANONICAL.splitlines(keepends=True)[:6])


def told(text: str, library: SchemaLibrary) -> tuple[Oddity, ...]:
    """Return what is told of a text that reads as a sound visit."""
    data = parse(text, "x.yml", library["visit"]).data
    assert data is not None
    return causes(text.encode("utf-8"), write(data, library["visit"]))


def test_of_the_canonical_form_nothing_is_told(library: SchemaLibrary) -> None:
    assert told(CANONICAL, library) == ()


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        (CANONICAL[:-1], Oddity.LAST_LINE),
        (SHORT[:-1], Oddity.LAST_LINE),
        (CANONICAL.replace("\n", "\r\n"), Oddity.LINE_ENDS),
        (SHORT + "\n", Oddity.BLANK_LINES),
        (CANONICAL + "\n", Oddity.BLANK_LINES),
        (CANONICAL.replace("also:", "\n\nalso:"), Oddity.BLANK_LINES),
        ("\n" + SHORT, Oddity.BLANK_LINES),
        (CANONICAL.replace("# 联系人", "# 联系人 "), Oddity.BLANKS),
        (CANONICAL.replace("老化。", "老化。 "), Oddity.BLANKS),
        (CANONICAL.replace("更换。", "更换。　"), Oddity.BLANKS),
        (CANONICAL.replace("  # 联系人", ""), Oddity.COMMENT_MISSING),
        (CANONICAL.replace("  # 需求编号", ""), Oddity.COMMENT_MISSING),
        (CANONICAL.replace("|-  # 联系情况", "|-"), Oddity.COMMENT_MISSING),
        (re.sub("  # .*", "", CANONICAL), Oddity.COMMENT_MISSING),
        (CANONICAL.replace("# 联系人", "# 联系日期"), Oddity.COMMENT_OTHER),
        (SHORT.replace("by:", "# 联系人\nby:"), Oddity.COMMENT_OTHER),
        (CANONICAL.replace("- YYL-3F8H", "- YYL-3F8H  # 同时联系的户"), Oddity.COMMENT_OTHER),
        ("".join(reversed(SHORT.splitlines(keepends=True))), Oddity.ORDER),
        (
            CANONICAL.replace(
                "id: n-7K3Q  # 需求编号\n    action: 推进  # 进展", "action: 推进  # 进展\n    id: n-7K3Q  # 需求编号"
            ),
            Oddity.ORDER,
        ),
        (SHORT + "content:\n", Oddity.EMPTY),
        (SHORT + "hazards:  # 安全隐患察看\n  fire: ''  # 火灾\n", Oddity.EMPTY),
        (SHORT.replace('"', ""), Oddity.QUOTES),
        (SHORT.replace('"', "'"), Oddity.QUOTES),
        (CANONICAL.replace("YYL-3F8H", '"YYL-3F8H"'), Oddity.QUOTES),
        (CANONICAL.replace("|-", "|"), Oddity.TEXT),
        (CANONICAL.replace("|-  # 联系情况\n  插座", "|-  # 联系情况\n\n  插座"), Oddity.TEXT),
        (SHORT + f'content: "{"字" * 41}"  # 联系情况\n', Oddity.TEXT),
        (CANONICAL.replace("also:  # 同时联系的户\n  - YYL-3F8H", "also: [YYL-3F8H]  # 同时联系的户"), Oddity.BRACKETS),
        (CANONICAL.replace("by: ", "by:  "), Oddity.SPACES),
        (CANONICAL.replace("  # 联系人", " # 联系人"), Oddity.SPACES),
        (CANONICAL.replace("  - YYL", "- YYL"), Oddity.SPACES),
        (CANONICAL.replace("- YYL", "-  YYL"), Oddity.SPACES),
        (CANONICAL.replace("  - id", "    - id").replace("    action", "      action"), Oddity.SPACES),
        (CANONICAL.replace("  插座", "    插座").replace("    约定", "      约定"), Oddity.SPACES),
    ],
)  # fmt: skip
def test_each_cause_is_told_by_itself(text: str, cause: Oddity, library: SchemaLibrary) -> None:
    assert told(text, library) == (cause,)


@pytest.mark.parametrize(
    "text",
    [
        CANONICAL.replace("by: ", "by:  "),
        CANONICAL.replace("  # 联系人", " # 联系人"),
        CANONICAL.replace("  - YYL", "- YYL"),
        CANONICAL.replace("- YYL", "-  YYL"),
        CANONICAL.replace("  - id", "    - id").replace("    action", "      action"),
    ],
)
def test_a_blank_too_many_is_told_beside_another_cause(text: str, library: SchemaLibrary) -> None:
    """By itself it would be told of any text that differs in nothing else that has a name."""
    assert told(text[:-1], library) == (Oddity.LAST_LINE, Oddity.SPACES)


def test_an_empty_line_before_a_last_one_without_an_end_is_told(library: SchemaLibrary) -> None:
    text = SHORT.replace("entered_on", "\nentered_on")[:-1]
    assert told(text, library) == (Oddity.LAST_LINE, Oddity.BLANK_LINES)


def test_all_causes_are_told_once_and_in_one_order(library: SchemaLibrary) -> None:
    text = (
        "by:  YYL-B-7K3Q \r\n\r\ndate: 2026-03-05  # 联系人\r\nchannel: '入户'\r\nreached: true\r\n"
        "counterpart: 本人\r\nentered_on: 2026-03-06\r\nalso: [YYL-3F8H]\r\nhazards:\r\ncontent: |\r\n  甲\r\n  乙\r\n#"
    )
    assert told(f"{text} 联系人", library) == (
        Oddity.LAST_LINE, Oddity.LINE_ENDS, Oddity.BLANK_LINES, Oddity.BLANKS, Oddity.COMMENT_MISSING,
        Oddity.COMMENT_OTHER,
        Oddity.ORDER, Oddity.EMPTY, Oddity.QUOTES, Oddity.TEXT, Oddity.BRACKETS,
    )  # fmt: skip


def test_a_text_that_runs_over_the_end_of_its_line_is_told_as_that(library: SchemaLibrary) -> None:
    assert told(f"{SHORT}content: 前一半\n  后一半\n", library) == (Oddity.COMMENT_MISSING, Oddity.TEXT)


def test_the_line_for_an_editor_is_no_comment_of_a_field(library: SchemaLibrary) -> None:
    text = f"# yaml-language-server: $schema=../x.json\n{SHORT}"
    assert causes(text[:-1].encode("utf-8"), text) == (Oddity.LAST_LINE,)
    assert parse(text, "x.yml", library["visit"]).data is not None


def test_what_staff_are_told() -> None:
    assert [cause.value for cause in Oddity] == [
        "最后一行没有换行", "换行是 Windows 的 CRLF", "有空行", "行末有空格", "字段后面没有注中文名",
        "注释不是这个字段的中文名", "字段的次序不同", "有没填内容的字段", "引号的写法不同", "长文字的写法不同",
        "用了方括号或花括号", "空格或缩进不同",
    ]  # fmt: skip
