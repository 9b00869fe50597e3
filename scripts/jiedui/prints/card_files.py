"""The files of the contact cards: for each federation two sides in two sizes, and a page that lists them."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from jiedui.model.day_words import day_text
from jiedui.prints.cards import CardIssue, FamilyCard, WorkerCard, issues
from jiedui.prints.document import Document, environment
from jiedui.prints.layout import LAYOUTS
from jiedui.prints.sheets import TITLES, render_sheets
from jiedui.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from jiedui.model.ledger import Ledger
    from jiedui.prints.choice import Choice
    from jiedui.reports.figures import Figures

NAME = "cards"
HEADING = "结对帮扶联系卡"
PURPOSE = "通知的附件3：一张留给家庭，一张由责任人留存。"
TITLE = "联系卡清单"
SERVES: tuple[str, ...] = ("R-120", "R-121", "R-123")


class UnitCards(Struct, frozen=True):
    """The cards of one federation, by its slug and short name."""

    id: str
    name: str
    issues: tuple[CardIssue, ...]


def documents(figures: Figures, choice: Choice) -> Iterator[Document]:
    """Yield the cards of every 主责 pairing open on ``as_of`` that was asked for (R-120, R-121, 附件3)."""
    ledger, as_of = figures.ledger, figures.as_of
    for unit, group in groupby(issues(ledger, as_of, choice), key=lambda issue: issue.unit):
        yield from _sheets(ledger, unit, list(group), as_of)


def _sheets(ledger: Ledger, unit: str, group: list[CardIssue], as_of: date) -> Iterator[Document]:
    sides: dict[str, list[FamilyCard] | list[WorkerCard]] = {
        "family": [issue.family for issue in group if issue.family],
        "worker": [issue.worker for issue in group if issue.worker],
    }
    name = ledger.unit_name(unit)
    for side, cards in sides.items():
        for layout in LAYOUTS:
            if cards:
                html = render_sheets(side, layout, cards, unit_name=name, as_of=as_of)
                title = f"联系卡（{TITLES[side]}）{layout.title}"
                yield Document(f"{unit}/{side}-{layout.key}.html", title, unit, f"{len(cards)} 张", html)


def index(figures: Figures, choice: Choice) -> str:
    """Return the page that says how to print and cut the cards, and which are to be printed anew (R-123)."""
    ledger, as_of = figures.ledger, figures.as_of
    found = issues(ledger, as_of, choice)
    groups = [
        UnitCards(unit, ledger.unit_name(unit), tuple(group))
        for unit, group in groupby(found, key=lambda issue: issue.unit)
    ]
    due = [issue for issue in found if issue.due]
    template = environment().get_template("index.html.j2")
    return template.render(
        ledger_name=ledger.policy.name,
        as_of=day_text(as_of),
        groups=groups,
        due=due,
        layouts=LAYOUTS,
        titles=TITLES,
    )
