"""What is due: every open duty towards a household with its last day and who owes it, defined here and nowhere else.

The contact of the quarter (R-084), the on-visit tasks (R-081), what was promised (R-013), the yearly outing (R-042),
hazards to remove (R-036), sudden hardships without help (R-045), and needs, risks and referrals that wait for an answer
within a number of working days (B-02). No name, phone or free text of a record gets
into an item, so that it may stand in a calendar or a feed.
"""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from jiedui.duties import clock, intake, outing, promise, referral, upkeep
from jiedui.duties.answer import Answer, acting, of_promise, responsible
from jiedui.duties.contact import Book, ContactQuarter, ContactState, last_day
from jiedui.duties.outing import OutingState
from jiedui.model.day_words import day_text
from jiedui.model.service import ServiceKind
from jiedui.model.time import Quarter
from jiedui.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiedui.model.household import Household
    from jiedui.model.ledger import Ledger

TITLE = "期限"
SERVES: tuple[str, ...] = ("R-013", "R-036", "R-042", "R-045", "R-081", "R-084")


class DutyKind(StrEnum):
    """The kinds of duty, in the order in which they are listed on one day. The name of each is part of its key."""

    URGENT = "突发困难"
    LOOK = "申报查看"
    ANSWER = "需求答复"
    RISK = "申报纳入"
    CONTACT = "季度联系"
    INTAKE = "入户五件事"
    PROMISE = "承诺的措施"
    REFERRAL = "转介答复"
    HAZARD = "安全隐患"
    OUTING = "集体活动"
    ORGANISATION = "周期任务"

    @property
    def order(self) -> int:
        """The place of the kind in a day's list, from 0."""
        return _ORDER[self]


_ORDER = {kind: number for number, kind in enumerate(DutyKind)}


class Due(Struct, frozen=True, kw_only=True):
    """One duty. ``opened`` is the day from which it stood, ``on`` the last day for it, ``clause`` that of the notice.

    A promise for which no day was set has none, and is due like any other. ``helper`` owes it, nobody where it is
    empty. ``period`` tells duties of one kind and owner apart. ``anchor`` names the part of the household's record (or
    of the organisation's) that it is about. What is ``missed`` cannot be made up any more: its period is over. The days
    left of what counts ``workdays`` are told in working days.
    """

    on: date | None
    opened: date
    kind: DutyKind
    unit: str
    household: str
    helper: str
    period: str
    action: str
    detail: str
    clause: str
    anchor: str = ""
    missed: bool = False
    workdays: bool = False

    @property
    def last(self) -> date:
        """The last day to reckon with: of what has none, the end of all days."""
        return self.on or date.max

    @property
    def key(self) -> str:
        """What the duty is known by, the same on every day until it is done."""
        return f"{self.kind.name.lower()}-{self.household or self.unit}-{self.period}"

    @property
    def sentence(self) -> str:
        """What to do, where the household stands beside it."""
        return f"{self.action}（{self.detail}）"

    @property
    def summary(self) -> str:
        """What to do, by the code of the household alone."""
        return f"{' '.join(filter(None, (self.action, self.household)))}（{self.detail}）"

    @property
    def sort_key(self) -> tuple[bool, date, int, str, str]:
        """What is missed first, then by the last day; what has none comes at the end."""
        return not self.missed, self.last, self.kind.order, self.household, self.period


def household_due(ledger: Ledger, book: Book) -> list[Due]:
    """Return what is due in the household of ``book`` as of its day, what is missed first, then by the last day.

    A household that is no longer in the roster has nothing due but the contact that was missed in the quarter before.
    After the programme nothing is due (五(四)).
    """
    home, as_of = book.household, book.as_of
    if as_of > book.policy.end:
        return []
    found = _contacts(ledger, book)
    if home.active_on(as_of):
        found += [*_intake(ledger, home, as_of), *_promises(ledger, home, as_of), *_urgent(ledger, home, as_of)]
        found += [*_hazards(ledger, home, as_of), *_outing(ledger, home, as_of)]
        found += [*_answers(ledger, home, as_of), *_risk(ledger, home, as_of), *_referrals(ledger, home, as_of)]
    return sorted(found, key=lambda item: item.sort_key)


def own_contacts(ledger: Ledger, book: Book) -> list[Due]:
    """Return the contacts that the one in charge owes for himself where the household's quarter is met (A-12).

    After a hand-over the predecessor's contact meets the household's quarter and not the successor's. That is no duty
    towards the household any more: :func:`household_due` leaves it out, and so does every sum by household.
    """
    return [
        _contact(ledger, book, wanted, state, f"，{own.reason}")
        for wanted, state in _asked(book)
        if book.quarter(wanted).state.met and (own := _own(book, wanted)) and own.state is state
    ]


def _contacts(ledger: Ledger, book: Book) -> list[Due]:
    """Return the contact of the running quarter and, as missed, the one of the quarter before."""
    return [
        _contact(ledger, book, wanted, state) for wanted, state in _asked(book) if book.quarter(wanted).state is state
    ]


def _asked(book: Book) -> list[tuple[Quarter, ContactState]]:
    """Return the quarters whose contact may be due on the day of ``book``, each with the state that makes it so."""
    quarter, quarters = Quarter.of(book.as_of), book.policy.quarters
    asked = ((quarter.previous, ContactState.OVERDUE), (quarter, ContactState.RUNNING))
    return [(wanted, state) for wanted, state in asked if quarter in quarters and wanted in quarters]


def _own(book: Book, wanted: Quarter) -> ContactQuarter | None:
    """Return the own part of the one in charge on the day of ``book`` in a quarter."""
    now = book.household.primary_on(book.as_of)
    return book.personal(now.helper, wanted) if now else None


def _contact(ledger: Ledger, book: Book, wanted: Quarter, state: ContactState, why: str = "") -> Due:
    home, missed = book.household, state is ContactState.OVERDUE
    # Who took over since, or too late to owe it, did not miss it.
    own = _own(book, wanted) if missed else None
    named = not missed or (own is not None and own.state is state)
    return Due(
        on=last_day(wanted, ledger.policy), opened=wanted.start, kind=DutyKind.CONTACT, unit=home.unit,
        household=home.id, helper=responsible(ledger, home, book.as_of) if named else "", period=str(wanted),
        action="联系帮扶户", detail=f"{wanted.title}{why}", clause="五(四)3", anchor=f"q-{wanted}", missed=missed,
    )  # fmt: skip


def _intake(ledger: Ledger, home: Household, as_of: date) -> Iterator[Due]:
    for found in intake.intakes(ledger, home, as_of):
        if tasks := found.open_tasks(as_of):
            yield Due(
                on=tasks[0].deadline, opened=found.start, kind=DutyKind.INTAKE, unit=home.unit, household=home.id,
                helper=acting(ledger, Answer(found.helper, as_of)), period=found.start.isoformat(),
                action="做齐入户五件事", detail=f"还缺{'、'.join(task.name for task in tasks)}",
                clause="五(四)2", anchor="intake",
            )  # fmt: skip


def _promises(ledger: Ledger, home: Household, as_of: date) -> Iterator[Due]:
    """Yield what was promised and is not done, whether a day was set for it or not."""
    for item in promise.open_promises(home, as_of):
        yield Due(
            on=item.measure.due_on, opened=item.measure.promised_on, kind=DutyKind.PROMISE, unit=home.unit,
            household=home.id, helper=acting(ledger, of_promise(ledger, home, item.measure, as_of)),
            period=item.key, action="办好答应的措施", detail=item.measure.code,
            clause="二(二)", anchor=f"need-{item.need.id}",
        )  # fmt: skip


def _urgent(ledger: Ledger, home: Household, as_of: date) -> Iterator[Due]:
    """Yield the sudden hardships without help: due the day they are told, or as many working days later as is set."""
    for found in promise.urgent(home, as_of):
        if found.days is None and found.need in upkeep.open_needs(home, as_of):
            raised = found.need.raised_on
            limits = clock.of_need(ledger.policy.service, found.need)
            last = limits[0].last if limits else raised
            yield Due(
                on=last, opened=raised, kind=DutyKind.URGENT, unit=home.unit,
                household=home.id, helper=responsible(ledger, home, as_of), period=found.need.id,
                action="及时援助突发困难", detail=f"{day_text(raised, last)}提出", clause="四(四)4",
                anchor=f"need-{found.need.id}", workdays=bool(limits),
            )  # fmt: skip


_ANSWERS = {
    ServiceKind.NEED: (DutyKind.ANSWER, "答复需求"),
    ServiceKind.LOOK: (DutyKind.LOOK, "查看本人申报"),
    ServiceKind.DECIDE: (DutyKind.ANSWER, "答复本人申报"),
}


def _answers(ledger: Ledger, home: Household, as_of: date) -> Iterator[Due]:
    """Yield the needs that wait to be looked at or answered; help in a sudden hardship is a duty of its own."""
    for need in upkeep.open_needs(home, as_of):
        for limit in clock.of_need(ledger.policy.service, need.until(as_of)):
            if limit.running and limit.level.kind in _ANSWERS:
                kind, action = _ANSWERS[limit.level.kind]
                yield Due(
                    on=limit.last, opened=limit.opened, kind=kind, unit=home.unit, household=home.id,
                    helper=responsible(ledger, home, as_of), period=need.id, action=action,
                    detail=f"{day_text(limit.opened, limit.last)}提出", clause=limit.level.clause,
                    anchor=f"need-{need.id}", workdays=True,
                )  # fmt: skip


def _risk(ledger: Ledger, home: Household, as_of: date) -> Iterator[Due]:
    """Yield the risk that nobody has reported for monitoring yet (四(二)1)."""
    for limit in clock.of_risk(ledger.policy.service, home.relapse.until(as_of)):
        if limit.running:
            yield Due(
                on=limit.last, opened=limit.opened, kind=DutyKind.RISK, unit=home.unit, household=home.id,
                helper=responsible(ledger, home, as_of), period=limit.opened.isoformat(),
                action="申报纳入防返贫监测", detail=f"{day_text(limit.opened, limit.last)}发现风险",
                clause=limit.level.clause, anchor="risks", workdays=True,
            )  # fmt: skip


def _referrals(ledger: Ledger, home: Household, as_of: date) -> Iterator[Due]:
    """Yield the referrals that wait for an answer: who answers for the measure asks after it."""
    for item in referral.open_of(home, as_of):
        for limit in clock.of_referral(ledger.policy.service, item.measure.until(as_of), item.referral.until(as_of)):
            yield Due(
                on=limit.last, opened=limit.opened, kind=DutyKind.REFERRAL, unit=home.unit, household=home.id,
                helper=acting(ledger, of_promise(ledger, home, item.measure, as_of)), period=item.key,
                action="催办转介", detail=f"{item.referral.receiver}，{day_text(limit.opened, limit.last)}转出",
                clause=limit.level.clause, anchor=f"need-{item.need.id}", workdays=True,
            )  # fmt: skip


def _hazards(ledger: Ledger, home: Household, as_of: date) -> Iterator[Due]:
    for found in upkeep.hazards(ledger, home, as_of):
        if found.removed_on is None:
            last = found.found_on + timedelta(days=ledger.policy.settings.hazard_days)
            yield Due(
                on=last, opened=found.found_on, kind=DutyKind.HAZARD, unit=home.unit, household=home.id,
                helper=responsible(ledger, home, as_of), period=f"{found.key}-{found.found_on}", action="消除安全隐患",
                detail=ledger.policy.hazard_name(found.key), clause="四(二)2", anchor="risks",
            )  # fmt: skip


def _outing(ledger: Ledger, home: Household, as_of: date) -> Iterator[Due]:
    """Yield one duty for all persons of the household who have not been out this year."""
    years = outing.outing_years(home, ledger.policy, as_of)
    count = sum(found.year == as_of.year and found.state is OutingState.RUNNING for found in years)
    if count:
        yield Due(
            on=date(as_of.year, 12, 31), opened=date(as_of.year, 1, 1), kind=DutyKind.OUTING, unit=home.unit,
            household=home.id, helper=responsible(ledger, home, as_of), period=str(as_of.year),
            action="带出家门参加集体活动", detail=f"{as_of.year}年，{count}人", clause="四(四)3", anchor="outings",
        )  # fmt: skip
