"""In which post a helper with several answers for households."""

from __future__ import annotations

from datetime import date
from typing import Any

from jiedui.duties.office import main_office

CHIEF = {"body": "市残联机关", "department": "康复科", "post": "科长", "post_level": "乡科级正职", "from": "2024-01-01"}
CLERK = {"body": "市残联机关", "department": "办公室", "post": "科员", "from": "2020-01-01"}
WHEN = date(2026, 9, 30)


def department(world: Any, *roles: dict[str, Any], when: date = WHEN) -> str:
    helper = world.helper("YY-B-2222", *roles, unit="city")
    return main_office(helper, world.ledger.policy, when).department


def test_the_post_that_asks_for_more_households_counts(world: Any) -> None:
    """五(二)1: a 科长 owes two, a 科员 one."""
    assert department(world, CLERK, CHIEF) == "康复科"
    assert department(world, CHIEF, CLERK) == "康复科"


def test_a_post_that_asks_for_something_comes_before_one_that_asks_for_nothing(world: Any) -> None:
    social = {"body": "社会力量", "department": "爱心人士", "post": "志愿者", "from": "2010-01-01"}
    assert department(world, social, CLERK) == "办公室"


def test_of_two_alike_the_full_time_one_counts_then_the_older(world: Any) -> None:
    second = {**CLERK, "department": "维权科", "tenure": "兼职", "from": "2019-01-01"}
    assert department(world, second, CLERK) == "办公室"
    older = {**CLERK, "department": "机关党委", "from": "2018-01-01"}
    assert department(world, CLERK, older) == "机关党委"


def test_who_holds_none_answers_by_the_last_one(world: Any) -> None:
    gone = {**CHIEF, "to": "2026-09-29", "end_reason": "退休离岗"}
    assert department(world, {**CLERK, "to": "2023-12-31"}, gone) == "康复科"
    assert department(world, CLERK, gone) == "办公室"
    assert department(world, CLERK, gone, when=date(2026, 9, 29)) == "康复科"


def test_an_office_to_come_is_named_before_it_begins(world: Any) -> None:
    assert department(world, {**CHIEF, "from": "2026-10-01"}) == "康复科"
