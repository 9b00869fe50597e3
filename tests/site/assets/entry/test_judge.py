"""The judge of the form: the verdict is that of the program, on the examples, their faults and 10,000 mutations."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from jiedui.records import characters, reader, values, writer
from jiedui.records.judge import judge
from jiedui.records.schema import SchemaLibrary

from .conftest import HOSTILE, HUGE, WRITTEN, Record, mutations

NodeRun = Callable[[str, Any], Any]
Judge = Callable[[list[Record]], list[Any]]
VISIT = {
    "date": "2026-03-05", "by": "YYL-B-7K3Q", "channel": "入户", "reached": "true", "counterpart": "本人",
    "entered_on": "2026-03-06",
}  # fmt: skip


def texts(data: Any) -> Iterator[str]:
    """Yield all texts of a record."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict | list):
        for part in data.values() if isinstance(data, dict) else data:
            yield from texts(part)


def is_valid(kind: str, data: Any, library: SchemaLibrary) -> bool:
    """The verdict of `records.judge.judge`, without its explanations, and of the loader on what texts may hold."""
    if any("\t" in text or any(characters.refused(text)) for text in texts(data)):
        return False
    impossible: list[Any] = []
    typed = values.convert(copy.deepcopy(data), library[kind].typed, impossible)
    return not impossible and library[kind].validator.is_valid(typed)


def differing(records: list[Record], library: SchemaLibrary, judged: Judge) -> list[Any]:
    """Return the records of which the form and the program have not the same verdict; both accept some."""
    verdicts = [is_valid(kind, data, library) for kind, data in records]
    assert 100 < sum(verdicts) < len(records) - 100
    return [
        (kind, data, answer["faults"])
        for (kind, data), verdict, answer in zip(records, verdicts, judged(records), strict=True)
        if (answer["faults"] == [], answer["data"] is not None) != (verdict, verdict)
    ]


def test_what_is_valid_comes_back_typed(valid: list[Record], library: SchemaLibrary, judged_in_the_form: Judge) -> None:
    answers = judged_in_the_form(valid)
    assert [answer["data"] for answer in answers] == [data for _kind, data in valid]
    assert {kind for kind, _data in valid} == set(WRITTEN)
    (answer,) = judged_in_the_form([("visit", {**VISIT, "companions": "2"})])
    assert answer == {"data": judge({**VISIT, "companions": "2"}, library["visit"], "").data, "faults": []}


def test_the_verdict_on_all_examples_and_faults_is_the_same(
    faulty: list[Record], cases: dict[str, Any], exercises: dict[str, Any], library: SchemaLibrary,
    judged_in_the_form: Judge,
) -> None:  # fmt: skip
    records = [*faulty, *((case.kind, case.data) for case in cases.values() if case.kind in WRITTEN)]
    records += [(kind, mutant.data) for kind in WRITTEN for mutant in exercises[kind].mutants]
    assert (len(faulty), len(records)) > (300, 1500)
    assert differing(records, library, judged_in_the_form) == []


@pytest.mark.parametrize("count", [1_000, pytest.param(10_000, marks=pytest.mark.soak)])
def test_the_verdict_on_mutations_is_the_same(
    count: int, valid: list[Record], library: SchemaLibrary, judged_in_the_form: Judge
) -> None:
    assert differing(mutations(valid, count), library, judged_in_the_form) == []


def test_what_is_typed_is_judged_as_it_will_be_written(
    valid: list[Record], library: SchemaLibrary, node_run: NodeRun
) -> None:
    places: list[tuple[str, tuple[Any, ...]]] = [
        ("visit", ("content",)), ("visit", ("by",)), ("visit", ("topics",)), ("visit", ("companions",)),
        ("household", ("members", 0, "name")), ("household", ("village",)), ("helper", ("note",)),
        ("event-meeting", ("title",)),
    ]  # fmt: skip
    typed = [*HOSTILE, *HUGE[:5], "\n\n甲  \n\u3000\u3000乙\n", "  甲\n乙  "]
    records: list[Record] = []
    for kind, (*way, last) in places:
        smallest = min((data for each, data in valid if each == kind), key=lambda data: len(str(data)))
        for text in typed:
            data = copy.deepcopy(smallest)
            node = data
            for part in way:
                node = node[part]
            node[last] = [text] if last == "topics" else text
            records.append((kind, data))
    asks = [["filled", kind, data] for kind, data in records]
    answers = node_run("entry-judge.mjs", {"documents": library.documents, "asks": asks})
    for (kind, data), answer in zip(records, answers, strict=True):
        written = writer.write(data, library[kind])
        assert answer["data"] == reader.parse(written, "", library[kind]).data, (written, answer["faults"])
    assert 200 < sum(answer["data"] is not None for answer in answers) < 600


def test_each_character_is_refused_by_both_or_neither(node_run: NodeRun) -> None:
    ranges = [(0, 0x20000), (0x2FFF0, 0x30010), (0xDFFF0, 0xE1010), (0x10FFF0, 0x110000)]
    codes = [code for first, end in ranges for code in range(first, end)]
    refused = [code for code in codes if code == ord("\t") or any(characters.refused(chr(code) * 4))]
    assert node_run("entry-judge.mjs", {"documents": {}, "asks": [["refused", ranges]]}) == [refused]
    assert len(refused) > 6500


HELD = [
    ("甲\t乙", "yaml-tab", "联系情况第 2 个字是制表符（Tab）。"),
    ("甲乙\u200b", "yaml-invisible", "联系情况第 3 个字是看不见的字符（U+200B）。"),
    ("甲\n😀\U000e0041", "yaml-invisible", "联系情况第 2 行第 2 个字是看不见的字符（U+E0041）。"),
    ("\ufffd", "yaml-lost-character", "联系情况第 1 个字是丢了的字留下的记号（U+FFFD）。"),
    ("e" + "\u0301" * 5, "yaml-stacked-marks", "联系情况第 2 个字是叠起来的 5 个符号（U+0301 等）。"),
]


def test_what_no_text_may_hold_is_named(judged_in_the_form: Judge) -> None:
    answers = judged_in_the_form([("visit", {**VISIT, "content": text}) for text, _, _ in HELD])
    for answer, (text, rule, message) in zip(answers, HELD, strict=True):
        (fault,) = answer["faults"]
        assert (fault["rule"], fault["pointer"], fault["message"]) == (rule, ["content"], message)
        (refused,) = characters.refused(text) if rule != "yaml-tab" else [None]
        assert refused is None or fault["remedy"] == refused.remedy


def test_a_key_of_half_a_character_stops_nothing(judged_in_the_form: Judge) -> None:
    (answer,) = judged_in_the_form([("visit", {**VISIT, "a/b~\ud83d%": "甲\\ud83d"})])
    assert [fault["message"] for fault in answer["faults"]] == ["没有“a/b~\ufffd%”这个字段。"]
