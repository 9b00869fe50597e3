"""Measures as promises and urgent needs, with days and shares worked out by hand."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from jiedui.duties.promise import kept_rate, promises, urgent

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


def test_a_promise_ages_until_it_is_kept(promised):
    # 10 January to 1 February = 22 days; 10 January to 23 November 2026 = 317 days.
    assert [item.age_days for item in promises(promised, LATER)][:3] == [22, 51, 317]


def test_before_it_was_kept_a_promise_was_open(promised):
    assert {item.state.value for item in promises(promised, date(2026, 1, 31))} == {"办理中"}
    assert promises(promised, date(2026, 1, 9)) == []


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
