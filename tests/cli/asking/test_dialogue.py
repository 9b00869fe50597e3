"""Questions and answers in plain lines; a real terminal is played in test_inquiry.py and test_visit.py."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import click
import pytest

from jiedui.cli.asking.answers import DayAnswer, Scene, TextAnswer, WordAnswer
from jiedui.cli.asking.dialogue import BackError, ask_all, mend
from jiedui.cli.asking.question import Question, condition
from jiedui.cli.asking.recording import EntryAnswer
from jiedui.records.reader import Records
from jiedui.struct import replace

TEXT = TextAnswer({"type": "string"}, "写。")
FIELDS = (
    Question(key="name", title="姓名", kind=TEXT),
    Question(key="sex", title="性别", kind=WordAnswer({"男": "男", "女": "女"})),
    Question(key="school", title="学历", kind=TEXT, needed=lambda _: False, folded="学历"),
)
QUESTIONS = (
    Question(key="on", title="哪天", kind=DayAnswer(), default=lambda known: str(known.as_of)),
    Question(key="how", title="方式", kind=WordAnswer({"电话": "电话", "其他": "其他"})),
    Question(key="what", title="说明", kind=TEXT, when=condition({"how": ["其他"]})),
    Question(key="phone", title="电话", kind=TEXT, needed=lambda _: False, folded="电话", group="家庭"),
    Question(key="people", title="成员", kind=EntryAnswer(FIELDS), fields=FIELDS),
)
DAY = date(2026, 11, 23)


@pytest.fixture
def scene() -> Scene:
    return Scene(records=Records(Path()), ledger=None, as_of=DAY)  # type: ignore[arg-type]


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[str]]:
    """Type these lines; what is left of them is told."""

    def lines(*texts: str) -> list[str]:
        left = list(texts)
        monkeypatch.setattr("builtins.input", lambda _: left.pop(0))
        return left

    return lines


def test_all_is_asked_in_order_and_what_is_folded_if_somebody_wants_to(
    scene: Scene, typed: Callable[..., list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    left = typed("", "2", "视频", "甲", "女", "1", "小学", "是", "乙", "1", "", "也许", "否", "电话", "没有")
    ask_all(QUESTIONS, scene)
    assert left == []
    assert scene.answers == {
        "on": DAY, "how": "其他", "what": "视频", "phone": "没有",
        "people": [{"name": "甲", "sex": "女", "school": "小学"}, {"name": "乙", "sex": "男"}],
    }  # fmt: skip
    shown = capsys.readouterr().out
    assert "\n再填几项（都可以不填；几项用、分开）\n  1. 电话\n" in shown
    assert "打是或者否。" in shown


def answered(scene: Scene) -> None:
    scene.answers.update(on=DAY, how="其他", what="视频", phone="15400000001", people=[{"name": "甲", "sex": "女"}])


def test_what_was_answered_is_shown_without_numbers_and_mended(
    scene: Scene, typed: Callable[..., list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    answered(scene)
    left = typed("9", "2", "电话", "")  # the explanation is not asked for any more
    mend(QUESTIONS, scene)
    assert left == []
    assert (scene.answers["how"], "what" in scene.answers) == ("电话", False)
    lines = capsys.readouterr().out.splitlines()
    assert lines[1:7] == [
        "要写的：", "  1. 哪天：2026-11-23", "  2. 方式：其他", "  3. 说明：视频", "  4. 家庭，电话：（号码不显示）",
        "  5. 成员：甲 女",
    ]  # fmt: skip
    assert "打 1 到 5 的数。" in lines


def test_what_depends_on_a_mended_answer_is_asked(scene: Scene, typed: Callable[..., list[str]]) -> None:
    scene.answers.update(on=DAY, how="电话", people=[{"name": "甲", "sex": "女"}])
    left = typed("2", "其他", "视频", "")
    mend(QUESTIONS, scene)
    assert (left, scene.answers["what"]) == ([], "视频")


def test_entries_are_mended_one_by_one_and_the_others_stay(scene: Scene, typed: Callable[..., list[str]]) -> None:
    answered(scene)
    scene.answers["people"].append({"name": "乙", "sex": "男"})
    left = typed(
        "5", "1", "1", "丙", "2", "再填几项", "学历", "初中", "添加", "丁", "男", "", "删除 1", "", "",
    )  # fmt: skip
    mend(QUESTIONS, scene)
    assert left == []
    assert scene.answers["people"] == [{"name": "乙", "sex": "男", "school": "初中"}, {"name": "丁", "sex": "男"}]


def test_a_list_that_is_needed_is_asked_for_again_when_all_of_it_is_taken_out(
    scene: Scene, typed: Callable[..., list[str]]
) -> None:
    answered(scene)
    left = typed("5", "删除1", "", "戊", "男", "", "", "")
    mend(QUESTIONS, scene)
    assert (left, scene.answers["people"]) == ([], [{"name": "戊", "sex": "男"}])


def test_what_was_left_out_can_be_added_and_all_be_given_up(scene: Scene, typed: Callable[..., list[str]]) -> None:
    answered(scene)
    del scene.answers["phone"]
    typed("再填几项", "1", "没有", "不写")
    with pytest.raises(click.Abort):
        mend(QUESTIONS, scene)
    assert scene.answers["phone"] == "没有"


def test_an_answer_that_is_not_needed_can_be_taken_out(scene: Scene, typed: Callable[..., list[str]]) -> None:
    answered(scene)
    left = typed("4", "清空", "")
    mend(QUESTIONS, scene)
    assert (left, "phone" in scene.answers) == ([], False)


def test_one_goes_back_to_the_question_before_and_out_of_an_entry(
    scene: Scene, typed: Callable[..., list[str]]
) -> None:
    left = typed(
        "", "1", "返回",  # from the entries, which come next, back to how
        "其他", "返回", "电话",  # from the explanation back to how again
        "甲", "返回", "乙", "男", "返回",  # of the first entry: once more from its name; nothing more of it
        "是", "返回",  # no second entry after all
        "", "",
    )  # fmt: skip
    ask_all(QUESTIONS, scene)
    assert left == []
    assert scene.answers == {"on": DAY, "how": "电话", "people": [{"name": "乙", "sex": "男"}]}


def test_before_the_first_question_there_is_none(scene: Scene, typed: Callable[..., list[str]]) -> None:
    typed("返回")
    with pytest.raises(BackError):
        ask_all(QUESTIONS, scene)


def test_an_answer_that_is_not_mended_after_all_stays(scene: Scene, typed: Callable[..., list[str]]) -> None:
    answered(scene)
    left = typed("2", "返回", "")
    mend(QUESTIONS, scene)
    assert (left, scene.answers["how"]) == ([], "其他")


def test_nothing_is_said_twice_to_who_listens(
    scene: Scene, typed: Callable[..., list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    """A title that its prompt says, choices that were just heard, and what was answered, after a number of nothing."""
    how = WordAnswer({"无": "无", "有": "有"})
    asked = (
        Question(key="fire", title="火灾", kind=how, group="隐患"),
        Question(key="gas", title="煤气", kind=how, group="隐患"),
        Question(key="note", title="说明", kind=TEXT, group="隐患"),
        Question(key="water", title="溺水", kind=how),
    )
    left = typed("1", "2", "好", "1", "7", "")
    ask_all(asked, scene)
    mend(asked, scene)
    assert left == []
    assert capsys.readouterr().out.splitlines() == [
        "", "隐患，火灾", "  1. 无", "  2. 有", "", "隐患，煤气", "  1 到 2 同上。", "",
        "", "溺水", "  1. 无", "  2. 有",
        "", "要写的：", "  1. 隐患，火灾：无", "  2. 隐患，煤气：有", "  3. 隐患，说明：好", "  4. 溺水：无",
        "没有错，直接回车就写；要改，打前面的数；要补充，打“再填几项”；不写了，打“不写”。", "打 1 到 4 的数。",
    ]  # fmt: skip


def test_after_going_back_choices_are_said_again(
    scene: Scene, typed: Callable[..., list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    how = WordAnswer({"无": "无", "有": "有"})
    typed("1", "返回", "2", "1")
    ask_all([Question(key=key, title=key, kind=how) for key in "ab"], scene)
    assert capsys.readouterr().out.split("\n\n")[2] == "a\n  1. 无\n  2. 有"


def test_each_entry_is_shown_whole_and_a_code_with_its_name(
    scene: Scene, typed: Callable[..., list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    answered(scene)
    scene.answers["people"].append({"name": "乙" * 30, "sex": "男", "school": "学" * 30})
    unit = WordAnswer({"pingjiang": "pingjiang"}, about={"pingjiang": "平江县"})
    scene.answers["unit"] = "pingjiang"
    typed("")
    mend((*QUESTIONS, Question(key="unit", title="残联", kind=unit)), scene)
    lines = capsys.readouterr().out.splitlines()
    assert lines[6:10] == [
        "  5. 成员：",
        "     甲 女",
        f"     {'乙' * 30} 男 学历：{'学' * 30}",
        "  6. 残联：pingjiang 平江县",
    ]


def test_yes_is_said_in_many_ways(scene: Scene, typed: Callable[..., list[str]]) -> None:
    left = typed("y", "甲", "男", "", "没有")
    ask_all([replace(QUESTIONS[-1], needed=lambda _: False)], scene)
    assert (left, scene.answers["people"]) == ([], [{"name": "甲", "sex": "男"}])
