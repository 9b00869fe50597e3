"""县页: what a federation answers for on one A4 (R-021, R-080, R-084, R-093)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedui.model.day_words import day_text
from jiedui.model.unit import DIRECT, FIRST
from jiedui.prints.document import Document, environment
from jiedui.prints.paper import PageSetup, foot
from jiedui.reports.attention import attention
from jiedui.reports.indicators import OVERVIEW
from jiedui.reports.milestones import milestones
from jiedui.reports.wording import spoken

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiedui.prints.choice import Choice
    from jiedui.reports.figures import Figures

NAME = "county"
HEADING = "县页"
PURPOSE = "每个残联一张，开会和汇报用。"
TITLE = "县页打印"
SERVES: tuple[str, ...] = ("R-021", "R-080", "R-084", "R-093")

PAPER = PageSetup(top=12, side=16, bottom=16)


def documents(figures: Figures, choice: Choice) -> Iterator[Document]:
    """Yield the page of each federation that was asked for, or of those whose households were, in the list's order."""
    ledger, as_of = figures.ledger, figures.as_of
    template = environment().get_template("county.html.j2")
    asked = choice.federations(ledger, as_of)
    for unit, group in figures.units.items():
        if unit not in asked:
            continue
        record = ledger.units[unit]
        html = template.render(
            title=f"{record.short} 县页",
            kind=NAME,
            paper=PAPER,
            feet=[foot(record.short, HEADING, day_text(as_of))],
            unit=record,
            responsible=[(kind, record.responsible_on(kind, as_of)) for kind in (FIRST, DIRECT)],
            lines=attention(group),
            indicators=[(item, item.with_unit(item.value(group))) for item in OVERVIEW],
            milestones=milestones(ledger.policy, record, as_of),
            quarter=figures.quarter.title,
            rate=spoken(group.contact_now.rate),
            as_of=day_text(as_of),
            is_over=figures.is_over,
        )
        yield Document(f"{unit}/county.html", f"{record.short} 县页", unit, f"{len(group.active)} 户", html)
