"""What comes out of the printer: a page of HTML printed by the browser, each sheet of it measured and read.

One way of measuring for the prints and for the pages of the site. Lengths are in mm.
"""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pypdfium2
from playwright.sync_api import Page

_POINTS = 72 / 25.4
# Ten dots in a mm: a margin is known to that.
_DOTS = 10
# Lighter than this, of 255, is paper.
_INK = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedPage:
    """One sheet: its size, how far its ink is from each edge, and its words without blanks.

    ``body`` is what stands above the margin at the bottom, line by line, and ``foot`` what stands in it.
    ``ends_in_ink`` tells that something is drawn, or ruled, below the last line of the body.
    """

    width: float
    height: float
    top: float
    right: float
    bottom: float
    left: float
    body: tuple[str, ...]
    foot: str
    ends_in_ink: bool

    @property
    def nearest(self) -> float:
        """How near to an edge there is ink."""
        return min(self.top, self.right, self.bottom, self.left)

    @property
    def text(self) -> str:
        """All of the body in one."""
        return "".join(self.body)


def printed(page: Page, file: Path, *, margin: float) -> list[PrintedPage]:
    """Print a local file as its own print CSS says, and measure each sheet; ``margin`` is the one at the bottom."""
    page.goto(file.as_uri())
    made = page.pdf(prefer_css_page_size=True, print_background=True)
    document = pypdfium2.PdfDocument(BytesIO(made))
    try:
        return [_measured(sheet, margin) for sheet in document]
    finally:
        document.close()


def orphans(pages: list[PrintedPage], headings: list[str]) -> list[str]:
    """Return the headings that stand last on a sheet although another follows."""
    wanted = {"".join(heading.split()) for heading in headings}
    return [
        sheet.body[-1]
        for sheet, _ in pairwise(pages)
        if sheet.body and sheet.body[-1] in wanted and not sheet.ends_in_ink
    ]


def _measured(sheet: pypdfium2.PdfPage, margin: float) -> PrintedPage:
    width, height = (side / _POINTS for side in sheet.get_size())
    image = sheet.render(scale=_DOTS / _POINTS, grayscale=True).to_pil().point(lambda grey: 255 * (grey < _INK))
    ink = image.getbbox()
    assert ink, "an empty sheet"
    left, top, right, bottom = ink
    words = sheet.get_textpage()
    body = words.get_text_bounded(bottom=margin * _POINTS).splitlines()
    # A millimetre below the last line: what hangs below its characters is no ruling.
    below = image.height - _lowest(words, margin) * _DOTS / _POINTS + _DOTS
    end = image.height - margin * _DOTS
    return PrintedPage(
        width=width, height=height, top=top / _DOTS, bottom=(image.height - bottom) / _DOTS,
        left=left / _DOTS, right=(image.width - right) / _DOTS,
        body=tuple(filter(None, ("".join(line.split()) for line in body))),
        foot="".join(words.get_text_bounded(top=margin * _POINTS).split()),
        ends_in_ink=below < end and image.crop((0, round(below), image.width, end)).getbbox() is not None,
    )  # fmt: skip


def _lowest(words: pypdfium2.PdfTextPage, margin: float) -> float:
    """Return the lower edge of the lowest character above the margin, in points from below."""
    edges = (words.get_charbox(number)[1] for number in range(words.count_chars()))
    return min((edge for edge in edges if edge > margin * _POINTS), default=0.0)
