"""What needs doing now, in sentences: the to-do lines of a unit and of the city, with day, owners and severity.

The last day of a line is that of the most pressing of its duties, and is told as in the list of what is due. What has
none, and is a duty broken as it stands, is 逾期; what is to be looked into is 未到期.
"""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING

from jiedui.duties.answer import responsible
from jiedui.duties.contact import ContactState, last_day
from jiedui.duties.deadline import DutyKind
from jiedui.duties.quota import short_since
from jiedui.model.day_words import day_text, left_text
from jiedui.model.time import DAY
from jiedui.reports.deadlines import when_text
from jiedui.reports.indicators import BY_KEY
from jiedui.reports.severity import DutySeverity, by_day, severity
from jiedui.struct import Struct, replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jiedui.duties.deadline import Due
    from jiedui.reports.day import DayFigures
    from jiedui.reports.groups import GroupFigures
    from jiedui.reports.share import HouseholdNeed


class LineOwner(Struct, frozen=True):
    """Who has to see to a line, by id, and to how many of its rows: a federation or a helper, ``""`` for nobody."""

    id: str
    count: int


class AttentionLine(Struct, frozen=True, kw_only=True):
    """One sentence. ``key`` is the indicator that counts it, ``on`` its last day.

    ``when`` says how far the day is, where the sentence does not. The ``owners`` are federations where the line is the
    city's, else helpers; who has most of it stands first.
    """

    key: str
    text: str
    severity: DutySeverity
    on: date | None = None
    when: str = ""
    owners: tuple[LineOwner, ...] = ()

    @property
    def late(self) -> bool:
        """Whether a day has passed or a duty broke."""
        return self.severity.is_late

    @property
    def clause(self) -> str:
        """The clause of the notice that asks for it; whom nobody is paired with, the coverage lacks."""
        return BY_KEY["coverage" if self.key == "unpaired" else self.key].clause


class AttentionGroup(Struct, frozen=True):
    """The lines that are equally pressing."""

    severity: DutySeverity
    lines: tuple[AttentionLine, ...]


def attention(group: GroupFigures) -> list[AttentionLine]:
    """Return what a group of households and helpers has to do, the most pressing and the earliest first."""
    lines = [*_contact(group), *_pairing(group), *_intake(group), *_upkeep(group), *_needs(group), *_outings(group)]
    return sorted(lines, key=lambda line: (line.severity.order, line.on or date.max))


def attention_groups(group: GroupFigures) -> tuple[AttentionGroup, ...]:
    """Return the lines by how pressing they are, the most pressing group first; none is empty."""
    lines = attention(group)
    found = {kind: tuple(line for line in lines if line.severity is kind) for kind in DutySeverity}
    return tuple(AttentionGroup(kind, items) for kind, items in found.items() if items)


def undated(group: GroupFigures) -> list[AttentionLine]:
    """Return what stands open in some households without a day, the most pressing first: no list of what is due has it.

    A risk that was refused, a policy not got, a child out of school; the needs stand in lists of their own.
    """
    lines = [line for line in _upkeep(group) if line.on is None]
    return sorted(lines, key=lambda line: line.severity.order)


def beside_due(group: GroupFigures) -> list[AttentionLine]:
    """Return what no list of what is due has, the most pressing first: who lacks households, and :func:`undated`."""
    lines = [*_pairing(group), *undated(group)]
    return sorted(lines, key=lambda line: line.severity.order)


class _Rows(Struct, frozen=True):
    """The rows that a line counts: ``homes`` by id, each as often as it has rows, or ``helpers``."""

    group: GroupFigures
    homes: tuple[str, ...] = ()
    helpers: tuple[str, ...] = ()

    def line(
        self, key: str, text: str, due: Due | None = None, otherwise: DutySeverity = DutySeverity.LATER
    ) -> AttentionLine:
        """Return the line with the last day of its first duty; ``otherwise`` is how pressing it is without one."""
        if due is None:
            return AttentionLine(key=key, text=text, severity=otherwise, owners=self._owners())
        figures = self.group.figures
        return AttentionLine(
            key=key, text=text, severity=severity(due, figures.as_of, figures.digest), on=due.on,
            when=("最早的" if len(self.homes) > 1 else "") + when_text(due, figures.as_of, figures.calendar),
            owners=self._owners(),
        )  # fmt: skip

    def _owners(self) -> tuple[LineOwner, ...]:
        ledger, as_of = self.group.figures.ledger, self.group.figures.as_of
        homes = [ledger.households[home] for home in self.homes]
        helpers = [ledger.helpers[helper] for helper in self.helpers]
        if self.group.unit:
            named = [responsible(ledger, home, as_of) for home in homes] + [helper.id for helper in helpers]
        else:
            named = [home.unit for home in homes] + [helper.unit for helper in helpers]
        counted = Counter(named).items()
        return tuple(LineOwner(name, count) for name, count in sorted(counted, key=lambda item: (-item[1], item[0])))

    def first_due(self, *kinds: DutyKind) -> Due | None:
        """Return the duty of some kinds that has the earliest last day of those that can still be done in the rows."""
        every = (item for home in self.homes for item in self.group.figures.due[home] if item.kind in kinds)
        found = (item for item in every if item.on and not item.missed)
        return min(found, key=lambda item: item.sort_key, default=None)


def _homes(group: GroupFigures, homes: Iterable[str]) -> _Rows:
    return _Rows(group, tuple(homes))


def _contact(group: GroupFigures) -> Iterator[AttentionLine]:
    figures = group.figures
    if figures.closed_quarter and group.overdue_last:
        text = f"{figures.closed_quarter.title}有 {len(group.overdue_last)} 户逾期，没有完成联系。"
        line = _homes(group, group.overdue_last).line("overdue_closed", text, otherwise=DutySeverity.GRAVE)
        yield replace(line, on=last_day(figures.closed_quarter, figures.ledger.policy))
    if waiting := group.contact_now.of(ContactState.RUNNING):
        rows, end = _homes(group, waiting), last_day(figures.quarter, figures.ledger.policy)
        until = f"截止 {day_text(end, figures.as_of)}，{left_text(end, figures.as_of)}"
        text = f"本季还有 {len(waiting)} 户未联系，{until}。"
        yield replace(rows.line("running", text, rows.first_due(DutyKind.CONTACT)), when="")


def _pairing(group: GroupFigures) -> Iterator[AttentionLine]:
    quota, figures = group.quota, group.figures
    if quota.short:
        ledger = figures.ledger
        days = [short_since(ledger, ledger.helpers[helper], figures.as_of) for helper in quota.short]
        text = f"{len(quota.short)} 名帮扶责任人还差 {float(quota.gap):g} 户。"
        line = _Rows(group, helpers=quota.short).line("gap", text, otherwise=DutySeverity.LATE)
        yield _owed_since(line, min(filter(None, days), default=None), figures)
    if unpaired := group.coverage.unpaired:
        text = f"名册里还有 {len(unpaired)} 户没有主责帮扶责任人。"
        yield _homes(group, unpaired).line("unpaired", text)


def _owed_since(line: AttentionLine, since: date | None, figures: DayFigures) -> AttentionLine:
    """Return the line of a lack that stands since a day: on the day before, it was still in time."""
    if since is None:
        return line
    last = since - DAY
    kind = by_day(last, figures.as_of, figures.digest)
    return replace(line, severity=kind, on=last, when=f"从 {day_text(since, figures.as_of)}起欠")


def _intake(group: GroupFigures) -> Iterator[AttentionLine]:
    figures = group.figures
    if not group.intake_open:
        return
    open_tasks = {
        household: [
            task for found in figures.intakes[household] for task in found.open_tasks(figures.as_of)
        ]
        for household in group.intake_open
    }  # fmt: skip
    late = [home for home, tasks in open_tasks.items() if any(task.state(figures.as_of) == "逾期" for task in tasks)]
    text = f"{len(group.intake_open)} 户的入户五件事没有做齐"
    rows = _homes(group, group.intake_open)
    first = rows.first_due(DutyKind.INTAKE)
    if late:
        yield rows.line("intake", f"{text}，其中 {len(late)} 户已过期限。", first, DutySeverity.LATE)
    elif first:
        yield rows.line("intake", f"{text}，最早的期限是 {day_text(first.last, figures.as_of)}。", first)
    else:
        yield rows.line("intake", f"{text}。")


def _upkeep(group: GroupFigures) -> Iterator[AttentionLine]:
    figures = group.figures
    if group.unmonitored:
        rows = _homes(group, group.unmonitored)
        refused = len(group.refused)
        tail = f"，其中 {refused} 户申报未通过" if refused else ""
        text = f"{len(group.unmonitored)} 户有返贫致贫风险，还没有纳入防返贫监测{tail}。"
        # Who was refused was reported: what is to be done for him stands in no term.
        otherwise = DutySeverity.LATER if refused == len(group.unmonitored) else DutySeverity.LATE
        yield rows.line("risks", text, rows.first_due(DutyKind.RISK), otherwise)
    if group.open_hazards:
        oldest = min(hazard.found_on for hazard in group.open_hazards)
        rows = _homes(group, (hazard.household for hazard in group.open_hazards))
        text = f"{len(group.open_hazards)} 处安全隐患没有消除，最早的发现于 {day_text(oldest, figures.as_of)}。"
        yield rows.line("hazards", text, rows.first_due(DutyKind.HAZARD), DutySeverity.LATE)
    if group.benefit_gaps:
        rows = _homes(group, (gap.household.id for gap in group.benefit_gaps))
        text = f"{len(group.benefit_gaps)} 项惠残政策符合条件、还没有享受。"
        yield rows.line("benefits", text, otherwise=DutySeverity.LATE)
    if group.out_of_school:
        rows = _homes(group, (item.household.id for item in group.out_of_school))
        yield rows.line(
            "school", f"{len(group.out_of_school)} 名学龄残疾儿童少年没有入学。", otherwise=DutySeverity.LATE
        )
    if group.suspects:
        rows = _homes(group, (found.household for found in group.suspects))
        yield rows.line("suspects", f"{len(group.suspects)} 项政策疑似应享未享，请核实。")
    if group.able_unhelped:
        rows = _homes(group, (item.household.id for item in group.able_unhelped))
        yield rows.line("able", f"{len(group.able_unhelped)} 人有劳动能力，没有就业帮扶措施。")


def _needs(group: GroupFigures) -> Iterator[AttentionLine]:
    """Yield the open needs of which something is past its last day, then those that are in time."""
    figures = group.figures
    late: list[tuple[HouseholdNeed, Due | None]] = []
    in_time: list[tuple[HouseholdNeed, Due | None]] = []
    for item in group.open_needs:
        about = [due for due in figures.due[item.household.id] if due.anchor == f"need-{item.need.id}" and due.on]
        first = min(about, key=lambda due: due.sort_key, default=None)
        (late if first and first.last < figures.as_of else in_time).append((item, first))
    for found, text in ((late, "项需求过了期限没有办结"), (in_time, "项需求没有办结，还没有过期限")):
        if not found:
            continue
        urgent = sum(item.need.urgent for item, _ in found)
        tail = f"，其中 {urgent} 项是突发困难" if urgent else ""
        due = min((first for _, first in found if first), key=lambda first: first.sort_key, default=None)
        rows = _homes(group, (item.household.id for item, _ in found))
        yield rows.line("needs", f"{len(found)} {text}{tail}。", due)


def _outings(group: GroupFigures) -> Iterator[AttentionLine]:
    figures = group.figures
    if group.outings_open:
        rows = _homes(group, (found.household for found in group.outings_open))
        year, people = figures.outing_year_now, f"{len(group.outings_open)} 人没有走出家门参加集体活动"
        if figures.is_over:
            yield rows.line("outings", f"{year}年有 {people}。", otherwise=DutySeverity.LATE)
        else:
            end = date(year, 12, 31)
            text = f"今年还有 {people}，截止 {day_text(end, figures.as_of)}。"
            yield replace(rows.line("outings", text, rows.first_due(DutyKind.OUTING)), when="")
