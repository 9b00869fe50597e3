"""Measures as promises and urgent needs, with days and shares worked out by hand."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from jiedui.duties.promise import kept_rate, open_promises, promises, urgent

LATER = date(2026, 11, 23)


@pytest.fixture
def promised(world):
    """Four promises that were to be kept by now (two kept, one of them late; two not), and one that may wait."""
    return world.household(
        "YYL-2222",
        needs=[
            world.need(
                "n1",
                "2026-01-01",
                world.measure("2026-01-10", "2026-03-01", "2026-02-01"),
                world.measure("2026-01-10", "2026-03-01", "2026-03-02"),
                world.measure("2026-01-10", "2026-11-22"),
                world.measure("2026-01-10", "2026-06-30"),
                world.measure("2026-01-10", "2026-11-23"),
            )
        ],
    )


def test_the_states_of_promises(promised):
    assert [item.state.value for item in promises(promised, LATER)] == ["已兑现", "迟兑现", "超期", "超期", "办理中"]


def test_two_of_four_ripe_promises_are_kept(promised):
    assert kept_rate(promises(promised, LATER)) == Fraction(2, 4)
    assert kept_rate([]) is None


def test_before_it_was_kept_a_promise_was_open(promised):
    assert {item.state.value for item in promises(promised, date(2026, 1, 31))} == {"办理中"}
    assert promises(promised, date(2026, 1, 9)) == []


def test_what_is_owed_is_open_dated_or_not_and_of_a_need_that_is_not_closed_yet(world):
    """One of four measures is done on 1 March and one promised on 1 July; the other need is closed on 1 June."""
    dated, bare = world.measure("2026-01-10", "2026-06-30"), world.measure("2026-01-10")
    done, later = world.measure("2026-01-10", done="2026-03-01"), world.measure("2026-07-01")
    closed = world.need("n2", "2026-01-01", world.measure("2026-01-10"), closed_on="2026-06-01")
    household = world.household("YYL-2222", needs=[world.need("n1", "2026-01-01", dated, done, bare, later), closed])
    told = {day: [item.key for item in open_promises(household, date.fromisoformat(day))]
            for day in ("2026-02-28", "2026-03-01", "2026-05-31", "2026-06-01", "2026-07-01")}  # fmt: skip
    assert told == {
        "2026-02-28": ["n1-1", "n1-2", "n1-3", "n2-1"],
        "2026-03-01": ["n1-1", "n1-3", "n2-1"],
        "2026-05-31": ["n1-1", "n1-3", "n2-1"],
        "2026-06-01": ["n1-1", "n1-3"],
        "2026-07-01": ["n1-1", "n1-3", "n1-4"],
    }


def test_days_until_first_help(world):
    household = world.household(
        "YYL-2222",
        needs=[
            world.need("n1", "2026-01-01", urgent=True, responded_on="2026-01-03"),
            world.need("n2", "2026-01-01", urgent=True),
            world.need("n3", "2026-01-01"),
        ],
    )
    assert [(item.need.id, item.days) for item in urgent(household, LATER)] == [("n1", 2), ("n2", None)]


@pytest.mark.parametrize(
    ("due", "done", "expected"),
    [
        ("2026-11-23", "", "办理中"),
        ("2026-11-22", "", "超期"),
        ("", "", "办理中"),
        ("2026-11-22", "2026-11-22", "已兑现"),
        ("2026-11-21", "2026-11-22", "迟兑现"),
        ("", "2026-11-23", "已兑现"),
        ("2026-11-22", "2026-11-24", "超期"),
        ("2026-11-23", "2026-11-24", "办理中"),
    ],
)
def test_a_measure_done_on_its_last_day_is_kept(world, due, done, expected):
    household = world.household(
        "YYL-2222", needs=[world.need("n1", "2026-01-01", world.measure("2026-01-10", due, done))]
    )
    (found,) = promises(household, LATER)
    assert found.state.value == expected
    assert found.state.is_open is (expected in ("办理中", "超期"))


def test_promises_come_need_by_need_from_the_day_they_are_made(world):
    first = world.need("n1", "2026-01-01", world.measure("2026-02-01"), world.measure("2026-02-02"))
    second = world.need("n2", "2026-01-01", world.measure("2026-01-31"))
    household = world.household("YYL-2222", needs=[first, second])
    told = [(item.household, item.need.id, item.measure.promised_on) for item in promises(household, date(2026, 2, 1))]
    assert told == [("YYL-2222", "n1", date(2026, 2, 1)), ("YYL-2222", "n2", date(2026, 1, 31))]


def test_the_share_leaves_out_what_may_wait(world):
    kept, owed, open_ = ("2026-03-01", "2026-03-01"), ("2026-03-01", ""), ("2026-12-01", "")
    measures = [world.measure("2026-01-10", *days) for days in (kept, kept, owed, open_, open_)]
    household = world.household("YYL-2222", needs=[world.need("n1", "2026-01-01", *measures)])
    assert kept_rate(promises(household, LATER)) == Fraction(2, 3)
    assert kept_rate(promises(household, date(2026, 2, 1))) is None


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [("2025-12-31", []), ("2026-01-01", [None]), ("2026-01-02", [None]), ("2026-01-03", [2]), ("2026-01-04", [2])],
)
def test_help_counts_from_its_own_day(world, as_of, expected):
    urgent_need = world.need("n1", "2026-01-01", urgent=True, responded_on="2026-01-03")
    household = world.household("YYL-2222", needs=[urgent_need])
    assert [item.days for item in urgent(household, date.fromisoformat(as_of))] == expected
    assert {item.household for item in urgent(household, LATER)} == {"YYL-2222"}


def test_what_was_promised_to_one_who_died_counts_as_kept_where_it_was_and_is_owed_no_more(world):
    gone = {**world.member(), "left": {"date": "2026-07-01", "reason": "去世"}}
    kept = world.measure("2026-01-10", "2026-03-01", "2026-02-01")
    owed, later = world.measure("2026-01-10", "2026-06-30"), world.measure("2026-01-10", done="2026-07-02")
    household = world.household(
        "YYL-2222", needs=[world.need("n1", "2026-01-01", kept, owed, later, person="m1")], members=[gone]
    )
    assert [item.state.value for item in promises(household, date(2026, 6, 30))] == ["已兑现", "办理中", "办理中"]
    assert [item.state.value for item in promises(household, date(2026, 7, 1))] == ["已兑现"]
    assert [item.state.value for item in promises(household, date(2026, 7, 2))] == ["已兑现", "已兑现"]
