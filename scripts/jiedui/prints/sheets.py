"""Cards laid out on A4 sheets as stand-alone HTML. The look is in the templates beside this module (R-122)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedui.model.day_words import day_text
from jiedui.prints.cards import FamilyCard, WorkerCard
from jiedui.prints.document import environment
from jiedui.prints.fitting import Fitted, Passage
from jiedui.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from jiedui.prints.layout import CardLayout

TITLE = "联系卡排版"
SERVES: tuple[str, ...] = ("R-121", "R-122")

SEE_FORM = "……（详见登记表）"

TITLES = {"family": "帮扶对象家庭留存", "worker": "残疾人工作者留存"}


class PlacedCard(Struct, frozen=True):
    """A card at its place on the sheet, in mm, with its texts as they fit."""

    left: float
    top: float
    card: FamilyCard | WorkerCard
    fitted: Fitted


def render_sheets(
    side: str, layout: CardLayout, cards: Sequence[FamilyCard | WorkerCard], *, unit_name: str, as_of: date
) -> str:
    """Return one file of sheets with the cards of one side: ``family`` or ``worker``, never both (R-121)."""
    placed = [_placed(layout, index, card) for index, card in enumerate(cards)]
    step = layout.per_sheet
    sheets = [placed[first : first + step] for first in range(0, len(placed), step)]
    box = layout.family if side == "family" else layout.worker
    template = environment().get_template(f"{side}.html.j2")
    return template.render(
        titles=TITLES, side=side, layout=layout, box=box, sheets=sheets, unit_name=unit_name, as_of=day_text(as_of)
    )


def _placed(layout: CardLayout, index: int, card: FamilyCard | WorkerCard) -> PlacedCard:
    name = Passage(card.name, layout.name_scale)
    if isinstance(card, FamilyCard):
        fitted = layout.family.fit([name, Passage(card.workplace), Passage(card.department)])
    else:
        difficulties = Passage(card.difficulties, most=None, mark=SEE_FORM)
        fitted = layout.worker.fit([name, Passage(card.categories, most=3), Passage(card.phone), difficulties])
    return PlacedCard(*layout.place(index % layout.per_sheet), card, fitted)
