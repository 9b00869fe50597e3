"""帮扶手册: a booklet for each helper: a cover with the own households, then each household
(R-013, R-014, R-060, R-084).

A household belongs to the booklet of its 主责 helper on the day, in the folder of the federation that keeps the helper.
"""

from __future__ import annotations

from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING

from jiedui.duties.office import main_office
from jiedui.model.day_words import day_text
from jiedui.prints.document import Document, batches, environment
from jiedui.prints.fitting import Box
from jiedui.prints.outline import Outline, outline
from jiedui.prints.paper import PageSetup, foot
from jiedui.reports.form import relation_words
from jiedui.reports.wording import grace_text
from jiedui.reports.workplace import Workplace, workplace
from jiedui.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from jiedui.duties.deadline import Due
    from jiedui.duties.quota import QuotaLine
    from jiedui.model.helper import Helper, Role
    from jiedui.prints.choice import Choice
    from jiedui.reports.figures import Figures

NAME = "handbook"
HEADING = "帮扶手册"
PURPOSE = "每位帮扶责任人一本，封面是自己的户。"
TITLE = "帮扶手册"
SERVES: tuple[str, ...] = ("R-013", "R-014", "R-060", "R-084")

# How many booklets one file holds: each is a handful of pages.
BATCH = 20
PAPER = PageSetup(top=15, side=18, bottom=16)
# What the name and some lines to write on leave of a page, in mm, and what a heading takes of it.
_ROOM = Box(width=167, height=236, sizes=(11, 10, 9), leading=1.5, gap=0)
_HEADING = 12.6


class HouseholdChapter(Struct, frozen=True):
    """One household of a booklet and what is due there by a day to the one in charge, the earliest first.

    What was promised without a day stands among the promises of the sheet.
    """

    sheet: Outline
    due: tuple[Due, ...]


class Booklet(Struct, frozen=True):
    """What one helper carries: the post on the day, the line of the quota table, a chapter for each own household."""

    helper: Helper
    role: Role
    workplace: Workplace
    line: QuotaLine
    chapters: tuple[HouseholdChapter, ...]


def documents(figures: Figures, choice: Choice) -> Iterator[Document]:
    """Yield the booklets of the helpers with households among those that were asked for, twenty to a file."""
    ledger, as_of = figures.ledger, figures.as_of
    template = environment().get_template("handbook.html.j2")
    for unit, group in groupby(_booklets(figures, choice), key=lambda booklet: booklet.helper.unit):
        short = ledger.unit_name(unit)
        for suffix, part in batches(list(group), BATCH):
            title = f"{short} 帮扶手册{suffix}"
            html = template.render(
                title=title, kind=NAME, paper=PAPER, feet=[_foot(booklet, as_of) for booklet in part],
                booklets=part, quarter=figures.quarter.title, as_of=day_text(as_of),
                today=as_of, grace_text=grace_text, related=relation_words, policy=ledger.policy,
                size=partial(_ROOM.size_of_html, heading=_HEADING),
            )  # fmt: skip
            yield Document(f"{unit}/handbook{suffix}.html", title, unit, f"{len(part)} 本", html)


def _foot(booklet: Booklet, as_of: date) -> str:
    return foot(HEADING, booklet.helper.name, day_text(as_of))


def _booklets(figures: Figures, choice: Choice) -> Iterator[Booklet]:
    """Yield the booklets by federation and helper; a guest's would not hold all of his households."""
    ledger, as_of = figures.ledger, figures.as_of
    chapters: dict[str, list[HouseholdChapter]] = {}
    for household in choice.of(ledger, as_of):
        pairing = household.primary_on(as_of)
        if pairing and pairing.helper in ledger.own_helpers:
            due = tuple(item for item in figures.due_in_charge[household.id] if item.on and not item.missed)
            chapter = HouseholdChapter(outline(figures, household), due)
            chapters.setdefault(pairing.helper, []).append(chapter)
    for helper in sorted((ledger.helpers[found] for found in chapters), key=lambda item: (item.unit, item.id)):
        role = main_office(helper, ledger.policy, as_of)
        place = workplace(ledger, helper, role)
        yield Booklet(helper, role, place, figures.quota_lines[helper.id], tuple(chapters[helper.id]))
