"""How offices are held over time: steady holders, successors, promotions, leaves, retirements (R-016, A-21 … A-26)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from jiedui.demo.draft import Holding, Record, Seat
from jiedui.model.time import DAY, Span

if TYPE_CHECKING:
    from collections.abc import Callable

    from jiedui.demo.clock import Clock
    from jiedui.demo.dice import Dice
    from jiedui.demo.identities import Identities
    from jiedui.demo.units import City

_REASONS = {"岗位调整": 4, "退休离岗": 3, "职务变化": 2}
ORGANISATION = "结对机构"
HIRED = (date(2012, 3, 1), date(2022, 9, 1))


class Roster:
    """The helpers' records by id, with the unit that each belongs to."""

    def __init__(self, clock: Clock, identities: Identities, city: City) -> None:
        self.clock = clock
        self.city = city
        self.units: dict[str, str] = {}
        self.records: dict[str, Record] = {}
        self._identities = identities
        self._phones: dict[tuple[str, str], str] = {}

    def hire(self, office: Seat, since: date, dice: Dice) -> Record:
        """Add a helper who takes ``office`` on a day, and return the record."""
        organisation = office.post == ORGANISATION
        if organisation:
            office.department = self._identities.organisation(office.department)
        record: Record = {
            "id": self._identities.code(f"{self.city.federations[office.unit].prefix}-B"),
            "name": office.department if organisation else self._identities.name(),
            "sex": "" if organisation else dice.pick("男女"),
            "mobile": self._identities.mobile(),
            "office_phone": self._phone(office) if organisation or office.body != "社会力量" else "",
            "roles": [role(office, since)],
        }
        self.units[record["id"]] = office.unit
        self.records[record["id"]] = record
        return record

    def _phone(self, office: Seat) -> str:
        key = (office.unit, office.department)
        if key not in self._phones:
            self._phones[key] = self._identities.landline()
        return self._phones[key]


def role(office: Seat, since: date) -> Record:
    """Return one spell of office as the record says it."""
    return {
        "body": office.body,
        "department": office.department,
        "township": office.township.name if office.township else "",
        "post": office.post,
        "post_level": office.level,
        "rank": office.rank,
        "tenure": office.tenure,
        "from": since.isoformat(),
    }


def fill(office: Seat, roster: Roster, dice: Dice) -> None:
    """Give ``office`` its holders; a career that the days so far have no room for becomes a steady one."""
    _CAREERS[office.career](office, roster, dice)


def _hired(office: Seat, dice: Dice) -> date:
    """Return since when the first holder serves: long before, or a few weeks before a later first pairing."""
    if office.level or office.since <= date(2023, 12, 31) or dice.chance(0.3):
        return dice.day(*HIRED)
    return office.since - timedelta(days=dice.number(6, 55))


def _steady(office: Seat, roster: Roster, dice: Dice) -> None:
    start = _hired(office, dice)
    office.holdings = [Holding(roster.hire(office, start, dice)["id"], Span(start))]


def _end(record: Record, last: date, reason: str) -> None:
    record["roles"][-1] |= {"to": last.isoformat(), "end_reason": reason}


def _succeed(office: Seat, roster: Roster, dice: Dice, last: date | None, reason: str = "") -> None:
    """Let the first holder leave after ``last`` and a new one take over the next day."""
    clock = roster.clock
    if last is None or not office.since + timedelta(days=60) < last < clock.today - timedelta(days=10):
        _steady(office, roster, dice)
        return
    reason = reason or dice.weigh(_REASONS)
    start = _hired(office, dice)
    first = roster.hire(office, start, dice)
    _end(first, last, reason)
    second = roster.hire(office, last + DAY, dice)
    office.holdings = [Holding(first["id"], Span(start, last), reason), Holding(second["id"], Span(last + DAY))]


def _replaced(office: Seat, roster: Roster, dice: Dice) -> None:
    first, last = office.since + timedelta(days=120), roster.clock.ago(45)
    _succeed(office, roster, dice, dice.workday(first, last) if first < last else None)


def _replaced_mid(office: Seat, roster: Roster, dice: Dice) -> None:
    quarter = roster.clock.back(3)
    _succeed(office, roster, dice, quarter.start + timedelta(days=46) if quarter else None, "退休离岗")


def _replaced_quarter_end(office: Seat, roster: Roster, dice: Dice) -> None:
    quarter = roster.clock.back(2)
    _succeed(office, roster, dice, quarter.end if quarter else None, "岗位调整")


def _raised(office: Seat, roster: Roster, dice: Dice) -> None:
    """Rose to another office, and gave the household to the successor."""
    quarter = roster.clock.back(4)
    _succeed(office, roster, dice, quarter.start + timedelta(days=20) if quarter else None, "职务变化")


def _promoted(office: Seat, roster: Roster, dice: Dice, since: date, **change: str) -> None:
    """Give the holder a new rank from a day on; the office keeps its households."""
    _steady(office, roster, dice)
    record = roster.records[office.holdings[0].helper]
    if since <= date.fromisoformat(record["roles"][-1]["from"]) + timedelta(days=60):
        return
    _end(record, since - DAY, "职务变化")
    record["roles"].append({**role(office, since), **change})


def _promoted_now(office: Seat, roster: Roster, dice: Dice) -> None:
    _promoted(office, roster, dice, roster.clock.today - timedelta(days=25), rank="四级调研员")


def _promoted_before(office: Seat, roster: Roster, dice: Dice) -> None:
    _promoted(office, roster, dice, roster.clock.ago(430), rank="一级主任科员", post=office.post.removeprefix("副"))


def _chair_too(office: Seat, roster: Roster, dice: Dice) -> None:
    """Two offices at once: the quota is the higher one, not the sum (A-05)."""
    _steady(office, roster, dice)
    chair = Seat(office.unit, "市级专门协会", f"{roster.city.own.place}肢残人协会", "主席", tenure="兼职")
    roster.records[office.holdings[0].helper]["roles"].append(role(chair, date(2022, 11, 18)))


def _leave(office: Seat, roster: Roster, dice: Dice, days: int, reason: str) -> None:
    """Let the holder leave some days ago; the pairing was ended and nobody has taken over yet (待重新结对)."""
    _steady(office, roster, dice)
    held, last = office.holdings[0], roster.clock.today - timedelta(days=days)
    if office.since + timedelta(days=60) < last:
        _end(roster.records[held.helper], last, reason)
        office.holdings = [Holding(held.helper, Span(held.span.start, last), reason)]


def _left(office: Seat, roster: Roster, dice: Dice) -> None:
    _leave(office, roster, dice, 20, "岗位调整")


def _retired(office: Seat, roster: Roster, dice: Dice) -> None:
    _leave(office, roster, dice, 53, "退休离岗")


def _volunteer(office: Seat, roster: Roster, dice: Dice) -> None:
    """Retired, and goes on as 社会力量 with the same household (A-24)."""
    _steady(office, roster, dice)
    last = roster.clock.ago(380)
    if office.since + timedelta(days=60) >= last:
        return
    record = roster.records[office.holdings[0].helper]
    _end(record, last, "退休离岗")
    social = Seat(office.unit, "社会力量", "爱心人士", "志愿者")
    record["roles"].append(role(social, last + DAY))
    record["filing"] = {"unit": office.unit, "date": (last + timedelta(days=9)).isoformat()}
    record["note"] = "退休后愿意继续帮扶原结对户，按社会力量登记。"


def _newcomer(office: Seat, roster: Roster, dice: Dice) -> None:
    start = roster.clock.today - timedelta(days=30)
    office.holdings = [Holding(roster.hire(office, start, dice)["id"], Span(start))]


def _filed(office: Seat, roster: Roster, dice: Dice) -> None:
    """社会力量 that reported to the local federation (R-073)."""
    start = office.since - timedelta(days=dice.number(5, 40))
    record = roster.hire(office, start, dice)
    record["filing"] = {"unit": office.unit, "date": (office.since - timedelta(days=dice.number(0, 4))).isoformat()}
    office.holdings = [Holding(record["id"], Span(start))]


def _unfiled(office: Seat, roster: Roster, dice: Dice) -> None:
    start = office.since - timedelta(days=dice.number(5, 40))
    office.holdings = [Holding(roster.hire(office, start, dice)["id"], Span(start))]


def _paused_approved(office: Seat, roster: Roster, dice: Dice) -> None:
    """On leave over a whole quarter without a deputy, approved by the unit (A-23)."""
    _steady(office, roster, dice)
    quarter = roster.clock.back(2)
    if quarter and quarter.start - timedelta(days=15) > office.since + timedelta(days=45):
        roster.records[office.holdings[0].helper]["pauses"] = [
            {
                "from": (quarter.start - timedelta(days=15)).isoformat(),
                "to": (quarter.end + timedelta(days=12)).isoformat(),
                "reason": "生育假",
                "approved_by": roster.city.federations[office.unit].office,
            }
        ]


_CAREERS: dict[str, Callable[[Seat, Roster, Dice], None]] = {
    "steady": _steady,
    "replaced": _replaced,
    "replaced_mid": _replaced_mid,
    "replaced_quarter_end": _replaced_quarter_end,
    "raised": _raised,
    "promoted_now": _promoted_now,
    "promoted_before": _promoted_before,
    "chair_too": _chair_too,
    "retired": _retired,
    "volunteer": _volunteer,
    "newcomer": _newcomer,
    "left": _left,
    "idle": _steady,
    "kept": _steady,
    "elsewhere": _steady,
    "filed": _filed,
    "unfiled": _unfiled,
    "paused_approved": _paused_approved,
    "paused_deputy": _steady,
}


def deputise(offices: list[Seat], roster: Roster) -> None:
    """Give each helper on a long leave a deputy: a steady colleague of the same unit (A-23)."""
    first, last = roster.clock.back(3), roster.clock.back(1)
    if first is None or last is None:
        return
    for office in offices:
        if office.career != "paused_deputy" or office.since > first.start - timedelta(days=20):
            continue
        colleague = next((other for other in offices if _can_stand_in(other, office, first.start)), None)
        if colleague:
            roster.records[office.holdings[0].helper]["pauses"] = [
                {
                    "from": (first.start + timedelta(days=20)).isoformat(),
                    "to": (last.start + timedelta(days=30)).isoformat(),
                    "reason": "病假，住院治疗和康复",
                    "deputy": colleague.holdings[0].helper,
                }
            ]


def _can_stand_in(other: Seat, office: Seat, since: date) -> bool:
    same = other.unit == office.unit and other.body == "县级残联" and other is not office
    return same and other.career == "steady" and other.holdings[0].span.start < since
