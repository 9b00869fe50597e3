"""F2 contact: the golden scenarios of the notice's one recurring duty, each worked out by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from jiedui.duties.contact import Book, ContactState, history
from jiedui.model.time import Quarter

LATER = date(2026, 11, 23)


def state(world, quarter: str, household: str = "YYL-2222", as_of: date = LATER) -> str:
    book = Book(world.ledger, world.ledger.households[household], as_of)
    return book.quarter(Quarter.parse(quarter)).state.value


def personal(world, helper: str, quarter: str, as_of: date = LATER) -> str:
    book = Book(world.ledger, world.ledger.households["YYL-2222"], as_of)
    return book.personal(helper, Quarter.parse(quarter)).state.value


@pytest.fixture
def paired(world):
    """One household, paired since the beginning with one helper."""
    world.helper("A")
    world.household("YYL-2222", world.pairing("A", "2023-09-15"))
    return world


def test_the_programme_has_22_quarters_of_which_21_are_due(paired):
    book = Book(paired.ledger, paired.ledger.households["YYL-2222"], date(2028, 12, 31))
    states = [found.state for found in history(book)]
    assert len(states) == 22
    assert states[0] is ContactState.EXEMPT
    assert sum(found.due for found in states) == 21


def test_a_contact_in_the_quarter_meets_it(paired):
    paired.visit("YYL-2222", "A", "2024-02-10")
    assert state(paired, "2024Q1") == "已完成"
    assert state(paired, "2024Q2") == "逾期"


def test_the_running_quarter_is_not_overdue_until_it_has_ended(paired):
    assert state(paired, "2026Q4", as_of=date(2026, 12, 31)) == "进行中"
    assert state(paired, "2026Q4", as_of=date(2027, 1, 1)) == "逾期"
    assert state(paired, "2027Q1", as_of=date(2026, 12, 31)) == "未到"


def test_2023q3_is_exempt_even_with_a_contact(paired):
    paired.visit("YYL-2222", "A", "2023-09-20")
    assert state(paired, "2023Q3") == "豁免"


def test_contact_of_31_december_entered_on_10_january_is_in_time(paired):
    paired.visit("YYL-2222", "A", "2025-12-31", entered_on="2026-01-10")
    assert state(paired, "2025Q4") == "已完成"
    assert state(paired, "2026Q1") == "逾期"


@pytest.mark.parametrize(("entered", "expected"), [("2026-01-15", "已完成"), ("2026-01-16", "补录")])
def test_entry_more_than_15_days_after_the_quarter_is_late(paired, entered, expected):
    paired.visit("YYL-2222", "A", "2025-11-02", entered_on=entered)
    assert state(paired, "2025Q4") == expected


@pytest.mark.parametrize(("start", "days", "expected"), [("2024-02-16", 45, "逾期"), ("2024-02-17", 44, "不计")])
def test_a_first_quarter_of_45_days_is_due_and_one_of_44_is_not(world, start, days, expected):
    # 16 February to 31 March 2024, a leap year: 14 + 31 = 45 days.
    world.helper("A")
    world.household("YYL-2222", world.pairing("A", start))
    assert (date(2024, 3, 31) - date.fromisoformat(start)).days + 1 == days
    assert state(world, "2024Q1") == expected


def test_the_first_home_visit_counts_even_in_a_short_first_quarter(world):
    world.helper("A")
    world.household("YYL-2222", world.pairing("A", "2024-03-20"))
    world.visit("YYL-2222", "A", "2024-03-25")
    assert state(world, "2024Q1") == "已完成"


def test_a_telephone_call_does_not_make_a_short_first_quarter_count(world):
    world.helper("A")
    world.household("YYL-2222", world.pairing("A", "2024-03-20"))
    world.visit("YYL-2222", "A", "2024-03-25", channel="电话")
    assert state(world, "2024Q1") == "不计"


@pytest.mark.parametrize(("end", "expected"), [("2024-05-15", "逾期"), ("2024-05-14", "不计")])
def test_a_last_quarter_follows_the_same_45_days(world, end, expected):
    # 1 April to 15 May: 30 + 15 = 45 days.
    world.helper("A")
    world.household("YYL-2222", world.pairing("A", "2023-09-15", end, "脱困"))
    assert state(world, "2024Q2") == expected
    assert state(world, "2024Q3") == "不计"


def test_a_death_in_mid_quarter_exempts_it(world):
    world.helper("A")
    world.household("YYL-2222", world.pairing("A", "2023-09-15", "2024-05-30", "去世"))
    assert state(world, "2024Q2") == "豁免"
    assert state(world, "2024Q1") == "逾期"


def test_past_misses_stay_after_the_end_and_future_ones_stop(world):
    world.helper("A")
    world.household("YYL-2222", world.pairing("A", "2023-09-15", "2024-06-30", "迁出市外"))
    assert [state(world, quarter) for quarter in ("2023Q4", "2024Q1", "2024Q2", "2024Q3")] == ["逾期"] * 3 + ["不计"]


def test_handover_on_the_last_day_of_a_quarter(world):
    world.helper("A")
    world.helper("B")
    world.household(
        "YYL-2222", world.pairing("A", "2023-09-15", "2024-06-30", "岗位调整"), world.pairing("B", "2024-07-01")
    )
    world.visit("YYL-2222", "A", "2024-06-30")
    world.visit("YYL-2222", "B", "2024-07-01")
    assert state(world, "2024Q2") == "已完成"
    assert state(world, "2024Q3") == "已完成"
    assert personal(world, "A", "2024Q2") == "已完成"
    assert personal(world, "A", "2024Q3") == "不计"
    assert personal(world, "B", "2024Q2") == "不计"


def test_handover_in_mid_quarter_is_met_by_either_but_credited_to_one(world):
    # A: 1 July to 20 August = 51 days; B: 21 August to 30 September = 41 days.
    world.helper("A")
    world.helper("B")
    world.household(
        "YYL-2222", world.pairing("A", "2023-09-15", "2024-08-20", "岗位调整"), world.pairing("B", "2024-08-21")
    )
    world.visit("YYL-2222", "B", "2024-09-10", channel="电话")
    assert state(world, "2024Q3") == "已完成"
    assert personal(world, "A", "2024Q3") == "逾期"
    assert personal(world, "B", "2024Q3") == "不计"


def test_contact_by_the_former_helper_after_the_end_does_not_count(world):
    world.helper("A")
    world.helper("B")
    world.household(
        "YYL-2222", world.pairing("A", "2023-09-15", "2024-06-30", "岗位调整"), world.pairing("B", "2024-07-01")
    )
    world.visit("YYL-2222", "A", "2024-08-01")
    assert state(world, "2024Q3") == "逾期"


def test_the_reading_of_a_handover_can_ask_for_the_helper_now_in_charge(world, policy):
    world.ledger.policy = replace(policy, settings=replace(policy.settings, handover="现任责任人"))
    world.helper("A")
    world.helper("B")
    world.household(
        "YYL-2222", world.pairing("A", "2023-09-15", "2024-08-20", "岗位调整"), world.pairing("B", "2024-08-21")
    )
    world.visit("YYL-2222", "A", "2024-07-10")
    assert state(world, "2024Q3") == "逾期"
    world.visit("YYL-2222", "B", "2024-09-10")
    assert state(world, "2024Q3") == "已完成"


def test_pairing_the_same_helper_again_leaves_the_gap_undue(world):
    world.helper("A")
    world.household(
        "YYL-2222", world.pairing("A", "2023-09-15", "2024-03-31", "失联"), world.pairing("A", "2024-07-01")
    )
    world.visit("YYL-2222", "A", "2024-01-20")
    world.visit("YYL-2222", "A", "2024-08-20")
    states = [state(world, quarter) for quarter in ("2024Q1", "2024Q2", "2024Q3", "2024Q4")]
    assert states == ["已完成", "不计", "已完成", "逾期"]


def test_of_two_helpers_the_assistant_may_make_the_contact(world):
    world.helper("A")
    world.helper("B")
    world.household("YYL-2222", world.pairing("A", "2023-09-15"), world.pairing("B", "2024-01-01", role="协助"))
    world.visit("YYL-2222", "B", "2024-02-02")
    assert state(world, "2024Q1") == "已完成"
    assert personal(world, "A", "2024Q1") == "已完成"
    assert personal(world, "B", "2024Q1") == "不计"


def test_unreached_attempts_alone_do_not_count(paired):
    paired.visit("YYL-2222", "A", "2024-04-02", reached=False)
    paired.visit("YYL-2222", "A", "2024-05-02", reached=False, channel="电话")
    book = Book(paired.ledger, paired.ledger.households["YYL-2222"], LATER)
    found = book.quarter(Quarter(2024, 2))
    assert found.state is ContactState.OVERDUE
    assert found.reason == "联系过，没有联系上"


@pytest.mark.parametrize(
    ("more", "counts"),
    [
        ({"channel": "电话"}, True),
        ({"channel": "短信"}, True),
        ({"channel": "微信"}, True),
        ({"channel": "书信"}, True),
        ({"channel": "其他", "channel_note": "来访"}, True),
        ({"channel": "群发"}, False),
        ({"counterpart": "监护人"}, True),
        ({"counterpart": "成年家庭成员"}, True),
        ({"counterpart": "其他人"}, False),
    ],
)
def test_which_channels_and_counterparts_count(paired, more, counts):
    paired.visit("YYL-2222", "A", "2024-02-02", **more)
    assert (state(paired, "2024Q1") == "已完成") is counts


def test_contact_by_the_village_association_alone_does_not_meet_the_quarter(paired):
    paired.helper("V", {"body": "村(社区)残协", "department": "示例村残协", "post": "专职委员"})
    paired.visit("YYL-2222", "V", "2024-02-02")
    book = Book(paired.ledger, paired.ledger.households["YYL-2222"], LATER)
    found = book.quarter(Quarter(2024, 1))
    assert (found.state.value, found.reason) == ("逾期", "只有代联系，责任人没有联系")


def test_one_contact_for_three_households(world):
    world.helper("A")
    for household in ("YYL-2222", "YYL-3333", "YYL-4444"):
        world.household(household, world.pairing("A", "2023-09-15"))
    world.visit("YYL-2222", "A", "2024-02-02", also=["YYL-3333", "YYL-4444"])
    assert [state(world, "2024Q1", household) for household in world.ledger.households] == ["已完成"] * 3


def test_a_household_that_moves_is_asked_in_each_unit_only_while_paired_there(world):
    world.helper("A")
    world.helper("B", unit="city")
    world.household("YYL-2222", world.pairing("A", "2023-09-15", "2024-05-20", "迁出市内"))
    world.household("YY-2222", world.pairing("B", "2024-05-21"), unit="city", moved_from="YYL-2222")
    world.visit("YYL-2222", "A", "2024-04-10")
    # Old record: 1 April to 20 May = 50 days, met. New record: 21 May to 30 June = 41 days, not due.
    assert state(world, "2024Q2") == "已完成"
    assert state(world, "2024Q2", "YY-2222") == "不计"
    assert state(world, "2024Q3", "YY-2222") == "逾期"


def test_leap_day_belongs_to_its_quarter(paired):
    paired.visit("YYL-2222", "A", "2024-02-29")
    assert state(paired, "2024Q1") == "已完成"


def test_a_pause_passes_the_duty_to_the_deputy(world):
    pause = {"from": "2024-01-01", "to": "2024-06-30", "reason": "长期病假", "deputy": "B"}
    world.helper("A", pauses=[pause])
    world.helper("B")
    world.household("YYL-2222", world.pairing("A", "2023-09-15"))
    world.visit("YYL-2222", "B", "2024-02-02")
    world.visit("YYL-2222", "B", "2024-07-02")
    assert [state(world, quarter) for quarter in ("2024Q1", "2024Q2", "2024Q3")] == ["已完成", "逾期", "逾期"]


@pytest.mark.parametrize(("approval", "expected"), [({"approved_by": "示例残联"}, "豁免"), ({}, "逾期")])
def test_a_pause_without_deputy_exempts_only_when_approved(world, approval, expected):
    world.helper("A", pauses=[{"from": "2024-01-01", "to": "2024-03-31", "reason": "产假", **approval}])
    world.household("YYL-2222", world.pairing("A", "2023-09-15"))
    assert state(world, "2024Q1") == expected
    assert state(world, "2024Q2") == "逾期"


def test_as_of_an_earlier_day_later_contacts_are_not_yet_there(paired):
    paired.visit("YYL-2222", "A", "2024-03-20")
    assert state(paired, "2024Q1", as_of=date(2024, 3, 19)) == "进行中"
    assert state(paired, "2024Q1", as_of=date(2024, 3, 20)) == "已完成"
