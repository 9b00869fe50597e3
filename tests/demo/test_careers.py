"""How offices are held over time (R-016, A-21 … A-26)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from jiedui.demo import careers
from jiedui.demo.careers import Roster
from jiedui.demo.clock import Clock
from jiedui.demo.dice import Dice
from jiedui.demo.draft import Record, Seat
from jiedui.demo.identities import Identities
from jiedui.demo.source import Source
from jiedui.demo.units import CITY
from jiedui.model.time import DAY

SINCE = date(2023, 9, 20)


@pytest.fixture
def roster(clock: Clock, lender: Source) -> Roster:
    return Roster(clock, Identities(1, lender.policy.identity), lender.city)


def held(career: str, roster: Roster, **more: str) -> tuple[Seat, list[Record]]:
    """Return an office with the career, filled, and its holders' records."""
    office = Seat("pingjiang", "县级残联", "办公室", "干部", career=career, since=SINCE, **more)  # type: ignore[arg-type]
    careers.fill(office, roster, Dice("careers", career))
    return office, [roster.records[holding.helper] for holding in office.holdings]


@pytest.mark.parametrize("career", ["replaced", "replaced_mid", "replaced_quarter_end", "raised"])
def test_a_successor_begins_the_day_after(roster: Roster, career: str) -> None:
    office, (first, second) = held(career, roster)
    last = office.holdings[0].span.end
    assert last is not None
    assert office.holdings[1].span.start == last + DAY
    assert first["roles"][-1]["to"] == last.isoformat()
    assert first["roles"][-1]["end_reason"] == office.holdings[0].reason
    assert second["roles"][0]["from"] == (last + DAY).isoformat()


def test_one_leaves_on_the_last_day_of_a_quarter(roster: Roster) -> None:
    office, _ = held("replaced_quarter_end", roster)
    assert office.holdings[0].span.end == date(2026, 6, 30)


def test_without_room_for_a_change_the_holder_stays(lender: Source) -> None:
    young = Clock.of(lender.policy, date(2023, 10, 20))
    office, records = held("replaced_mid", Roster(young, Identities(1, lender.policy.identity), lender.city))
    assert len(records) == 1
    assert office.holdings[0].span.end is None


def test_a_promotion_is_a_new_spell_of_the_same_helper(roster: Roster) -> None:
    _, (record,) = held("promoted_now", roster)
    old, new = record["roles"]
    assert (old["to"], new["from"]) == ("2026-10-28", "2026-10-29")
    assert (old["end_reason"], new["rank"]) == ("职务变化", "四级调研员")


def test_two_offices_are_held_at_once(roster: Roster) -> None:
    _, (record,) = held("chair_too", roster)
    assert [role["post"] for role in record["roles"]] == ["干部", "主席"]
    assert "to" not in record["roles"][0]


@pytest.mark.parametrize(("career", "days", "reason"), [("left", 20, "岗位调整"), ("retired", 53, "退休离岗")])
def test_who_left_lately_has_no_successor_yet(roster: Roster, career: str, days: int, reason: str) -> None:
    office, (record,) = held(career, roster)
    assert office.holdings[-1].span.end == roster.clock.today - timedelta(days=days)
    assert record["roles"][-1]["end_reason"] == reason


def test_a_volunteer_goes_on_the_day_after_retiring(roster: Roster) -> None:
    _, (record,) = held("volunteer", roster)
    staff, social = record["roles"]
    assert date.fromisoformat(social["from"]) == date.fromisoformat(staff["to"]) + DAY
    assert social["body"] == "社会力量"
    assert record["filing"]["unit"] == "pingjiang"


def test_a_leave_of_a_quarter_is_approved_or_has_a_deputy(roster: Roster) -> None:
    _, (approved,) = held("paused_approved", roster)
    assert approved["pauses"][0]["approved_by"] == "平江县残联"
    away, (record,) = held("paused_deputy", roster)
    colleague, _ = held("steady", roster)
    careers.deputise([away, colleague], roster)
    assert record["pauses"][0]["deputy"] == colleague.holdings[0].helper


def test_an_organisation_is_called_by_its_own_name(roster: Roster) -> None:
    office = Seat("miluo", "社会力量", "助残服务中心", "结对机构", career="filed", since=SINCE)
    careers.fill(office, roster, Dice("filed"))
    record = roster.records[office.holdings[0].helper]
    assert record["name"] == "示例甲助残服务中心"
    assert record["sex"] == ""
    assert record["filing"]["date"] <= SINCE.isoformat()


def test_one_department_has_one_telephone(roster: Roster) -> None:
    _, (first,) = held("steady", roster)
    _, (second,) = held("steady", roster)
    assert first["office_phone"] == second["office_phone"]
    assert first["mobile"] != second["mobile"]
    assert roster.units[first["id"]] == "pingjiang" != CITY
