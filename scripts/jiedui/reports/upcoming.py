"""已登记、还未生效: what the records already say of days after the day asked for (R-016, R-017, 二(四)).

No figure knows of it (:meth:`Ledger.until`): it is told beside the figures, so that nobody is surprised by a hand-over.
Only the current state tells it. What was recorded by an earlier day cannot be seen in today's records, so that whoever
asks for a day before the latest entry is told nothing.
"""

from __future__ import annotations

from datetime import date
from itertools import chain
from typing import TYPE_CHECKING

from jiedui.duties.change import ChangeKind, changes
from jiedui.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiedui.model.helper import Helper, Role
    from jiedui.model.household import Household
    from jiedui.model.ledger import Ledger

TITLE = "已登记、还未生效"
SERVES: tuple[str, ...] = ("R-016", "R-017")


class UpcomingChange(Struct, frozen=True, kw_only=True):
    """One change that is recorded and still to come.

    ``on`` is the first day of what begins and the last day of what ends. ``unit`` keeps the record. ``before`` is the
    helper for whom something ends, ``after`` the one for whom something begins, each by id.
    """

    on: date
    what: str
    unit: str
    household: str = ""
    before: str = ""
    after: str = ""
    detail: str = ""

    @property
    def helpers(self) -> tuple[str, ...]:
        """The helpers whom it concerns."""
        return tuple(filter(None, (self.before, self.after)))


class Upcoming:
    """What the whole of a ledger says of days after ``as_of``, in order of time, federation and household.

    ``is_told`` is false where the ledger has entries of later days: ``as_of`` is then a day of the past.
    """

    def __init__(self, ledger: Ledger, as_of: date) -> None:
        latest = ledger.last_day()
        self.is_told = latest is None or latest <= as_of
        self._ledger = ledger
        later = (item for item in _all(ledger) if item.on > as_of) if self.is_told else ()
        known = (item for item in later if _concerns(ledger, item))
        self.items = tuple(
            sorted(known, key=lambda item: (item.on, item.unit, item.household, item.helpers, item.what))
        )

    def of_household(self, household: str) -> tuple[UpcomingChange, ...]:
        """Return what is to come in a household."""
        return tuple(item for item in self.items if item.household == household)

    def of_helper(self, helper: str) -> tuple[UpcomingChange, ...]:
        """Return what is to come for a helper."""
        return tuple(item for item in self.items if helper in item.helpers)

    def of_unit(self, unit: str) -> tuple[UpcomingChange, ...]:
        """Return what is to come in a federation's records and for its helpers."""
        own = {helper.id for helper in self._ledger.helpers_of(unit)}
        return tuple(item for item in self.items if item.unit == unit or own.intersection(item.helpers))


def _concerns(ledger: Ledger, item: UpcomingChange) -> bool:
    """Tell whether a change is one of what the ledger is of: in its own records, or for its own helpers."""
    return ledger.owns(item.unit) or not ledger.own_helpers.keys().isdisjoint(item.helpers)


def _all(ledger: Ledger) -> Iterator[UpcomingChange]:
    """Yield every change that is recorded, of whatever day."""
    homes = ledger.of_each("changes", ledger.engaged, _in_household, in_passing=True)
    posts = ledger.of_each("posts", ledger.helpers, _of_helper, in_passing=True)
    return chain.from_iterable(chain(homes.values(), posts.values()))


def _in_household(household: Household) -> tuple[UpcomingChange, ...]:
    return (*_charges(household), *_assistants(household), *_members(household))


def _of_helper(helper: Helper) -> tuple[UpcomingChange, ...]:
    return (*_offices(helper), *_pauses(helper))


def _charges(household: Household) -> Iterator[UpcomingChange]:
    for change in changes(household, date.max):
        # Whoever had the household before a break is not concerned any more.
        before = "" if change.kind is ChangeKind.RESUMED else change.before
        yield UpcomingChange(
            on=change.on, what=change.kind.value, unit=household.unit, household=household.id, before=before,
            after=change.after, detail=change.reason,
        )  # fmt: skip


def _assistants(household: Household) -> Iterator[UpcomingChange]:
    for pairing in household.pairings:
        if pairing.is_primary:
            continue
        yield UpcomingChange(
            on=pairing.span.start, what="开始协助", unit=household.unit, household=household.id, after=pairing.helper
        )
        if pairing.span.end:
            yield UpcomingChange(
                on=pairing.span.end, what="结束协助", unit=household.unit, household=household.id,
                before=pairing.helper, detail=pairing.end_reason,
            )  # fmt: skip


def _members(household: Household) -> Iterator[UpcomingChange]:
    told = {"unit": household.unit, "household": household.id}
    for member in household.members:
        if member.joined_on:
            yield UpcomingChange(on=member.joined_on, what="成员加入", detail=member.name, **told)
        if member.left:
            yield UpcomingChange(
                on=member.left.on, what="成员离开", detail=f"{member.name}，{member.left.reason}", **told
            )
    if household.closed_on:
        yield UpcomingChange(on=household.closed_on, what="退出名册", detail=household.closed_reason, **told)


def _offices(helper: Helper) -> Iterator[UpcomingChange]:
    for role in helper.roles:
        yield UpcomingChange(on=role.span.start, what="任职", unit=helper.unit, after=helper.id, detail=_post(role))
        if role.span.end:
            detail = "，".join(filter(None, (_post(role), role.end_reason)))
            yield UpcomingChange(on=role.span.end, what="离任", unit=helper.unit, before=helper.id, detail=detail)


def _post(role: Role) -> str:
    return f"{role.department}{role.post}"


def _pauses(helper: Helper) -> Iterator[UpcomingChange]:
    for pause in helper.pauses:
        yield UpcomingChange(
            on=pause.span.start, what="暂停", unit=helper.unit, before=helper.id, after=pause.deputy,
            detail=f"到{pause.span.end}，{pause.reason}",
        )  # fmt: skip
