"""走访提要: one A5 to read on the way to a household, two on an A4 to cut apart (B-05).

Which hazards and risk stand, what is due as on the page of the household, what is needed and for how long, which
policies wait for an answer, and the last contacts (R-013, R-014, R-031, R-035, R-036, R-084). Each list has as many
lines as half a sheet holds; what is left out is counted, and stands on the visit outline.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedui.duties.benefit import ENTITLED, TO_CHECK, states_on
from jiedui.duties.clock import NOT_REPORTED
from jiedui.duties.upkeep import hazards, open_needs
from jiedui.model.day_words import day_text
from jiedui.prints.document import Document, batches, environment
from jiedui.prints.fitting import ELLIPSIS, MM_PER_POINT, Box, Passage, cut
from jiedui.prints.outline import PastContact, last_contacts
from jiedui.prints.paper import PageSetup, foot
from jiedui.reports.case import tasks
from jiedui.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from jiedui.model.household import Household
    from jiedui.model.ledger import Ledger
    from jiedui.model.member import Member
    from jiedui.model.need import Need
    from jiedui.prints.choice import Choice
    from jiedui.reports.case import CaseTask
    from jiedui.reports.figures import Figures

NAME = "brief"
HEADING = "走访提要"
PURPOSE = "每户半张 A4（A5），走访路上看：风险和隐患、要办的事、没办结的需求、没有落实的政策、近三次联系。"
TITLE = "走访提要"
SERVES: tuple[str, ...] = ("R-013", "R-014", "R-031", "R-035", "R-036", "R-084")

PAPER = PageSetup(width=297, height=210, top=10, side=10, bottom=15)
# The room of brief.css for running text: half a sheet without the name, four headings and the line at its end. Sizes in
# points, from the wanted one to the one at which the fullest brief fits.
_ROOM = Box(width=122, height=139, sizes=(11.5, 10.5, 9.5), leading=1.25, gap=0)
_NAME_SIZE = 15.0
# How many entries of a list are told, and how many lines of each.
MOST, _LINES = 3, 2
BATCH = 100
RISKS = "风险和隐患"
# What a policy is called that was neither got nor refused, in the order in which it is told.
UNANSWERED = (ENTITLED, "申请中", TO_CHECK)


class BriefList(Struct, frozen=True):
    """The lines of one list, and how many entries are ``left_out``."""

    lines: tuple[str, ...]
    left_out: int

    @classmethod
    def of(cls, lines: Sequence[str]) -> BriefList:
        """Take the first lines, each as far as its room goes."""
        return cls(tuple(_shortened(line, _ROOM.sizes[-1], _LINES) for line in lines[:MOST]), max(0, len(lines) - MOST))


class Brief(Struct, frozen=True, kw_only=True):
    """What stands on one half of a sheet."""

    household: Household
    name: str
    place: str
    helper: str
    risks: str
    tasks: BriefList
    needs: BriefList
    policies: BriefList
    contacts: BriefList

    @property
    def size(self) -> float:
        """The size of its text in points: the largest at which all of it has room."""
        lists = (self.tasks, self.needs, self.policies, self.contacts)
        # A list without lines says so in one, and what is left out in another; so does the telephone.
        told = [
            line for found in lists for line in (*(found.lines or ("没有。",)), *(("另有",) if found.left_out else ()))
        ]
        return _ROOM.size([Passage(line) for line in (self.place, "电话", self.risks, *told)])


def documents(figures: Figures, choice: Choice) -> Iterator[Document]:
    """Yield the briefs of the households that were asked for, each helper's together, a hundred to a file."""
    ledger, as_of = figures.ledger, figures.as_of
    template = environment().get_template("brief.html.j2")
    for unit, households in choice.by_unit(ledger, as_of):
        short = ledger.unit_name(unit)
        found = sorted((brief(figures, item) for item in households), key=_order)
        for suffix, part in batches(found, BATCH):
            title = f"{short} {HEADING}{suffix}"
            html = template.render(
                title=title,
                kind=NAME,
                paper=PAPER,
                feet=[foot(short, HEADING, day_text(as_of))],
                sheets=[part[first : first + 2] for first in range(0, len(part), 2)],
                as_of=day_text(as_of),
            )
            yield Document(f"{unit}/brief{suffix}.html", title, unit, f"{len(part)} 户", html)


def _order(item: Brief) -> tuple[bool, str, str]:
    return not item.helper, item.helper, item.household.id


def brief(figures: Figures, household: Household) -> Brief:
    """Return the brief of one household as of the day of ``figures``."""
    ledger, as_of = figures.ledger, figures.as_of
    pairing = household.primary_on(as_of)
    helper = ledger.helpers.get(pairing.helper) if pairing else None
    where = f"{household.county}{household.township}{household.village}{household.address}"
    return Brief(
        household=household,
        name=_shortened(f"{household.head.name}家", _NAME_SIZE, 1),
        place=_shortened(f"{household.id}　{household.hardship}　{where}", _ROOM.sizes[-1], _LINES),
        helper=helper.name if helper else "",
        risks=_shortened(f"{RISKS}　{_risks(ledger, household, as_of)}", _ROOM.sizes[-1], _LINES),
        tasks=BriefList.of([_task(item) for item in tasks(figures, household)]),
        needs=BriefList.of([_need(item, as_of) for item in open_needs(household, as_of)]),
        policies=BriefList.of(
            [line for member in household.present_on(as_of) if (line := _policies(ledger, household, member, as_of))]
        ),
        contacts=BriefList.of([_contact(item) for item in last_contacts(ledger, household, as_of)]),
    )


def _risks(ledger: Ledger, household: Household, as_of: date) -> str:
    """Return the hazards that nobody saw gone and the risk of falling back into poverty, what it is at the end."""
    told, relapse = [], household.relapse.until(as_of)
    if standing := [item for item in hazards(ledger, household, as_of) if item.removed_on is None]:
        names = "、".join(ledger.policy.hazard_name(item.key) for item in standing)
        told.append(f"安全隐患：{names}（{'最早' if len(standing) > 1 else ''}{day_text(standing[0].found_on)}发现）")
    if relapse.risk:
        found = f"{day_text(relapse.found_on)}发现，" if relapse.found_on else ""
        told.append(f"返贫致贫风险：（{found}监测{relapse.monitoring or NOT_REPORTED}）{relapse.kind}")
    return "；".join(told) or ("没有" if relapse.recorded else "没有填")


def _need(need: Need, as_of: date) -> str:
    """Return what is needed, since when, and how it came to be known where somebody said so."""
    known = "，".join(filter(None, ("突发困难" if need.urgent else "", need.origin)))
    waited = f"{day_text(need.raised_on)}提出，{(as_of - need.raised_on).days}天"
    return f"（{'，'.join(filter(None, (known, waited)))}）{need.content}"


def _task(item: CaseTask) -> str:
    """Return what is due and how far its day is; of a promise its words."""
    return f"（{item.when or '没有定期限'}）{item.due.action}：{item.promised or item.due.detail}"


def _policies(ledger: Ledger, household: Household, member: Member, as_of: date) -> str:
    """Return one person's policies without an answer, by their state; nothing where all are answered."""
    states = states_on(household, member, ledger.policy, as_of)
    benefits = ledger.policy.benefits_on(as_of)
    told = [
        f"{state}：{'、'.join(names)}"
        for state in UNANSWERED
        if (names := [item.name for item in benefits if states.get(item.key) == state])
    ]
    return f"{member.name}　{'；'.join(told)}" if told else ""


def _contact(item: PastContact) -> str:
    missed = "" if item.visit.reached else "（没有联系上）"
    return f"{day_text(item.visit.date)}　{item.visit.channel}　{item.helper}{missed}　{item.visit.content}".rstrip()


def _shortened(text: str, points: float, lines: int) -> str:
    return cut(" ".join(text.splitlines()), _ROOM.width / (points * MM_PER_POINT) - 1, lines, ELLIPSIS)
