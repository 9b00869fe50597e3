"""Cards laid out on A4 sheets as stand-alone HTML. The look is in the templates beside this module (R-122)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import segno
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from jiedui.prints.cards import FamilyCard, WorkerCard
from jiedui.prints.fitting import Line
from jiedui.prints.layout import Layout

SEE_FORM = "……（详见登记表）"

# How a file says that it was made here: only such files are ever replaced or removed.
MARKER = '<meta name="generator" content="jiedui cards">'
TITLES = {"family": "帮扶对象家庭留存", "worker": "残疾人工作者留存"}


@dataclass(frozen=True, slots=True)
class Placed:
    """A card at its place on the sheet, in mm, with its texts as they fit, in a size in points."""

    left: float
    top: float
    card: FamilyCard | WorkerCard
    size: float
    texts: list[str]


@cache
def environment() -> Environment:
    """Return the templates' environment: everything is escaped, a missing name is an error."""
    made = Environment(
        loader=FileSystemLoader(Path(__file__).parent, encoding="utf-8"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update(marker=Markup(MARKER), titles=TITLES, dial_code=dial_code, grouped=grouped)
    return made


def render_sheets(side: str, layout: Layout, cards: Sequence[FamilyCard | WorkerCard], **context: Any) -> str:
    """Return one file of sheets with the cards of one side: ``family`` or ``worker``, never both (R-121)."""
    placed = [_placed(layout, index, card) for index, card in enumerate(cards)]
    step = layout.per_sheet
    sheets = [placed[first : first + step] for first in range(0, len(placed), step)]
    block = layout.family if side == "family" else layout.worker
    template = environment().get_template(f"{side}.html.j2")
    return template.render(side=side, layout=layout, block=block, sheets=sheets, **context)


def _placed(layout: Layout, index: int, card: FamilyCard | WorkerCard) -> Placed:
    name = Line(card.name, layout.name_scale)
    if isinstance(card, FamilyCard):
        size, texts = layout.family.fit([name, Line(card.workplace), Line(card.department)])
    else:
        difficulties = Line(card.difficulties, most=None, mark=SEE_FORM)
        size, texts = layout.worker.fit([name, Line(card.categories, most=3), Line(card.phone), difficulties])
    return Placed(*layout.place(index % layout.per_sheet), card, size, texts)


@lru_cache(maxsize=4096)
def dial_code(number: str) -> Markup:
    """Return a QR code, as inline SVG of one path, that dials a number and holds nothing else."""
    code = segno.make(f"tel:{number}", micro=False, error="m")
    return Markup(code.svg_inline(border=4, omitsize=True, svgclass="qr", lineclass=None))


def grouped(number: str) -> list[str]:
    """Return a phone number in the groups in which it is read aloud: a mobile as 3, 4 and 4 digits."""
    return [number[:3], number[3:7], number[7:]] if number.isdigit() and len(number) == 11 else [number]


def long_date(when: date) -> str:
    """Return a date as staff write it: 2026年3月5日."""
    return f"{when.year}年{when.month}月{when.day}日"
