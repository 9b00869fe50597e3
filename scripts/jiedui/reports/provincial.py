"""省平台: what is not yet entered into the provincial module, what changed since, and what to key in (R-082, 五(四)2).

The module belongs to the province: here is only noted when a pairing was entered. Every dated fact of the household's
record that came after that day is a change that the module does not know.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from jiedui.model.time import DAY
from jiedui.reports.form import FormRow, form_rows

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from jiedui.model.household import Household
    from jiedui.model.ledger import Ledger
    from jiedui.model.need import Need
    from jiedui.model.pairing import Pairing

TITLE = "省平台录入对照"
SERVES: tuple[str, ...] = ("R-082",)


class ModuleState(StrEnum):
    """How the provincial module stands to the record."""

    MISSING = "未录入"
    STALE = "待更新"
    CURRENT = "已录入"


@dataclass(frozen=True, slots=True)
class Edit:
    """One fact that the module does not know: the day on which it came about, and what it is."""

    on: date
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ModuleLine:
    """One household: its 主责 pairing, when and by whom that was entered, and what changed since, in order of time."""

    unit: str
    household: str
    helper: str
    state: ModuleState
    entered_on: date | None
    entered_by: str
    reference: str
    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class RekeyRow:
    """What has to be keyed in for one person: how the module stands to the household, and the row of 附件2."""

    line: ModuleLine
    form: FormRow


@dataclass(frozen=True, slots=True)
class ModuleLedger:
    """All households that belong into the module."""

    as_of: date
    lines: tuple[ModuleLine, ...]

    def of(self, state: ModuleState, unit: str = "") -> tuple[ModuleLine, ...]:
        """Return the lines of a state, perhaps of one federation."""
        return tuple(line for line in self.lines if line.state is state and unit in ("", line.unit))


def module_ledger(ledger: Ledger, as_of: date) -> ModuleLedger:
    """Return how the module stands to each household that is or was paired by ``as_of``.

    A running 主责 pairing that is not entered is 未录入, even if an earlier one was: the module holds the old helper. A
    household without a running one counts only if it was entered, for then its end has to be entered too.
    """
    found = (_line(household, as_of) for _, household in sorted(ledger.households.items()))
    return ModuleLedger(as_of, tuple(line for line in found if line))


def rekey_sheet(ledger: Ledger, as_of: date, *, unit: str = "", certificates: bool = False) -> tuple[RekeyRow, ...]:
    """Return what has to be keyed in: households 未录入 or 待更新, a row of 附件2 for each disabled person."""
    return tuple(
        RekeyRow(line, row)
        for line in module_ledger(ledger, as_of).lines
        if line.state is not ModuleState.CURRENT and unit in ("", line.unit)
        for row in form_rows(ledger, ledger.households[line.household], as_of, certificates=certificates)
    )


def _line(household: Household, as_of: date) -> ModuleLine | None:
    spells = [item for item in household.pairings if item.is_primary and item.span.start <= as_of]
    if not spells:
        return None
    last = max(spells, key=lambda item: item.span.start)
    entered = last.module_on if last.module_on and last.module_on <= as_of else None
    if entered is None and not (last.span.covers(as_of) and household.active_on(as_of)):
        return None
    edits = tuple(edits_since(household, entered, as_of)) if entered else ()
    state = ModuleState.MISSING if entered is None else ModuleState.STALE if edits else ModuleState.CURRENT
    by, reference = (last.module_by, last.module_ref) if entered else ("", "")
    return ModuleLine(
        unit=household.unit, household=household.id, helper=last.helper, state=state, entered_on=entered, entered_by=by,
        reference=reference, edits=edits,
    )  # fmt: skip


def edits_since(household: Household, entered: date, as_of: date) -> list[Edit]:
    """Return the facts dated after ``entered`` and not after ``as_of``, in order of time."""
    found = [Edit(when, what) for when, what in _facts(household) if when and entered < when <= as_of]
    return sorted(found, key=lambda edit: (edit.on, edit.what))


def _facts(household: Household) -> Iterator[tuple[date | None, str]]:
    """Yield every dated fact of a record that the module asks about."""
    # A hardship recognised until a day is lost on the next.
    yield household.hardship_until and household.hardship_until + DAY, f"{household.hardship}身份到期"
    yield household.relapse.found_on, "发现返贫致贫风险"
    yield household.relapse.monitored_on, f"返贫监测{household.relapse.monitoring}"
    for pairing in household.pairings:
        yield from _pairing(pairing)
    for need in household.needs:
        yield from _need(need)
    for outing in household.outings:
        yield outing.on, f"{outing.person} {outing.kind}"
    yield household.closed_on, f"终止：{household.closed_reason}"


def _pairing(pairing: Pairing) -> Iterator[tuple[date | None, str]]:
    yield pairing.span.start, f"{pairing.helper} {pairing.role}结对"
    yield pairing.span.end, f"{pairing.helper} {pairing.role}结对结束：{pairing.end_reason}"


def _need(need: Need) -> Iterator[tuple[date | None, str]]:
    yield need.raised_on, f"{need.id} 提出需求"
    yield need.responded_on, f"{need.id} 首次援助"
    for measure in need.measures:
        yield measure.promised_on, f"{need.id} {measure.code}措施确定"
        yield measure.done_on, f"{need.id} {measure.code}措施办结"
    yield need.closed_on, f"{need.id} 需求办结"
