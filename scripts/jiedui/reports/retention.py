"""保存期满: the records of households and helpers that were kept for as long as was decided, by their codes.

Serves 个人信息保护法 19 and 47. How long stands in ``retention`` of ``policy/ledger.yml``. Nothing is deleted here: the
list is what an office decides by.
"""

from __future__ import annotations

from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from jiedui.model.household import MOVED
from jiedui.model.time import by
from jiedui.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from jiedui.model.helper import Helper
    from jiedui.model.household import Household
    from jiedui.model.ledger import Ledger

HEADING = "保存期满的记录"


class RecordOwner(StrEnum):
    """Whose record it is; the value is what staff call it, the name that of its kind."""

    HOUSEHOLD = "户"
    HELPER = "责任人"


class EndKind(StrEnum):
    """What ended the need for a record."""

    CLOSED = "终止"
    REVOKED = "撤回同意"
    LEFT = "离岗"
    WITHDRAWN = "撤销"
    PROGRAMME = "方案结束"


class EndedRecord(Struct, frozen=True, kw_only=True):
    """A record that is needed no more, in the federation whose it is: ``on`` was the last day on which it was."""

    unit: str
    owner: RecordOwner
    id: str
    how: EndKind
    on: date


class Retention:
    """The records of a ledger whose keeping is over on a day; where no ``rule`` holds on it, those of revoked consent.

    A household is needed until it is closed, one that moved within the city until the record that goes on with it is; a
    helper until the last office ends; what was withdrawn until that day; and nobody who is still there for longer than
    the programme runs. Whoever was closed and has revoked the consent is not kept on (个人信息保护法 15, 47). What was
    erased is kept no more.
    """

    def __init__(self, ledger: Ledger, as_of: date) -> None:
        self.ledger = ledger
        self.as_of = as_of
        self.rule = ledger.policy.retention_on(as_of)

    @cached_property
    def records(self) -> tuple[EndedRecord, ...]:
        """Those whose keeping is over, by federation, the city's first, households before helpers, in order of time."""
        found = [item for item in self._ended() if self._is_over(item)]
        owners, units = list(RecordOwner), self.ledger.units

        def place(item: EndedRecord) -> tuple[bool, str, int, date, str]:
            is_city = item.unit in units and units[item.unit].is_city
            return not is_city, item.unit, owners.index(item.owner), item.on, item.id

        return tuple(sorted(found, key=place))

    def _is_over(self, item: EndedRecord) -> bool:
        return item.how is EndKind.REVOKED or bool(self.rule and self.rule.is_over(item.on, self.as_of))

    def last_day_of(self, household: Household) -> date | None:
        """Return until when the record of a household is kept that is needed no more; ``None`` while it is needed."""
        how, ended = self._end_of(household)
        if ended is None or how is EndKind.REVOKED:
            return ended
        return self.rule.last_day(ended) if self.rule else None

    def named_in(self, helper: str) -> int:
        """Return in how many households that are still kept a helper is paired or made a contact."""
        return len(self._named.get(helper, set()) - self._over)

    @cached_property
    def _over(self) -> set[str]:
        return {item.id for item in self.records}

    @cached_property
    def _named(self) -> dict[str, set[str]]:
        """The households that name a helper."""
        found: dict[str, set[str]] = {}
        for home in self.ledger.households.values():
            if home.is_erased:
                continue
            visits = self.ledger.visits.get(home.id, ())
            for helper in (*(spell.helper for spell in home.pairings), *(visit.by for visit in visits)):
                found.setdefault(helper, set()).add(home.id)
        return found

    def _ended(self) -> Iterator[EndedRecord]:
        for home in self.ledger.own_households.values():
            if home.is_erased:
                continue
            yield from self._end(home.unit, RecordOwner.HOUSEHOLD, home.id, *self._end_of(home))
        for helper in self.ledger.own_helpers.values():
            yield from self._end(helper.unit, RecordOwner.HELPER, helper.id, EndKind.LEFT, self._left(helper))
        for item in self.ledger.withdrawn:
            if item.on <= self.as_of:
                owner = RecordOwner[item.kind.upper()]
                yield EndedRecord(unit=item.unit, owner=owner, id=item.id, how=EndKind.WITHDRAWN, on=item.on)

    def _end(
        self, unit: str, owner: RecordOwner, identifier: str, how: EndKind, on: date | None
    ) -> Iterator[EndedRecord]:
        """Yield the end of what was needed until a day, or of what is there still, with the programme."""
        end = self.ledger.policy.end
        if on is None and self.as_of > end:
            how, on = EndKind.PROGRAMME, end
        if on:
            yield EndedRecord(unit=unit, owner=owner, id=identifier, how=how, on=on)

    def _end_of(self, home: Household) -> tuple[EndKind, date | None]:
        """Return how and on which day a household was needed no more, ``None`` while it is."""
        closed = self._closed(home)
        revoked = by(home.consent.revoked_on, self.as_of) if home.consent else None
        return (EndKind.REVOKED, max(closed, revoked)) if closed and revoked else (EndKind.CLOSED, closed)

    def _closed(self, home: Household) -> date | None:
        """Return the day on which a family was helped no more, wherever in the city it went."""
        passed = {home.id}
        while home.closed_reason == MOVED and (later := self._later.get(home.id)) and later.id not in passed:
            passed.add(later.id)
            home = later
        return by(home.closed_on, self.as_of)

    @cached_property
    def _later(self) -> dict[str, Household]:
        """The record that goes on with the family of another, by the id of that."""
        return {home.moved_from: home for home in self.ledger.households.values() if home.moved_from}

    def _left(self, helper: Helper) -> date | None:
        """Return the last day in office; ``None`` while there is one, or one to come."""
        ends = [by(role.span.end, self.as_of) for role in helper.roles]
        return None if None in ends else max(filter(None, ends))
