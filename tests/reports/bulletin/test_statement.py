"""Statements: what a record says and what the figures would say are the same, in one order, silence included."""

from __future__ import annotations

from typing import Any

from jiedui.model.event import Strike
from jiedui.model.time import Quarter
from jiedui.reports.bulletin.content import bulletin
from jiedui.reports.bulletin.statement import StatementKind, Statements, Subject, spoken_of
from jiedui.reports.quarter_table import BY_STAFF, COMPARED
from jiedui.reports.quarterly import QuarterFigures

Q3 = Quarter(2026, 3)
CITY_GAP = Subject(kind=StatementKind.FIGURE, figure="gap")
HOUSEHOLD = Subject(kind=StatementKind.HOUSEHOLD, household="PJ-2222")
LISTED = Subject(kind=StatementKind.LIST, list="沟通联络不及时", household="PJ-2222", helper="PJ-B-2222")


def both(world: Any) -> tuple[Statements, Statements]:
    """Return what the record of a bulletin states, and the figures that it is made of."""
    ledger = world.ledger()
    record = bulletin(ledger, Q3, "0" * 40).data()
    figures = QuarterFigures(ledger, Q3, ledger.events_of(Strike))
    return Statements.of_record(record), Statements.of_figures(figures)


def test_a_record_states_what_its_figures_do(quarter_world: Any) -> None:
    strike = {"quarter": "2026Q3", "list": "帮扶措施不到位", "household": "PJ-4444", "reason": "刚搬家。"}
    quarter_world.household(
        "PJ-4444", quarter_world.pairing(quarter_world.helper("PJ-B-4444", "pingjiang"), "2026-01-01"),
        unit="pingjiang", plan="",
    )  # fmt: skip
    quarter_world.event("strike", "pingjiang", "2026-10-05", **strike)
    stored, reckoned = both(quarter_world)
    subjects = spoken_of(stored, reckoned)
    assert [(subject, stored[subject]) for subject in subjects] == [
        (subject, reckoned[subject]) for subject in subjects
    ]
    lists = {(item.list, item.household): stored[item] for item in subjects if item.kind is StatementKind.LIST}
    assert lists == {
        ("帮扶措施不到位", "PJ-4444"): "划去",
        ("沟通联络不及时", "PJ-2222"): "列入",
        ("沟通联络不及时", "PJ-4444"): "列入",
    }


def test_federations_stand_first_the_city_after_them_then_households_and_lists(quarter_world: Any) -> None:
    stored, _ = both(quarter_world)
    subjects = spoken_of(stored)
    figures = [item for item in subjects if item.kind is StatementKind.FIGURE]
    assert [item.unit for item in figures[:: len(COMPARED)]] == ["city", "yueyanglou", "pingjiang", ""]
    assert [item.figure for item in figures[: len(COMPARED)]] == [figure.key for figure in COMPARED]
    staff = [item for item in subjects[len(figures) :] if item.kind is StatementKind.WORKPLACE]
    departments = list(dict.fromkeys((item.unit, item.department) for item in staff))
    assert departments == [("city", ""), ("city", "办公室"), ("yueyanglou", ""), ("pingjiang", ""), ("", "")]
    compared = [figure.key for figure in BY_STAFF if figure in COMPARED]
    assert [item.figure for item in staff] == compared * len(departments)
    others = [(item.kind.value, item.household) for item in subjects[len(figures) + len(staff) :]]
    assert others == [("户", "PJ-2222"), ("户", "PJ-3333"), ("户", "YYL-2222"), ("名单", "PJ-2222")]


def test_of_a_part_that_a_bulletin_did_not_have_nothing_is_said(quarter_world: Any) -> None:
    record = bulletin(quarter_world.ledger(), Q3, "0" * 40).data()
    workplace = StatementKind.WORKPLACE
    assert workplace in Statements.of_record(record).kinds
    of_before = Statements.of_record({key: value for key, value in record.items() if key != "workplaces"})
    assert workplace not in of_before.kinds
    assert workplace not in of_before.corrected([{"kind": "指标", "figure": "gap", "now": "2"}]).kinds
    assert set(Statements({}).kinds) - set(of_before.kinds) == {workplace}


def test_silence_says_nought_not_due_and_not_listed() -> None:
    nothing = Statements({})
    assert [nothing[subject] for subject in (CITY_GAP, HOUSEHOLD, LISTED)] == ["0", "不计", "没有列入"]
    assert list(nothing) == []


def test_corrections_stand_in_the_place_of_what_was_said_the_last_one_at_last() -> None:
    said = Statements({CITY_GAP: "1", HOUSEHOLD: "逾期"})
    items = [
        {"kind": "指标", "figure": "gap", "now": "2"},
        {"kind": "指标", "figure": "gap", "now": "3"},
        {"kind": "名单", "list": "沟通联络不及时", "household": "PJ-2222", "helper": "PJ-B-2222", "now": "划去",
         "unit": "pingjiang", "name": "示例甲"},
        {"kind": "指标", "figure": "no_more", "now": "3"},
        {"kind": "读法", "was": "A-10", "now": "读法已改"},
        {"kind": "算法", "was": "第 1 版", "now": "第 2 版"},
    ]  # fmt: skip
    then = said.corrected(items)
    assert {subject: then[subject] for subject in then} == {CITY_GAP: "3", HOUSEHOLD: "逾期", LISTED: "划去"}
    assert said[CITY_GAP] == "1"


def test_a_stored_correction_tells_its_subject_whatever_else_it_names() -> None:
    household = {"kind": "户", "unit": "pingjiang", "household": "PJ-2222"}
    figure = {"kind": "指标", "unit": "pingjiang", "figure": "gap"}
    assert Subject.of(household) == HOUSEHOLD
    assert Subject.of(figure) == Subject(kind=StatementKind.FIGURE, unit="pingjiang", figure="gap")
    office = {"kind": "责任人单位", "unit": "city", "body": "市残联机关", "department": "办公室", "figure": "gap"}
    assert Subject.of({**office, "household": "x"}) == Subject(
        kind=StatementKind.WORKPLACE, unit="city", body="市残联机关", department="办公室", figure="gap"
    )
    assert Subject.of({"kind": "读法", "unit": "x"}) == Subject(kind=StatementKind.READING)
