"""Which quarters the timeline of a household tells of."""

from __future__ import annotations

from datetime import date

from jiedui.model.time import Quarter
from jiedui.reports.figures import Figures
from jiedui.reports.timelines import Timelines


def shown(world, household, day):
    figures = Figures(world.ledger(), date.fromisoformat(day))
    timelines = Timelines(figures)
    return [str(quarter) for quarter in figures.quarters if timelines.shows(household, quarter)]


def test_a_timeline_has_the_quarters_with_a_duty_up_to_the_running_one(world):
    helper = world.helper("YYL-B-2222")
    world.household("YYL-2222", world.pairing(helper, "2025-10-05"), registered_on="2025-10-05")
    assert shown(world, "YYL-2222", "2026-07-01") == ["2025Q4", "2026Q1", "2026Q2", "2026Q3"]
    assert shown(world, "YYL-2222", "2026-06-30") == ["2025Q4", "2026Q1", "2026Q2"]


def test_a_contact_opens_a_quarter_that_asked_for_none(world):
    helper = world.helper("YYL-B-2222")
    world.household("YYL-2222", registered_on="2026-01-01")
    assert shown(world, "YYL-2222", "2026-07-01") == []
    world.visit("YYL-2222", helper, "2026-05-10")
    assert shown(world, "YYL-2222", "2026-07-01") == ["2026Q2"]
    assert not Timelines(Figures(world.ledger(), date(2026, 3, 31))).shows("YYL-2222", Quarter(2026, 2))


def test_another_household_s_quarter_is_not_shown(world):
    helper = world.helper("YYL-B-2222")
    world.household("YYL-2222", world.pairing(helper, "2026-05-01"))
    world.household("YYL-3333")
    assert shown(world, "YYL-3333", "2026-07-01") == []
