"""Who answers for a household's day, its quarter and a promise: one person each, at every boundary."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from jiedui.duties.answer import Answer, acting, of_day, of_period, of_promise, responsible

FIRST = date(2026, 7, 1)
LAST = date(2026, 9, 30)


def handed_over(world: Any, **more: Any) -> Any:
    """A is in charge up to 2026-08-14, B from the day after; C assists."""
    return world.household(
        "YYL-2222",
        world.pairing("A", "2026-01-05", "2026-08-14"),
        world.pairing("B", "2026-08-15"),
        world.pairing("C", "2026-01-05", role="协助"),
        **more,
    )


def test_a_day_is_of_who_is_in_charge_on_it(world: Any) -> None:
    home = handed_over(world)
    days = (date(2026, 1, 4), date(2026, 1, 5), date(2026, 8, 14), date(2026, 8, 15))
    assert [of_day(home, day) for day in days] == [
        None, Answer("A", days[1]), Answer("A", days[2]), Answer("B", days[3]),
    ]  # fmt: skip


def test_a_quarter_is_of_who_is_in_charge_on_its_last_day(world: Any) -> None:
    home = handed_over(world)
    assert of_period(home, FIRST, LAST) == Answer("B", LAST)
    assert of_period(home, date(2026, 4, 1), date(2026, 6, 30)) == Answer("A", date(2026, 6, 30))


def test_a_running_quarter_is_of_who_is_in_charge_today(world: Any) -> None:
    home = handed_over(world)
    assert of_period(home, FIRST, date(2026, 8, 14)) == Answer("A", date(2026, 8, 14))
    assert of_period(home, FIRST, date(2026, 8, 15)) == Answer("B", date(2026, 8, 15))


def test_a_quarter_whose_pairing_ended_in_it_is_of_who_was_in_charge_last(world: Any) -> None:
    home = world.household(
        "YYL-2222",
        world.pairing("B", "2026-08-02", "2026-09-29"),
        world.pairing("A", "2026-07-01", "2026-08-01"),
        world.pairing("C", "2026-01-05", role="协助"),
    )
    assert of_period(home, FIRST, LAST) == Answer("B", date(2026, 9, 29))
    assert of_period(home, FIRST, date(2026, 8, 1)) == Answer("A", date(2026, 8, 1))


def test_the_first_day_of_a_quarter_is_enough_and_the_day_before_is_not(world: Any) -> None:
    home = world.household("YYL-2222", world.pairing("A", "2026-01-05", "2026-07-01"))
    assert of_period(home, FIRST, LAST) == Answer("A", date(2026, 7, 1))
    ended = world.household("YYL-3333", world.pairing("A", "2026-01-05", "2026-06-30"))
    assert of_period(ended, FIRST, LAST) is None


def test_nobody_answers_for_a_quarter_to_come(world: Any) -> None:
    home = world.household("YYL-2222", world.pairing("A", "2026-10-01"))
    assert of_period(home, date(2026, 10, 1), LAST) is None


@pytest.mark.parametrize(
    ("done", "as_of", "answers"),
    [
        ("", "2026-08-14", Answer("A", date(2026, 8, 14))),  # promised by A, who is in charge
        ("", "2026-08-15", Answer("B", date(2026, 8, 15))),  # passed on with the household
        ("2026-08-14", "2026-11-23", Answer("A", date(2026, 8, 14))),  # kept by A before the hand-over
        ("2026-08-15", "2026-11-23", Answer("B", date(2026, 8, 15))),  # kept after it
        ("2026-12-01", "2026-08-14", Answer("A", date(2026, 8, 14))),  # done later than one knows today
    ],
)
def test_a_promise_is_of_who_kept_it_or_owes_it(world: Any, done: str, as_of: str, answers: Answer) -> None:
    for helper in "AB":
        world.helper(helper)
    home = handed_over(
        world, needs=[world.need("n-7K3Q", "2026-07-01", world.measure("2026-07-15", "2026-12-01", done, by="A"))]
    )
    measure = home.needs[0].measures[0]
    assert of_promise(world.ledger, home, measure, date.fromisoformat(as_of)) == answers


def test_nobody_answers_for_a_promise_of_a_household_without_a_helper(world: Any) -> None:
    world.helper("A")
    need = world.need("n-7K3Q", "2026-07-01", world.measure("2026-07-15", by="A"))
    home = world.household("YYL-2222", world.pairing("A", "2026-01-05", "2026-08-14"), needs=[need])
    assert of_promise(world.ledger, home, home.needs[0].measures[0], LAST) is None


def test_who_acts_for_a_household_on_a_day(world: Any) -> None:
    pauses = [
        {"from": "2026-03-01", "to": "2026-03-31", "reason": "病假", "approved_by": "示例残联"},
        {"from": "2026-05-01", "to": "2026-05-31", "reason": "病假", "deputy": "D"},
        {"from": "2026-06-01", "to": "2026-06-30", "reason": "病假", "deputy": "E"},
    ]
    world.helper("A", pauses=pauses)
    home = world.household("YYL-2222", world.pairing("A", "2026-01-05"), world.pairing("B", "2025-01-01", role="协助"))
    days = ("2026-01-04", "2026-03-15", "2026-04-30", "2026-05-01", "2026-05-31", "2026-06-01", "2026-07-01")
    found = [responsible(world.ledger, home, date.fromisoformat(day)) for day in days]
    assert found == ["", "A", "A", "D", "D", "E", "A"]
    stranger = world.household("YYL-3333", world.pairing("X", "2026-01-05"))
    assert responsible(world.ledger, stranger, date(2026, 11, 23)) == "X"


def test_nobody_acts_where_nobody_answers(world: Any) -> None:
    assert acting(world.ledger, None) == ""


def test_nobody_answers_before_a_household_is_registered(world: Any) -> None:
    home = world.household("YYL-2222", world.pairing("A", "2026-01-05"), registered_on="2026-01-05")
    assert of_day(home, date(2026, 1, 4)) is None
    assert of_day(home, date(2026, 1, 5)) == Answer("A", date(2026, 1, 5))


def test_before_a_move_within_the_city_answers_who_was_in_charge_then(world: Any) -> None:
    world.helper("A")
    world.helper("B", unit="pingjiang")
    world.household(
        "YYL-2222", world.pairing("A", "2023-09-15", "2026-05-31", "迁出市内"),
        closed={"date": "2026-05-31", "reason": "迁出市内"},
    )  # fmt: skip
    world.household(
        "PJ-2222", world.pairing("B", "2026-06-01"), unit="pingjiang", moved_from="YYL-2222", registered_on="2026-06-01"
    )
    home = world.ledger.until(date(2026, 11, 23)).households["PJ-2222"]
    days = (date(2023, 9, 14), date(2026, 5, 31), date(2026, 6, 1))
    found = [of_day(home, day) for day in days]
    assert found == [None, Answer("A", days[1]), Answer("B", days[2])]
