"""我家的帮扶: one sheet in plain words that stays with the household (R-013, R-039, R-102).

It holds the household's own data alone, and no certificate number. What the ledger only supposes is put as a question
to ask, never as a decision.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from jiedui.duties.benefit import ENTITLED, states_on
from jiedui.duties.entitlement import GapState, suspects
from jiedui.duties.office import main_office
from jiedui.duties.promise import Promise, promises
from jiedui.prints.document import Document, batches, environment
from jiedui.prints.fitting import Box, Passage
from jiedui.prints.paper import PageSetup, foot
from jiedui.reports.wording import day_text
from jiedui.reports.workplace import workplace

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jiedui.duties.entitlement import Suspect
    from jiedui.model.household import Household
    from jiedui.model.ledger import Ledger
    from jiedui.model.member import Member
    from jiedui.prints.choice import Choice
    from jiedui.reports.figures import Figures

NAME = "household"
HEADING = "我家的帮扶"
PURPOSE = "大字、白话，每户一张，留给家庭自己看。"
TITLE = "我家的帮扶"
SERVES: tuple[str, ...] = ("R-013", "R-039", "R-102")

# Points; a household that reads with difficulty gets the largest that leaves the sheet one page.
SIZES = (14.0, 13.0, 12.0)
# The room of household_sheet.css for running text, in mm: the page without its margins, its head and the helper's card.
_WIDTH, _HEIGHT, _HEADING = 166.0, 185.0, 11.4
# How many sheets one file holds.
BATCH = 100
PAPER = PageSetup(top=13, side=18, bottom=15)
# How many things done are told in words, the latest ones: the sheet is to stay one page.
LATEST = 3
_ENJOYED, _APPLIED = "已享受", "申请中"


@dataclass(frozen=True, slots=True)
class PersonPolicies:
    """Names of policies that one member has, has applied for or may ask about, in one text."""

    person: str
    policies: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseholdSheet:
    """What one household reads: ``earlier`` counts what was done before the ``done`` that are told.

    What was done before it ``moved_here`` from another federation is told there.
    """

    household: str
    name: str
    helper: str
    workplace: str
    mobile: str
    open: tuple[Promise, ...]
    done: tuple[Promise, ...]
    earlier: int
    moved_here: bool
    enjoyed: tuple[PersonPolicies, ...]
    applied: tuple[PersonPolicies, ...]
    ask: tuple[PersonPolicies, ...]
    supervision_phone: str


def documents(figures: Figures, choice: Choice) -> Iterator[Document]:
    """Yield the sheets of the households that were asked for, a hundred to a file."""
    ledger, as_of = figures.ledger, figures.as_of
    template = environment().get_template("household_sheet.html.j2")
    for unit, households in choice.by_unit(ledger, as_of):
        short = ledger.unit_name(unit)
        for suffix, part in batches(households, BATCH):
            title = f"{short} 我家的帮扶{suffix}"
            sheets = [sheet(ledger, household, as_of) for household in part]
            text = template.render(
                title=title,
                kind=NAME,
                paper=PAPER,
                feet=[_foot(item) for item in sheets],
                sheets=sheets,
                as_of=day_text(as_of),
                size=size,
                is_over=figures.is_over,
            )
            yield Document(f"{unit}/household{suffix}.html", title, unit, f"{len(part)} 户", text)


def _foot(item: HouseholdSheet) -> str:
    return foot(HEADING, f"{item.name}家", item.household)


def sheet(ledger: Ledger, household: Household, as_of: date) -> HouseholdSheet:
    """Return what stands on the sheet of one household on a day."""
    pairing = household.primary_on(as_of)
    helper = ledger.helpers.get(pairing.helper) if pairing else None
    unit = ledger.units.get(household.unit)
    place = str(workplace(ledger, helper, main_office(helper, ledger.policy, as_of))) if helper else ""
    kept = promises(household, as_of)
    done = tuple(sorted((item for item in kept if not item.state.is_open), key=_done_on))[::-1]
    return HouseholdSheet(
        household=household.id,
        name=household.head.name,
        helper=helper.name if helper else "",
        workplace=place,
        mobile=helper.mobile if helper else "",
        open=tuple(item for item in kept if item.state.is_open and item.need.closed_on is None),
        done=done[:LATEST],
        earlier=len(done[LATEST:]),
        moved_here=bool(household.moved_from),
        enjoyed=_benefits(ledger, household, _ENJOYED, as_of),
        applied=_benefits(ledger, household, _APPLIED, as_of),
        ask=_ask(ledger, household, as_of),
        supervision_phone=unit.supervision_phone if unit else "",
    )


def size(told: str) -> str:
    """Return the class that sets the size of a sheet whose parts below the helper's card are ``told``, as HTML."""
    texts = [html.unescape(_TAG.sub("", part.replace("<br>", "\n"))).strip() for part in _PARAGRAPH.findall(told)]
    height = _HEIGHT - _HEADING * told.count("<h3>")
    points = Box(_WIDTH, height, SIZES, leading=1.36, gap=0.12).size([Passage(text) for text in texts])
    return f"size-{points:.0f}"


_PARAGRAPH = re.compile(r"<(?:li|p)\b[^>]*>(.*?)</(?:li|p)>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")


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
                yield found.rule.name.removeprefix("疑似")

    return _joined((member.name, list(asked(member))) for member in household.present_on(as_of))


def _joined(rows: Iterable[tuple[str, list[str]]]) -> tuple[PersonPolicies, ...]:
    return tuple(PersonPolicies(name, "、".join(dict.fromkeys(found))) for name, found in rows if found)
