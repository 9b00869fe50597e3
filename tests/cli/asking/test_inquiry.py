"""What a command has to know: options, and questions at a terminal."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import click
import pytest
from tests.cli.terminal import CTRL_C, CTRL_D, Terminal

import jiedui
from jiedui.cli.asking.answers import DayAnswer, Scene, TextAnswer, WordAnswer
from jiedui.cli.asking.inquiry import AskingCommand, ask, carry_out, meant
from jiedui.cli.asking.question import Question
from jiedui.cli.stopping import STOPPED
from jiedui.records.reader import Records
from jiedui.records.schema import SchemaLibrary
from jiedui.records.staging import ChangedMeanwhileError


def scene() -> Scene:
    return Scene(records=Records(Path()), ledger=None, as_of=date(2026, 11, 23))  # type: ignore[arg-type]


def questions(library: SchemaLibrary) -> tuple[Question, ...]:
    """Return the first questions of a visit."""
    visit = library["visit"]
    return (
        Question.of(visit, ("date",), default=lambda known: str(known.as_of)),
        *(Question.of(visit, (key,)) for key in ("channel", "channel_note", "reached", "counterpart", "content")),
    )


# What Python ends with where what it has to say cannot be shown any more.
NOBODY_TO_TELL = 120
PROGRAM = """
import click
from jiedui.cli.asking.inquiry import carry_out
from jiedui.cli.ledger import schemas
from jiedui.cli.stopping import stoppable
from tests.cli.asking.test_inquiry import questions, scene
with stoppable():
    try:
        here = scene()
        carry_out(questions(schemas()), {}, here, lambda: print("GIVEN", here.answers))
    except click.Abort:
        print("END")
"""


@pytest.fixture
def terminal(repo_root: Path) -> Terminal:
    folders = [str(Path(jiedui.__file__).parents[1]), str(repo_root)]
    environment = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "PYTHONPATH": os.pathsep.join(folders)}
    return Terminal([sys.executable, "-c", PROGRAM], repo_root, environment)


def given(asked: tuple[Question, ...], said: dict[str, Any]) -> dict[str, Any]:
    """Return the answers to questions."""
    here = scene()
    ask(asked, said, here)
    return here.answers


def test_a_command_takes_what_its_questions_ask() -> None:
    taken: list[dict[str, Any]] = []

    @click.command(cls=AskingCommand, questions=questions)
    @click.option("--dry-run", is_flag=True)
    def command(**said: Any) -> None:
        taken.append(said)

    command.main(["--channel", "电话", "--dry-run"], standalone_mode=False)
    assert {key: value for key, value in taken[0].items() if value} == {"channel": "电话", "dry_run": True}


def test_what_is_said_is_read_and_what_holds_by_itself_is_taken(library: SchemaLibrary) -> None:
    said = {"channel": "上门", "reached": "是", "counterpart": "老伴", "content": None}
    assert given(questions(library), said) == {
        "date": date(2026, 11, 23), "channel": "入户", "reached": True, "counterpart": "成年家庭成员",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("said", "message"),
    [
        (
            {},
            "少了必须写的 --channel、--reached。--channel 写“其他”的，还要 --channel-note。"
            "--reached 写“是”的，还要 --counterpart。",
        ),
        (
            {"channel": "其他"},  # the note is needed beside this channel alone
            "少了必须写的 --channel-note、--reached。--reached 写“是”的，还要 --counterpart。",
        ),
        ({"channel": "喊", "date": "2027-01-01"}, "--date 填写不对。2027-01-01 还没有到，到 2026-11-23 为止。"
         " --channel 填写不对。没有“喊”这一种。可以写：入户、电话、短信、微信、书信、其他、群发。"),
        ({"channel": "电话", "reached": "否", "counterpart": "本人"}, "--counterpart 这里用不上，去掉再运行。"),
    ],
)  # fmt: skip
def test_without_a_terminal_all_that_is_wrong_or_missing_is_named_at_once(
    library: SchemaLibrary, capsys: pytest.CaptureFixture[str], said: dict[str, str], message: str
) -> None:
    with pytest.raises(SystemExit) as left:
        ask(questions(library), said, scene())
    assert (left.value.code, capsys.readouterr().err) == (2, f"不能运行：{message}\n")


def test_who_is_not_there_is_told_with_exit_code_two(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        meant("household", "PJ-2H3J", scene())
    assert (left.value.code, capsys.readouterr().err) == (2, "不能运行：没有编号或者姓名为 PJ-2H3J 的户。\n")


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Sit at a terminal and type these lines."""

    def lines(*texts: str) -> None:
        each = iter(texts)
        monkeypatch.setattr("jiedui.cli.asking.inquiry.is_terminal", lambda: True)
        monkeypatch.setattr("builtins.input", lambda _: next(each))

    return lines


def test_what_is_an_option_is_not_asked_and_what_depends_on_it_is(
    library: SchemaLibrary, typed: Callable[..., None], capsys: pytest.CaptureFixture[str]
) -> None:
    typed("", "拜托邻居", "2", "在家")  # the day as offered, how, not reached, what was seen
    assert given(questions(library), {"channel": "其他"}) == {
        "channel": "其他", "date": date(2026, 11, 23), "channel_note": "拜托邻居", "reached": False, "content": "在家",
    }  # fmt: skip
    shown = capsys.readouterr().out
    assert "\n联系日期\n" not in shown  # its prompt says it
    assert "\n是否联系上：见到人、接通电话或收到回复才填“是”；没人在家、没接通填“否”。\n  1. 是\n  2. 否\n" in shown
    assert "联系对象" not in shown


def test_when_nothing_is_missing_nothing_is_asked(library: SchemaLibrary, typed: Callable[..., None]) -> None:
    typed()
    found = given(questions(library), {"channel": "电话", "reached": "否"})
    assert found == {"channel": "电话", "reached": False, "date": date(2026, 11, 23)}


def test_an_answer_that_is_none_is_asked_for_again_and_one_not_needed_may_be_left_out(
    typed: Callable[..., None], capsys: pytest.CaptureFixture[str]
) -> None:
    asked = (
        Question(key="on", title="哪天", kind=DayAnswer()),
        Question(key="how", title="怎样", kind=WordAnswer({"甲": "a", "乙": "b"})),
        Question(key="note", title="说明", kind=TextAnswer({"type": "string"}, "写。"), needed=lambda _: False),
    )
    typed("", "13873012345", "2026.11.20", "3", "2", "")
    assert given(asked, {}) == {"on": date(2026, 11, 20), "how": "b"}
    assert capsys.readouterr().out.splitlines() == [
        "打“返回”，回到上一项；按 Ctrl-C 不写了。", "",
        "这一项要填。", "日期写成 年-月-日，例如 2026-11-23；也可以写今天、昨天。",
        "", "怎样", "  1. 甲", "  2. 乙",
        "没有“3”这一种。可以写：甲、乙。",
        "",
    ]  # fmt: skip


def test_before_the_first_question_there_is_nothing_to_go_back_to(
    typed: Callable[..., None], capsys: pytest.CaptureFixture[str]
) -> None:
    typed("返回", "今天")
    assert given((Question(key="on", title="哪天", kind=DayAnswer()),), {}) == {"on": date(2026, 11, 23)}
    assert "这是第一项。\n" in capsys.readouterr().out


def test_what_was_answered_is_there_still_when_it_cannot_be_written(
    typed: Callable[..., None], capsys: pytest.CaptureFixture[str]
) -> None:
    asked = (Question(key="on", title="哪天", kind=DayAnswer()),)
    troubles: list[BaseException] = [
        SystemExit(1), SystemExit(2), ChangedMeanwhileError("records/a.yml"), OSError(28, "No space", "a.yml"),
    ]  # fmt: skip

    def do() -> None:
        if troubles:
            raise troubles.pop(0)

    typed("今天", "", "", "", "", "")
    here = scene()
    carry_out(asked, {}, here, do)
    assert (troubles, here.answers) == ([], {"on": date(2026, 11, 23)})
    shown = capsys.readouterr().out
    assert "没有写：records/a.yml 刚才被改了。\n" in shown
    assert "没有写：磁盘满了：a.yml。\n" in shown
    with pytest.raises(OSError, match="No space"):
        carry_out(asked, {"on": "今天"}, scene(), lambda: (_ for _ in ()).throw(OSError("No space")))


def test_an_option_that_an_answer_makes_idle_is_told(
    library: SchemaLibrary, typed: Callable[..., None], capsys: pytest.CaptureFixture[str]
) -> None:
    typed("", "电话", "否", "")
    found = given(questions(library), {"counterpart": "本人"})
    assert found == {"date": date(2026, 11, 23), "channel": "电话", "reached": False}
    assert capsys.readouterr().err == "注意：--counterpart 这里用不上，没有记。\n"


def test_a_person_is_asked_at_a_terminal_and_completes_words_there(terminal: Terminal) -> None:
    terminal.answer(("直接回车：2026-11-23", "昨天"), ("联系方式：", "电话机"), ("是不是“电话”？", "电\t"))
    terminal.answer(
        ("是否联系上：", "1"),
        ("联系对象：", "本人"),
        ("可以不填，直接回车", ""),
        ("不写了", "4"),
        ("直接回车：本人", "监"),
    )
    terminal.answer(("不写了", ""))
    assert terminal.leave() == 0
    assert "'channel': '电话', 'reached': True, 'counterpart': '监护人'}" in terminal.shown


def test_the_end_of_the_input_ends_the_asking(terminal: Terminal) -> None:
    terminal.answer(("直接回车：2026-11-23", ""))
    terminal.see("联系方式：")
    terminal.press(CTRL_D)
    assert terminal.leave() == 0
    assert "GIVEN" not in terminal.shown
    assert "END" in terminal.shown


def test_ctrl_c_ends_the_asking_and_says_that_nothing_was_written(terminal: Terminal) -> None:
    terminal.see("直接回车：2026-11-23")
    terminal.press(CTRL_C)
    assert terminal.leave() == STOPPED
    assert "没有回答完。什么也没有写。\n\n已中断，可以再运行一遍。\n" in terminal.shown


def test_a_terminal_that_closes_ends_the_asking(terminal: Terminal) -> None:
    terminal.see("直接回车：2026-11-23")
    assert terminal.close() in (STOPPED, NOBODY_TO_TELL)
