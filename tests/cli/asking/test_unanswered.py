"""What is not answered yet, and what answers bring about further questions."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from jiedui.cli.asking.answers import ManyAnswer, Scene, TextAnswer, WordAnswer
from jiedui.cli.asking.question import Question, condition
from jiedui.cli.asking.unanswered import further_words, unanswered
from jiedui.records.reader import Records
from jiedui.struct import replace

TEXT = TextAnswer({"type": "string"}, "写文字。")
WORDS = WordAnswer({word: word for word in ("入户", "电话", "其他")})


def scene() -> Scene:
    return Scene(records=Records(Path()), ledger=None, as_of=date(2026, 11, 23))  # type: ignore[arg-type]


def asked(key: str, kind: object = TEXT, **wanted: object) -> Question:
    return Question(key=key, title=key, kind=kind, when=condition(wanted))  # type: ignore[arg-type]


CHANNEL = asked("channel", WORDS)
QUESTIONS = (
    CHANNEL,
    asked("note", channel=["其他"]),
    asked("place", channel=["入户", "其他"]),
    asked("told", note=True),
)


def further(said: dict[str, str], *questions: Question) -> tuple[list[str], list[str]]:
    here = scene()
    lacking = unanswered(questions, said, here).lacking
    return [each.key for each in lacking], [*further_words(questions, lacking, here)]


def test_what_is_said_or_holds_by_itself_is_not_lacking() -> None:
    here, by_itself = scene(), replace(CHANNEL, default=lambda _: "电话")
    found = unanswered((by_itself, asked("a"), asked("b")), {"a": "甲"}, here)
    assert ([each.key for each in found.lacking], found.by_itself, found.faults) == (["b"], ["channel"], [])
    assert here.answers == {"channel": "电话", "a": "甲"}
    [(question, message)] = unanswered((CHANNEL,), {"channel": "来访"}, scene()).faults
    assert (question, message[:10]) == (CHANNEL, "没有“来访”这一种。")


def test_what_each_answer_brings_about_is_told_beside_what_is_lacking() -> None:
    told = ["--channel 写“入户”的，还要 --place。", "--channel 写“其他”的，还要 --note、--place。"]
    assert further({}, *QUESTIONS) == (["channel"], told)
    assert further({"note": "甲", "told": "乙"}, *QUESTIONS) == (
        ["channel"],
        ["--channel 写“入户”、“其他”的，还要 --place。"],
    )


def test_where_no_answer_brings_anything_about_nothing_is_told() -> None:
    assert further({"channel": "电话"}, *QUESTIONS) == ([], [])
    assert further({}, asked("a"), asked("b")) == (["a", "b"], [])


def test_of_a_list_of_entries_the_first_answer_counts_as_one_entry() -> None:
    many = replace(CHANNEL, kind=ManyAnswer(WORDS))
    assert further({}, many, asked("note", channel=[["其他"]]))[1] == ["--channel 写“其他”的，还要 --note。"]
    entries = replace(CHANNEL, fields=(asked("a"),))
    assert further({}, entries, asked("note", channel=[["其他"]]))[1] == ["--channel 写“其他”的，还要 --note。"]
