"""A new record, asked for field by field as its schema has it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from jiedui.cli.asking.answers import Scene, WrongAnswerError
from jiedui.cli.asking.question import Question, in_words
from jiedui.cli.asking.recording import EntryAnswer, ListedAnswer, arranged, data_of
from jiedui.cli.asking.unanswered import unanswered
from jiedui.cli.new import of_event, of_helper, of_household
from jiedui.cli.visit import questions as of_visit
from jiedui.records.kinds import EVENTS
from jiedui.records.reader import Records
from jiedui.records.schema import SchemaLibrary


def scene() -> Scene:
    return Scene(records=Records(Path()), ledger=None, as_of=date(2026, 11, 23))  # type: ignore[arg-type]


def called(questions: tuple[Question, ...], key: str) -> Question:
    (found,) = (question for question in questions if question.key == key)
    return found


def paths(questions: tuple[Question, ...]) -> set[tuple[str, ...]]:
    """Return the fields that are asked for, as the schema has them."""
    found = set()
    for question in questions:
        at = tuple(step for step in question.path if isinstance(step, str))
        found |= {(*at, *inner) for inner in paths(question.fields)} or ({at} if at else set())
    return found


def test_every_field_of_a_visit_and_of_an_event_is_asked_for(library: SchemaLibrary) -> None:
    wanted = {
        field.path for field in library["visit"].fields() if field.path[0] not in ("needs", "hazards", "withdrawn")
    }
    asked = paths(tuple(each for each in of_visit(library) if each.key != "needs"))
    assert wanted - asked == {("entered_on",)}
    assert {path[1] for path in asked if path[0] == "hazards"} == {"fire", "electric", "drowning", "gas"}
    for word in EVENTS:
        leaves = {field.path for field in library[f"event-{word}"].fields() if field.path[0] != "withdrawn"}
        leaves -= {path[:-1] for path in leaves if len(path) > 1}
        assert paths(of_event(library, f"event-{word}")) == leaves


def test_what_depends_on_others_is_asked_behind_them(library: SchemaLibrary) -> None:
    keys = [question.key for question in of_visit(library)]
    assert keys.index("channel_note") == keys.index("channel") + 1
    assert keys.index("counterpart") == keys.index("reached") + 1
    order = arranged({"a": {}, "b": {"x-when": {"c": True}}, "c": {}, "d": {"x-when": {"c": True}}, "e": {}})
    assert [key for key, _ in order] == ["a", "c", "b", "d", "e"]


@pytest.mark.node
def test_the_form_asks_in_the_same_order_with_the_same_help(
    library: SchemaLibrary, node_run: Callable[[str, Any], Any]
) -> None:
    household = library["household"]
    objects = [library[kind].properties(library[kind].root) for kind in ("visit", "household", "helper")]
    objects += [household.properties(household.resolve(household.at((*way, 0)))) for way in (("members",), ("needs",))]
    said = [[[key, in_words(part)] for key, part in arranged(properties)] for properties in objects]
    assert node_run("entry-fields.mjs", objects) == said


def test_what_the_form_folds_is_folded(library: SchemaLibrary) -> None:
    folded = {question.key: question.folded for question in of_visit(library)}
    assert (folded["channel"], folded["hazards_fire"], folded["content"]) == ("", "", "")
    assert (folded["also"], folded["companions"]) == ("同时联系的户", "陪同人数")
    members = called(of_household(library), "members").fields
    assert called(members, "benefits_dibao").folded == "惠残政策"
    assert called(members, "disability_certificates_number").folded == ""


def test_a_part_that_is_not_begun_wants_nothing(library: SchemaLibrary) -> None:
    asked = of_helper(library)
    said = {"name": "示例亥", "mobile": "15400000099", "roles_body": "县级残联", "roles_department": "办公室",
            "roles_post": "干事", "roles_from": "2026-01-05"}  # fmt: skip
    own = tuple(question for question in asked if question.path)
    assert unanswered(own, said, scene()).lacking == []
    begun = unanswered(own, {**said, "filing_date": "2026-01-06"}, scene())
    assert [question.key for question in begun.lacking] == ["filing_unit"]


def test_the_first_member_is_the_disabled_one(library: SchemaLibrary) -> None:
    relation = called(called(of_household(library), "members").fields, "relation")
    assert relation.default(scene()) == "本人"


def test_an_entry_is_written_in_one_line_with_lists_in_brackets(library: SchemaLibrary) -> None:
    members = called(of_household(library), "members")
    read = members.kind.read(
        "姓名=示例亥；性别=男, 出生日期=1968.4.9；残疾人证号=49062619680409101272；残疾类别=多重；残疾等级=二级；"
        "多重残疾明细=（残疾类别=肢体；残疾等级=二级）；多重残疾明细=(残疾类别=听力，残疾等级=三级)；照料情况=配偶照料",
        scene(),
    )
    assert data_of(members.fields, read) == {
        "name": "示例亥", "sex": "男", "birth": "1968-04-09", "relation": "本人",
        "disability": {
            "certificates": [{
                "number": "49062619680409101272", "category": "多重", "grade": "二级",
                "components": [{"category": "肢体", "grade": "二级"}, {"category": "听力", "grade": "三级"}],
            }],
            "care": "配偶照料",
        },
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("示例亥", "写成 栏=内容；栏=内容。栏有：情形、依据。"),
        ("情形=依老养残", "少了依据。"),
        ("情形=富裕；依据=看过", "情形填写不对：没有“富裕”这一种。可以写：事实无人照料、依老养残、其他特殊困难。"),
        ("情形=依老养残；依据=问过13873012345", "依据填写不对：里面有证件或者电话的号码。这一项不写号码，去掉再写。"),
    ],
)
def test_what_is_wrong_in_an_entry_is_told_by_titles(library: SchemaLibrary, text: str, said: str) -> None:
    with pytest.raises(WrongAnswerError) as refused:
        called(of_household(library), "priorities").kind.read(text, scene())
    assert str(refused.value) == said


def test_brackets_in_a_text_stay_as_they_are(library: SchemaLibrary) -> None:
    read = called(of_household(library), "priorities").kind.read("情形=依老养残；依据=看过（自理=不能）户口簿", scene())
    assert read == {"kind": "依老养残", "basis": "看过（自理=不能）户口簿"}


def test_words_are_listed_by_what_was_answered() -> None:
    places: dict[str, list[str]] = {"甲县": ["乙镇", "丙镇"]}
    kind = ListedAnswer(lambda known: places[known.answers["county"]])
    here = scene()
    here.answers["county"] = "甲县"
    assert (kind.choices(here), kind.choices(None)) == ((("乙镇", ""), ("丙镇", "")), ())
    assert kind.read("丙", here) == "丙镇"


def test_days_are_written_as_records_have_them(library: SchemaLibrary) -> None:
    asked = of_household(library)
    member: dict[str, Any] = {"name": "示例亥", "sex": "男", "birth": "1968-04-09", "relation": "本人"}
    answers = {"registered_on": date(2026, 11, 20), "hardship_status": "低保户", "members": [member, member]}
    data = data_of([question for question in asked if question.path], answers)
    assert data["registered_on"] == "2026-11-20"
    assert data["hardship"] == [{"status": "低保户"}]
    assert data["members"] == [member, member]
    assert isinstance(called(asked, "members").kind, EntryAnswer)
