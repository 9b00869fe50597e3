"""F2 contact: the golden scenarios of the notice's one recurring duty, each worked out by hand."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from jiedui.duties import contact
from jiedui.duties.contact import Book, ContactQuarter, ContactState, books, last_day
from jiedui.model.time import Quarter, Span
from jiedui.struct import replace

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
    states = [found.state for found in book.history]
    assert len(states) == 22
    assert states[0] is ContactState.EXEMPT
    assert sum(found.due for found in states) == 21


def test_what_is_known_of_all_quarters_is_not_judged_again(paired, monkeypatch):
    paired.visit("YYL-2222", "A", "2024-02-10")
    book = Book(paired.ledger, paired.ledger.households["YYL-2222"], LATER)
    known = book.history
    monkeypatch.setattr(contact, "counts", lambda *_: pytest.fail("judged again"))
    assert book.history is known
    assert all(book.quarter(found.quarter) is found for found in known)
    assert book.quarter(Quarter(2023, 2)).state is ContactState.NOT_DUE  # before the programme there is none


def test_a_quarter_is_judged_by_its_own_contacts_alone(paired, monkeypatch):
    days = ("2024-02-10", "2024-03-31", "2024-04-01", "2024-06-30", "2024-07-01")
    for when in days:
        paired.visit("YYL-2222", "A", when)
    seen = []
    monkeypatch.setattr(contact, "counts", lambda visit, _: seen.append(str(visit.date)) or True)
    book = Book(paired.ledger, paired.ledger.households["YYL-2222"], LATER)
    assert [str(visit.date) for visit in book.quarter(Quarter(2024, 2)).counted] == ["2024-04-01", "2024-06-30"]
    assert seen == ["2024-04-01", "2024-06-30"]
    assert [str(visit.date) for visit in book.visits] == [*days]


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


@pytest.mark.parametrize(
    ("as_of", "visited", "expected"),
    [
        ("2026-11-15", False, ("进行中", "截止 11月15日")),
        ("2026-11-16", False, ("逾期", "没有联系记录")),
        ("2027-01-01", False, ("逾期", "没有联系记录")),
        ("2026-11-16", True, ("已完成", "联系 1 次")),
    ],
)
def test_the_quarter_of_a_closing_ends_on_its_day_and_those_after_it_ask_for_nothing(world, as_of, visited, expected):
    """1 October to 15 November are 46 days: the quarter is owed, and nobody can meet it any more from the 16th on."""
    world.helper("A")
    world.household(
        "YYL-2222", world.pairing("A", "2026-08-20", "2026-11-15", "拒绝"),
        closed={"date": "2026-11-15", "reason": "拒绝"},
    )  # fmt: skip
    if visited:
        world.visit("YYL-2222", "A", "2026-11-15")
    day = date.fromisoformat(as_of)
    states = [(found.state.value, found.reason) for found in books(world.ledger.until(day), day)["YYL-2222"].history]
    assert world.ledger.policy.quarters[13] == Quarter(2026, 4)
    assert states[13:] == [expected, *[("不计", "已于 2026-11-15 终止")] * 8]


def test_a_closing_on_the_first_day_of_a_quarter_is_in_it(world):
    world.helper("A")
    world.household(
        "YYL-2222", world.pairing("A", "2026-08-20", "2026-10-01", "拒绝"),
        closed={"date": "2026-10-01", "reason": "拒绝"},
    )  # fmt: skip
    book = Book(world.ledger, world.ledger.households["YYL-2222"], LATER)
    assert book.quarter(Quarter(2026, 4)).reason == "本季结对 1 天，不足 45 天"
    assert book.quarter(Quarter(2027, 1)).reason == "已于 2026-10-01 终止"


def test_the_own_part_in_a_closed_household_ends_with_it(world):
    world.helper("A")
    world.household(
        "YYL-2222", world.pairing("A", "2026-08-20", "2026-11-15", "拒绝"),
        closed={"date": "2026-11-15", "reason": "拒绝"},
    )  # fmt: skip
    assert [personal(world, "A", quarter) for quarter in ("2026Q4", "2027Q1")] == ["逾期", "不计"]


def test_who_has_nobody_for_now_may_be_paired_again_in_a_quarter_to_come(world):
    world.helper("A")
    world.household("YYL-2222", world.pairing("A", "2026-08-20", "2026-11-15", "岗位调整"))
    assert [state(world, quarter) for quarter in ("2026Q4", "2027Q1")] == ["进行中", "未到"]


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
    reading(world, delegate_counts=True)
    assert state(world, "2024Q3") == "已完成"
    reading(world, delegate_counts=False)
    world.visit("YYL-2222", "B", "2024-09-10")
    assert state(world, "2024Q3") == "已完成"


@pytest.mark.parametrize(("day", "expected"), [("2024-07-31", "已完成"), ("2024-08-01", "逾期")])
def test_a_deputy_speaks_for_the_helper_in_charge_on_the_day_of_the_contact(world, day, expected):
    # The leave ends in the quarter: whether B was A's deputy is asked on the day of the contact, not on 30 September.
    reading(world, handover="现任责任人")
    world.helper("A", pauses=[{"from": "2024-05-01", "to": "2024-07-31", "reason": "长期病假", "deputy": "B"}])
    world.helper("B")
    world.household("YYL-2222", world.pairing("A", "2023-09-15"))
    world.visit("YYL-2222", "B", day)
    assert state(world, "2024Q3") == expected


def test_the_deputy_of_a_former_helper_does_not_speak_for_the_one_in_charge_now(world):
    reading(world, handover="现任责任人")
    world.helper("A", pauses=[{"from": "2024-05-01", "to": "2024-09-30", "reason": "长期病假", "deputy": "B"}])
    world.helper("B")
    world.helper("C")
    world.household(
        "YYL-2222", world.pairing("A", "2023-09-15", "2024-08-15", "岗位调整"), world.pairing("C", "2024-08-16")
    )
    world.visit("YYL-2222", "B", "2024-07-10")
    assert state(world, "2024Q3") == "逾期"
    reading(world, handover="任一责任人")
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


def test_an_assistant_who_was_in_charge_before_counts_for_the_successor_like_any_other(world):
    # B is in charge from 1 July; A handed over on 30 June, assists from then on, and makes the only call of 2024Q3.
    world.helper("A")
    world.helper("B")
    world.household(
        "YYL-2222",
        world.pairing("A", "2023-09-15", "2024-06-30", "退休"),
        world.pairing("B", "2024-07-01"),
        world.pairing("A", "2024-07-01", role="协助"),
    )
    world.visit("YYL-2222", "A", "2024-08-01", channel="电话")
    assert state(world, "2024Q3") == "已完成"
    assert personal(world, "B", "2024Q3") == "已完成"
    assert personal(world, "A", "2024Q3") == "不计", "an assistant owes no contact"
    assert personal(world, "B", "2024Q4") == "逾期"


@pytest.mark.parametrize(
    ("when", "first", "second"), [("2024-08-15", "已完成", "逾期"), ("2024-08-16", "逾期", "已完成")]
)
def test_a_contact_of_the_quarter_is_the_credit_of_who_was_in_charge_on_its_day(world, when, first, second):
    # A has 1 July to 15 August = 46 days, B 16 August to 30 September = 46 days; A goes on as an assistant.
    world.helper("A")
    world.helper("B")
    world.household(
        "YYL-2222",
        world.pairing("A", "2023-09-15", "2024-08-15", "岗位调整"),
        world.pairing("B", "2024-08-16"),
        world.pairing("A", "2024-08-16", role="协助"),
    )
    world.visit("YYL-2222", "A", when)
    assert state(world, "2024Q3") == "已完成"
    assert (personal(world, "A", "2024Q3"), personal(world, "B", "2024Q3")) == (first, second)


def test_the_own_part_says_that_the_household_s_quarter_was_met_by_another(world):
    world.helper("A")
    world.helper("B")
    world.household(
        "YYL-2222", world.pairing("A", "2023-09-15", "2024-08-15", "岗位调整"), world.pairing("B", "2024-08-16")
    )
    book = Book(world.ledger, world.ledger.households["YYL-2222"], date(2024, 9, 30))
    assert book.personal("B", Quarter(2024, 3)).reason == "截止 9月30日"
    world.visit("YYL-2222", "A", "2024-08-01")
    running = Book(world.ledger, world.ledger.households["YYL-2222"], date(2024, 9, 30))
    over = Book(world.ledger, world.ledger.households["YYL-2222"], date(2024, 10, 1))
    assert [book.personal("B", Quarter(2024, 3)).reason for book in (running, over)] == [
        "本户本季已有人联系，本人还没有联系",
        "本户本季已有人联系，本人没有联系",
    ]
    assert over.personal("A", Quarter(2024, 3)).reason == "联系 1 次"


def test_a_helper_who_comes_back_is_not_credited_with_the_time_between(world):
    # A has 1 January to 31 January and 1 March to 31 March = 62 days of the quarter; B, between them, made the contact.
    world.helper("A")
    world.helper("B")
    world.household(
        "YYL-2222",
        world.pairing("A", "2023-09-15", "2024-01-31", "岗位调整"),
        world.pairing("B", "2024-02-01", "2024-02-29", "岗位调整"),
        world.pairing("A", "2024-03-01"),
    )
    world.visit("YYL-2222", "B", "2024-02-10", channel="电话")
    assert state(world, "2024Q1") == "已完成"
    assert (personal(world, "A", "2024Q1"), personal(world, "B", "2024Q1")) == ("逾期", "不计")
    world.visit("YYL-2222", "A", "2024-03-01")
    assert personal(world, "A", "2024Q1") == "已完成"


def test_a_deputy_counts_for_the_one_on_leave_also_where_he_was_in_charge_before(world):
    pause = {"from": "2024-07-01", "to": "2024-09-30", "reason": "长期病假", "deputy": "A"}
    world.helper("A")
    world.helper("B", pauses=[pause])
    world.household(
        "YYL-2222", world.pairing("A", "2023-09-15", "2024-03-31", "岗位调整"), world.pairing("B", "2024-04-01")
    )
    world.visit("YYL-2222", "A", "2024-08-01")
    world.visit("YYL-2222", "A", "2024-10-01")
    assert [personal(world, "B", quarter) for quarter in ("2024Q2", "2024Q3", "2024Q4")] == ["逾期", "已完成", "逾期"]


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


@pytest.mark.parametrize(
    ("last", "before", "after"),
    [("2024-05-14", "不计", "逾期"), ("2024-05-15", "逾期", "不计"), ("2024-05-16", "逾期", "不计")],
)
def test_the_quarter_of_a_move_within_the_city_counts_once(world, last, before, after):
    """1 April to 15 May are 45 days, 16 May to 30 June 46: both federations would ask, the first one does."""
    world.helper("A")
    world.helper("B", unit="pingjiang")
    first = date.fromisoformat(last) + timedelta(days=1)
    world.household(
        "YYL-2222", world.pairing("A", "2023-09-15", last, "迁出市内"), closed={"date": last, "reason": "迁出市内"}
    )
    world.household(
        "PJ-2222", world.pairing("B", first.isoformat()), unit="pingjiang", moved_from="YYL-2222",
        registered_on=first.isoformat(),
    )  # fmt: skip
    ledger = world.ledger.until(LATER)
    quarter = Quarter(2024, 2)
    old, new = (Book(ledger, ledger.households[home], LATER) for home in ("YYL-2222", "PJ-2222"))
    assert (old.quarter(quarter).state.value, new.quarter(quarter).state.value) == (before, after)
    assert new.quarter(quarter.next).state.value == "逾期"
    if after == "不计":
        assert new.quarter(quarter).reason == "本季算在迁入以前的户 YYL-2222"


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


# Words, edges and readings


def found(world, quarter: str, as_of: date = LATER):
    return Book(world.ledger, world.ledger.households["YYL-2222"], as_of).quarter(Quarter.parse(quarter))


def reading(world, **settings):
    policy = world.ledger.policy
    world.ledger.policy = replace(policy, settings=replace(policy.settings, **settings))


@pytest.mark.parametrize(
    ("state_name", "met", "lacking", "due"),
    [
        ("已完成", True, False, True),
        ("补录", True, False, True),
        ("进行中", False, True, True),
        ("逾期", False, True, True),
        ("豁免", False, False, False),
        ("不计", False, False, False),
        ("未到", False, False, False),
    ],
)
def test_which_states_are_met_lacking_and_due(state_name, met, lacking, due):
    found = ContactState(state_name)
    assert (found.met, found.lacking, found.due) == (met, lacking, due)


def test_a_quarter_says_why_and_what_counted(world):
    world.helper("A")
    world.household("YYL-2222", world.pairing("A", "2023-09-15", "2025-02-13", "脱困"))
    early = world.visit("YYL-2222", "A", "2023-09-20")
    one, two = world.visit("YYL-2222", "A", "2024-01-01"), world.visit("YYL-2222", "A", "2024-03-31")
    late = world.visit("YYL-2222", "A", "2024-04-01", entered_on="2024-07-16")
    short = world.visit("YYL-2222", "A", "2025-01-05")
    assert [
        found(world, quarter) for quarter in ("2023Q3", "2024Q1", "2024Q2", "2024Q3", "2025Q1", "2025Q2", "2027Q1")
    ] == [
        ContactQuarter(Quarter(2023, 3), ContactState.EXEMPT, "方案启动当季，免计联系；联系过 1 次", (early,)),
        ContactQuarter(Quarter(2024, 1), ContactState.DONE, "联系 2 次", (one, two)),
        ContactQuarter(Quarter(2024, 2), ContactState.LATE, "7月15日以后才录入", (late,)),
        ContactQuarter(Quarter(2024, 3), ContactState.OVERDUE, "没有联系记录"),
        ContactQuarter(Quarter(2025, 1), ContactState.NOT_DUE, "本季结对 44 天，不足 45 天", (short,)),
        ContactQuarter(Quarter(2025, 2), ContactState.NOT_DUE, "本季没有结对"),
        ContactQuarter(Quarter(2027, 1), ContactState.AHEAD, "还没到这个季度"),
    ]


def test_one_contact_entered_in_time_is_enough(paired):
    paired.visit("YYL-2222", "A", "2024-04-01", entered_on="2024-07-16")
    paired.visit("YYL-2222", "A", "2024-04-02", entered_on="2024-07-15")
    assert found(paired, "2024Q2").reason == "联系 2 次"


def test_a_quarter_runs_from_its_first_day(paired):
    assert state(paired, "2027Q1", as_of=date(2026, 12, 31)) == "未到"
    running = found(paired, "2027Q1", date(2027, 1, 1))
    assert (running.state.value, running.reason) == ("进行中", "截止 3月31日")


@pytest.mark.parametrize(
    ("tries", "reason"),
    [
        ([{"reached": False}, {"channel": "群发"}], "联系方式或联系对象不算"),
        ([{"reached": False}, {"reached": False, "channel": "群发"}], "联系过，没有联系上"),
        ([{"counterpart": "其他人"}], "联系方式或联系对象不算"),
        ([{"by": "B"}, {"reached": False}], "只有代联系，责任人没有联系"),
    ],
)
def test_an_overdue_quarter_says_what_was_tried(paired, tries, reason):
    paired.helper("B")
    for number, how in enumerate(tries):
        paired.visit("YYL-2222", how.pop("by", "A"), ("2024-04-01", "2024-06-30")[number], **how)
    assert found(paired, "2024Q2").reason == reason
    assert found(paired, "2024Q1").reason == found(paired, "2024Q3").reason == "没有联系记录"


def test_the_reading_of_a_contact_can_ask_for_no_answer(paired):
    paired.visit("YYL-2222", "A", "2024-02-02", channel="电话", reached=False)
    paired.visit("YYL-2222", "A", "2024-05-02", channel="书信", reached=True)
    reading(paired, contact_counts={"电话": "总是"})
    assert state(paired, "2024Q1") == "已完成"
    assert state(paired, "2024Q2") == "逾期", "a channel that the reading does not name does not count"


def test_the_reading_of_a_delegate_can_let_anybody_count(paired):
    paired.helper("V", {"body": "村(社区)残协", "department": "示例村残协", "post": "专职委员"})
    paired.visit("YYL-2222", "V", "2024-02-02")
    reading(paired, delegate_counts=True)
    assert state(paired, "2024Q1") == "已完成"


@pytest.mark.parametrize(("until", "expected"), [("2024-08-14", "逾期"), ("2024-08-13", "不计")])
def test_the_duty_ends_with_the_last_day_of_its_reading(paired, until, expected):
    # 1 July to 14 August = 31 + 14 = 45 days.
    reading(paired, contact_until=date.fromisoformat(until))
    paired.visit("YYL-2222", "A", "2024-08-15")
    assert state(paired, "2024Q3") == expected
    assert state(paired, "2024Q4") == "不计"
    assert last_day(Quarter(2024, 3), paired.ledger.policy) == date.fromisoformat(until)
    assert last_day(Quarter(2024, 2), paired.ledger.policy) == date(2024, 6, 30)


def test_on_the_last_day_of_the_reading_the_quarter_still_runs(paired):
    reading(paired, contact_until=date(2024, 8, 14))
    assert found(paired, "2024Q3", date(2024, 8, 14)).reason == "截止 8月14日"
    assert state(paired, "2024Q3", as_of=date(2024, 8, 15)) == "逾期"


# Short quarters


@pytest.mark.parametrize(("visit", "expected"), [("2024-03-19", "不计"), ("2024-03-20", "已完成")])
def test_the_first_visit_counts_from_the_first_day(world, visit, expected):
    world.helper("A")
    world.household("YYL-2222", world.pairing("A", "2024-03-20"))
    world.visit("YYL-2222", "A", visit)
    assert state(world, "2024Q1") == expected


def test_a_home_visit_before_a_new_beginning_is_not_its_first_visit(world):
    # 20 days in January and 12 in March are 32 together; the only home visit belongs to the spell from 2023.
    world.helper("A")
    world.household(
        "YYL-2222", world.pairing("A", "2023-09-15", "2024-01-20", "失联"), world.pairing("A", "2024-03-20")
    )
    world.visit("YYL-2222", "A", "2024-01-10")
    assert state(world, "2024Q1") == "不计"
    world.visit("YYL-2222", "A", "2024-03-25")
    assert state(world, "2024Q1") == "已完成"


def test_a_hand_over_begins_no_new_first_visit(world):
    # A had 20 days of the quarter before; B takes over at once and both end on 10 April: 10 days of 2024Q2.
    world.helper("A")
    world.helper("B")
    world.household(
        "YYL-2222",
        world.pairing("A", "2024-03-12", "2024-03-31", "岗位调整"),
        world.pairing("B", "2024-04-01", "2024-04-10", "失联"),
    )
    world.visit("YYL-2222", "B", "2024-04-05")
    assert state(world, "2024Q2") == "不计"


def test_a_hand_over_and_a_new_beginning_are_not_known_before_their_day(world):
    """Until 10 May the quarter has 30 + 10 = 40 days: B's spell fills it up to 30 June, on the day on which it begins.

    On 1 May neither A's end nor B's beginning is known.
    """

    def on(day: int) -> str:
        as_of = date(2024, 5, day)
        ledger = world.ledger.until(as_of)
        return Book(ledger, ledger.households["YYL-2222"], as_of).quarter(Quarter(2024, 2)).state.value

    world.helper("A")
    world.helper("B")
    first = world.pairing("A", "2024-01-01", "2024-05-10", "岗位调整")
    world.household("YYL-2222", first, world.pairing("B", "2024-05-11"))
    assert (on(1), on(11)) == ("进行中", "进行中")
    world.household("YYL-2222", first, world.pairing("B", "2024-05-12"))
    assert (on(1), on(11), on(12)) == ("进行中", "不计", "进行中")


# Deaths and pauses


@pytest.mark.parametrize(
    ("end", "reason", "expected"),
    [("2024-06-30", "去世", "豁免"), ("2024-06-30", "失联", "逾期"), ("2024-07-01", "去世", "逾期")],
)
def test_a_death_exempts_its_own_quarter_alone(world, end, reason, expected):
    world.helper("A")
    world.household("YYL-2222", world.pairing("A", "2023-09-15", end, reason))
    assert found(world, "2024Q2").state.value == expected
    assert found(world, "2024Q2").reason == ("去世，免计" if expected == "豁免" else "没有联系记录")


def test_a_death_on_the_first_day_exempts_where_the_household_goes_on(world):
    world.helper("A")
    world.household(
        "YYL-2222", world.pairing("A", "2023-09-15", "2024-04-01", "去世"), world.pairing("A", "2024-04-02")
    )
    assert [state(world, quarter) for quarter in ("2024Q1", "2024Q2", "2024Q3")] == ["逾期", "豁免", "逾期"]


def test_an_exempt_quarter_stays_so_with_a_contact_which_is_told(world):
    """A-11, A-23: out of those due and those met alike, for the household and for the helper."""
    pause = {"from": "2024-07-01", "to": "2024-09-30", "reason": "产假", "approved_by": "示例残联"}
    world.helper("A", pauses=[pause])
    world.household("YYL-2222", world.pairing("A", "2023-09-15", "2024-11-30", "去世"))
    visits = [world.visit("YYL-2222", "A", day) for day in ("2024-06-30", "2024-07-01", "2024-10-02", "2024-11-30")]
    assert [found(world, quarter) for quarter in ("2024Q2", "2024Q3", "2024Q4")] == [
        ContactQuarter(Quarter(2024, 2), ContactState.DONE, "联系 1 次", (visits[0],)),
        ContactQuarter(
            Quarter(2024, 3), ContactState.EXEMPT, "责任人经批准暂停联系，免计；联系过 1 次", (visits[1],)
        ),
        ContactQuarter(Quarter(2024, 4), ContactState.EXEMPT, "去世，免计；联系过 2 次", (visits[2], visits[3])),
    ]  # fmt: skip
    assert [personal(world, "A", quarter) for quarter in ("2024Q2", "2024Q3", "2024Q4")] == ["已完成", "豁免", "豁免"]


def test_a_contact_before_a_death_met_the_quarter_until_then(world):
    world.helper("A")
    world.household("YYL-2222", world.pairing("A", "2023-09-15", "2024-06-30", "去世"))
    world.visit("YYL-2222", "A", "2024-04-02")
    assert state(world, "2024Q2") == "豁免"
    world.household("YYL-2222", world.pairing("A", "2023-09-15", "2024-06-30", "脱困"))
    assert state(world, "2024Q2") == "已完成"


@pytest.mark.parametrize(("last", "expected"), [("2024-02-15", "逾期"), ("2024-02-16", "豁免")])
def test_a_pause_exempts_where_fewer_than_45_days_are_left(world, last, expected):
    # 2024Q1 has 91 days: 1 January to 15 February are 46 of them, which leaves 45.
    pause = {"from": "2024-01-01", "to": last, "reason": "产假", "approved_by": "示例残联"}
    world.helper("A", pauses=[pause])
    world.household("YYL-2222", world.pairing("A", "2023-09-15"))
    assert state(world, "2024Q1") == expected
    assert (found(world, "2024Q1").reason == "责任人经批准暂停联系，免计") is (expected == "豁免")


@pytest.mark.parametrize(("visit", "expected"), [("2024-02-10", "已完成"), ("2024-02-11", "不计")])
def test_a_home_visit_after_a_short_pairing_is_not_its_first(world, visit, expected):
    """In charge from 1 to 10 February, 10 days; who assists goes there on its last day, or a day after it."""
    world.helper("A")
    world.helper("B")
    spells = world.pairing("A", "2024-02-01", "2024-02-10", "拒绝"), world.pairing("B", "2024-02-01", role="协助")
    world.household("YYL-2222", *spells)
    world.visit("YYL-2222", "B", visit)
    assert state(world, "2024Q1") == expected


def test_a_pause_of_another_quarter_exempts_no_short_one(world):
    """22 February to 31 March are 39 days, due by the first home visit of 6 March; the leave comes a year later."""
    pause = {"from": "2025-05-23", "to": "2025-08-26", "reason": "病假", "approved_by": "示例残联"}
    world.helper("A", pauses=[pause])
    world.household("YYL-2222", world.pairing("A", "2024-02-22"))
    world.visit("YYL-2222", "A", "2024-03-06")
    assert state(world, "2024Q1") == "已完成"
    assert state(world, "2025Q3") == "豁免"  # 92 days less 57 of leave are 35


def test_two_pauses_of_one_quarter_add_up(world):
    approved = {"reason": "病假", "approved_by": "示例残联"}
    pauses = [
        {"from": "2024-01-11", "to": "2024-01-31", **approved},
        {"from": "2024-02-11", "to": "2024-03-07", **approved},
    ]
    world.helper("A", pauses=pauses)
    world.household("YYL-2222", world.pairing("A", "2023-09-15"))
    assert state(world, "2024Q1") == "豁免"  # 21 + 26 = 47 days, 44 are left
    world.helper("A", pauses=pauses[:1])
    assert state(world, "2024Q1") == "逾期"


def test_the_reading_of_a_pause_can_do_without_approval(world):
    world.helper("A", pauses=[{"from": "2024-01-01", "to": "2024-03-31", "reason": "产假"}])
    world.household("YYL-2222", world.pairing("A", "2023-09-15"))
    reading(world, pause_needs_approval=False)
    assert state(world, "2024Q1") == "豁免"


def test_a_pause_with_a_deputy_lifts_no_duty(world):
    pause = {"from": "2024-01-01", "to": "2024-03-31", "reason": "产假", "approved_by": "示例残联", "deputy": "B"}
    world.helper("A", pauses=[pause])
    world.helper("B")
    world.household("YYL-2222", world.pairing("A", "2023-09-15"))
    assert state(world, "2024Q1") == "逾期"


def test_the_pause_of_a_predecessor_exempts_no_successor(world):
    approved = {"reason": "病假", "approved_by": "示例残联"}
    world.helper("A", pauses=[{"from": "2024-01-01", "to": "2024-06-30", **approved}])
    world.helper("B")
    world.household(
        "YYL-2222", world.pairing("A", "2023-09-15", "2024-01-31", "岗位调整"), world.pairing("B", "2024-02-01")
    )
    assert state(world, "2024Q1") == "逾期"  # 31 days of pause leave 60
    assert personal(world, "B", "2024Q1") == "逾期"
    assert personal(world, "A", "2023Q4") == "逾期"
    assert state(world, "2024Q2") == "逾期"


@pytest.mark.parametrize(
    ("when", "by", "counted"),
    [
        ("2024-01-31", "D", False),
        ("2024-02-01", "D", True),
        ("2024-02-29", "D", True),
        ("2024-03-01", "D", False),
        ("2024-02-15", "E", False),
        ("2024-02-15", "A", True),  # whoever is paired may always come
    ],
)
def test_a_deputy_counts_from_the_first_day_of_the_pause_to_the_last(world, when, by, counted):
    world.helper("A", pauses=[{"from": "2024-02-01", "to": "2024-02-29", "reason": "病假", "deputy": "D"}])
    world.helper("D")
    world.helper("E")
    world.household("YYL-2222", world.pairing("A", "2023-09-15"))
    world.visit("YYL-2222", by, when)
    assert (state(world, "2024Q1") == "已完成") is counted


# Hand-overs


@pytest.mark.parametrize(("when", "counted"), [("2023-09-14", False), ("2024-06-30", True), ("2024-07-01", False)])
def test_a_helper_counts_from_the_first_day_of_the_pairing_to_the_last(world, when, counted):
    world.helper("A")
    world.household("YYL-2222", world.pairing("A", "2023-09-15", "2024-06-30", "失联"))
    visit = world.visit("YYL-2222", "A", when)
    book = Book(world.ledger, world.ledger.households["YYL-2222"], LATER)
    assert book.visits == ([visit] if counted else [])


def test_after_a_hand_over_each_is_credited_with_what_he_did_himself(world):
    # 2024Q3: A has 46 days to 15 August, B 46 from 16 August.
    for helper in "ABC":
        world.helper(helper)
    world.household(
        "YYL-2222",
        world.pairing("A", "2023-09-15", "2024-08-15", "岗位调整"),
        world.pairing("B", "2024-08-16"),
        world.pairing("C", "2024-01-01", role="协助"),
    )
    world.visit("YYL-2222", "A", "2024-07-10")
    assert [personal(world, helper, "2024Q3") for helper in "AB"] == ["已完成", "逾期"]
    world.visit("YYL-2222", "C", "2024-08-15")
    assert personal(world, "B", "2024Q3") == "逾期", "the assistant came before B was in charge"
    world.visit("YYL-2222", "C", "2024-08-16")
    assert [personal(world, helper, "2024Q3") for helper in "AB"] == ["已完成", "已完成"]


def test_the_stricter_reading_of_a_hand_over_keeps_to_the_quarter_and_its_last_helper(world):
    reading(world, handover="现任责任人")
    world.helper("A")
    world.helper("B")
    world.household(
        "YYL-2222", world.pairing("A", "2023-09-15", "2024-06-30", "岗位调整"), world.pairing("B", "2024-07-01")
    )
    world.visit("YYL-2222", "A", "2024-06-30")
    assert state(world, "2024Q2") == "已完成", "in that quarter A was the last in charge"
    world.household("YYL-2222", world.pairing("A", "2024-03-20", "2024-03-31", "失联"))
    assert [state(world, quarter) for quarter in ("2024Q1", "2024Q2")] == ["不计", "不计"]


def test_books_come_in_order_of_household(world):
    world.helper("A")
    for household in ("YYL-3333", "YYL-2222"):
        world.household(household, world.pairing("A", "2023-09-15"))
    world.household("YYL-4444")  # of which no more is known than its row of the roster
    found_books = books(world.ledger, LATER)
    assert [*found_books] == ["YYL-2222", "YYL-3333"]
    assert {book.as_of for book in found_books.values()} == {LATER}


def test_a_programme_that_ends_within_a_quarter_ends_its_duty_that_day(world, policy):
    """Ended early on 2027-05-20: 50 days of the quarter count, and on the day after it is overdue."""
    world.ledger.policy = replace(policy, programme=Span(policy.programme.start, date(2027, 5, 20)))
    world.helper("A")
    home = world.household("YYL-2222", world.pairing("A", "2024-01-01"))
    last, after = (
        Book(world.ledger, home, when).quarter(Quarter(2027, 2)) for when in (date(2027, 5, 20), date(2027, 5, 21))
    )
    assert (last.state.value, last.reason) == ("进行中", "截止 5月20日")
    assert after.state.value == "逾期"
    world.visit("YYL-2222", "A", "2027-05-21")
    assert Book(world.ledger, home, date(2027, 6, 30)).quarter(Quarter(2027, 2)).state.value == "逾期"
