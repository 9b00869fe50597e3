"""The yearly activity outside the home, by person and year, worked out by hand."""

from __future__ import annotations

from datetime import date

import pytest

from jiedui.duties.outing import OutingState, OutingYear, outing_years

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


@pytest.mark.parametrize(
    ("closed", "reason", "day", "expected"),
    [
        ("2026-07-02", "拒绝", "2026-07-02", ("进行中", "今年还没有参加")),
        ("2026-07-02", "拒绝", "2026-07-03", ("未参加", "2026-07-02 终止，本年没有参加")),
        ("2026-07-02", "去世", "2026-07-03", ("不计", "2026-07-02 终止，本年没有参加")),
        ("2026-07-01", "拒绝", "2026-07-03", ("不计", "本年结对 182 天，不足 183 天")),
        ("2026-12-30", "去世", "2027-01-01", ("不计", "2026-12-30 终止，本年没有参加")),
        ("2026-12-31", "去世", "2027-01-01", ("不计", "2026-12-31 终止，本年没有参加")),
        ("2026-12-31", "去世", "2026-12-31", ("进行中", "今年还没有参加")),
        ("2026-12-31", "拒绝", "2027-01-01", ("未参加", "2026-12-31 终止，本年没有参加")),
        ("2027-01-01", "去世", "2027-01-02", ("未参加", "全年没有参加")),
    ],
)
def test_after_the_closing_of_a_household_its_year_no_longer_runs(world, policy, closed, reason, day, expected):
    """1 January to 2 July 2026 are 183 days."""
    world.helper("A")
    household = world.household(
        "YYL-2222", world.pairing("A", "2026-01-01", closed, reason), members=[world.member()],
        closed={"date": closed, "reason": reason},
    )  # fmt: skip
    years = outing_years(household, policy, date.fromisoformat(day))
    assert [(item.state.value, item.detail) for item in years if item.year == 2026] == [expected]


def test_half_a_year_of_pairing_makes_the_outing_due(world, policy):
    world.helper("A")
    household = world.household("YYL-2222", world.pairing("A", "2024-07-02"))
    assert outing_years(household, policy, LATER)[0].state.value == "未参加"


def went(when: str, person: str = "m1", kind: str = "游一次园") -> dict[str, str]:
    return {"person": person, "date": when, "kind": kind}


def of_year(world, year: int, as_of: date = LATER) -> list[tuple[str, str, str]]:
    """Return person, state and detail of each member of YYL-2222."""
    found = outing_years(world.ledger.households["YYL-2222"], world.ledger.policy, as_of)
    return [(item.person, item.state.value, item.detail) for item in found if item.year == year]


def test_years_are_told_from_2024_to_the_running_one_and_not_after_the_programme(world, policy):
    household = world.household(
        "YYL-2222", world.pairing("A", "2023-09-15"), members=[world.member(), world.member("m2")]
    )
    assert [(item.person, item.year) for item in outing_years(household, policy, date(2025, 1, 1))] == [
        ("m1", 2024), ("m1", 2025), ("m2", 2024), ("m2", 2025),
    ]  # fmt: skip
    assert outing_years(household, policy, date(2023, 12, 31)) == []
    assert {item.year for item in outing_years(household, policy, date(2030, 1, 1))} == {2024, 2025, 2026, 2027, 2028}
    assert outing_years(household, policy, date(2024, 12, 31))[0] == OutingYear(
        "YYL-2222", "m1", 2024, OutingState.RUNNING, "今年还没有参加"
    )


def test_all_activities_of_a_year_are_told_from_its_first_day_to_its_last(world):
    outings = [went("2025-01-01"), went("2025-12-31", kind="看一场电影"), went("2024-12-31"), went("2026-01-01", "m2")]
    world.household(
        "YYL-2222", world.pairing("A", "2023-09-15"), members=[world.member(), world.member("m2")], outings=outings
    )
    assert of_year(world, 2025) == [("m1", "已参加", "游一次园、看一场电影"), ("m2", "未参加", "全年没有参加")]
    assert of_year(world, 2024) == [("m1", "已参加", "游一次园"), ("m2", "未参加", "全年没有参加")]
    assert of_year(world, 2026) == [("m1", "进行中", "今年还没有参加"), ("m2", "已参加", "游一次园")]


def test_an_activity_counts_from_its_own_day(world):
    world.household("YYL-2222", world.pairing("A", "2023-09-15"), outings=[went("2026-05-17")])
    assert of_year(world, 2026, date(2026, 5, 16)) == [("m1", "进行中", "今年还没有参加")]
    assert of_year(world, 2026, date(2026, 5, 17)) == [("m1", "已参加", "游一次园")]


def test_who_took_part_in_a_short_pairing_is_told_beside_the_figures(world, policy):
    # 1 to 31 December 2025 = 31 days; 2 July to 31 December = 183 days.
    short = world.household("YYL-2222", world.pairing("A", "2025-12-01"), outings=[went("2025-12-20")])
    assert of_year(world, 2025) == [("m1", "不计", "游一次园；本年结对 31 天，不足 183 天")]
    assert [item.beside for item in outing_years(short, policy, LATER) if item.year == 2025] == [True]
    assert [item.beside for item in outing_years(short, policy, LATER) if item.year == 2024] == [False]
    long = world.household("YYL-2222", world.pairing("A", "2025-07-02"), outings=[went("2025-12-20")])
    assert of_year(world, 2025) == [("m1", "已参加", "游一次园")]
    assert not any(item.beside for item in outing_years(long, policy, LATER))


@pytest.mark.parametrize(("left", "expected"), [("2025-07-02", "未参加"), ("2025-07-01", "不计")])
def test_somebody_who_left_owes_what_the_days_until_then_ask(world, left, expected):
    # 1 January to 2 July 2025 = 183 days, the day of leaving included.
    person = {**world.member(), "left": {"date": left, "reason": "迁出"}}
    world.household("YYL-2222", world.pairing("A", "2023-09-15"), members=[person])
    assert [state for _, state, _ in of_year(world, 2025)] == [expected]
    assert of_year(world, 2026) == []


@pytest.mark.parametrize(
    ("reason", "expected"),
    [("去世", ("不计", "2025-10-04 去世，本年没有参加")), ("迁出", ("未参加", "2025-10-04 迁出，本年没有参加"))],
)
def test_of_one_who_died_the_rest_of_the_year_is_not_asked_for(world, reason, expected):
    """Paired all year until 4 October, 277 days: the day before, the year still runs; from that day on it does not."""
    person = {**world.member(), "left": {"date": "2025-10-04", "reason": reason}}
    world.household("YYL-2222", world.pairing("A", "2023-09-15"), members=[person])
    assert of_year(world, 2025, date(2025, 10, 3)) == [("m1", "进行中", "今年还没有参加")]
    assert of_year(world, 2025, date(2025, 10, 4)) == [("m1", *expected)]
    assert of_year(world, 2025) == [("m1", *expected)]
    assert of_year(world, 2024) == [("m1", "未参加", "全年没有参加")]


def test_one_who_died_after_taking_part_has_taken_part(world):
    person = {**world.member(), "left": {"date": "2025-10-04", "reason": "去世"}}
    world.household("YYL-2222", world.pairing("A", "2023-09-15"), members=[person], outings=[went("2025-05-17")])
    assert of_year(world, 2025) == [("m1", "已参加", "游一次园")]


@pytest.mark.parametrize(("since", "expected"), [("2025-07-02", "未参加"), ("2025-07-03", "不计")])
def test_somebody_who_came_or_was_certified_owes_from_then_on(world, since, expected):
    # 2 July to 31 December 2025 = 183 days.
    certificate = {"number": "49060219580312101741", "category": "肢体", "grade": "一级", "from": since}
    joined, certified = {**world.member(), "joined_on": since}, world.member("m2", certificates=[certificate])
    world.household("YYL-2222", world.pairing("A", "2023-09-15"), members=[joined, certified])
    assert [(person, state) for person, state, _ in of_year(world, 2025)] == [("m1", expected), ("m2", expected)]
    assert of_year(world, 2024) == []


@pytest.mark.parametrize(("end", "expected"), [("2025-07-02", "未参加"), ("2025-07-01", "不计")])
def test_half_a_year_is_183_days_of_any_person_in_charge(world, end, expected):
    # 1 January to 2 July 2025 = 31 + 28 + 31 + 30 + 31 + 30 + 2 = 183 days.
    world.household(
        "YYL-2222",
        world.pairing("A", "2023-09-15", "2025-03-31", "岗位调整"),
        world.pairing("B", "2025-04-01", end, "脱困"),
        world.pairing("C", "2024-01-01", role="协助"),
    )
    detail = {"未参加": "全年没有参加", "不计": "本年结对 182 天，不足 183 天"}[expected]
    assert of_year(world, 2025) == [("m1", expected, detail)]


@pytest.mark.parametrize(
    ("start", "end", "exempt"),
    [
        ("2024-05-01", "2024-12-31", False),
        ("2024-05-01", "2025-01-01", True),
        ("2025-12-31", "", True),
        ("2026-01-01", "", False),
    ],
)
def test_a_day_of_the_exemption_in_the_year_exempts_it(world, start, end, exempt):
    exemption = {"from": start, "reason": "长期卧床", "alternative": "听广播", **({"to": end} if end else {})}
    world.household("YYL-2222", world.pairing("A", "2023-09-15"), members=[world.member(outing_exemption=exemption)])
    expected = ("m1", "不宜外出", "长期卧床；在家：听广播") if exempt else ("m1", "未参加", "全年没有参加")
    assert of_year(world, 2025) == [expected]


def test_an_exemption_that_begins_later_is_not_there_yet(world):
    exemption = {"from": "2026-11-24", "reason": "长期卧床", "alternative": "听广播"}
    world.household("YYL-2222", world.pairing("A", "2023-09-15"), members=[world.member(outing_exemption=exemption)])
    assert of_year(world, 2026) == [("m1", "进行中", "今年还没有参加")]
    assert of_year(world, 2026, date(2026, 11, 24))[0][1] == "不宜外出"


@pytest.fixture
def moved(world):
    """From the one federation to the other on 1 June 2025, 151 days before it and 214 from it on; m2 stayed behind."""
    world.helper("A")
    world.helper("B", unit="pingjiang")
    stayed = {
        **world.member("m2", certificate="49060219600312102041"),
        "left": {"date": "2025-06-01", "reason": "婚嫁分户"},
    }
    world.household(
        "YYL-2222", world.pairing("A", "2023-09-15", "2025-05-31", "迁出市内"), members=[world.member(), stayed],
        outings=[went("2025-05-17"), went("2024-05-17")], closed={"date": "2025-05-31", "reason": "迁出市内"},
    )  # fmt: skip
    return world


def years(world, household: str, as_of: date = LATER) -> list[tuple[str, int, str]]:
    ledger = world.ledger.until(as_of)
    found = outing_years(ledger.households[household], ledger.policy, as_of)
    return [(item.person, item.year, item.state.value) for item in found if item.year < 2026]


@pytest.mark.parametrize(
    ("code", "card"), [("m1", "49060219580312101741"), ("m7", "49060219580312101741"), ("m1", "49060219580312101742")]
)
def test_the_year_of_a_move_within_the_city_is_one_year_in_the_later_record(moved, code, card):
    """Whoever is in both records, by code or by certificate, has the outing and the days of both."""
    person = moved.member(code, certificate=card)
    moved.household(
        "PJ-2222", moved.pairing("B", "2025-08-01"), unit="pingjiang", members=[person], moved_from="YYL-2222",
        registered_on="2025-06-01",
    )  # fmt: skip
    assert years(moved, "YYL-2222") == [("m1", 2024, "已参加"), ("m2", 2024, "未参加"), ("m2", 2025, "不计")]
    # 151 days before and 153 from 1 August to 31 December: 304, and the outing of May.
    assert years(moved, "PJ-2222") == [(code, 2024, "不计"), (code, 2025, "已参加")]
    assert years(moved, "YYL-2222", date(2025, 5, 31))[1] == ("m1", 2025, "不计")


def test_without_a_record_that_goes_on_the_year_stays_where_it_was(moved):
    # 151 days.
    assert years(moved, "YYL-2222") == [
        ("m1", 2024, "已参加"), ("m1", 2025, "不计"), ("m2", 2024, "未参加"), ("m2", 2025, "不计"),
    ]  # fmt: skip
