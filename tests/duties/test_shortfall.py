"""The three shortfalls of 六(二), each by its formula (A-20), at its edges."""

from __future__ import annotations

from datetime import date

import pytest

from jiedui.duties.shortfall import Shortfall, ShortfallEntry, Shortfalls, months_after, shortfalls
from jiedui.model.event import Strike, event_of
from jiedui.model.time import Quarter
from jiedui.struct import replace

Q3 = Quarter(2026, 3)  # 2026-07-01 … 2026-09-30


def found(world, *strikes: Strike) -> Shortfalls:
    return shortfalls(world.ledger, Q3, strikes)


def one(world, name: Shortfall) -> ShortfallEntry:
    (entry,) = found(world).of(name)
    return entry


def home(world, *spells, **more):
    """One household, with a plan unless said otherwise."""
    for spell in spells:
        world.helper(spell["helper"])
    return world.household("YYL-2222", *spells, **{"plan": "按需求逐项帮扶", **more})


def paired(world, start: str = "2023-09-15", **more) -> None:
    """One household with one helper in charge, contacted in the quarter."""
    home(world, world.pairing("A", start), **more)
    world.visit("YYL-2222", "A", "2026-09-01")


# 帮扶措施不到位


@pytest.mark.parametrize(("start", "listed"), [("2026-08-01", False), ("2026-07-31", True)])
def test_a_helper_has_sixty_days_to_come_up_with_a_plan(world, start, listed):
    paired(world, start, plan="")  # 2026-08-01 + 60 days = 2026-09-30: on the 60th day nothing is late
    assert bool(found(world).of(Shortfall.MEASURES)) is listed


def test_without_plan_the_entry_dates_from_the_61st_day(world):
    paired(world, "2026-05-01", plan="")
    entry = one(world, Shortfall.MEASURES)
    assert (entry.since, entry.helper, entry.unit) == (date(2026, 7, 1), "A", "yueyanglou")
    assert entry.why == "结对 152 天，没有拟帮扶措施"
    assert entry.clause == "六(二)"


@pytest.mark.parametrize(
    ("promised", "done", "listed"),
    [
        ("2026-01-01", "", False),
        ("2025-12-31", "", True),
        ("2025-12-31", "2026-03-01", False),
        ("2025-01-01", "2025-12-31", True),
        ("2026-10-01", "", True),
    ],
)
def test_a_measure_counts_for_the_year_it_is_promised_or_done_in(world, promised, done, listed):
    paired(world, needs=[world.need("n1", "2025-12-01", world.measure(promised, done=done))])
    entries = found(world).of(Shortfall.MEASURES)
    assert bool(entries) is listed
    assert all(entry.since == date(2026, 1, 1) for entry in entries), "the year's list opens with the year"


def test_a_new_helper_gets_sixty_days_of_his_own(world):
    spells = [world.pairing("A", "2023-09-15", "2026-08-31"), world.pairing("B", "2026-09-01")]
    home(world, *spells, plan="")
    assert found(world).of(Shortfall.MEASURES) == ()


def test_a_spell_renewed_without_a_break_is_one(world):
    home(world, world.pairing("A", "2023-09-15", "2026-08-31"), world.pairing("A", "2026-09-01"), plan="")
    assert one(world, Shortfall.MEASURES).since == date(2023, 11, 15)


def test_nobody_out_of_the_roster_is_listed_for_measures_or_results(world):
    closed = {"date": "2026-09-29", "reason": "脱困"}
    needs = [world.need("n1", "2024-01-01")]
    paired(world, plan="", needs=needs, closed=closed)
    assert found(world).entries == ()


# 沟通联络不及时


def test_an_overdue_quarter_is_listed_from_the_day_after_it(world):
    home(world, world.pairing("A", "2023-09-15"))
    entry = one(world, Shortfall.CONTACT)
    assert (entry.household, entry.helper, entry.since) == ("YYL-2222", "A", date(2026, 10, 1))
    assert entry.why == "2026年第三季度没有联系记录"


def test_after_a_hand_over_each_with_45_days_answers(world):
    """2026-07-01 … 08-15 are 46 days, 08-16 … 09-30 are 46 days: both owe, and the household is listed once."""
    home(world, world.pairing("A", "2023-09-15", "2026-08-15"), world.pairing("B", "2026-08-16"))
    lists = found(world)
    assert [entry.helper for entry in lists.of(Shortfall.CONTACT)] == ["A", "B"]
    assert lists.households(Shortfall.CONTACT) == ("YYL-2222",)


def test_only_the_one_with_enough_days_answers(world):
    home(world, world.pairing("A", "2023-09-15", "2026-08-31"), world.pairing("B", "2026-09-01"))
    assert one(world, Shortfall.CONTACT).helper == "A"


def test_a_household_nobody_had_for_45_days_is_listed_without_a_name(world):
    spells = [
        world.pairing("A", "2023-09-15", "2026-07-31"),
        world.pairing("B", "2026-08-01", "2026-08-31"),
        world.pairing("C", "2026-09-01"),
    ]
    home(world, *spells)
    lists = found(world)
    assert [entry.helper for entry in lists.of(Shortfall.CONTACT)] == [""]
    assert lists.helpers(Shortfall.CONTACT) == ()


# 帮扶成效不明显


@pytest.mark.parametrize(("raised", "listed"), [("2025-09-30", True), ("2025-10-01", False)])
def test_a_need_must_have_been_open_for_twelve_months(world, raised, listed):
    paired(world, needs=[world.need("n1", raised, world.measure("2026-02-01"))])
    assert bool(found(world).of(Shortfall.RESULTS)) is listed


@pytest.mark.parametrize(("closed", "listed"), [("2025-09-30", True), ("2025-10-01", False), ("2026-10-01", True)])
def test_one_need_closed_in_twelve_months_is_a_result(world, closed, listed):
    needs = [world.need("n1", "2024-05-01"), world.need("n2", "2025-01-01", closed=closed)]
    paired(world, needs=needs)
    assert bool(found(world).of(Shortfall.RESULTS)) is listed


def test_since_is_when_both_halves_of_the_formula_held(world):
    paired(world, needs=[world.need("n1", "2024-05-01"), world.need("n2", "2024-05-01", closed="2025-06-15")])
    entry = one(world, Shortfall.RESULTS)
    assert entry.since == date(2026, 6, 15)
    assert entry.why == "1 项需求提出满 12 个月没有办结，这 12 个月一项也没有办结"


def test_nobody_answers_for_a_predecessors_year(world):
    spells = [world.pairing("A", "2023-09-15", "2026-06-30"), world.pairing("B", "2026-07-01")]
    home(world, *spells, needs=[world.need("n1", "2024-05-01", world.measure("2026-07-02"))])
    world.visit("YYL-2222", "B", "2026-09-01")
    assert one(world, Shortfall.RESULTS).helper == ""


@pytest.mark.parametrize(
    ("when", "months", "then"),
    [
        (date(2025, 9, 30), 12, date(2026, 9, 30)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
    ],
)
def test_months_after(when, months, then):
    assert months_after(when, months) == then


# What counties strike


STRIKE = {"quarter": "2026Q3", "list": "沟通联络不及时", "reason": "责任人抗洪一线，未能离开。"}


@pytest.mark.parametrize(
    ("unit", "change", "off"),
    [
        ("yueyanglou", {"household": "YYL-2222"}, True),
        ("yueyanglou", {"helper": "A"}, True),
        ("city", {"helper": "A", "household": "YYL-2222"}, True),
        ("pingjiang", {"household": "YYL-2222"}, False),
        ("yueyanglou", {}, False),
        ("yueyanglou", {"household": "YYL-3333"}, False),
        ("yueyanglou", {"household": "YYL-2222", "helper": "B"}, False),
        ("yueyanglou", {"household": "YYL-2222", "quarter": "2026Q2"}, False),
        ("yueyanglou", {"household": "YYL-2222", "list": "帮扶成效不明显"}, False),
    ],
)
def test_a_strike_takes_off_what_it_names_and_shows_why(world, unit, change, off):
    home(world, world.pairing("A", "2023-09-15"), needs=[world.need("n1", "2024-01-01")])
    before = found(world)
    strike = event_of("event-strike", {"date": "2026-10-08", **STRIKE, **change}, unit, "2026-10-08-strike")
    lists = found(world, strike)
    assert lists.households(Shortfall.CONTACT) == (() if off else ("YYL-2222",))
    struck = [item for item in lists.struck if item.entry.list is Shortfall.CONTACT]
    assert [item.reason for item in struck] == ([STRIKE["reason"]] if off else [])
    # Striking only takes away, and loses nothing.
    assert set(lists.entries) | {item.entry for item in lists.struck} == set(before.entries)
    assert set(lists.entries) <= set(before.entries)


# The lists as a whole


def test_entries_come_list_by_list_then_by_federation_household_and_helper(world):
    for helper in "ABC":
        world.helper(helper)
    world.household("YYL-3333", world.pairing("A", "2023-09-15"), needs=[world.need("n1", "2024-01-01")])
    world.household(
        "YYL-2222", world.pairing("B", "2023-09-15", "2026-08-15"), world.pairing("A", "2026-08-16"), plan="示例"
    )
    world.household("PJ-2222", world.pairing("C", "2023-09-15"), unit="pingjiang")
    lists = found(world)
    told = [(entry.list.value, entry.unit, entry.household, entry.helper) for entry in lists.entries]
    assert told == [
        ("帮扶措施不到位", "pingjiang", "PJ-2222", "C"),
        ("帮扶措施不到位", "yueyanglou", "YYL-3333", "A"),
        ("沟通联络不及时", "pingjiang", "PJ-2222", "C"),
        ("沟通联络不及时", "yueyanglou", "YYL-2222", "A"),
        ("沟通联络不及时", "yueyanglou", "YYL-2222", "B"),
        ("沟通联络不及时", "yueyanglou", "YYL-3333", "A"),
        ("帮扶成效不明显", "yueyanglou", "YYL-3333", "A"),
    ]
    contact = Shortfall.CONTACT
    assert lists.quarter == Q3
    assert [entry.household for entry in lists.of(contact, unit="yueyanglou", helper="A")] == ["YYL-2222", "YYL-3333"]
    assert [entry.helper for entry in lists.of(contact, unit="yueyanglou")] == ["A", "B", "A"]
    assert [entry.unit for entry in lists.of(contact, helper="C")] == ["pingjiang"]
    assert lists.households(contact) == ("PJ-2222", "YYL-2222", "YYL-3333")
    assert lists.households(contact, "yueyanglou") == ("YYL-2222", "YYL-3333")
    assert lists.helpers(contact) == ("A", "B", "C")
    assert lists.helpers(Shortfall.RESULTS) == ("A",)


def test_an_entry_of_each_list_in_full(world):
    home(
        world,
        world.pairing("A", "2023-09-15"),
        plan="",
        needs=[world.need("n1", "2024-05-01"), world.need("n2", "2025-09-30")],
    )
    same = {"unit": "yueyanglou", "household": "YYL-2222", "helper": "A", "clause": "六(二)"}
    results = "2 项需求提出满 12 个月没有办结，这 12 个月一项也没有办结"
    assert found(world).entries == (
        ShortfallEntry(list=Shortfall.MEASURES, since=date(2023, 11, 15), why="结对 1111 天，没有拟帮扶措施", **same),
        ShortfallEntry(list=Shortfall.CONTACT, since=date(2026, 10, 1), why="2026年第三季度没有联系记录", **same),
        ShortfallEntry(list=Shortfall.RESULTS, since=date(2025, 5, 1), why=results, **same),
    )


# More edges of the formulas


def test_with_a_plan_and_no_measure_the_entry_dates_from_the_61st_day_where_that_is_later(world):
    paired(world, "2026-05-01")
    entry = one(world, Shortfall.MEASURES)
    assert (entry.since, entry.why) == (date(2026, 7, 1), "结对 152 天，2026 年没有一项措施")


@pytest.mark.parametrize(
    ("promised", "done", "listed"),
    [("2026-09-30", "", False), ("2025-12-31", "2026-01-01", False), ("2025-12-31", "2026-09-30", False),
     ("2025-12-31", "2026-10-01", True)],
)  # fmt: skip
def test_a_measure_of_the_last_day_of_the_quarter_counts(world, promised, done, listed):
    measures = [world.measure("2025-01-01"), world.measure(promised, done=done)]
    paired(world, needs=[world.need("n1", "2025-12-01"), world.need("n2", "2025-12-01", *measures)])
    assert bool(found(world).of(Shortfall.MEASURES)) is listed


def test_the_longest_spell_without_a_break_counts_and_not_that_of_another(world):
    home(
        world,
        world.pairing("A", "2023-09-15", "2026-05-31"),
        world.pairing("B", "2026-06-01", "2026-06-30"),
        world.pairing("A", "2026-07-01", "2026-08-31"),
        world.pairing("A", "2026-09-01"),
        world.pairing("A", "2024-01-01", role="协助"),
        plan="",
    )
    assert one(world, Shortfall.MEASURES).since == date(2026, 8, 31)


@pytest.mark.parametrize(("end", "listed"), [("2026-09-30", True), ("2026-09-29", False)])
def test_only_who_is_in_charge_on_the_last_day_is_listed_for_measures_and_results(world, end, listed):
    home(world, world.pairing("A", "2023-09-15", end, "失联"), plan="", needs=[world.need("n1", "2024-05-01")])
    for name in (Shortfall.MEASURES, Shortfall.RESULTS):
        assert bool(found(world).of(name)) is listed


def test_a_household_closed_on_the_last_day_is_still_listed(world):
    paired(world, plan="", closed={"date": "2026-09-30", "reason": "脱困"})
    assert [entry.list for entry in found(world).entries] == [Shortfall.MEASURES]


def test_a_contact_after_the_quarter_takes_nothing_off(world):
    home(world, world.pairing("A", "2023-09-15"))
    world.visit("YYL-2222", "A", "2026-10-01")
    assert one(world, Shortfall.CONTACT).household == "YYL-2222"
    world.visit("YYL-2222", "A", "2026-09-30")
    assert found(world).of(Shortfall.CONTACT) == ()


@pytest.mark.parametrize(("start", "named"), [("2025-09-30", "A"), ("2025-10-01", "")])
def test_who_has_been_in_charge_for_twelve_months_answers_for_the_results(world, start, named):
    paired(world, start, needs=[world.need("n1", "2024-05-01")])
    assert one(world, Shortfall.RESULTS).helper == named


def test_the_results_date_from_the_oldest_need_or_the_last_one_closed(world):
    needs = [
        world.need("n1", "2025-02-10"),
        world.need("n2", "2025-01-20"),
        world.need("n3", "2026-01-01"),
        world.need("n4", "2024-01-01", closed="2024-02-01"),
    ]
    paired(world, needs=needs)
    entry = one(world, Shortfall.RESULTS)
    assert (entry.since, entry.why[:3]) == (date(2026, 1, 20), "2 项")


def test_the_days_and_months_are_readings(world, policy):
    settings = replace(policy.settings, plan_days=10, result_months=6)
    world.ledger.policy = replace(policy, settings=settings)
    paired(world, "2026-08-01", plan="", needs=[world.need("n1", "2026-03-30")])
    assert one(world, Shortfall.MEASURES).since == date(2026, 8, 12)
    assert one(world, Shortfall.RESULTS).since == date(2026, 9, 30)


# Two strikes


def test_of_two_strikes_the_first_gives_the_reason_and_one_of_another_federation_gives_none(world):
    home(world, world.pairing("A", "2023-09-15"))
    strikes = [
        event_of(
            "event-strike", {"date": "2026-10-08", **STRIKE, "household": "YYL-2222", "reason": reason}, unit, reason
        )
        for unit, reason in (("pingjiang", "外县"), ("nowhere", "无此单位"), ("city", "先"), ("yueyanglou", "后"))
    ]
    lists = found(world, *strikes)
    assert [(item.entry.household, item.reason) for item in lists.struck] == [("YYL-2222", "先")]
    assert [entry.list for entry in lists.entries] == [Shortfall.MEASURES]


def test_without_strikes_everything_stands(world):
    home(world, world.pairing("A", "2023-09-15"))
    lists = shortfalls(world.ledger, Q3)
    assert (len(lists.entries), lists.struck) == (2, ())
