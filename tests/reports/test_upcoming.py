"""What is recorded and still to come: each kind, at every boundary, for whom it is, and only of the current state."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from jiedui.model.ledger import Ledger
from jiedui.reports.figures import Figures
from jiedui.reports.upcoming import Upcoming, UpcomingChange
from jiedui.struct import replace

TODAY = date(2026, 11, 23)
PJ = "pingjiang"
A, B = "PJ-B-2222", "PJ-B-3333"
HOME = "PJ-2222"


def upcoming(world: Any, as_of: date = TODAY) -> Upcoming:
    return Upcoming(world.ledger(), as_of)


def told(world: Any, as_of: date = TODAY) -> list[tuple[str, str, str, str, str]]:
    return [
        (item.on.isoformat(), item.what, item.before, item.after, item.detail) for item in upcoming(world, as_of).items
    ]


@pytest.fixture
def staffed(world: Any) -> Any:
    """Two helpers of a county and one of the city, long in office."""
    world.helper(A, PJ)
    world.helper(B, PJ)
    world.helper("YYS-B-2222", "city")
    return world


def test_a_hand_over_to_come_is_one_change_on_the_first_day_of_the_successor(staffed: Any) -> None:
    spells = staffed.pairing(A, end="2026-11-30", end_reason="岗位调整"), staffed.pairing(B, "2026-12-01")
    staffed.household(HOME, *spells, unit=PJ)
    expected = UpcomingChange(
        on=date(2026, 12, 1), what="换人", unit=PJ, household=HOME, before=A, after=B, detail="岗位调整"
    )
    assert upcoming(staffed).items == (expected,)
    assert told(staffed, date(2026, 11, 30)) == [("2026-12-01", "换人", A, B, "岗位调整")]
    assert told(staffed, date(2026, 12, 1)) == []


def test_what_begins_and_what_ends_for_the_one_in_charge(staffed: Any) -> None:
    staffed.household("PJ-3333", staffed.pairing(A, end="2026-11-24", end_reason="脱困"), unit=PJ)
    staffed.household("PJ-4444", staffed.pairing(B, "2026-11-24"), unit=PJ)
    back = staffed.pairing(A, end="2026-06-30"), staffed.pairing(B, "2026-12-05")
    staffed.household("PJ-5555", *back, unit=PJ)
    assert told(staffed) == [
        ("2026-11-24", "终止", A, "", "脱困"),
        ("2026-11-24", "新结对", "", B, ""),
        # A had the household before the break and is not concerned any more.
        ("2026-12-05", "恢复结对", "", B, "其他"),
    ]
    assert told(staffed, date(2026, 11, 24)) == [("2026-12-05", "恢复结对", "", B, "其他")]


def test_assistants_come_and_go(staffed: Any) -> None:
    assistant = staffed.pairing(B, "2026-11-24", "2026-12-31", role="协助", end_reason="借调")
    staffed.household(HOME, staffed.pairing(A), assistant, unit=PJ)
    assert told(staffed) == [("2026-11-24", "开始协助", "", B, ""), ("2026-12-31", "结束协助", B, "", "借调")]


def test_members_come_and_leave_and_a_household_leaves_the_roster(staffed: Any) -> None:
    members = [
        {"id": "m-2F8D", "name": "示例乙", "sex": "男", "birth": "1958-03-12", "relation": "本人"},
        {"id": "m-3G9H", "name": "示例丙", "sex": "女", "birth": "1960", "relation": "配偶", "joined_on": "2026-11-24"},
        {"id": "m-4K5M", "name": "示例丁", "sex": "女", "birth": "1990", "relation": "女",
         "left": {"date": "2026-12-01", "reason": "婚嫁分户"}},
    ]  # fmt: skip
    closed = {"date": "2026-12-31", "reason": "迁出市外"}
    staffed.household(HOME, staffed.pairing(A), unit=PJ, members=members, closed=closed)
    assert told(staffed) == [
        ("2026-11-24", "成员加入", "", "", "示例丙"),
        ("2026-12-01", "成员离开", "", "", "示例丁，婚嫁分户"),
        ("2026-12-31", "退出名册", "", "", "迁出市外"),
    ]


def test_offices_begin_and_end_and_leaves_begin(world: Any) -> None:
    office = {"department": "教就股", "post": "干事", "to": "2026-11-30", "end_reason": "岗位调整"}
    pauses = [
        {"from": "2026-11-23", "to": "2026-11-30", "reason": "学习"},
        {"from": "2026-12-10", "to": "2027-03-10", "reason": "产假", "deputy": B},
    ]
    world.helper(A, PJ, office, {"department": "办公室", "post": "主任", "from": "2026-12-01"}, pauses=pauses)
    assert told(world) == [
        ("2026-11-30", "离任", A, "", "教就股干事，岗位调整"),
        ("2026-12-01", "任职", "", A, "办公室主任"),
        ("2026-12-10", "暂停", A, B, "到2027-03-10，产假"),
    ]


def test_everyone_sees_what_concerns_him(staffed: Any) -> None:
    spells = staffed.pairing(A, end="2026-11-30"), staffed.pairing("YYS-B-2222", "2026-12-01")
    staffed.household(HOME, *spells, unit=PJ)
    staffed.household("YYL-2222", staffed.pairing("YYS-B-2222", end="2026-12-31"))
    found = upcoming(staffed)
    first, second = found.items
    assert (first.household, second.household) == (HOME, "YYL-2222")
    assert (found.of_household(HOME), found.of_household("PJ-9999")) == ((first,), ())
    assert (found.of_helper(A), found.of_helper(B)) == ((first,), ())
    assert found.of_helper("YYS-B-2222") == (first, second)
    # The county keeps the household, the city the helper; its own households are what the last county sees.
    assert (found.of_unit(PJ), found.of_unit("city"), found.of_unit("yueyanglou")) == (
        (first,), (first, second), (second,),
    )  # fmt: skip


def test_what_comes_on_one_day_stands_in_order_of_federation_and_household(staffed: Any) -> None:
    for home, unit in (("YYL-2222", "yueyanglou"), ("PJ-3333", PJ), (HOME, PJ)):
        staffed.household(home, staffed.pairing(A, end="2026-12-31"), unit=unit)
    assert [item.household for item in upcoming(staffed).items] == [HOME, "PJ-3333", "YYL-2222"]


def test_the_order_of_the_records_is_nothing(staffed: Any) -> None:
    for home, unit in (("YYL-2222", "yueyanglou"), (HOME, PJ)):
        staffed.household(home, staffed.pairing(A, end="2026-12-31"), unit=unit)
    for helper, unit in (("PJ-B-4444", PJ), ("PJ-B-5555", PJ), ("YYS-B-3333", "city")):
        staffed.helper(helper, unit, {"from": "2026-12-31", "to": "2026-12-31"})
    ledger = staffed.ledger()
    backwards = replace(
        ledger,
        households=dict(reversed(ledger.households.items())),
        helpers=dict(reversed(ledger.helpers.items())),
    )
    found = Upcoming(ledger, TODAY).items
    assert Upcoming(backwards, TODAY).items == found
    assert [(item.unit, item.household, *item.helpers, item.what) for item in found] == [
        ("city", "", "YYS-B-3333", "任职"), ("city", "", "YYS-B-3333", "离任"),
        (PJ, "", "PJ-B-4444", "任职"), (PJ, "", "PJ-B-4444", "离任"),
        (PJ, "", "PJ-B-5555", "任职"), (PJ, "", "PJ-B-5555", "离任"),
        (PJ, HOME, A, "终止"), ("yueyanglou", "YYL-2222", A, "终止"),
    ]  # fmt: skip


@pytest.mark.parametrize(("entered", "number"), [("2026-11-23", 1), ("2026-11-24", 0)])
def test_a_day_before_the_latest_entry_is_told_nothing(staffed: Any, entered: str, number: int) -> None:
    staffed.household(HOME, staffed.pairing(A, end="2026-12-31"), unit=PJ)
    staffed.visit(HOME, A, "2026-11-20", PJ, entered_on=entered)
    found = upcoming(staffed)
    assert (found.is_told, len(found.items)) == (number == 1, number)


def test_without_any_contact_the_records_are_of_the_day(staffed: Any) -> None:
    assert upcoming(staffed).is_told
    assert upcoming(staffed).items == ()


def test_no_figure_knows_of_it(staffed: Any) -> None:
    def due(ledger: Ledger) -> object:
        figures = Figures(ledger, TODAY)
        return figures.due, figures.histories, figures.quota_lines, figures.city.coverage

    staffed.household(HOME, staffed.pairing(A), unit=PJ)
    before = due(staffed.ledger())
    spells = staffed.pairing(A, end="2026-11-24"), staffed.pairing(B, "2026-11-25")
    staffed.household(HOME, *spells, unit=PJ)
    assert len(upcoming(staffed).items) == 1
    assert due(staffed.ledger()) == before
