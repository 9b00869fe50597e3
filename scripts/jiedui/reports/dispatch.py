"""调度会的提问: what the figures of a federation make the leading group's office ask at a dispatch (R-095, 六(二))."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from jiedui.duties.clock import NOT_REPORTED
from jiedui.duties.contact import ContactState, last_day
from jiedui.model.day_words import day_text, left_text
from jiedui.model.relapse import REFUSED, REPORTED
from jiedui.reports.quarterly import overdue_needs
from jiedui.reports.wording import number, points

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jiedui.model.household import Household
    from jiedui.model.ledger import Ledger
    from jiedui.reports.groups import GroupFigures

TITLE = "调度会的提问"
SERVES: tuple[str, ...] = ("R-095",)

# How many questions there are at most, and how many households or persons one names: the paper is one page.
MOST, NAMED = 9, 3

# What is told and asked of a household at risk by how far its monitoring has come.
MONITORING = {
    NOT_REPORTED: ("没有申报监测", "何时申报"),
    REPORTED: ("已申报、没有纳入监测", "何时纳入"),
    REFUSED: ("申报未通过", "怎样帮扶，要不要再申报"),
}


def questions(group: GroupFigures) -> list[str]:
    """Return what is to be asked of a federation, the gravest first; nothing where nothing is amiss."""
    return [*_contact(group), *_pairing(group), *_needs(group), *_care(group), *_outings(group)][:MOST]


def _contact(group: GroupFigures) -> Iterator[str]:
    figures = group.figures
    closed, late = figures.closed_quarter, group.overdue_last
    if closed and late:
        homes = _homes(figures.ledger, late)
        yield (
            f"{closed.title}为什么有{len(late)}户逾期（{homes}）？分别是什么情况？"
            "联系过没有登记的何时补录，没有联系的本季由谁先联系？"
        )
    if closed and (fallen := _fallen(group)):
        yield f"{closed.title}的联系率比上季度下降{fallen}个百分点，原因是什么？"
    if waiting := group.contact_now.of(ContactState.RUNNING):
        until = last_day(figures.quarter, figures.ledger.policy)
        left = left_text(until, figures.as_of).replace(" ", "")
        yield f"本季还有{len(waiting)}户没有联系，{day_text(until, figures.as_of)}截止，{left}，怎样安排？"


def _fallen(group: GroupFigures) -> str:
    """Return by how many points the rate of the last quarter fell; nothing where it did not."""
    closed = group.figures.closed_quarter
    if closed is None or closed.previous not in group.figures.quarters:
        return ""
    change = points(group.contact(closed).rate, group.contact(closed.previous).rate)
    return change.removeprefix("-") if change.startswith("-") else ""


def _pairing(group: GroupFigures) -> Iterator[str]:
    figures = group.figures
    if short := group.quota.short:
        lines = [figures.quota_lines[helper] for helper in short]
        said = _cut(
            f"{figures.ledger.helpers[line.helper].name}差{number(line.gap)}户"
            for line in sorted(lines, key=lambda item: -item.gap)
        )
        yield f"{len(short)}名帮扶责任人还差{number(group.quota.gap)}户（{said}），何时结对到位？"
    if unpaired := group.coverage.unpaired:
        homes = _homes(figures.ledger, unpaired)
        yield f"名册里的{len(unpaired)}户没有主责帮扶责任人（{homes}），准备由谁结对，何时结对？"
    if group.intake_open:
        homes = _homes(figures.ledger, group.intake_open)
        yield f"{len(group.intake_open)}户的入户五件事没有做齐（{homes}），缺哪几件，由谁补，何时补齐？"


def _needs(group: GroupFigures) -> Iterator[str]:
    figures = group.figures
    late = overdue_needs(group.engaged, figures.as_of)
    if late:
        homes = _homes(figures.ledger, (item.household.id for item in late))
        yield f"{len(late)}项需求的措施过了期限（{homes}），为什么没有办结，由谁办，新的期限是哪一天？"
    if urgent := [item for item in group.open_needs if item.need.urgent]:
        homes = _homes(figures.ledger, (item.household.id for item in urgent))
        yield f"{len(urgent)}项突发困难没有办结（{homes}），现在是什么情况，还缺什么？"


def _care(group: GroupFigures) -> Iterator[str]:
    ledger = group.figures.ledger
    for state, (told, question) in MONITORING.items():
        if risks := [home for home in group.unmonitored if _monitoring(ledger.households[home]) == state]:
            yield f"{len(risks)}户有返贫致贫风险、{told}（{_homes(ledger, risks)}），{question}？"
    if hazards := group.open_hazards:
        homes = _homes(ledger, (item.household for item in hazards))
        yield f"{len(hazards)}处安全隐患没有消除（{homes}），由谁整改，何时消除？"
    if gaps := group.benefit_gaps:
        titles = {item.key: item.name for item in ledger.policy.benefits}
        said = _cut(
            f"{titles.get(key, key)}{count}项" for key, count in Counter(item.benefit for item in gaps).most_common()
        )
        yield f"{len(gaps)}项惠残政策符合条件、没有享受（{said}），卡在哪里，何时落实？"
    if children := group.out_of_school:
        homes = _homes(ledger, (item.household.id for item in children))
        yield f"{len(children)}名学龄残疾儿童少年没有入学（{homes}），怎样安排？"


def _monitoring(household: Household) -> str:
    return household.relapse.monitoring or NOT_REPORTED


def _outings(group: GroupFigures) -> Iterator[str]:
    if still := group.outings_open:
        year = group.figures.outing_year_now
        yield f"{year}年还有{len(still)}名残疾人没有走出家门参加集体活动，何时安排？"


def _homes(ledger: Ledger, ids: Iterable[str]) -> str:
    """Name households by their disabled person and number, each once."""
    return _cut(f"{ledger.households[item].head.name} {item}" for item in dict.fromkeys(ids))


def _cut(said: Iterable[str]) -> str:
    """Join what is named, of a longer list the first few: how many there are, the question says."""
    found = list(said)
    return "、".join(found[:NAMED]) + ("等" if len(found) > NAMED else "")
