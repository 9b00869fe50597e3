"""A pairing that begins: who may answer for a household from a day on, and what follows (二(四), R-016, R-056)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jiedui.duties.intake import deadline
from jiedui.duties.quota import quota_line
from jiedui.entry.known import refuse_numbers, said_closed
from jiedui.entry.plan import Act, RefusedError
from jiedui.model.household import Household
from jiedui.model.pairing import PRIMARY, Pairing
from jiedui.model.time import Span
from jiedui.rules.household.areas import is_outside
from jiedui.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from jiedui.entry.known import KnownLedger
    from jiedui.model.helper import Helper
    from jiedui.model.ledger import Ledger


class Beginning(Struct, frozen=True, kw_only=True):
    """A pairing that begins: ``on`` is its first day.

    ``cross_area`` says why one helps beyond the own area; it is written where it is needed alone. ``plan`` is how the
    household is to be helped, where nothing of it is recorded yet (R-014).
    """

    household: str
    helper: str
    on: date
    role: str = PRIMARY
    cross_area: str = ""
    plan: str = ""

    def put(self, data: dict[str, Any], helper: Helper, unit: str) -> None:
        """Put the pairing into the record of a household that ``unit`` manages, in order of time."""
        pairing = {"helper": self.helper, "role": self.role, "from": self.on.isoformat()}
        if self.cross_area and is_outside(helper, unit, self.on):
            pairing["exception_reason"] = self.cross_area
        pairings = data.setdefault("pairings", [])
        place = next((row for row, item in enumerate(pairings) if item["from"] > pairing["from"]), len(pairings))
        pairings.insert(place, pairing)

    def hindrance(self, household: Household, helper: Helper) -> str:
        """Say why the pairing cannot be; nothing of one that can."""
        name, span = f"{helper.name}（{helper.id}）", Span(self.on, None)
        if household.closed_on:
            return said_closed(household)
        if self.on < household.registered_on:
            return f"户 {household.id} 在 {household.registered_on} 才建档，不能从 {self.on} 起结对。"
        if not helper.active_on(self.on):
            return f"{name}在 {self.on} 没有任职。先核对日期，或者补上任职经历。"
        for other in household.pairings:
            if other.span.overlaps(span) and other.helper == helper.id:
                return f"{name}与户 {household.id} 在 {self.on} 以后还有一段结对：{_spell(other)}。"
            if other.span.overlaps(span) and other.is_primary and self.role == PRIMARY:
                return (
                    f"户 {household.id} 的主责是 {other.helper}：{_spell(other)}。一户同时只有一个主责。"
                    f"换人用 jiedui reassign {other.helper} --household {household.id} --to {helper.id}；"
                    "同时帮扶的，用 --role 协助。"
                )
        if is_outside(helper, household.unit, self.on) and not self.cross_area:
            return (
                f"{name}不是管理户 {household.id} 的残联的。换成本辖区的责任人；"
                "确需跨区域的，用 --cross-area 写理由（通知五（三）2）。"
            )
        return ""


def _spell(pairing: Pairing) -> str:
    return f"从 {pairing.span.start} 起，" + (f"到 {pairing.span.end}" if pairing.span.end else "还没有结束")


def act(beginning: Beginning, known: KnownLedger) -> Act:
    """Return what a pairing that begins changes.

    Raises :class:`~jiedui.entry.plan.RefusedError` where it cannot be.
    """
    refuse_numbers({"--cross-area": beginning.cross_area, "--plan": beginning.plan})
    household, helper = known.household(beginning.household), known.helper(beginning.helper)
    known.refuse_to_come("结对日期", beginning.on)
    if hindrance := beginning.hindrance(household, helper):
        raise RefusedError(hindrance)
    data = known.data("household", household.id)
    _plan(beginning, household, data)
    beginning.put(data, helper, household.unit)
    after = with_household(known.ledger, household, data)
    told = (
        *standings((helper,), known.ledger, after, beginning.on),
        *cautions((helper,), beginning.on),
        *tasks(after, (household.id,), beginning.on),
        *unneeded(beginning.cross_area, (data,)),
    )
    return Act((known.edit("household", household.id, data, f"；{beginning.role}：{known.called(helper.id)}"),), told)


def _plan(beginning: Beginning, household: Household, data: dict[str, Any]) -> None:
    """Put down how a household is to be helped, or refuse where it is not told, or is told already."""
    if household.plan and beginning.plan:
        raise RefusedError(f"户 {household.id} 已经有拟帮扶措施，要改的到档案里改，不用写 --plan。")
    if beginning.plan:
        data["plan"] = beginning.plan
    elif not household.plan and not household.needs:
        raise RefusedError(f"户 {household.id} 还没有拟帮扶措施，也没有需求：用 --plan 写打算怎么帮（通知二（三））。")


def with_household(ledger: Ledger, household: Household, data: dict[str, Any]) -> Ledger:
    """Return a ledger in which the record of a household says something else."""
    changed = Household.as_written(data, household.unit)
    return ledger.with_household(changed)


def standings(helpers: Iterable[Helper], before: Ledger, after: Ledger, on: date) -> Iterator[str]:
    """Say how many households each helper owes and has on a day, before and after (五(二)1)."""
    for helper in helpers:
        was, now = (quota_line(ledger, helper, on) for ledger in (before, after))
        owes = f"应结对 {now.need} 户" if now.need else "户数不作要求"
        more = f"，最迟 {now.grace_until} 补上" if now.grace_until else ""
        yield f"{helper.name}（{helper.id}）：{owes}，原来 {was.have} 户，{on} 起 {now.have} 户{more}。"


def cautions(helpers: Iterable[Helper], on: date) -> Iterator[str]:
    """Say who of those that begin is on leave that day, and who of the 社会力量 is not filed yet (R-073, A-23)."""
    for helper in helpers:
        for pause in helper.pauses:
            if pause.span.covers(on):
                yield f"{helper.name}（{helper.id}）{on} 正在暂停，到 {pause.span.end} 为止：{pause.reason}。"
        if helper.is_social() and not helper.filed_with:
            yield f"{helper.name}（{helper.id}）是社会力量，还没有报备：先向所在地残联报备（通知五（三）3）。"


def tasks(ledger: Ledger, households: Iterable[str], on: date) -> Iterator[str]:
    """Say by when the tasks of the first visit are due of those who are in charge from a day on (R-081)."""
    begun = [ledger.households[code].primary_on(on) for code in households]
    if due := [deadline(item, ledger.policy) for item in begun if item and item.span.start == on]:
        yield f"新的主责责任人最迟 {max(due)} 办完：{'、'.join(item.name for item in ledger.policy.intake)}。"


def unneeded(cross_area: str, records: Iterable[dict[str, Any]]) -> Iterator[str]:
    """Say that a reason for helping beyond the own area was not needed in any of the records of households."""
    written = (item.get("exception_reason") for data in records for item in data["pairings"])
    if cross_area and cross_area not in written:
        yield "责任人都在本辖区，跨区域理由不用写，没有写进去。"
