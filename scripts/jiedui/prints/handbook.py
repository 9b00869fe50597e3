"""帮扶手册: a booklet for each helper: a cover with the own households, then each household
(R-013, R-014, R-060, R-084).

A household belongs to the booklet of its 主责 helper on the day, in the folder of the federation that keeps the helper.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from jiedui.duties.deadline import Due
from jiedui.model.helper import Helper
from jiedui.model.ledger import Ledger
from jiedui.prints.cards import office
from jiedui.prints.choice import Choice
from jiedui.prints.document import Document, environment, long_date
from jiedui.prints.outline import Outline, outline
from jiedui.reports.figures import Figures


@dataclass(frozen=True, slots=True)
class Chapter:
    """One household of a booklet and what is due there, the earliest first."""

    sheet: Outline
    due: tuple[Due, ...]


def documents(ledger: Ledger, as_of: date, choice: Choice) -> Iterator[Document]:
    """Yield a booklet for each helper with households among those that were asked for, by federation and helper."""
    figures = Figures(ledger, as_of)
    template = environment().get_template("handbook.html.j2")
    for helper, chapters in _booklets(figures, choice):
        role = helper.latest_role(as_of)
        html = template.render(
            title=f"帮扶手册：{helper.name}",
            kind="handbook",
            helper=helper,
            role=role,
            workplace="".join(office(ledger, helper, role)),
            line=figures.quota_lines[helper.id],
            chapters=chapters,
            quarter=figures.quarter.title,
            as_of=long_date(as_of),
            today=as_of,
        )
        path = f"{helper.unit}/handbook-{helper.id}.html"
        yield Document(path, f"帮扶手册：{helper.name}", helper.unit, f"{len(chapters)} 户", html)


def _booklets(figures: Figures, choice: Choice) -> list[tuple[Helper, list[Chapter]]]:
    ledger, as_of = figures.ledger, figures.as_of
    chapters: dict[str, list[Chapter]] = {}
    for household in choice.of(ledger, as_of):
        pairing = household.primary_on(as_of)
        if pairing and pairing.helper in ledger.helpers:
            due = tuple(item for item in figures.due[household.id] if not item.missed)
            chapter = Chapter(outline(ledger, household, as_of), due)
            chapters.setdefault(pairing.helper, []).append(chapter)
    helpers = sorted((ledger.helpers[helper] for helper in chapters), key=lambda helper: (helper.unit, helper.id))
    return [(helper, chapters[helper.id]) for helper in helpers]
