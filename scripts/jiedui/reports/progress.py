"""What a federation did in a period, in sentences, for half-year material and annual summaries (R-086, R-094).

Each figure says what it is of: a county's paper tells its households, and what its staff answer for beside them where
that is something else. No household lives with the city's own federation: its paper is what its staff answer for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedui.duties.change import ChangeKind
from jiedui.duties.contact import ContactState
from jiedui.model.day_words import day_text
from jiedui.model.event import Award, Meeting, Reminder, Story
from jiedui.reports.paper import (
    BLANK_DAY,
    OFFICE,
    Annex,
    Block,
    Column,
    Paper,
    Paragraph,
    Table,
    paragraphs,
    sections,
    subsections,
)
from jiedui.reports.quarterly import kept_promises, overdue_needs
from jiedui.reports.share import BY_RESIDENCE, BY_WORKPLACE
from jiedui.reports.wording import needs_text, number, percent, share_in_column, told

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from jiedui.reports.groups import GroupFigures
    from jiedui.reports.period import PeriodFigures
    from jiedui.reports.sums import ContactSum, QuotaSum

TITLE = "汇报和总结的文字"
SERVES: tuple[str, ...] = ("R-086", "R-094")

DECEMBER = 12


def period_paper(figures: PeriodFigures, unit: str, kind: str) -> Paper:
    """Return the paper of a federation (of the city's whole ledger for ``""``) of a period; ``kind`` ends its title."""
    keeping = figures.day.ledger.keeping
    if keeping is None:
        return _period_paper(figures, unit, kind)
    # It tells of the doings of the federation itself, too.
    people = frozenset([unit] if unit else figures.ledger.units)
    people = people.union(*(group.people for group in _views(figures, unit).values()))
    name = "paper", unit, kind, figures.period, figures.as_of
    return keeping.of_group(name, people, lambda: _period_paper(figures, unit, kind))


def _period_paper(figures: PeriodFigures, unit: str, kind: str) -> Paper:
    ledger, period = figures.ledger, figures.period
    owner = ledger.units[unit].short if unit else ledger.whole
    tables = contact_tables(figures, unit)
    intro = (
        f"现将{owner}{day_text(period.start)}至{day_text(figures.end)}结对帮扶工作情况汇报如下。{_basis(figures, unit)}"
    )
    parts = (
        ("结对情况", paragraphs(pairing(figures, unit))),
        ("联系走访情况", paragraphs(contacts(figures, unit))),
        ("需求和措施落实情况", paragraphs(results(figures, unit))),
        ("组织推动情况", paragraphs(organisation(figures, unit))),
        ("存在的问题", _problem_blocks(figures, unit)),
    )
    return Paper(
        title=f"{owner}{period.title}结对帮扶工作{kind}",
        addressees="",
        blocks=(Paragraph(intro), *sections(parts)),
        signature=ledger.units[unit].name if unit else OFFICE,
        date=BLANK_DAY,
        footnote=f"统计日 {figures.end.isoformat()}。",
        annexes=(Annex("各季度联系情况", tuple(tables)),) if tables else (),
    )


def _views(figures: PeriodFigures, unit: str) -> dict[str, GroupFigures]:
    """Return what a paper is of by how that is called, first what its figures are of where they do not say."""
    if not unit:
        return {BY_RESIDENCE: figures.day.city}
    staff = {BY_WORKPLACE: figures.day.workplaces[unit]}
    return staff if figures.ledger.units[unit].is_city else {BY_RESIDENCE: figures.group(unit), **staff}


def _basis(figures: PeriodFigures, unit: str) -> str:
    """Return for whom the figures are reckoned, where that makes a difference: for the whole city it makes none."""
    if not unit:
        return ""
    first, *others = _views(figures, unit)
    return f"没有写明的数，按{first}算；责任人的户数，按{BY_WORKPLACE}算。" if others else f"各项数字按{first}算。"


def _told(said: Mapping[str, str]) -> str:
    """Return what is said in each view, once where all say the same."""
    texts = set(said.values())
    return texts.pop() if len(texts) == 1 else "；".join(f"按{view}{text}" for view, text in said.items())


def _main(figures: PeriodFigures, unit: str) -> GroupFigures:
    return next(iter(_views(figures, unit).values()))


def pairing(figures: PeriodFigures, unit: str) -> list[str]:
    """Say how many are paired and who owes what on the last day, and what changed in the period."""
    group = _main(figures, unit)
    coverage, quota = group.coverage, group.quota
    paired = told(len(coverage.paired), "已结对{}户", "都还没有结对")
    roster = f"名册{len(coverage.roster)}户，{paired}，覆盖率{percent(group.coverage_rate)}"
    if BY_RESIDENCE not in _views(figures, unit):
        roster = told(len(coverage.paired), "主责{}户", "没有主责的户")
    elif not coverage.roster:
        roster = "名册里没有户"
    lines = [f"截至{day_text(figures.end)}，{roster}。", f"{_staff(quota)}。"]
    changed = figures.change_counts(group)
    said = [f"{kind.value}{changed[kind]}户" for kind in ChangeKind if changed[kind]]
    if said:
        lines.append(f"期内结对变动：{'、'.join(said)}。")
    return lines


def _staff(quota: QuotaSum) -> str:
    if not quota.helpers:
        return "没有在岗的帮扶责任人"
    have = f"实结对{number(quota.have)}户" if quota.have else "还没有结对"
    parts = [f"在岗帮扶责任人{quota.helpers}名"]
    if quota.owed:
        gap = f"{len(quota.short)}名责任人还差{number(quota.gap)}户" if quota.short else "没有欠户"
        parts += [f"应结对{quota.owed}户", have, gap]
    elif quota.have:
        parts += ["没有户数要求", have]
    parts += [f"{len(quota.grace)}名在宽限期里"] if quota.grace else []
    return "，".join(parts)


def contacts(figures: PeriodFigures, unit: str) -> list[str]:
    """Say how households were contacted in the period."""
    views = _views(figures, unit)
    group = _main(figures, unit)
    channels, home = figures.channels(group), figures.home_visits(group)
    lines = []
    if home.whole:
        said = "、".join(f"{name}{channels[name]}次" for name in figures.ledger.policy.channels if channels[name])
        lines.append(f"期内联系{home.whole}次：{said}。{f'入户占{percent(home.rate)}' if home.part else '没有入户'}。")
    running = figures.running
    for quarter in (*figures.quarters, *((running,) if running else ())):
        state = "到统计日还没有结束：" if quarter is running else ""
        met = {view: _contacted(figures.contact(found, quarter)) for view, found in views.items()}
        lines.append(f"{quarter.title}{state}{_told(met)}。")
    return lines


def _contacted(found: ContactSum) -> str:
    if not found.due:
        return "没有应联系的户"
    if not found.met:
        return f"应联系{len(found.due)}户，都没有联系"
    return f"应联系{len(found.due)}户，已联系{len(found.met)}户，联系率{percent(found.rate)}"


def results(figures: PeriodFigures, unit: str) -> list[str]:
    """Say what needs were raised and closed, which measures were done, and who took part in activities."""
    group = _main(figures, unit)
    views = {view: _met(figures, found) for view, found in _views(figures, unit).items()}
    lines = _met(figures, group)
    if any(said != lines for said in views.values()):
        lines = [f"按{view}，{line}" for view, said in views.items() for line in said]
    measures = figures.measures(group)
    said = "、".join(
        f"{item.key}{measures[item.key]}项" for item in figures.ledger.policy.measures if measures[item.key]
    )
    if said:
        lines.append(f"期内办结的措施：{said}。")
    if out := figures.outings(group):
        lines.append(f"期内{out}名残疾人走出家门参加了集体活动。")
    return lines


def _met(figures: PeriodFigures, group: GroupFigures) -> list[str]:
    needs, promises = figures.needs(group), kept_promises(group.share.promises)
    done = told(promises.part, "已办结{}项", "都没有办结")
    kept = f"到期和已办的措施{promises.whole}项，{done}，承诺兑现率{percent(promises.rate)}"
    return [
        f"{needs_text(needs.raised, needs.closed, needs.open, during='期内', at_end='期末')}。",
        f"帮扶开始以来，{kept if promises.whole else '没有到期和已办的措施'}。",
    ]


def organisation(figures: PeriodFigures, unit: str) -> list[str]:
    """Say which meetings, reminders, stories and awards the federation has recorded in the period."""
    return list(_organisation(figures, unit))


def _organisation(figures: PeriodFigures, unit: str) -> Iterator[str]:
    ledger = figures.ledger
    first, last = figures.period.start, figures.end
    meetings = [item for item in ledger.events_of(Meeting, unit) if first <= item.date <= last]
    kinds = dict.fromkeys(item.kind for item in meetings)
    if meetings:
        said = "、".join(f"{kind}{sum(item.kind == kind for item in meetings)}次" for kind in kinds)
        yield f"会议记录{len(meetings)}次：{said}。"
    reminders = [item for item in ledger.events_of(Reminder, unit) if first <= item.date <= last]
    if reminders:
        answered = sum(item.answered_on is not None and item.answered_on <= last for item in reminders)
        yield f"发出提醒、督办{len(reminders)}件，{told(answered, '已经答复{}件', '都还没有答复')}。"
    stories = [item for item in ledger.events_of(Story, unit) if first <= item.date <= last and item.may_be_shown]
    if stories:
        yield f"总结好经验、好典型{len(stories)}则：{'、'.join(item.title for item in stories)}。"
    awards = [item for item in ledger.events_of(Award, unit) if first <= item.date <= last]
    if awards:
        yield f"表彰激励{len(awards)}次。"


def _problem_blocks(figures: PeriodFigures, unit: str) -> list[Block]:
    """Return the problems, below a heading for each view where they are not the same."""
    views = {view: problems(figures, group) for view, group in _views(figures, unit).items()}
    first, *others = views.values()
    if all(said == first for said in others):
        return paragraphs(first)
    return subsections((f"按{view}", paragraphs(said or ["没有。"])) for view, said in views.items())


def problems(figures: PeriodFigures, group: GroupFigures) -> list[str]:
    """Say what a group missed in the period and what stands open on its last day."""
    return list(_problems(figures, group))


def _problems(figures: PeriodFigures, group: GroupFigures) -> Iterator[str]:
    for quarter in figures.quarters:
        if late := figures.contact(group, quarter).of(ContactState.OVERDUE):
            yield f"{quarter.title}有{len(late)}户逾期，没有完成联系。"
    if group.quota.short:
        yield f"{len(group.quota.short)}名帮扶责任人还差{number(group.quota.gap)}户。"
    if unpaired := group.coverage.unpaired:
        waiting = len(figures.waiting(group))
        yield f"名册里有{len(unpaired)}户没有主责帮扶责任人{f'，其中{waiting}户等待重新结对' if waiting else ''}。"
    if group.intake_open:
        yield f"{len(group.intake_open)}户的入户五件事没有做齐。"
    if late_needs := overdue_needs(group.engaged, figures.day.as_of):
        yield f"{len(late_needs)}项需求的措施超过了期限。"
    if group.unmonitored:
        yield f"{len(group.unmonitored)}户有返贫致贫风险，没有纳入防返贫监测。"
    if group.open_hazards:
        yield f"{len(group.open_hazards)}处安全隐患没有消除。"
    if group.benefit_gaps:
        yield f"{len(group.benefit_gaps)}项惠残政策符合条件、没有享受。"
    if group.outings_open and figures.end.month == DECEMBER:
        yield f"{len(group.outings_open)}名残疾人全年没有走出家门参加集体活动。"


def contact_tables(figures: PeriodFigures, unit: str) -> list[Table]:
    """Return the federations (or one) by quarter, in the views of the paper; nothing where no quarter is over."""
    if not figures.quarters:
        return []
    day = figures.day
    residence = [
        (figures.ledger.units[name].short, figures.group(name))
        for name in ([unit] if unit else day.unit_order)
        if BY_RESIDENCE in _views(figures, unit)
    ]
    workplace = [
        (f"其中：{line.name}" if line.department else line.name, line.group)
        for line in day.workplace_lines
        if not unit or line.unit == unit
    ]
    views = ((BY_RESIDENCE, residence), (BY_WORKPLACE, workplace))
    return [_contact_table(figures, view, groups) for view, groups in views if groups]


def _contact_table(figures: PeriodFigures, view: str, groups: Iterable[tuple[str, GroupFigures]]) -> Table:
    columns = (
        Column("单位", 2.4),
        *(
            Column(what, 1, is_number=True, group=quarter.title)
            for quarter in figures.quarters
            for what in ("应联系", "已联系", "联系率")
        ),
    )
    rows = []
    for name, group in groups:
        row = [name]
        for quarter in figures.quarters:
            found = figures.contact(group, quarter)
            row += [str(len(found.due)), str(len(found.met)), share_in_column(found.rate)]
        rows.append(tuple(row))
    return Table(f"{figures.period.title}各季度联系情况（按{view}）", columns, tuple(rows))
