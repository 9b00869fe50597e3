"""Faults are told with the words of `check`, but a field has its title alone, and a remedy is for a form."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable
from typing import Any

from jiedui.records.finding import Finding
from jiedui.records.judge import judge
from jiedui.records.schema import SchemaLibrary

from .conftest import WRITTEN, Record
from .test_judge import VISIT

Judge = Callable[[list[Record]], list[Any]]

# What is said otherwise: no suggestion where a word is merely alike, or a list stands in one line.
OTHERWISE = {"event-strike/list-unlisted", "visit/topics-one-word"}


def said(finding: Finding) -> tuple[str, list[Any], str, str]:
    """What the program says of a fault, as the form says it."""
    missing = [finding.missing] if finding.missing else []
    suggestion = finding.suggestion if finding.rule.id != "schema-unknown-field" else ""
    message = re.sub(r"[a-z_]+（(.*?)）", r"\1", finding.message)
    return finding.rule.id, [*finding.pointer, *missing], message, suggestion


def test_the_words_are_those_of_the_program(
    cases: dict[str, Any], library: SchemaLibrary, judged_in_the_form: Judge
) -> None:
    written = {name: case for name, case in cases.items() if case.kind in WRITTEN}
    answers = judged_in_the_form([(case.kind, case.data) for case in written.values()])
    differing = set()
    for (name, case), answer in zip(written.items(), answers, strict=True):
        findings = judge(copy.deepcopy(case.data), library[case.kind], "").findings
        ours = [(each["rule"], each["pointer"], each["message"], each["suggestion"]) for each in answer["faults"]]
        assert {each["severity"] for each in answer["faults"]} == {"错误"}
        if sorted(map(str, ours)) != sorted(str(said(finding)) for finding in findings):
            differing.add(name)
    assert len(written) > 70
    assert differing == OTHERWISE


SLIPS = [
    ("channel", "上门", "联系方式填的不在可选范围内。", "从这些词里选一个：入户、电话、", "入户"),
    ("channel", "“电话”", "联系方式填的不在可选范围内。", "从这些词里选一个：入户、电话、", "电话"),
    ("channel", "入屋", "联系方式填的不在可选范围内。", "从这些词里选一个：入户、电话、", ""),
    ("date", "2026年3月5日", "联系日期的格式不对。", "年-月-日，", "2026-03-05"),
    (
        "date",
        "２０２６-０３-０５",
        "联系日期里有全角字符、空格、引号、标点，或者大小写不对。",
        "年-月-日，",
        "2026-03-05",
    ),
    ("date", "2026-02-30", "联系日期：2026年2月只有28天，没有30日。", "对照日历改成实际日期。", ""),
    ("by", "示例甲", "联系人要写编号，不写姓名或文字。", "残联字头加 B ", ""),
    ("by", "yyl-b-7k3q", "联系人里有全角字符、空格、引号、标点，或者大小写不对。", "残联字头加 B ", "YYL-B-7K3Q"),
    ("reached", "是", "是否联系上的填写方式不对。", "这一项只能填是或否。", "true"),
    ("reached", "没有", "是否联系上的填写方式不对。", "这一项只能填是或否。", "false"),
    ("companions", "两人", "陪同人数的填写方式不对。", "这一项只能填整数，例如 3。", "2"),
    ("companions", "十二", "陪同人数的填写方式不对。", "这一项只能填整数，例如 3。", "12"),
    ("companions", "２", "陪同人数的填写方式不对。", "这一项只能填整数，例如 3。", "2"),
    ("companions", "-1", "陪同人数：数值太小，最小是 ", "", ""),
    ("topics", "甲", "了解的情况的填写方式不对。", "这一项的内容不对，请重新填写。", ""),
    ("content", "字" * 4001, "联系情况：内容太长，最多 4000 个字。", "可以写多行，最多 4000 字。", ""),
]


def test_a_slip_is_named_with_a_remedy_and_a_suggestion(judged_in_the_form: Judge) -> None:
    answers = judged_in_the_form([("visit", {**VISIT, key: value}) for key, value, *_words in SLIPS])
    for (key, _value, message, remedy, suggestion), answer in zip(SLIPS, answers, strict=True):
        (fault,) = answer["faults"]
        assert (fault["pointer"], fault["suggestion"]) == ([key], suggestion)
        assert fault["message"].startswith(message)
        assert fault["remedy"].startswith(remedy)


def test_what_is_missing_is_asked_for(judged_in_the_form: Judge) -> None:
    (answer,) = judged_in_the_form([("visit", {})])
    told = {fault["pointer"][0]: (fault["message"], fault["remedy"]) for fault in answer["faults"]}
    assert told["date"] == ("少了必填项 联系日期。", "请填写。")
    assert told["channel"] == ("少了必填项 联系方式。", "请选一个。")
    assert told["reached"] == ("少了必填项 是否联系上。", "请选是或否。")
    assert not any(re.search("[a-z_]{3,}", word) for words in told.values() for word in words)


def test_a_certificate_of_other_length_is_told_how_long_it_is(
    valid: list[Record], library: SchemaLibrary, judged_in_the_form: Judge
) -> None:
    household = copy.deepcopy(dict(reversed(valid))["household"])
    (certificate, *_others) = household["members"][0]["disability"]["certificates"]
    numbers = ["1" * length for length in (15, 18, 19, 21)] + ["0" + "1" * 19, "1" * 17 + " x"]
    records: list[Record] = []
    for number in numbers:
        certificate["number"] = number
        records.append(("household", copy.deepcopy(household)))
    told = [[fault["message"] for fault in answer["faults"]] for answer in judged_in_the_form(records)]
    assert told == [[said(finding)[2] for finding in judge(data, library[kind], "").findings] for kind, data in records]
    assert told[1] == told[5] == ["残疾人证号只有 18 位，像是身份证号，少了残疾类别和等级。"]
    assert told[4] == ["残疾人证号的格式不对。"]


def test_no_number_of_a_person_is_repeated(judged_in_the_form: Judge) -> None:
    helper = {
        "id": "YYL-B-7K3Q",
        "name": "示例甲",
        "mobile": "139 0000 0000",
        "13900000000": "甲",
        "１３９-0000-0000": "乙",
    }
    (answer,) = judged_in_the_form([("helper", helper)])
    words = {
        fault["pointer"][0]: fault["message"] + fault["remedy"] + fault["suggestion"] for fault in answer["faults"]
    }
    assert "里有全角字符、空格" in words["mobile"]
    assert "没有“（号码不显示）”这个字段。" in words["13900000000"]
    assert not any(re.search("[0-9０-９]{4}", said) for key, said in words.items() if key != "mobile")
    assert "139" not in words["mobile"]
