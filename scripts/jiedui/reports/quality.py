"""数据质量: what records lack, leave in doubt, got late, and have not touched for long (B-13).

Nothing of it is stored: what was entered late says each contact by the day of its entry, and when a household was last
touched say the days in its record. What lacks and what is doubtful has no day of its own and is told of today.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from datetime import date, timedelta
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from jiedui.model.visit import between
from jiedui.records.finding import Severity
from jiedui.reports.when_asked import WhenAsked
from jiedui.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from jiedui.model.household import Household
    from jiedui.model.ledger import Ledger
    from jiedui.model.member import Member
    from jiedui.model.policy import Policy
    from jiedui.model.time import Quarter
    from jiedui.model.visit import Visit
    from jiedui.records.finding import Finding, Rule
    from jiedui.reports.day import DayFigures

# A household without any dated entry for longer is 久未变动.
STALE = timedelta(days=365)
# So many quarters are told side by side.
QUARTERS = 8
# A household or a helper by code: a narrowed ledger says of the others no more than that there is one.
_CODE = re.compile("[A-Z]{2,4}-(?:B-)?[2-9A-HJKMNP-TV-Z]{4}")


class MissingField(Struct, frozen=True):
    """What a household's record lacks, of the household itself or of a member."""

    household: str
    person: str
    fields: tuple[str, ...]


class Doubt(Struct, frozen=True, kw_only=True):
    """A warning of the check: the record that it is of, and the federation and household that this belongs to."""

    rule: Rule
    path: str
    message: str
    unit: str
    household: str


class StaleHousehold(Struct, frozen=True):
    """A household in which nothing was entered for long, and the day of the last entry."""

    household: str
    last: date


class QualityQuarter(Struct, frozen=True):
    """One quarter: its contacts, those of them that were entered late, and the households stale at its end."""

    quarter: Quarter
    contacts: int
    late: int
    stale: int

    @property
    def late_rate(self) -> Fraction | None:
        """Entered late over all; ``None`` where there was no contact."""
        return Fraction(self.late, self.contacts) if self.contacts else None


class _Contacts(NamedTuple):
    """The contacts of a household in each of some quarters: how many were made, and those that were entered late."""

    made: tuple[int, ...]
    late: tuple[tuple[Visit, ...], ...]


def doubts(findings: Iterable[Finding], ledger: Ledger) -> tuple[Doubt, ...]:
    """Return the warnings among what a check found, each with the federation and household that its path names."""
    return tuple(_doubt(item, ledger) for item in findings if item.severity is Severity.WARNING)


def _known(code: str, ledger: Ledger) -> str:
    known = ledger.audience.is_internal or code in ledger.households or code in ledger.helpers
    return code if known else "〔别的残联的〕"


def _doubt(finding: Finding, ledger: Ledger) -> Doubt:
    unit, _, rest = finding.path.partition("/")
    folder, _, below = rest.partition("/")
    home = below.partition("/")[0] if folder == "households" else ""
    return Doubt(
        rule=finding.rule,
        path=finding.path,
        message=_CODE.sub(lambda code: _known(code[0], ledger), finding.message),
        unit=unit if unit in ledger.units else "",
        household=home if home in ledger.households else "",
    )


def household_gaps(household: Household, policy: Policy, when: date) -> Iterator[MissingField]:
    """Yield what the record of a household lacks on a day, and then each disabled person's, where it lacks anything."""
    own = {"联系电话": household.phone, "拟帮扶措施": household.plan or not household.primary_on(when)}
    if fields := tuple(title for title, value in own.items() if not value):
        yield MissingField(household.id, "", fields)
    for member in household.disabled_on(when):
        if fields := tuple(_member_gaps(member, policy, when)):
            yield MissingField(household.id, member.name, fields)


def _member_gaps(member: Member, policy: Policy, when: date) -> Iterator[str]:
    disability = member.disability
    if disability and not disability.self_care:
        yield "生活自理能力"
    if disability and not disability.labour:
        yield "劳动能力"
    # What the form does not ask of everybody is asked by rules of those whom it concerns: see 疑似应享未享.
    if lacking := [item for item in policy.benefits_on(when) if item.on_form and item.key not in member.benefits]:
        yield f"惠残政策 {len(lacking)} 项（{'、'.join(item.name for item in lacking)}）"


def entry_days(household: Household, visits: Iterable[Visit]) -> list[date]:
    """Return the days of everything dated that was entered in a household's record and of its contacts, in order."""
    days: list[date | None] = [household.registered_on, household.closed_on]
    for spell in household.pairings:
        days += [spell.span.start, spell.span.end, spell.decided_on, spell.consulted_on]
        days += [spell.form_on, spell.card_on, spell.onsite_on, spell.module_on]
        days += [entry.on for entry in spell.module_updates]
    for need in household.needs:
        days += [need.raised_on, need.responded_on, need.looked_on, need.closed_on]
        days += [day for measure in need.measures for day in (measure.promised_on, measure.done_on)]
        sent = [item for measure in need.measures for item in measure.referrals]
        days += [day for item in sent for day in (item.sent_on, item.answered_on)]
    days += [found.found_on for found in household.relapse.findings]
    days += [step.on for found in household.relapse.findings for step in found.steps]
    days += [item.on for item in household.outings]
    days += [item.since for item in household.hardships]
    days += [day for member in household.members for day in _member_days(member)]
    days += [visit.date for visit in visits]
    return sorted(day for day in days if day)


def _member_days(member: Member) -> Iterator[date | None]:
    yield member.joined_on
    yield member.left.on if member.left else None
    yield from member.since.values()
    yield from (item.on for item in member.judgements)
    if disability := member.disability:
        yield from (item.since for item in disability.certificates)
        yield disability.no_need_on
        exemption = disability.outing_exemption
        yield exemption.span.start if exemption else None


class Quality:
    """The quality of the records of some households of today's roster, as of the day of ``figures``."""

    def __init__(self, figures: DayFigures, households: Iterable[Household], doubts: Iterable[Doubt]) -> None:
        self._figures = figures
        self.households = sorted(households, key=lambda item: item.id)
        self.doubts = sorted(doubts, key=lambda item: (item.rule.id, item.path, item.message))

    @cached_property
    def active(self) -> list[Household]:
        """The households of today's roster."""
        return [item for item in self.households if item.active_on(self._figures.as_of)]

    @cached_property
    def gaps(self) -> list[MissingField]:
        """What the records of today's roster lack."""
        return [gap for item in self.active for gap in self._all_gaps[item.id]]

    @cached_property
    def _all_gaps(self) -> Mapping[str, tuple[MissingField, ...]]:
        ledger, as_of = self._figures.ledger, self._figures.as_of

        def reckon(home: Household) -> tuple[MissingField, ...]:
            return tuple(household_gaps(home, ledger.policy, as_of))

        return WhenAsked(ledger.households, reckon, ledger.of_each(f"gaps {as_of}", ledger.engaged, reckon))

    @property
    def lacking(self) -> int:
        """How many households lack anything."""
        return len({gap.household for gap in self.gaps})

    @cached_property
    def late(self) -> list[Visit]:
        """The contacts of the quarters told that were entered more than the days of A-14 after, the latest first."""
        found = [visit for home in self.households for late in self._contacts[home.id].late for visit in late]
        return sorted(found, key=lambda visit: (visit.date, visit.household), reverse=True)

    @cached_property
    def _contacts(self) -> dict[str, _Contacts]:
        """What the contacts of each household were in the quarters told."""
        ledger, spans = self._figures.ledger, [(quarter.start, quarter.end) for quarter in self.quarters_told]
        days = ledger.policy.settings.late_days

        def reckon(home: Household) -> _Contacts:
            found = [between(ledger.visits.get(home.id, ()), *span) for span in spans]
            late = (tuple(item for item in visits if (item.entered_on - item.date).days > days) for visits in found)
            return _Contacts(tuple(map(len, found)), tuple(late))

        return ledger.of_each(f"contacts {self._figures.as_of}", ledger.households, reckon)

    @cached_property
    def stale(self) -> list[StaleHousehold]:
        """The households in which nothing was entered for more than a year, the longest first."""
        return sorted(self._stale_in(-1), key=lambda item: (item.last, item.household))

    def _stale_in(self, number: int) -> list[StaleHousehold]:
        """Return the households stale at the end of one of the quarters told, or on the day in the running one."""
        found = (self._stale_ever[item.id] for item in self.households)
        return [item for items in found if items and (item := items[number])]

    @cached_property
    def _stale_ever(self) -> dict[str, tuple[StaleHousehold | None, ...]]:
        """Each household as it was at the end of the quarters told, where it was stale in any."""
        ledger, as_of = self._figures.ledger, self._figures.as_of
        ends = [min(quarter.end, as_of) for quarter in self.quarters_told]

        def reckon(home: Household) -> tuple[StaleHousehold | None, ...]:
            days = entry_days(home, ledger.contacts(home.id))
            found = tuple(_stale_on(when, home, days) for when in ends)
            return found if any(found) else ()

        return ledger.of_each(f"stale {as_of}", ledger.households, reckon)

    @cached_property
    def quarters_told(self) -> list[Quarter]:
        """The last quarters of the programme up to the running one, in order."""
        return list(self._figures.quarters[: self._figures.quarter_number][-QUARTERS:])

    @cached_property
    def quarters(self) -> list[QualityQuarter]:
        """How it stood in each of the quarters told; the running one as of the day."""
        contacts = [self._contacts[home.id] for home in self.households]
        return [
            QualityQuarter(
                quarter,
                sum(found.made[number] for found in contacts),
                sum(len(found.late[number]) for found in contacts),
                len(self._stale_in(number)),
            )
            for number, quarter in enumerate(self.quarters_told)
        ]


def _stale_on(when: date, home: Household, days: Sequence[date]) -> StaleHousehold | None:
    """Return a household of the roster of a day in which none of ``days`` by then is of the year before it."""
    if not home.active_on(when):
        return None
    last = days[bisect_right(days, when) - 1]
    return StaleHousehold(home.id, last) if when - last > STALE else None
