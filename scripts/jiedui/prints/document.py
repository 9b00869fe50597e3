"""A printable file: what every kind of print gives to the writer, and what they all draw on."""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import segno
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from jiedui.confinement import ConfinedTemplate
from jiedui.model.day_words import day_text
from jiedui.prints.paper import INTERNAL, css_text
from jiedui.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


# How a file says that it was made here: only such files are ever replaced or removed.
MARKER = '<meta name="generator" content="jiedui print">'

Item = TypeVar("Item")


class Document(Struct, frozen=True):
    """One stand-alone HTML file. ``path`` is its place below the output folder, ``title`` its name in the index.

    ``unit`` is the slug of the federation that it belongs to, and ``number`` how many sheets or people it holds, in the
    words of the index: ``12 户``.
    """

    path: str
    title: str
    unit: str
    number: str
    html: str


@cache
def environment() -> Environment:
    """Return the templates' environment: everything is escaped, a missing name is an error, each page confined."""
    made = Environment(
        loader=FileSystemLoader(Path(__file__).parent, encoding="utf-8"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.template_class = ConfinedTemplate
    made.globals.update(marker=Markup(MARKER), dial_code=dial_code, grouped=grouped, day_text=day_text)
    made.globals.update(css_text=css_text, internal=INTERNAL)
    return made


def batches(items: Sequence[Item], size: int) -> Iterator[tuple[str, Sequence[Item]]]:
    """Yield parts of at most ``size`` items, each with what tells its file from the others: nothing, or ``-2``.

    A browser prints a hundred pages at a time well; a thousand in one file would take all its memory.
    """
    for first in range(0, len(items), size):
        yield f"-{first // size + 1}" if len(items) > size else "", items[first : first + size]


@lru_cache(maxsize=4096)
def dial_code(number: str) -> Markup:
    """Return a QR code, as inline SVG of one path, that dials a number and holds nothing else; nothing for none."""
    if not any(map(str.isdigit, number)):
        return Markup()
    code = segno.make(f"tel:{number}", micro=False, error="m")
    return Markup(code.svg_inline(border=4, omitsize=True, svgclass="qr", lineclass=None))


def grouped(number: str) -> list[str]:
    """Return a phone number in the groups in which it is read aloud: a mobile as 3, 4 and 4 digits."""
    return [number[:3], number[3:7], number[7:]] if number.isdigit() and len(number) == 11 else [number]
