"""F2 contact: is a household contacted at least once in each quarter (R-084, 五(四)3; A-06 … A-14, A-23, A-27)?"""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property, lru_cache
from sys import intern
from typing import TYPE_CHECKING

from jiedui.model.day_words import day_text
from jiedui.model.time import Quarter, Span, days_covered, episodes
from jiedui.model.visit import HOME, Visit, between
from jiedui.struct import Struct, replace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from jiedui.model.helper import Helper
    from jiedui.model.household import Household
    from jiedui.model.ledger import Ledger
    from jiedui.model.lookup import HasHelpers
    from jiedui.model.pairing import Pairing
    from jiedui.model.policy import Policy

TITLE = "每季度联系"
SERVES: tuple[str, ...] = ("R-084",)
# The settings that the state of a household in a quarter hangs on.
SETTINGS = frozenset({
    "contact_counts", "contact_until", "counterparts", "delegate_counts", "exempt_end_reasons", "exempt_quarters",
    "handover", "late_days", "partial_min_days", "pause_needs_approval",
})  # fmt: skip


class ContactState(StrEnum):
    """The state of one household in one quarter."""

    DONE = "已完成"
    LATE = "补录"
    RUNNING = "进行中"
    OVERDUE = "逾期"
    EXEMPT = "豁免"
    NOT_DUE = "不计"
    AHEAD = "未到"

    @property
    def met(self) -> bool:
        """Whether a contact that counts was made in the quarter, entered in time or not."""
        return self in (ContactState.DONE, ContactState.LATE)

    @property
    def due(self) -> bool:
        """Whether the quarter counts in 应联系: met, running or overdue."""
        return self.met or self.lacking

    @property
    def lacking(self) -> bool:
        """Whether the quarter is due and no contact that counts was made: it runs or is overdue."""
        return self in (ContactState.RUNNING, ContactState.OVERDUE)


class ContactQuarter(Struct, frozen=True):
    """A household (or one helper's part of it) in one quarter.

    ``reason`` says in plain Chinese why the state is what it is. ``counted`` are the contacts that count, in order of
    time; a quarter that is 豁免 or 不计 shows them, too.
    """

    quarter: Quarter
    state: ContactState
    reason: str
    counted: tuple[Visit, ...] = ()


def counts(visit: Visit, policy: Policy) -> bool:
    """Tell whether a visit is a contact at all: by its channel and answer (A-07) and with whom it was (A-27)."""
    how = policy.settings.contact_counts.get(visit.channel, "不算")
    answered = how == "总是" or (how == "联系上" and visit.reached)
    return answered and visit.counterpart in policy.settings.counterparts


def stands_for(ledger: HasHelpers, pairings: Iterable[Pairing], helper: str, when: date) -> Iterator[str]:
    """Yield for whom of the ``pairings`` a helper makes contact on a day (A-08, A-23).

    For himself if paired, and for each whose deputy he is then.
    """
    for pairing in pairings:
        if pairing.span.covers(when) and (
            pairing.helper == helper or _is_deputy(ledger.helpers.get(pairing.helper), helper, when)
        ):
            yield pairing.helper


def _is_deputy(owner: Helper | None, helper: str, when: date) -> bool:
    return owner is not None and any(item.deputy == helper and item.span.covers(when) for item in owner.pauses)


class Book:
    """The contacts and duties of one household as of a day. Made once per household, asked for each quarter.

    ``ledger`` and ``household`` are as they were known on that day (:meth:`Ledger.until`), or on the day after it for
    quarters that are over. Of the ledger it holds what is the household's alone, since it is kept after an edit of
    others: its ``contacts``, the ``helpers`` that it was ever paired with, and ``primary``, its 主责 pairings.
    """

    def __init__(self, ledger: Ledger, household: Household, as_of: date) -> None:
        self.policy = ledger.policy
        self.household = household
        self.as_of = as_of
        self.pairings = household.pairings
        self.primary = tuple(pairing for pairing in household.pairings if pairing.is_primary)
        self.contacts = ledger.contacts(household.id)
        paired = (ledger.helpers.get(pairing.helper) for pairing in household.pairings)
        self.helpers = {helper.id: helper for helper in paired if helper}
        self._before = Book(ledger, household.before, as_of) if household.before else None
        # Of all quarters of the programme, once somebody asked for them.
        self._history: tuple[ContactQuarter, ...] = ()

    @cached_property
    def visits(self) -> list[Visit]:
        """The contacts that count, in order of time."""
        return self._within(date.min, self.as_of)

    def _within(self, first: date, last: date) -> list[Visit]:
        """Return the contacts that count, of some days: of a quarter without a look at those of all others."""
        return [
            visit
            for visit in between(self.contacts, first, min(last, self.as_of))
            if counts(visit, self.policy) and self._responsible(visit.by, visit.date)
        ]

    @cached_property
    def _paused(self) -> list[Span]:
        """The days on which an approved leave lifts the duty."""
        return [pause for pairing in self.primary for pause in self._pauses(pairing)]

    def _responsible(self, helper: str, when: date) -> bool:
        """Tell whether a helper, on a day, answers for the household: paired, or deputy of one who is (A-08, A-23)."""
        return self.policy.settings.delegate_counts or any(self._stands_for(helper, when))

    def _stands_for(self, helper: str, when: date) -> Iterator[str]:
        return stands_for(self, self.pairings, helper, when)

    def _by_those_of(self, day: date) -> Callable[[Visit], bool]:
        """Return what tells of a contact whether those paired on a day made it, or whoever was their deputy then."""
        if self.policy.settings.delegate_counts:
            return _any
        now = {pairing.helper for pairing in self.household.pairings_on(day)}
        return lambda visit: not now.isdisjoint(self._stands_for(visit.by, visit.date))

    def _pauses(self, pairing: Pairing) -> Iterable[Span]:
        """Yield the days on which an approved leave without deputy lifts the duty of ``pairing`` (A-23)."""
        owner = self.helpers.get(pairing.helper)
        for pause in owner.pauses if owner else ():
            approved = bool(pause.approved_by) or not self.policy.settings.pause_needs_approval
            end = pause.span.end or self.as_of
            if not pause.deputy and approved and (part := pairing.span.clip(pause.span.start, end)):
                yield Span(*part)

    @property
    def _has_none(self) -> bool:
        """Whether nobody was ever in charge of the household, nor is it closed."""
        return not (self.primary or self.household.closed_on)

    def quarter(self, quarter: Quarter) -> ContactQuarter:
        """Return the state of the household in a quarter, whoever of its helpers made the contact (A-12)."""
        known = self._history
        if known and known[0].quarter <= quarter <= known[-1].quarter:
            return known[self.policy.quarters.index(quarter)]
        return self._quarter(quarter)

    @property
    def history(self) -> tuple[ContactQuarter, ...]:
        """Its states over all quarters of the programme, in order of time."""
        if self._has_none:
            return _unpaired(self.policy.quarters, self.as_of)
        self._history = self._history or tuple(map(self._quarter, self.policy.quarters))
        return self._history

    def _quarter(self, quarter: Quarter) -> ContactQuarter:
        if self._has_none:
            return _nothing_due(quarter, self.as_of)
        spans = [pairing.span for pairing in self.primary]
        found = self._judge(quarter, spans, self._made_by(spans, quarter))
        if found.state.due and self._due_before(quarter):
            before = self.household.moved_from
            return ContactQuarter(quarter, ContactState.NOT_DUE, f"本季算在迁入以前的户 {before}", found.counted)
        return found

    def _made_by(self, spans: list[Span], quarter: Quarter) -> Callable[[Visit], bool]:
        """Return what tells of a contact whether it was made by one of those whose contacts count (A-12)."""
        if self.policy.settings.handover != "现任责任人":
            return _any
        ends = [part.end for span in spans if (part := span.clip(quarter.start, quarter.end))]
        return self._by_those_of(max(ends)) if ends else _any

    def _due_before(self, quarter: Quarter) -> bool:
        """Tell whether the quarter of a move within the city counts in the record before: a family has it once."""
        before = self._before
        if before is None or before.household.closed_on is None or before.household.closed_on < quarter.start:
            return False
        return before.quarter(quarter).state.due

    def personal(self, helper: str, quarter: Quarter) -> ContactQuarter:
        """Return the state of one helper's own part: each with enough days owes, whoever else made contact (A-12).

        What counts is every contact while the helper was in charge: his own, that of whoever assists then (A-08), also
        one who was in charge before, or of his deputy in a pause (A-23). One made before he took over is not his.
        """
        own = [pairing.span for pairing in self.primary if pairing.helper == helper]
        found = self._judge(quarter, own, lambda visit: any(span.covers(visit.date) for span in own))
        if not found.state.lacking or not self.quarter(quarter).state.met:
            return found
        lacking = "还没有" if found.state is ContactState.RUNNING else "没有"
        return replace(found, reason=f"本户本季已有人联系，本人{lacking}联系")

    def _judge(self, quarter: Quarter, spans: list[Span], meets: Callable[[Visit], bool]) -> ContactQuarter:
        """Return the state of those paired for ``spans``; ``meets`` tells whether a contact that counts is theirs."""
        policy, settings, closed = self.policy, self.policy.settings, self.household.closed_on
        first, last = quarter.start, last_day(quarter, policy)
        if closed and closed < first:
            return ContactQuarter(quarter, ContactState.NOT_DUE, f"已于 {closed} 终止")
        if closed:  # Nobody can meet it any more.
            last = min(last, closed)
        days = days_covered(spans, first, last)
        if first > self.as_of or not days:
            return _nothing_due(quarter, self.as_of)
        counted = tuple(filter(meets, self._within(first, last)))
        if quarter in settings.exempt_quarters:
            return _exempted(quarter, "方案启动当季，免计联系", counted)
        if days < settings.partial_min_days and not self._initial(spans, quarter, counted):
            reason = f"本季结对 {days} 天，不足 {settings.partial_min_days} 天"
            return ContactQuarter(quarter, ContactState.NOT_DUE, reason, counted)
        if exempt := self._exempt(spans, first, last):
            return _exempted(quarter, exempt, counted)
        if counted:
            return _met(quarter, counted, settings.late_days)
        if self.as_of <= last:
            return ContactQuarter(quarter, ContactState.RUNNING, f"截止 {day_text(last, self.as_of)}")
        return ContactQuarter(quarter, ContactState.OVERDUE, _why_overdue(self, policy, first, last))

    def _initial(self, spans: list[Span], quarter: Quarter, counted: tuple[Visit, ...]) -> bool:
        """Tell whether the first home visit of a responsibility falls in its first, short quarter (A-10)."""
        begun = [episode for episode in episodes(spans) if Quarter.of(episode.start) == quarter]
        return any(visit.channel == HOME and episode.covers(visit.date) for episode in begun for visit in counted)

    def _exempt(self, spans: list[Span], first: date, last: date) -> str:
        settings = self.policy.settings
        for pairing in self.primary:
            end = pairing.span.end
            if end and first <= end <= last and pairing.end_reason in settings.exempt_end_reasons:
                return f"{pairing.end_reason}，免计"
        if not self._paused:
            return ""
        paused = [Span(*part) for pause in self._paused for span in spans
                  if (part := pause.clip(span.start, span.end or last))]  # fmt: skip
        on_leave = days_covered(paused, first, last)
        if on_leave and days_covered(spans, first, last) - on_leave < settings.partial_min_days:
            return "责任人经批准暂停联系，免计"
        return ""


def _any(_: Visit) -> bool:
    return True


def last_day(quarter: Quarter, policy: Policy) -> date:
    """Return the last day for the contact of a quarter: its own, that of the whole duty or of the programme (A-09)."""
    return min(quarter.end, policy.settings.contact_until, policy.end)


def _exempted(quarter: Quarter, reason: str, counted: tuple[Visit, ...]) -> ContactQuarter:
    """Exempt whether contacted or not: it counts neither as due nor as met, and the contact is told (A-11, A-23)."""
    told = f"；联系过 {len(counted)} 次" if counted else ""
    return ContactQuarter(quarter, ContactState.EXEMPT, reason + told, counted)


def _met(quarter: Quarter, counted: tuple[Visit, ...], late_days: int) -> ContactQuarter:
    """Met in time, or 补录 where every contact was entered more than ``late_days`` after the quarter (A-14)."""
    limit = quarter.end + timedelta(days=late_days)
    if all(visit.entered_on > limit for visit in counted):
        return ContactQuarter(quarter, ContactState.LATE, f"{day_text(limit, quarter.end)}以后才录入", counted)
    return ContactQuarter(quarter, ContactState.DONE, intern(f"联系 {len(counted)} 次"), counted)


def _why_overdue(book: Book, policy: Policy, first: date, last: date) -> str:
    """Say what was tried in an overdue quarter, for the reader who asks why an entry does not count."""
    tried = between(book.contacts, first, last)
    if not tried:
        return "没有联系记录"
    if any(counts(visit, policy) for visit in tried):
        return "只有代联系，责任人没有联系"
    if all(not visit.reached for visit in tried):
        return "联系过，没有联系上"
    return "联系方式或联系对象不算"


@lru_cache
def _unpaired(quarters: tuple[Quarter, ...], as_of: date) -> tuple[ContactQuarter, ...]:
    """Return the states of a household that nobody was ever in charge of: most of a roster, and all alike."""
    return tuple(_nothing_due(quarter, as_of) for quarter in quarters)


@lru_cache
def _nothing_due(quarter: Quarter, as_of: date) -> ContactQuarter:
    if quarter.start > as_of:
        return ContactQuarter(quarter, ContactState.AHEAD, "还没到这个季度")
    return ContactQuarter(quarter, ContactState.NOT_DUE, "本季没有结对")


def books(ledger: Ledger, as_of: date) -> dict[str, Book]:
    """Return a book for each household of which more is known than its row of the roster, by id, in order."""
    return ledger.of_each(f"books {as_of}", ledger.engaged, lambda item: Book(ledger, item, as_of))


def states(ledger: Ledger, as_of: date, quarter: Quarter) -> dict[str, ContactState]:
    """Return the state of each household of which more is known than its row of the roster in a quarter, as of a day.

    Of all others nothing is due.
    """

    def state(home: Household) -> ContactState:
        return Book(ledger, home, as_of).quarter(quarter).state

    return ledger.of_each(f"{quarter} {as_of}", ledger.engaged, state)
