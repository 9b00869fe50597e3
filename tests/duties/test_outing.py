"""The yearly activity outside the home, by person and year, worked out by hand."""

from __future__ import annotations

from datetime import date

import pytest

from jiedui.duties.outing import outing_years

LATER = date(2026, 11, 23)


def test_outings_by_person_and_year(world, policy):
    world.helper("A")
    exempt = {"from": "2026-01-01", "reason": "长期卧床", "alternative": "听广播"}
    people = [world.member(), world.member("m2", outing_exemption=exempt)]
    household = world.household(
        "YYL-2222",
        world.pairing("A", "2024-07-03"),
        members=people,
        outings=[{"person": "m1", "date": "2025-05-18", "kind": "游一次园"}],
    )
    states = {(year.person, year.year): year.state.value for year in outing_years(household, policy, LATER)}
    # 3 July to 31 December 2024 = 182 days, one short of 183.
    assert states == {
        ("m1", 2024): "不计",
        ("m1", 2025): "已参加",
        ("m1", 2026): "进行中",
        ("m2", 2024): "不计",
        ("m2", 2025): "未参加",
        ("m2", 2026): "不宜外出",
    }


@pytest.mark.parametrize(("day", "state"), [("2025-12-31", "进行中"), ("2026-01-01", "未参加")])
def test_the_last_day_of_the_year_still_has_time(world, policy, day, state):
    world.helper("A")
    household = world.household("YYL-2222", world.pairing("A", "2025-01-01"), members=[world.member()])
    years = outing_years(household, policy, date.fromisoformat(day))
    assert [year.state.value for year in years if year.year == 2025] == [state]


def test_half_a_year_of_pairing_makes_the_outing_due(world, policy):
    world.helper("A")
    household = world.household("YYL-2222", world.pairing("A", "2024-07-02"))
    assert outing_years(household, policy, LATER)[0].state.value == "未参加"
