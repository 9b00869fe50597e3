"""省平台: what is not yet entered into the provincial module, what changed since, and what to key in (R-082, 五(四)2).

The module belongs to the province: here is only noted when a pairing was entered, and when it was entered anew. What
came about after the last of these days is a change that the module does not know; so is, where the version of the sheet
was noted that it was entered from, whatever else stands otherwise in a cell of that sheet since.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from sys import intern
from typing import TYPE_CHECKING

from jiedui.model.time import DAY
from jiedui.model.visit import between
from jiedui.reports.form import FormRow, form_rows
from jiedui.reports.keyed import sheet_version
from jiedui.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiedui.model.household import Household
    from jiedui.model.ledger import Ledger
    from jiedui.model.member import Member
    from jiedui.model.need import Need
    from jiedui.model.pairing import ModuleEntry, Pairing
    from jiedui.model.relapse import RiskFinding

TITLE = "省平台录入对照"
SERVES: tuple[str, ...] = ("R-082",)

UNDATED = "录入单上没有日期的内容，或者更早日期的记录，后来改过"


class ModuleState(StrEnum):
    """How the provincial module stands to the record."""

    MISSING = "未录入"
    STALE = "待更新"
    CURRENT = "已录入"


class Edit(Struct, frozen=True):
    """What the module does not know: the day on which it came about, ``None`` where it bears none, and what it is."""

    on: date | None
    what: str


class ModuleLine(Struct, frozen=True, kw_only=True):
    """One household: its 主责 pairing, when that was entered, when last anew, and what changed since, in order of time.

    ``entered_by`` is who did it last; ``version`` is that of the sheet which it was done from, where it was noted.
    """

    unit: str
    household: str
    helper: str
    state: ModuleState
    entered_on: date | None
    updated_on: date | None
    entered_by: str
    reference: str
    version: str
    edits: tuple[Edit, ...]

    @property
    def changed_since(self) -> date | None:
        """The first day of a change that the module does not know; ``None`` where there is none with a day."""
        return min((edit.on for edit in self.edits if edit.on), default=None)


class RekeyRow(Struct, frozen=True):
    """What has to be keyed in for one person: how the module stands to the household, and the row of 附件2.

    ``version`` is that of the sheet, to be noted with the entry.
    """

    line: ModuleLine
    version: str
    form: FormRow


class ModuleLedger(Struct, frozen=True):
    """All households that belong into the module; after the programme, asked on a later day, ``as_of`` is its last."""

    as_of: date
    asked_on: date
    lines: tuple[ModuleLine, ...]


def module_ledger(ledger: Ledger, as_of: date) -> ModuleLedger:
    """Return how the module stands to each household that is or was paired by ``as_of``.

    A running 主责 pairing that is not entered is 未录入, even if an earlier one was: the module holds the old helper. A
    household without a running one counts only if it was entered, for then its end has to be entered too.
    """
    asked_on, as_of = as_of, min(as_of, ledger.policy.end)
    found = ledger.of_each(f"module {as_of}", ledger.own_engaged, lambda home: _line(ledger, home, as_of))
    return ModuleLedger(as_of, asked_on, tuple(filter(None, found.values())))


def rekey_sheet(
    ledger: Ledger, book: ModuleLedger, *, unit: str = "", certificates: bool = False
) -> tuple[RekeyRow, ...]:
    """Return what of ``book`` has to be keyed in: households 未录入 or 待更新, a row of 附件2 for each disabled one."""
    return tuple(
        RekeyRow(line, sheet, row)
        for line in book.lines
        if line.state is not ModuleState.CURRENT and unit in ("", line.unit)
        for sheet in (sheet_version(ledger, ledger.households[line.household], book.as_of),)
        for row in form_rows(ledger, ledger.households[line.household], book.asked_on, certificates=certificates)
    )


def _line(ledger: Ledger, household: Household, as_of: date) -> ModuleLine | None:
    spells = [item for item in household.pairings if item.is_primary and item.span.start <= as_of]
    if not spells:
        return None
    pairing = max(spells, key=lambda item: item.span.start).until(as_of)
    last = next(reversed(pairing.module_entries), None)
    if last is None and not (pairing.span.covers(as_of) and household.active_on(as_of)):
        return None
    edits = tuple(edits_since(ledger, household, last, as_of)) if last else ()
    return ModuleLine(
        unit=household.unit,
        household=household.id,
        helper=pairing.helper,
        state=ModuleState.MISSING if last is None else ModuleState.STALE if edits else ModuleState.CURRENT,
        entered_on=pairing.module_on,
        updated_on=max((entry.on for entry in pairing.module_updates), default=None),
        entered_by=last.by if last else "",
        reference=pairing.module_ref if last else "",
        version=last.version if last else "",
        edits=edits,
    )


def edits_since(ledger: Ledger, household: Household, entry: ModuleEntry, as_of: date) -> list[Edit]:
    """Return what the module does not know since an entry, as of a day: in order of time, at last what bears no day.

    Who has no version of the sheet hears nothing of the last.
    """
    facts = _facts(ledger, household, entry.day)
    found = [Edit(when, intern(what)) for when, what in facts if when and entry.day < when <= as_of]
    found.sort(key=lambda edit: (edit.on, edit.what))
    if entry.version and sheet_version(ledger, household, entry.day) not in ("", entry.version):
        found.append(Edit(None, UNDATED))
    return found


def _facts(ledger: Ledger, household: Household, since: date) -> Iterator[tuple[date | None, str]]:
    """Yield every dated fact of the records behind the cells of the sheet, people by name; contacts ``since`` a day."""
    names = {member.id: member.name for member in household.members}
    yield from _renamings(ledger, household)
    for hardship in household.hardships:
        yield hardship.since, f"{hardship.status}身份认定"
        # A hardship recognised until a day is lost on the next.
        yield hardship.until and hardship.until + DAY, f"{hardship.status}身份到期"
    for finding in household.relapse.findings:
        yield from _risk(finding)
    for member in household.members:
        yield from _member(member)
    for pairing in household.pairings:
        yield from _pairing(ledger, pairing)
    yield from dict.fromkeys(_offices(ledger, household))
    for visit in between(ledger.contacts(household.id), since, date.max):
        yield visit.date, f"{_helper(ledger, visit.by)} {visit.channel}"
    for need in household.needs:
        yield from _need(need)
    for outing in household.outings:
        yield outing.on, f"{names.get(outing.person, outing.person)} {outing.kind}"
    yield household.closed_on, f"终止：{household.closed_reason}"


def _risk(finding: RiskFinding) -> Iterator[tuple[date | None, str]]:
    if finding.risk:
        yield finding.found_on, "发现返贫致贫风险"
    for step in finding.steps:
        yield step.on, f"返贫监测{step.status}"


def _renamings(ledger: Ledger, household: Household) -> Iterator[tuple[date | None, str]]:
    """Yield the days from which the household's township has another name, its own or that of what it went into."""
    for when in ledger.divisions.turns(household.county):
        before, after = (ledger.placed(household, day).township for day in (when - DAY, when))
        if before != after:
            yield when, f"{before}改为{after}"


def _member(member: Member) -> Iterator[tuple[date | None, str]]:
    yield member.joined_on, f"{member.name} 加入"
    if member.left:
        yield member.left.on, f"{member.name} 离开：{member.left.reason}"
    for certificate in member.disability.reissues if member.disability else ():
        yield certificate.since, f"{member.name} 残疾人证：{certificate.category}{certificate.grade}"


def _offices(ledger: Ledger, household: Household) -> Iterator[tuple[date | None, str]]:
    """Yield the changes of office of the helper in charge while in charge: unit, post and rank stand on the sheet."""
    for pairing in household.pairings:
        helper = ledger.helpers.get(pairing.helper) if pairing.is_primary else None
        for role in helper.roles if helper else ():
            days = (role.span.start, role.span.end and role.span.end + DAY)
            for when in days:
                if when and when > pairing.span.start and pairing.span.covers(when):
                    yield when, f"{_helper(ledger, pairing.helper)} 职务变动"


def _helper(ledger: Ledger, helper: str) -> str:
    """Return a helper's name, the id where nobody is known by it."""
    known = ledger.helpers.get(helper)
    return known.name if known else helper


def _pairing(ledger: Ledger, pairing: Pairing) -> Iterator[tuple[date | None, str]]:
    name = _helper(ledger, pairing.helper)
    yield pairing.span.start, f"{name} {pairing.role}结对"
    yield pairing.span.end, f"{name} {pairing.role}结对结束：{pairing.end_reason}"


def _need(need: Need) -> Iterator[tuple[date | None, str]]:
    yield need.raised_on, f"{need.id} 提出需求"
    yield need.responded_on, f"{need.id} 首次援助"
    for measure in need.measures:
        yield measure.promised_on, f"{need.id} {measure.code}措施确定"
        yield measure.done_on, f"{need.id} {measure.code}措施办结"
    yield need.closed_on, f"{need.id} 需求办结"
