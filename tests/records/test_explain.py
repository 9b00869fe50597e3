"""What staff are told: the field by its key and its Chinese name, what is wrong, how to mend it, a suggested value."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from jiedui.records import explain, reader
from jiedui.records.finding import RULES, Finding, Registry, Rule, redact, shown
from jiedui.records.schema import SchemaLibrary, default_folder
from jiedui.records.values import calendar_fault, convert, exists

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
        ("date: 2026-03-05", "date: 3月5日", "date（联系日期） 的格式不对。", DATE_SHAPE, ""),
        ("date: 2026-03-05", "date: 2026.3.5", "date（联系日期） 的格式不对。", DATE_SHAPE, "2026-03-05"),
        (
            "date: 2026-03-05", "date: 2026-13-05", "date（联系日期）：没有2026年13月这个月份。",
            "对照日历改成实际日期。", "",
        ),
        (
            "channel: 入户", "channel: 入护", "channel（联系方式） 填的不在可选范围内。",
            "从这些词里选一个：入户、电话、短信、微信、书信、其他、群发。", "",
        ),
        (
            "counterpart: 本人", "counterpart: 成年的家庭成员", "counterpart（联系对象） 填的不在可选范围内。",
            "从这些词里选一个：本人、监护人、成年家庭成员、其他人。", "成年家庭成员",
        ),
        (
            "reached: true", "reached: 无", "reached（是否联系上） 的填写方式不对。",
            "这一项只能填 true（是）或 false（否）。", "false",
        ),
        (
            "reached: true", "reached: [true]", "reached（是否联系上） 的填写方式不对。",
            "这一项只能填 true（是）或 false（否）。", "",
        ),
        (
            "channel: 入户", "channel:\n  入户: 是", "channel（联系方式） 的填写方式不对。",
            "这一项只填一段文字，下面不再分字段。", "",
        ),
        (
            "counterpart: 本人", "counterpart: 本人\nhazards: 无", "hazards（安全隐患察看） 的填写方式不对。",
            "这一项下面要分字段填写，每个字段缩进两格另起一行。", "",
        ),
        (
            "counterpart: 本人", "counterpart: 本人\nalso: YYL-3F8H", "also（同时联系的户） 的填写方式不对。",
            "这一项是列表，每一项另起一行，以“- ”开头。", "",
        ),
        (
            "counterpart: 本人", "counterpart: 本人\ncompanions: 一人", "companions（陪同人数） 的填写方式不对。",
            "这一项只能填整数，例如 3。", "",
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
            "also（同时联系的户）：有重复的项。", "一次联系了几户，其余各户的编号写在这里，不用重复建文件。", "",
        ),
        (
            "counterpart: 本人", "counterpart: 本人\nneeds:\n  - id: n-7K3Q\n    action: 推近",
            "action（进展） 填的不在可选范围内。", "从这些词里选一个：提出、推进、办结。", "",
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
    _, findings = parse("members:\n  - id: m-2F8D\n    name: 示例甲\n    disability:\n      grade: 一级\n", "household")
    said = {(finding.missing, finding.line): finding.message for finding in findings}
    assert said["sex", 2] == "少了必填项 sex（性别）。"
    assert said["category", 4] == "少了必填项 category（残疾类别）。"
    assert said["registered_on", 1] == "少了必填项 registered_on（建档日期）。"
    assert len(findings) == 6 + 3 + 2


@pytest.mark.parametrize(
    ("written", "suggestion"),
    [
        ("2026-3-5", "2026-03-05"), ("2026/03/05", "2026-03-05"), ("2026年03月05日", "2026-03-05"),
        ("20260305", "2026-03-05"), ("2026.3.05", "2026-03-05"), ("2026－3－5", "2026-03-05"),
        ("２０２６年３月５日", "2026-03-05"), ("2026 年 3 月 5 日", "2026-03-05"), ("“2026-03-05”", "2026-03-05"),
        ("'2026-03-05'", ""), ("26-3-5", ""), ("2026-3", ""), ("2026年2月30日", ""), ("3/5/2026", ""), ("昨天", ""),
        ("2026-03-05 14:05", ""),
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
    ("value", "choices", "nearest"),
    [
        ("入户走访", ["入户", "电话"], "入户"),
        ("副调研员", ["三级调研员", "四级调研员"], ""),
        ("低保", ["低保户", "低保边缘户"], "低保户"),
        ("妈妈", ["父亲", "母亲"], ""),
        ("“电话”", ["入户", "电话"], "电话"),
        ("", ["入户"], ""),
    ],
)
def test_a_word_is_suggested_only_where_one_is_nearest(value: str, choices: list[str], nearest: str) -> None:
    assert explain._nearest(value, choices) == nearest


def test_where_the_two_judges_differ_the_record_is_still_refused(library: SchemaLibrary) -> None:
    # Python lets a line feed stand before the end of a line, as the regular expressions of JSON Schema do not.
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


# ---- calendar and types ----


@pytest.mark.parametrize(
    ("text", "there"),
    [
        ("2024-02-29", True), ("2023-02-29", False), ("2026-02-30", False), ("2026-04-31", False),
        ("2026-00-10", False), ("2026-13-01", False), ("2026-12-00", False), ("0000-01-01", False),
        ("9999-12-31", True), ("1900-02-29", False), ("2000-02-29", True),
        # Not shaped like a date: the schema's business.
        ("2026-W01-1", True), ("2026/02/30", True), ("abcdefghij", True),
    ],
)  # fmt: skip
def test_days_of_the_calendar(text: str, there: bool) -> None:
    assert exists(text) is there


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2023-02-29", "2023年2月只有28天，没有29日。"),
        ("2024-02-30", "2024年2月只有29天，没有30日。"),
        ("2026-06-31", "2026年6月只有30天，没有31日。"),
        ("2026-01-00", "2026年1月只有31天，没有0日。"),
        ("2026-13-01", "没有2026年13月这个月份。"),
        ("0000-01-01", "没有0年1月这个月份。"),
    ],
)
def test_why_a_date_does_not_exist(text: str, said: str) -> None:
    assert calendar_fault(text) == said


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("0", 0), ("7", 7), ("-1", -1), ("1000000000", 1_000_000_000), ("999999999999999", 999_999_999_999_999),
        ("9" * 16, "9" * 16), ("01", "01"), ("+1", "+1"), ("1.0", "1.0"), ("1e3", "1e3"), ("0x10", "0x10"),
        ("１", "１"), ("1 ", "1 "), ("1\n", "1\n"), ("-0", 0), ("-", "-"),
        ("--1", "--1"), ("", ""), ("1_0", "1_0"),
    ],
)  # fmt: skip
def test_plain_decimal_integers_alone_are_typed(typed: str, value: int | str) -> None:
    assert convert({"n": typed}, {"n": "integer"}, []) == {"n": value}


def test_types_are_set_at_every_depth_and_impossible_dates_collected() -> None:
    plan = {"a": [{"b": "boolean", "d": "date"}], "c": {"n": "integer"}}
    data = {"a": [{"b": "true", "d": "2026-02-30"}, {"b": "True", "d": "2026-02-28"}, "x"], "c": {"n": "3"}, "e": "4"}
    impossible: list[tuple[str | int, ...]] = []
    assert convert(data, plan, impossible) == {
        "a": [{"b": True, "d": "2026-02-30"}, {"b": "True", "d": "2026-02-28"}, "x"],
        "c": {"n": 3},
        "e": "4",
    }
    assert impossible == [("a", 0, "d")]
    assert convert({"a": "x", "c": ["y"]}, plan, []) == {"a": "x", "c": ["y"]}


# ---- what may be shown ----


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("证号 49060219580312101741 重复", "证号 （号码不显示） 重复"),
        ("49060319660611007X21", "（号码不显示）21"),
        ("49068119721130312911B1", "（号码不显示）"),
        ("电话15400001234。", "电话（号码不显示）。"),
        ("154 0000 1234", "（号码不显示）"),
        ("154-0000-1234", "（号码不显示）"),
        ("0730-0123456", "（号码不显示）"),
        ("１５４００００１２３４", "（号码不显示）"),
        ("490602.19580312.1017", "（号码不显示）"),
        ("2026-03-05", "2026-03-05"),
        ("2026-03-05 2026-03-06", "2026-03-05 2026-03-06"),
        ("2026-03-05 至 2026-03-06", "2026-03-05 至 2026-03-06"),
        ("households/YYL-7K3Q/visits/2026-03-05-12.yml", "households/YYL-7K3Q/visits/2026-03-05-12.yml"),
        ("123456 户", "123456 户"),
        ("甲\n::error::乙\x1b[2J", "甲\ufffd::error::乙\ufffd[2J"),
        ("照片\udcd5.jpg", "照片\ufffd.jpg"),
    ],
)
def test_numbers_and_unprintable_characters_are_hidden(text: str, said: str) -> None:
    assert redact(text) == said
    assert redact(said) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [("甲", "甲"), ("", "（空）"), (" \n ", "（空）"), ("甲\n 乙", "甲 乙"), ("字" * 41, "字" * 40 + "…")],
)
def test_a_key_in_a_message_is_short_and_on_one_line(text: str, said: str) -> None:
    assert shown(text) == said


def test_a_finding_never_holds_a_number() -> None:
    rule = Rule(id="test-explain", title="试验", scope="文件", why="只在测试里用。")
    number = "49060219580312101741"
    finding = rule.at("x.yml", message=f"甲 {number}", remedy=f"乙 {number}", suggestion=number, line=1, column=2)
    assert (finding.message, finding.remedy, finding.suggestion) == ("甲 （号码不显示）", "乙 （号码不显示）", "")
    assert (finding.line, finding.column, finding.severity.value) == (1, 2, "错误")
    assert rule.at("x.yml", message="甲", remedy="乙", suggestion="2026-03-05").suggestion == "2026-03-05"


def test_rules_have_ids_of_their_own() -> None:
    registry = Registry()
    rule = registry.add(Rule(id="a", title="甲", scope="文件", why="为什么。"))
    assert [rule] == list(registry)
    assert registry["a"] is rule
    with pytest.raises(ValueError, match="rule id used twice: a"):
        registry.add(Rule(id="a", title="乙", scope="文件", why="为什么。"))


def test_every_rule_of_this_room_tells_staff_why() -> None:
    ours = [rule for rule in RULES if re.match(r"yaml-|schema-|file-|tree-|date-", rule.id)]
    assert len(ours) >= 32
    for rule in ours:
        assert re.fullmatch(r"[a-z]+(-[a-z]+)+", rule.id)
        assert re.search(r"[\u4e00-\u9fff]", rule.title), rule.id
        assert rule.why.endswith("。"), rule.id
        assert rule.scope in ("文件", "户", "残联", "台账"), rule.id


# ---- the ledger as a whole ----


def test_one_bad_file_never_stops_the_others(tmp_path: Path, library: SchemaLibrary, visit_text: str) -> None:
    visits = tmp_path / "yueyanglou/households/YYL-7K3Q/visits"
    visits.mkdir(parents=True)
    (visits / "2026-03-05.yml").write_text(visit_text, "utf-8")
    (visits / "2026-03-06.yml").write_bytes(visit_text.encode("gbk"))
    (visits / "2026-03-07.yml").write_text(visit_text.replace("入户", "上门"), "utf-8")
    (visits / "2026-03-08.yml").write_text("[" * 50_000, "utf-8")
    (visits / "2026-03-09.yml").mkdir()
    told: list[tuple[int, int]] = []
    records = reader.read_ledger(tmp_path, library, lambda done, total: told.append((done, total)))
    assert [record.place.stem for record in records.valid] == ["2026-03-05"]
    assert [place.stem for place in records.broken] == ["2026-03-06", "2026-03-07", "2026-03-08"]
    assert sorted((finding.path[-14:], finding.rule.id) for finding in records.findings) == [
        ("2026-03-06.yml", "file-encoding"),
        ("2026-03-07.yml", "schema-choice"),
        ("2026-03-08.yml", "yaml-depth"),
        ("2026-03-09.yml", "tree-not-a-file"),
    ]
    assert told == [(0, 4), (4, 4)]


def test_findings_of_rules_get_their_lines_from_the_files(tmp_path: Path, visit_text: str) -> None:
    (tmp_path / "a.yml").write_text(visit_text, "utf-8")
    rule = Rule(id="test-located", title="试验", scope="文件", why="只在测试里用。")
    far = rule.at("b.yml", ("by",), message="甲", remedy="乙")
    late = rule.at("a.yml", ("entered_on",), message="甲", remedy="乙")
    early = rule.at("a.yml", ("by",), message="甲", remedy="乙")
    whole = rule.at("a.yml", message="甲", remedy="乙")
    found = reader.located(tmp_path, [far, late, early, whole, early])
    assert [(finding.path, finding.line, finding.column) for finding in found] == [
        ("a.yml", 0, 0), ("a.yml", 2, 1), ("a.yml", 6, 1), ("b.yml", 0, 0),
    ]  # fmt: skip


def test_a_folder_without_schemas_is_refused(tmp_path: Path, library: SchemaLibrary) -> None:
    with pytest.raises(FileNotFoundError):
        SchemaLibrary(tmp_path)
    (tmp_path / "common.schema.json").write_text("{", "utf-8")
    with pytest.raises(ValueError, match="Expecting"):
        SchemaLibrary(tmp_path)
    assert default_folder() == Path(__file__).resolve().parents[2] / "schemas"
    assert "visit" in library
    assert "common" not in library
