"""What needs doing now, in sentences: the to-do lines of a unit and of the city."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from jiedui.duties.contact import ContactState

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiedui.reports.day import DayFigures
    from jiedui.reports.groups import GroupFigures


@dataclass(frozen=True, slots=True)
class AttentionLine:
    """One sentence. ``key`` is the indicator that counts it; ``late`` says that a day has passed or a duty broke."""

    key: str
    text: str
    late: bool = field(kw_only=True)


def attention(group: GroupFigures) -> list[AttentionLine]:
    """Return what a group of households and helpers has to do, what is late first; nothing to do is an empty list."""
    lines = [*_contact(group), *_pairing(group), *_intake(group), *_upkeep(group), *_outings(group)]
    return sorted(lines, key=lambda line: not line.late)


def day_text(when: date, beside: date) -> str:
    """Return a day as staff say it: 12 月 31 日, with the year where it is not the one of ``beside``."""
    year = "" if when.year == beside.year else f" {when.year} 年"
    return f"{year.strip()}{' ' if year else ''}{when.month} 月 {when.day} 日"


def days_left(until: date, figures: DayFigures) -> int:
    """Return how many days remain up to and including ``until``, today counted; nought when it has passed."""
    return max(0, (until - figures.as_of).days + 1)


def _contact(group: GroupFigures) -> Iterator[AttentionLine]:
    figures = group.figures
    if figures.closed_quarter and group.overdue_last:
        text = f"{figures.closed_quarter.title}有 {len(group.overdue_last)} 户逾期，没有联系上。"
        yield AttentionLine("overdue_closed", text, late=True)
    if waiting := group.contact_now.of(ContactState.RUNNING):
        end = min(figures.quarter.end, figures.ledger.policy.settings.contact_until)
        until = f"截止 {day_text(end, figures.as_of)}，还剩 {days_left(end, figures)} 天"
        yield AttentionLine("running", f"本季还有 {len(waiting)} 户未联系，{until}。", late=False)


def _pairing(group: GroupFigures) -> Iterator[AttentionLine]:
    quota = group.quota
    if quota.short:
        yield AttentionLine("gap", f"{len(quota.short)} 名帮扶责任人还差 {float(quota.gap):g} 户。", late=True)
    if unpaired := group.coverage.unpaired:
        yield AttentionLine("unpaired", f"名册里还有 {len(unpaired)} 户没有主责帮扶责任人。", late=False)


def _intake(group: GroupFigures) -> Iterator[AttentionLine]:
    figures = group.figures
    if not group.intake_open:
        return
    open_tasks = [
        task
        for household in group.intake_open
        for found in figures.intakes[household]
        for task in found.open_tasks(figures.as_of)
    ]
    late = {
        household
        for household in group.intake_open
        if any(task.state(figures.as_of) == "逾期" for found in figures.intakes[household]
               for task in found.open_tasks(figures.as_of))
    }  # fmt: skip
    text = f"{len(group.intake_open)} 户的入户五件事没有做齐"
    if late:
        yield AttentionLine("intake", f"{text}，其中 {len(late)} 户已过期限。", late=True)
    elif figures.is_over:
        yield AttentionLine("intake", f"{text}。", late=False)
    else:
        first = min(task.deadline for task in open_tasks)
        yield AttentionLine("intake", f"{text}，最早的期限是 {day_text(first, figures.as_of)}。", late=False)


def _upkeep(group: GroupFigures) -> Iterator[AttentionLine]:
    figures = group.figures
    if group.unmonitored:
        yield AttentionLine("risks", f"{len(group.unmonitored)} 户有返贫致贫风险，还没有纳入防返贫监测。", late=True)
    if group.open_hazards:
        oldest = min(hazard.found_on for hazard in group.open_hazards)
        text = f"{len(group.open_hazards)} 处安全隐患没有消除，最早的发现于 {day_text(oldest, figures.as_of)}。"
        yield AttentionLine("hazards", text, late=True)
    if group.benefit_gaps:
        yield AttentionLine("benefits", f"{len(group.benefit_gaps)} 项惠残政策符合条件、还没有享受。", late=True)
    if group.out_of_school:
        yield AttentionLine("school", f"{len(group.out_of_school)} 名学龄残疾儿童少年没有入学。", late=True)
    if group.suspects:
        yield AttentionLine("suspects", f"{len(group.suspects)} 项政策疑似应享未享，请核实。", late=False)
    if group.able_unhelped:
        yield AttentionLine("able", f"{len(group.able_unhelped)} 人有劳动能力，没有就业帮扶措施。", late=False)
    if group.open_needs:
        urgent = sum(item.need.urgent for item in group.open_needs)
        tail = f"，其中 {urgent} 项是突发困难" if urgent else ""
        yield AttentionLine("needs", f"{len(group.open_needs)} 项需求没有办结{tail}。", late=bool(urgent))


def _outings(group: GroupFigures) -> Iterator[AttentionLine]:
    figures = group.figures
    if group.outings_open:
        year, people = figures.outing_year_now, f"{len(group.outings_open)} 人没有走出家门参加集体活动"
        if figures.is_over:
            yield AttentionLine("outings", f"{year}年有 {people}。", late=True)
        else:
            end = day_text(date(year, 12, 31), figures.as_of)
            yield AttentionLine("outings", f"今年还有 {people}，截止 {end}。", late=False)
