"""我家的帮扶: one sheet in plain words that stays with the household (R-013, R-039, R-102).

The first page says who helps and what was promised and done; the second names the policies, says in plain words what
they are, and ends in a slip to tear off, with which the household asks for help itself (B-01).

It holds the household's own data alone, and no certificate number. What the ledger only supposes is put as a question
to ask, never as a decision.
"""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from jiedui.duties.benefit import ENTITLED, states_on
from jiedui.duties.contact import last_day
from jiedui.duties.deadline import DutyKind
from jiedui.duties.entitlement import GapState, suspects
from jiedui.duties.office import main_office
from jiedui.duties.promise import Promise, open_promises, promises
from jiedui.duties.upkeep import open_needs
from jiedui.model.day_words import day_text
from jiedui.model.service import ServiceKind
from jiedui.model.time import Quarter
from jiedui.prints.document import Document, batches, environment
from jiedui.prints.fitting import Box
from jiedui.prints.paper import PageSetup, foot
from jiedui.prints.plain_words import PlainWord, asked_name, explained
from jiedui.reports.workplace import workplace
from jiedui.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jiedui.duties.entitlement import Suspect
    from jiedui.model.household import Household
    from jiedui.model.ledger import Ledger
    from jiedui.model.member import Member
    from jiedui.model.need import Need
    from jiedui.model.service import ServiceLevels
    from jiedui.prints.choice import Choice
    from jiedui.reports.figures import Figures

NAME = "household"
HEADING = "我家的帮扶"
PURPOSE = "大字、白话，每户两页，留给家庭自己看；另有大字版。第二页能剪下求助条。"
TITLE = "我家的帮扶"
SERVES: tuple[str, ...] = ("R-013", "R-039", "R-102")

# Points; a household that reads with difficulty gets the largest that leaves the sheet one page.
SIZES = (14.0, 13.0, 12.0)
# The room of household_sheet.css for running text, in mm: the first page without its head and the helper's card.
_WIDTH, _FRONT, _HEADING = 166.0, 177.0, 11.4
# What the slip leaves of the second page.
_BACK = 175.0
# How many sheets one file holds.
BATCH = 100
PAPER = PageSetup(top=13, side=18, bottom=15)
LARGE_PAPER = PageSetup(top=13, side=15, bottom=20, foot=18)
# How many things done are told in words, the latest ones: the sheet is to stay one page.
LATEST = 3
_AND = "、"
_ENJOYED, _APPLIED = "已享受", "申请中"


class PersonPolicies(Struct, frozen=True):
    """Names of policies that one member has, has applied for or may ask about, in one text."""

    person: str
    policies: str


class HouseholdSheet(Struct, frozen=True, kw_only=True):
    """What one household reads: ``earlier`` counts what was done before the ``done`` that are told.

    ``asked`` are the needs that nothing was promised for yet: what was asked for is not to look forgotten.
    What was done before it ``moved_here`` from another federation is told there. ``words`` are the names of policies on
    the sheet with what they mean; ``answer`` says how long a cry for help may wait, at the ``office`` that gets it.
    """

    household: str
    name: str
    helper: str
    workplace: str
    mobile: str
    open: tuple[Promise, ...]
    asked: tuple[Need, ...]
    done: tuple[Promise, ...]
    earlier: int
    moved_here: bool
    enjoyed: tuple[PersonPolicies, ...]
    applied: tuple[PersonPolicies, ...]
    ask: tuple[PersonPolicies, ...]
    words: tuple[PlainWord, ...]
    supervision_phone: str
    next_contact: date | None
    office: str
    office_phone: str
    answer: str


def documents(figures: Figures, choice: Choice) -> Iterator[Document]:
    """Yield the sheets of the households that were asked for, a hundred to a file, and each file in large print."""
    ledger, as_of = figures.ledger, figures.as_of
    for unit, households in choice.by_unit(ledger, as_of):
        short = ledger.unit_name(unit)
        for suffix, part in batches(households, BATCH):
            sheets = [sheet(figures, household) for household in part]
            for name, words, look, paper in _EDITIONS:
                title = f"{short} 我家的帮扶{words}{suffix}"
                text = _render(title, look, paper, sheets, figures)
                yield Document(f"{unit}/{name}{suffix}.html", title, unit, f"{len(part)} 户", text)


# File, what the title adds, class and paper of each edition.
_EDITIONS = ((NAME, "", NAME, PAPER), (f"{NAME}-large", "（大字版）", f"{NAME} large", LARGE_PAPER))


def _render(title: str, look: str, paper: PageSetup, sheets: list[HouseholdSheet], figures: Figures) -> str:
    template = environment().get_template("household_sheet.html.j2")
    return template.render(
        title=title,
        kind=look,
        paper=paper,
        feet=[foot(HEADING, f"{item.name}家") for item in sheets],
        sheets=sheets,
        as_of=day_text(figures.as_of),
        front_size=partial(size, room=_FRONT),
        back_size=partial(size, room=_BACK),
        is_over=figures.is_over,
    )


def sheet(figures: Figures, household: Household) -> HouseholdSheet:
    """Return what stands on the sheet of one household on the day of the figures."""
    ledger, as_of = figures.ledger, figures.as_of
    pairing = household.primary_on(as_of)
    helper = ledger.helpers.get(pairing.helper) if pairing else None
    unit = ledger.units.get(household.unit)
    place = str(workplace(ledger, helper, main_office(helper, ledger.policy, as_of))) if helper else ""
    found = promises(household, as_of)
    promised = [item.need for item in found]
    kept = (item for item in found if not item.state.is_open)
    done = tuple(sorted(kept, key=_done_on))[::-1]
    return HouseholdSheet(
        household=household.id,
        name=household.head.name,
        helper=helper.name if helper else "",
        workplace=place,
        mobile=helper.mobile if helper else "",
        open=tuple(open_promises(household, as_of)),
        asked=tuple(need for need in open_needs(household, as_of) if need not in promised),
        done=done[:LATEST],
        earlier=len(done[LATEST:]),
        moved_here=bool(household.moved_from),
        enjoyed=(enjoyed := _benefits(ledger, household, _ENJOYED, as_of)),
        applied=(applied := _benefits(ledger, household, _APPLIED, as_of)),
        ask=(ask := _ask(ledger, household, as_of)),
        words=explained(
            (name for line in (*enjoyed, *applied, *ask) for name in line.policies.split(_AND)), ledger.policy
        ),
        supervision_phone=unit.supervision_phone if unit else "",
        next_contact=_next_contact(figures, household) if helper else None,
        office=unit.name if unit else "残联",
        office_phone=unit.phone if unit else "",
        answer=_answer(ledger.policy.service, as_of),
    )


def _next_contact(figures: Figures, household: Household) -> date | None:
    """Return the last day for the next contact: of this quarter while it is due, else of the next one that owes any."""
    policy, quarter = figures.ledger.policy, Quarter.of(figures.as_of).next
    due = [item.last for item in figures.due[household.id] if item.kind is DutyKind.CONTACT and not item.missed]
    if due or quarter not in policy.quarters:
        return min(due, default=None)
    last = last_day(quarter, policy)
    return last if last >= quarter.start else None


def _answer(service: ServiceLevels, as_of: date) -> str:
    """Return within how many working days somebody looks at what a household asks for itself, and answers (B-01)."""
    look, decide = service.level(ServiceKind.LOOK, as_of), service.level(ServiceKind.DECIDE, as_of)
    said = [f"{look.days} 个工作日内有人来看"] if look else []
    return "，".join([*said, f"{decide.days} 个工作日内给答复"] if decide else said)


def size(told: str, room: float) -> str:
    """Return the class that sets the size of a page on which what is ``told``, as HTML, has ``room`` mm of height."""
    return f"size-{Box(_WIDTH, room, SIZES, leading=1.36, gap=0.12).size_of_html(told, _HEADING):.0f}"


def _done_on(item: Promise) -> date:
    return item.measure.done_on or date.min


def _benefits(ledger: Ledger, household: Household, state: str, as_of: date) -> tuple[PersonPolicies, ...]:
    """Return each person's policies that stand in a state on a day."""
    rows = ((member.name, _in_state(ledger, household, member, state, as_of)) for member in household.present_on(as_of))
    return _joined(rows)


def _in_state(ledger: Ledger, household: Household, member: Member, state: str, as_of: date) -> list[str]:
    states = states_on(household, member, ledger.policy, as_of)
    return [item.name for item in ledger.policy.benefits_on(as_of) if states.get(item.key) == state]


def _ask(ledger: Ledger, household: Household, as_of: date) -> tuple[PersonPolicies, ...]:
    """Return what each person may ask about: recorded as 符合未享受, or supposed by a rule (R-039).

    What a rule supposes is told by the names of the policies that it is about, which the sheet uses everywhere.
    """
    names = {item.key: item.name for item in ledger.policy.benefits}
    supposed: dict[str, list[Suspect]] = {}
    for found in suspects(household, ledger.policy, as_of):
        # What else a rule prompts to look into is for staff: nobody can ask for less.
        if found.state is GapState.SUSPECT:
            supposed.setdefault(found.person, []).append(found)

    def asked(member: Member) -> Iterator[str]:
        yield from _in_state(ledger, household, member, ENTITLED, as_of)
        for found in supposed.get(member.id, ()):
            if found.gap.lacking:
                yield from (names[key] for key in found.gap.lacking if key in names)
            else:
                yield asked_name(found.rule)

    return _joined((member.name, list(asked(member))) for member in household.present_on(as_of))


def _joined(rows: Iterable[tuple[str, list[str]]]) -> tuple[PersonPolicies, ...]:
    return tuple(PersonPolicies(name, _AND.join(dict.fromkeys(found))) for name, found in rows if found)
