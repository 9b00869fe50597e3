"""Cards laid out on A4 sheets as stand-alone HTML. The look is in the templates beside this module (R-122)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from jiedui.prints.cards import FamilyCard, WorkerCard
from jiedui.prints.document import environment
from jiedui.prints.fitting import Line
from jiedui.prints.layout import Layout

SEE_FORM = "……（详见登记表）"

TITLES = {"family": "帮扶对象家庭留存", "worker": "残疾人工作者留存"}


@dataclass(frozen=True, slots=True)
class Placed:
    """A card at its place on the sheet, in mm, with its texts as they fit, in a size in points."""

    left: float
    top: float
    card: FamilyCard | WorkerCard
    size: float
    texts: list[str]


def render_sheets(side: str, layout: Layout, cards: Sequence[FamilyCard | WorkerCard], **context: Any) -> str:
    """Return one file of sheets with the cards of one side: ``family`` or ``worker``, never both (R-121)."""
    placed = [_placed(layout, index, card) for index, card in enumerate(cards)]
    step = layout.per_sheet
    sheets = [placed[first : first + step] for first in range(0, len(placed), step)]
    block = layout.family if side == "family" else layout.worker
    template = environment().get_template(f"{side}.html.j2")
    return template.render(titles=TITLES, side=side, layout=layout, block=block, sheets=sheets, **context)


def _placed(layout: Layout, index: int, card: FamilyCard | WorkerCard) -> Placed:
    name = Line(card.name, layout.name_scale)
    if isinstance(card, FamilyCard):
        size, texts = layout.family.fit([name, Line(card.workplace), Line(card.department)])
    else:
        difficulties = Line(card.difficulties, most=None, mark=SEE_FORM)
        size, texts = layout.worker.fit([name, Line(card.categories, most=3), Line(card.phone), difficulties])
    return Placed(*layout.place(index % layout.per_sheet), card, size, texts)
