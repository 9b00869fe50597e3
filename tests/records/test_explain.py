"""What staff are told: the field by its key and its Chinese name, what is wrong, how to mend it, a suggested value."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from jiedui.records import explain, reader
from jiedui.records.finding import Finding
from jiedui.records.schema import RecordSchema, SchemaLibrary

Parse = Callable[..., tuple[dict[str, Any] | None, list[Finding]]]


DATE_SHAPE = "年-月-日，月和日都写两位，例如 2026-03-05。"


@pytest.mark.parametrize(
    ("before", "after", "message", "remedy", "suggestion"),
    [
        (
            "by: YYL-B-7K3Q\n", "", "少了必填项 by（联系人）。",
            "补上这一行：by: 加上内容。谁去联系的，写责任人编号。", "",
        ),
        (
            "channel: 入户\n", "", "少了必填项 channel（联系方式）。",
            "补上这一行：channel: 加上 入户、电话、短信、微信、书信、其他、群发 之一。", "",
        ),
        (
            "reached: true\n", "", "少了必填项 reached（是否联系上）。",
            "补上这一行：reached: true 或 reached: false。", "",
        ),
        ("date: 2026-03-05", "date: 3月5日", "date（联系日期）没有写年份。", DATE_SHAPE, ""),
        ("date: 2026-03-05", "date: 2026.3.5", "date（联系日期）的格式不对。", DATE_SHAPE, "2026-03-05"),
        ("date: 2026-03-05", "date: 某天", "date（联系日期）的格式不对。", DATE_SHAPE, ""),
        (
            "date: 2026-03-05", "date: 2026-13-05", "date（联系日期）：没有2026年13月这个月份。",
            "对照日历改成实际日期。", "",
        ),
        (
            "channel: 入户", "channel: 入护", "channel（联系方式）填的不在可选范围内。",
            "从这些词里选一个：入户、电话、短信、微信、书信、其他、群发。", "",
        ),
        (
            "counterpart: 本人", "counterpart: 成年的家庭成员", "counterpart（联系对象）填的不在可选范围内。",
            "从这些词里选一个：本人、监护人、成年家庭成员、其他人。", "成年家庭成员",
        ),
        (
            "reached: true", "reached: 无", "reached（是否联系上）的填写方式不对。",
            "这一项只能填 true（是）或 false（否）。", "false",
        ),
        (
            "reached: true", "reached: [true]", "reached（是否联系上）的填写方式不对。",
            "这一项只能填 true（是）或 false（否）。", "",
        ),
        (
            "channel: 入户", "channel:\n  入户: 是", "channel（联系方式）的填写方式不对。",
            "这一项只填一段文字，下面不再分字段。", "",
        ),
        (
            "counterpart: 本人", "counterpart: 本人\nhazards: 无", "hazards（安全隐患察看）的填写方式不对。",
            "这一项下面要分字段填写，每个字段缩进两格另起一行。字段有：fire、electric、drowning、gas。", "",
        ),
        (
            "counterpart: 本人", "counterpart: 本人\nalso: YYL-3F8H", "also（同时联系的户）的填写方式不对。",
            "这一项是列表，每一项另起一行，以“- ”开头。", "[YYL-3F8H]",
        ),
        (
            "counterpart: 本人", "counterpart: 本人\ncompanions: 一人", "companions（陪同人数）的填写方式不对。",
            "这一项只能填整数，例如 3。", "1",
        ),
        (
            "counterpart: 本人", "counterpart: 本人\nhazards:\n  water: 无", "没有“water”这个字段。",
            "可以写的字段有：fire、electric、drowning、gas。", "",
        ),
        (
            "counterpart: 本人", "counterpart: 本人\ntopic: 甲", "没有“topic”这个字段。",
            "是不是要写 topics？", "topics",
        ),
        (
            "counterpart: 本人", f"counterpart: 本人\nchannel_note: {'字' * 201}",
            "channel_note（方式说明）：内容太长，最多 200 个字。", "写成一行，前后不留空格，最多 200 字。", "",
        ),
        (
            "counterpart: 本人", "counterpart: 本人\nalso:\n  - YYL-3F8H\n  - YYL-3F8H",
            "also（同时联系的户）：有重复的项。",
            "一次联系了几户的，其余各户写在这里，写户编号，不用每户再写一次。", "",
        ),
        (
            "counterpart: 本人", "counterpart: 本人\nneeds:\n  - id: n-7K3Q\n    action: 推近",
            "action（进展）填的不在可选范围内。", "从这些词里选一个：提出、推进、办结。", "",
        ),
    ],
)  # fmt: skip
def test_what_is_said(
    before: str, after: str, message: str, remedy: str, suggestion: str, parse: Parse, visit_text: str
) -> None:
    assert before in visit_text
    _, findings = parse(visit_text.replace(before, after))
    assert [(finding.message, finding.remedy) for finding in findings] == [(message, remedy)]
    assert findings[0].suggestion == suggestion


def test_the_examples_of_a_remedy_are_shown_and_what_was_written_is_not(parse: Parse) -> None:
    _, findings = parse("id: PJ-B-4K5M\nname: 示例甲\noffice_phone: 0730 1234567\nmobile: 1540000123\n", "helper")
    said = {finding.pointer: (finding.message, finding.remedy) for finding in findings if finding.pointer}
    assert said["office_phone",] == ("office_phone（办公电话）的格式不对。", "带区号的座机，例如 0000-0123456。")
    assert said["mobile",] == ("mobile（移动手机）的格式不对。", "11 位手机号，不加空格和横线。")
    assert not [finding for finding in findings if "1234567" in f"{finding}" or "1540000123" in f"{finding}"]


def test_the_example_of_a_missing_field_is_shown(library: SchemaLibrary) -> None:
    schema = {"type": "object", "properties": {"phone": {"description": "例如 0000-0123456。"}}, "required": ["phone"]}
    finding = explain.explain({}, RecordSchema("x", schema, library), "x.yml")[0]
    assert finding.remedy == "补上这一行：phone: 加上内容。例如 0000-0123456。"


def test_every_fault_is_named_once(parse: Parse, visit_text: str) -> None:
    text = (
        visit_text.replace("入户", "上门").replace("2026-03-06", "2026-02-30") + "visitor: 甲\nhazards:\n  fire: 没有\n"
    )
    _, findings = parse(text)
    assert sorted((finding.rule.id, finding.line) for finding in findings) == [
        ("date-impossible", 6),
        ("schema-choice", 3),
        ("schema-choice", 9),
        ("schema-unknown-field", 7),
    ]


def test_a_required_field_of_a_member_names_the_field_not_the_record(parse: Parse) -> None:
    _, findings = parse(
        "members:\n  - id: m-2F8D\n    name: 示例甲\n    disability:\n      certificates:\n        - grade: 一级\n",
        "household",
    )
    said = {(finding.missing, finding.line): finding.message for finding in findings}
    assert said["sex", 2] == "少了必填项 sex（性别）。"
    assert said["category", 6] == "少了必填项 category（残疾类别）。"
    assert said["registered_on", 1] == "少了必填项 registered_on（建档日期）。"
    assert len(findings) == 6 + 3 + 2


@pytest.mark.parametrize(
    ("written", "suggestion"),
    [
        ("2026-3-5", "2026-03-05"), ("2026/03/05", "2026-03-05"), ("2026年03月05日", "2026-03-05"),
        ("20260305", "2026-03-05"), ("2026.3.05", "2026-03-05"), ("2026－3－5", "2026-03-05"),
        ("２０２６年３月５日", "2026-03-05"), ("2026 年 3 月 5 日", "2026-03-05"), ("“2026-03-05”", "2026-03-05"),
        ("'2026-03-05'", ""), ("26-3-5", ""), ("2026-3", ""), ("2026年2月30日", ""), ("3/5/2026", ""), ("昨天", ""),
        ("2026-03-05 14:05", "2026-03-05"),
    ],
)  # fmt: skip
def test_a_date_is_suggested_where_it_is_certain(written: str, suggestion: str, parse: Parse, visit_text: str) -> None:
    _, findings = parse(visit_text.replace("date: 2026-03-05", f"date: {written}", 1))
    assert [finding.suggestion for finding in findings] == ([suggestion] if written[0] != "'" else [])


@pytest.mark.parametrize(
    ("typed", "suggestion"),
    [("是", "true"), ("有", "true"), ("Yes", "true"), ("1", "true"), ("√", "true"), ("TRUE", "true"), ("ｙ", "true"),
     ("否", "false"), ("无", "false"), ("no", "false"), ("0", "false"), ("×", "false"), ("不清楚", "")],
)  # fmt: skip
def test_yes_and_no_in_other_words(typed: str, suggestion: str, parse: Parse, visit_text: str) -> None:
    _, findings = parse(visit_text.replace("reached: true", f"reached: {typed}"))
    assert [(finding.rule.id, finding.suggestion) for finding in findings] == [("schema-type", suggestion)]


@pytest.mark.parametrize(
    ("typed", "message", "suggestion"),
    [
        ("By: YYL-B-7K3Q", "没有“By”这个字段。", "by"),
        ("联系人: YYL-B-7K3Q", "没有“联系人”这个字段。", "by"),
        ("visitor: YYL-B-7K3Q", "没有“visitor”这个字段。", "by"),
    ],
)
def test_a_field_under_another_name_is_one_fault(
    typed: str, message: str, suggestion: str, parse: Parse, visit_text: str
) -> None:
    _, findings = parse(visit_text.replace("by: YYL-B-7K3Q", typed))
    assert [(item.rule.id, item.line, item.message, item.remedy, item.suggestion) for item in findings] == [
        ("schema-unknown-field", 2, message, "是不是要写 by？", suggestion)
    ]


def test_a_field_of_a_shared_definition_under_another_name_is_one_fault(parse: Parse, visit_text: str) -> None:
    _, findings = parse(f"{visit_text}withdrawn:\n  on: '2026-10-21'\n  reason: 记了两遍。\n")
    assert [(item.rule.id, item.message, item.suggestion) for item in findings] == [
        ("schema-unknown-field", "没有“on”这个字段。", "date")
    ]


def test_what_would_not_do_for_the_missing_field_is_another_fault(parse: Parse, visit_text: str) -> None:
    _, findings = parse(visit_text.replace("by: YYL-B-7K3Q", "visitor: 示例甲"))
    assert [(item.rule.id, item.message) for item in findings] == [
        ("schema-unknown-field", "没有“visitor”这个字段。"), ("schema-required", "少了必填项 by（联系人）。"),
    ]  # fmt: skip


def test_of_two_missing_fields_one_may_stand_under_another_name(parse: Parse, visit_text: str) -> None:
    _, findings = parse(visit_text.replace("by: ", "By: ").replace("channel: 入户\n", ""))
    assert [(item.rule.id, item.message, item.suggestion) for item in findings] == [
        ("schema-unknown-field", "没有“By”这个字段。", "by"),
        ("schema-required", "少了必填项 channel（联系方式）。", ""),
    ]


@pytest.mark.parametrize(
    ("written", "message", "remedy", "suggestion"),
    [
        ("by: 示例甲", "by（联系人）要写编号，不写姓名或文字。", "残联字头加 B 加四位随机码，例如 SLX-B-7K3Q。", ""),
        ("by: 甲", "by（联系人）的格式不对。", "残联字头加 B 加四位随机码，例如 SLX-B-7K3Q。", ""),
        (
            "by: YYL-B-7K3Q。", "by（联系人）里有全角字符、空格、引号、标点，或者大小写不对。",
            "残联字头加 B 加四位随机码，例如 SLX-B-7K3Q。", "YYL-B-7K3Q",
        ),
    ],
)  # fmt: skip
def test_what_is_said_of_a_code(
    written: str, message: str, remedy: str, suggestion: str, parse: Parse, visit_text: str
) -> None:
    _, findings = parse(visit_text.replace("by: YYL-B-7K3Q", written))
    assert [(item.message, item.remedy, item.suggestion) for item in findings] == [(message, remedy, suggestion)]


@pytest.mark.parametrize(
    ("written", "rule", "message", "remedy", "suggestion"),
    [
        (
            "topics: 家庭生产生活、政策", "schema-type", "topics（了解的情况）的填写方式不对。",
            "这一项是列表，每一项另起一行，以“- ”开头。", "[家庭生产生活, 惠残政策享受]",
        ),
        (
            "topics:\n  - 家庭生产生活、政策", "schema-choice", "topics（了解的情况）一行里写了几项。",
            "一项一行，写成 “- 家庭生产生活”、“- 惠残政策享受”。", "",
        ),
        (
            "topics:\n  - 政策", "schema-choice", "topics（了解的情况）填的不在可选范围内。",
            "从这些词里选一个：家庭生产生活、惠残政策享受、返贫致贫风险。", "惠残政策享受",
        ),
        (
            "hazards:\n  - fire: 无", "schema-type", "hazards（安全隐患察看）的填写方式不对。",
            "这一项不是列表：删掉各行开头的“- ”，下面直接写字段。", "",
        ),
    ],
)  # fmt: skip
def test_what_is_said_of_lists(
    written: str, rule: str, message: str, remedy: str, suggestion: str, parse: Parse, visit_text: str
) -> None:
    _, findings = parse(f"{visit_text}{written}\n")
    assert [(item.rule.id, item.message, item.remedy, item.suggestion) for item in findings] == [
        (rule, message, remedy, suggestion)
    ]


@pytest.mark.parametrize(
    ("path", "suggestion"),
    [("a/visits/2026-03-05.yml", "2026-03-05"), ("2026-03-05-2.yml", "2026-03-05"), ("visit.yml", "")],
)
def test_the_day_of_a_record_is_known_from_the_name_of_its_file(
    path: str, suggestion: str, library: SchemaLibrary, visit_text: str
) -> None:
    judged = reader.parse(visit_text.replace("date: 2026-03-05", "date: 昨天"), path, library["visit"])
    assert [(item.message, item.suggestion) for item in judged.findings] == [
        ("date（联系日期）写的是“昨天”，以后看不出是哪一天。", suggestion)
    ]


def test_the_day_of_entry_is_not(library: SchemaLibrary, visit_text: str) -> None:
    text = visit_text.replace("entered_on: 2026-03-06", "entered_on: 昨天")
    (finding,) = reader.parse(text, "2026-03-05.yml", library["visit"]).findings
    assert finding.suggestion == ""


def test_a_line_feed_after_a_date_is_refused_by_both_judges(library: SchemaLibrary) -> None:
    # Python's $ lets a line feed follow, that of JSON Schema does not.
    data = {"date": "2026-03-05\n", "by": "YYL-B-7K3Q", "channel": "入户", "reached": True, "counterpart": "本人"}
    data["entered_on"] = "2026-03-06"
    assert not library["visit"].validator.is_valid(data)
    findings = explain.explain(data, library["visit"], "x.yml")
    assert [(finding.rule.id, finding.pointer, finding.remedy) for finding in findings] == [
        ("schema-format", ("date",), DATE_SHAPE)
    ]


def test_a_valid_record_has_nothing_to_explain(library: SchemaLibrary, visit_text: str) -> None:
    judged = reader.parse(visit_text, "x.yml", library["visit"])
    assert explain.explain(judged.data, library["visit"], "x.yml") == []


def test_a_person_among_the_needs_is_sent_to_the_members_at_once(library: SchemaLibrary) -> None:
    child = {"id": "m-7K3Q", "name": "示例丙", "sex": "女", "birth": "2026-10-02", "relation": "女"}
    found = explain.explain({"needs": [child]}, library["household"], "household.yml")
    [told] = [item for item in found if item.pointer[:1] == ("needs",)]
    assert told.pointer == ("needs", 0)
    assert told.message == "这一项是 members（家庭成员）里的，写到了 needs（需求和措施）下面。"
    assert told.remedy == "这几行移到 members 最后一项的下面，和那里的“- ”对齐。"


def test_of_two_words_where_one_is_asked_for_one_is_to_stay(parse: Parse, visit_text: str) -> None:
    _, [told] = parse(visit_text.replace("channel: 入户", "channel: 入户、电话"))
    assert told.message == "channel（联系方式）只能选一个词。"
    assert told.remedy == "留下主要的一个：入户、电话。其他的写到文字里。"
