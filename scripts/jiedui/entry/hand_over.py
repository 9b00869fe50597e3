"""Who goes on with the households of a helper who changes office or leaves it (二(四), R-016, R-060, A-12, A-21).

What one began with a household ends, and what another begins does so on the next day. Each household goes to the heir
who has most room in the quota when it is its turn, and the edits are in that order: what a broken run leaves is gone on
with, and comes to the same.
"""

from __future__ import annotations

from datetime import timedelta
from itertools import chain
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from jiedui.duties.quota import quota_line
from jiedui.entry.ending import Ending
from jiedui.entry.known import refuse_numbers
from jiedui.entry.needs import open_measures, open_needs
from jiedui.entry.pairing import Beginning, cautions, standings, tasks, unneeded, with_household
from jiedui.entry.plan import CHECK_FIRST, Act, RecordEdit, RefusedError
from jiedui.model.helper import SOCIAL
from jiedui.model.pairing import PRIMARY
from jiedui.model.time import DAY
from jiedui.records.files import read_text
from jiedui.rules.household.areas import is_outside
from jiedui.rules.pairing.endings import HELPER_SIDE
from jiedui.struct import Struct, replace

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date
    from fractions import Fraction

    from jiedui.entry.known import KnownLedger
    from jiedui.model.helper import Helper
    from jiedui.model.household import Household

_PROMOTED = HELPER_SIDE[0]


class HandOver(Struct, frozen=True, kw_only=True):
    """What is known of a hand-over: ``on`` is the first day of those who come after ``helper``.

    ``households`` are those handed over, or all where there is none. ``retire`` is the last day in office of one who
    leaves it. An empty ``decided_by`` is the federation of the helper, and the decision of the day ``on``, or of today
    where that is yet to come. ``cross_area`` says why one helps beyond the own area.
    """

    helper: str
    on: date
    reason: str
    to: Sequence[str] = ()
    households: Sequence[str] = ()
    retire: date | None = None
    consulted: date | None = None
    decided_by: str = ""
    decided: date | None = None
    document: str = ""
    handover: str = ""
    cross_area: str = ""


def act(asked: HandOver, known: KnownLedger) -> Act:
    """Return what a hand-over changes: the households in the order in which they were shared out, the helper last.

    Raises :class:`~jiedui.entry.plan.RefusedError` where it cannot be.
    """
    refuse_numbers({"--cross-area": asked.cross_area})
    leaver = known.helper(asked.helper)
    heirs = tuple({heir.id: heir for heir in map(known.helper, asked.to)}.values())
    _refuse_doubtful(asked, known, leaver, heirs)
    office = _left_office(asked.retire, asked.reason, known, leaver) if asked.retire else ()
    if not asked.households:
        _refuse_unreadable(known, leaver)
    mine = [item for item in known.ledger.households_of(leaver.id) if _open(item, leaver, asked.on)]
    chosen = {household.id: household for household in map(known.household, asked.households)}
    for household in chosen.values():
        if household not in mine:
            raise RefusedError(f"户 {household.id} 在 {asked.on} 没有与{known.called(leaver.id)}结对。")
    if mine and not heirs:
        raise RefusedError("还有户在结对：用 --to 写接手的责任人，几个人分着接的，写几次。")
    handing = _Handing(asked, known, leaver, heirs)
    for household in chosen.values() or mine:
        handing.give(household)
    if not asked.households:
        handing.give_other_measures()
    if not handing.edits and not office:
        raise RefusedError(f"{known.called(leaver.id)}在 {asked.on} 没有在结对的户。")
    return Act((*handing.edits, *office), tuple(handing.told()))


def _refuse_doubtful(asked: HandOver, known: KnownLedger, leaver: Helper, heirs: tuple[Helper, ...]) -> None:
    """Refuse a day too far off, an heir who is the leaver, and words that contradict each other."""
    ahead = timedelta(days=known.ledger.policy.settings.repair_grace_days)
    if asked.on > known.as_of + ahead:
        raise RefusedError(f"交接日期 {asked.on} 太远，最多提前 {ahead.days} 天写。核对年份和月份。")
    if leaver in heirs:
        raise RefusedError(f"--to 写的 {leaver.id} 就是要交出去的人，换一个。")
    if asked.retire and asked.households:
        raise RefusedError("离岗的，全部户都要交出去：--retire 和 --household 不能一起写。")


def _refuse_unreadable(known: KnownLedger, leaver: Helper) -> None:
    """Refuse to hand over all where a household cannot be read that names the helper: it would be left behind."""
    for place in known.records.broken:
        if place.kind == "household" and leaver.id in (read_text(known.records.root, place.path)[0] or ""):
            raise RefusedError(f"{place.called} 的档案有错误，里面有{known.called(leaver.id)}。{CHECK_FIRST}")


def _open(household: Household, helper: Helper, on: date) -> bool:
    """Tell whether a helper is paired with a household on a day, or would be afterwards."""
    return any(
        item.helper == helper.id and (item.span.end is None or item.span.end >= on) for item in household.pairings
    )


def _left_office(last: date, reason: str, known: KnownLedger, leaver: Helper) -> tuple[RecordEdit, ...]:
    """Return the edit that ends a helper's offices, but that of 社会力量, in which one may go on (A-24)."""
    data = known.data("helper", leaver.id)
    own = [role for role in data["roles"] if role["body"] != SOCIAL]
    day = last.isoformat()
    if later := [role for role in own if role["from"] > day or role.get("to", "") > day]:
        raise RefusedError(
            f"{known.called(leaver.id)}在 {last} 以后还有任职（{later[-1]['post']}）。核对离岗日期，或者先改任职经历。"
        )
    running = [role for role in own if "to" not in role]
    if not running and not any(role.get("to") == day for role in own):
        raise RefusedError(f"{known.called(leaver.id)}在 {last} 没有任职。核对离岗日期。")
    for role in running:
        role |= {"to": day, "end_reason": reason}
    return (known.edit("helper", leaver.id, data, f"；任职到 {last} 为止：{reason}"),) if running else ()


class _Handing:
    """The households that have been handed over so far, in order, and what the ledger has come to."""

    def __init__(self, asked: HandOver, known: KnownLedger, leaver: Helper, heirs: tuple[Helper, ...]) -> None:
        self.asked, self.known, self.leaver, self.heirs = asked, known, leaver, heirs
        self.ledger = known.ledger
        self.edits: list[RecordEdit] = []
        self.given: list[str] = []
        self.stuck: list[str] = []
        self.ending = Ending(
            last=asked.on - DAY,
            reason=asked.reason,
            decided_by=asked.decided_by or known.ledger.units[leaver.unit].name,
            decided_on=asked.decided or min(asked.on, known.as_of),
            consulted_on=asked.consulted,
            document=asked.document,
            handover=asked.handover,
        )

    def give(self, household: Household) -> None:
        """Hand over a household, with the measures that the helper has not done."""
        mine = [item for item in household.pairings if item.helper == self.leaver.id]
        self.ending.refuse(household, mine)
        role = next(item.role for item in mine if item.span.end is None)
        heir, data = self._heir(household, role)
        self._beginning(household, heir, role).put(data, heir, household.unit)
        moved = self._pass_measures(data, heir.id)
        self._put(household, data, f"；{role}：{self.leaver.name} → {heir.name}（{heir.id}）", moved)
        self.given.append(household.id)

    def give_other_measures(self) -> None:
        """Let those in charge answer for what the helper promised in households that are not his."""
        for household in tuple(self.ledger.households.values()):
            if household.closed_on or household.id in self.given or not self._promised(household):
                continue
            data, charged = self.known.data("household", household.id), household.primary_on(self.asked.on)
            if charged:
                self._put(household, data, "", self._pass_measures(data, charged.helper))
            else:
                self.stuck.append(household.id)

    def told(self) -> Iterator[str]:
        """Say how the quotas stand then, what is due of the heirs, and what is left over."""
        on = self.asked.on
        stays = () if self.asked.retire else (self.leaver,)
        yield from standings((*self.heirs, *stays), self.known.ledger, self.ledger, on)
        yield from cautions(self.heirs, on)
        yield from tasks(self.ledger, self.given, on)
        yield from unneeded(self.asked.cross_area, (edit.data for edit in self.edits))
        yield from self._left_over()

    def _left_over(self) -> Iterator[str]:
        """Say what is still the helper's: contacts afterwards, measures that nobody takes, leaves of others."""
        name, on = self.leaver.name, self.asked.on
        visits = {visit for code in self.given for visit in self.known.ledger.contacts(code)}
        later = sorted(
            f"{item.household} {item.date}" for item in visits if item.by == self.leaver.id and item.date >= on
        )
        if later:
            yield f"{name}在交接以后还有联系：{'、'.join(later)}。这些算代联系；交接日期写错的，改了再运行。"
        if self.stuck:
            yield f"还有措施由{name}负责，户里没有主责可以接：{'、'.join(self.stuck)}。请另定负责人（by）。"
        for other in self.ledger.helpers.values():
            if any(pause.deputy == self.leaver.id and (pause.span.end or on) >= on for pause in other.pauses):
                yield f"{other.name}（{other.id}）的暂停由{name}代管，请另写代管责任人（deputy）。"

    def _put(self, household: Household, data: dict[str, Any], note: str, moved: int) -> None:
        note += f"；没有办完的措施 {moved} 条跟着换负责人" if moved else ""
        self.edits.append(self.known.edit("household", household.id, data, note))
        self.ledger = with_household(self.ledger, household, data)

    def _heir(self, household: Household, role: str) -> tuple[Helper, dict[str, Any]]:
        """Return who is to take a household of those that can, and its record without whom it had."""
        able, hindrances = [], []
        for heir in self.heirs:
            data = self._ended(household, heir, role)
            state = with_household(self.ledger, household, data).households[household.id]
            if hindrance := self._beginning(household, heir, role).hindrance(state, heir):
                hindrances.append(hindrance)
            else:
                able.append((is_outside(heir, household.unit, self.asked.on), self._load(heir, role), heir, data))
        if not able:
            raise RefusedError("".join(dict.fromkeys(hindrances)))
        _, _, chosen, data = min(able, key=itemgetter(0, 1))
        return chosen, data

    def _load(self, heir: Helper, role: str) -> tuple[Fraction | int, ...]:
        """Return how much an heir has: to be in charge of, first beyond what the quota asks for, else in all."""
        on = self.asked.on
        line = quota_line(self.ledger, heir, on)
        beyond, open_now = (
            line.have - line.need,
            sum(_open(item, heir, on) for item in self.ledger.households_of(heir.id)),
        )
        return (beyond, open_now) if role == PRIMARY else (open_now,)

    def _ended(self, household: Household, heir: Helper, role: str) -> dict[str, Any]:
        """Return the record of a household without the helper, nor an heir as its assistant who is to be in charge."""
        data = self.known.data("household", household.id)
        self.ending.end(data["pairings"], self.leaver.id)
        if role == PRIMARY:
            replace(self.ending, reason=_PROMOTED, handover="").end(data["pairings"], heir.id)
        return data

    def _beginning(self, household: Household, heir: Helper, role: str) -> Beginning:
        of = self.asked
        return Beginning(household=household.id, helper=heir.id, on=of.on, role=role, cross_area=of.cross_area)

    def _promised(self, household: Household) -> bool:
        """Tell whether the helper answers for something that is not done."""
        needs = (need for need in household.needs if need.closed_on is None)
        return any(item.by == self.leaver.id and item.done_on is None for need in needs for item in need.measures)

    def _pass_measures(self, data: dict[str, Any], heir: str) -> int:
        """Let an heir answer for what the helper has not done yet; return how many measures that are."""
        promised = chain.from_iterable(map(open_measures, open_needs(data)))
        mine = [measure for measure in promised if measure.get("by") == self.leaver.id]
        for measure in mine:
            measure["by"] = heir
        return len(mine)
