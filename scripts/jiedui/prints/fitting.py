"""Making a text fit: how many lines it takes, which size is small enough, and where to cut what is still too long.

Browsers report no overflow to a printed page, so the reckoning is done here, on the careful side.
"""

from __future__ import annotations

import html
import re
import unicodedata
from bisect import bisect_right
from typing import TYPE_CHECKING

from jiedui.struct import Struct, replace

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MM_PER_POINT = 25.4 / 72
ELLIPSIS = "……"
FULL_STOPS = "。！？；"
HALF_STOPS = "，、："

# A line begins with none of the former and ends with none of the latter.
_CLOSING = "，。、；：？！）】》〉」』”’…—·～,.;:?!)]}%‰℃°/-"
_OPENING = "（【《〈「『“‘([{￥$"
_UNIT = re.compile(rf"[{re.escape(_OPENING)}]*.[{re.escape(_CLOSING)}]*", re.DOTALL)
_SLACK = 0.4
_PARAGRAPH = re.compile(r"<(?:li|p)\b[^>]*>(.*?)</(?:li|p)>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")


class Passage(Struct, frozen=True):
    """One text of a box. ``scale`` is its size by that of the box.

    ``most`` limits its lines where the smallest size is still too large; ``None`` gives it all that remain, and
    ``mark`` then says that it was cut.
    """

    text: str
    scale: float = 1.0
    most: int | None = 2
    mark: str = ELLIPSIS


class Fitted(Struct, frozen=True):
    """Texts as they go into a box, and their size in points."""

    size: float
    texts: tuple[str, ...]


class Parted(Struct, frozen=True):
    """What of one text goes into a box, its size in points, and the rest that has to go elsewhere."""

    size: float
    text: str
    rest: str


class Box(Struct, frozen=True):
    """Room for some texts: width and height in mm, sizes in points from the wanted one down.

    ``leading`` is the height of a line and ``gap`` the space between two texts, both by the size of the letters.
    """

    width: float
    height: float
    sizes: tuple[float, ...]
    leading: float
    gap: float

    def size(self, passages: Sequence[Passage]) -> float:
        """Return the largest size in points at which the texts fit; the smallest where none does."""
        return next((size for size in self.sizes if self._height(passages, size) <= self.height), self.sizes[-1])

    def size_of_html(self, told: str, heading: float) -> float:
        """Return the largest size at which paragraphs and items of lists fit, told as HTML; the smallest if none does.

        Each ``<h3>`` among them takes ``heading`` mm of the height, whatever the size of the text.
        """
        texts = [html.unescape(_TAG.sub("", part.replace("<br>", "\n"))).strip() for part in _PARAGRAPH.findall(told)]
        room = replace(self, height=self.height - heading * told.count("<h3>"))
        return room.size([Passage(text) for text in texts])

    def fit(self, passages: Sequence[Passage]) -> Fitted:
        """Return the texts as they fit, cut only where even the smallest size cannot hold them."""
        smallest = self.size(passages)
        if self._height(passages, smallest) <= self.height:
            return Fitted(smallest, tuple(passage.text for passage in passages))
        texts = [self._cut(item, smallest, item.most) if item.most else item.text for item in passages]
        for index, passage in enumerate(passages):
            if passage.most is None:
                fixed = [Passage(texts[number], item.scale) for number, item in enumerate(passages) if number != index]
                room = self.height - self._height(fixed, smallest) - self._gaps(smallest, 1)
                texts[index] = self._cut(passage, smallest, int(room / self._line_height(passage, smallest)))
        return Fitted(smallest, tuple(texts))

    def part(self, text: str, mark: str) -> Parted:
        """Return what of a text fits, and the rest; where there is a rest, ``mark`` has room after what fits."""
        passage = Passage(text, most=None)
        size = self.size([passage])
        if self._height([passage], size) <= self.height:
            return Parted(size, text, "")
        room = int(self.height / self._line_height(passage, size))
        return Parted(size, *split(text, self._ems(passage, size), max(room, 1), mark))

    def _height(self, passages: Sequence[Passage], size: float) -> float:
        rows = sum(count(item.text, self._ems(item, size)) * self._line_height(item, size) for item in passages)
        return rows + self._gaps(size, len(passages) - 1)

    def _gaps(self, size: float, number: int) -> float:
        return self.gap * size * MM_PER_POINT * number

    def _ems(self, passage: Passage, size: float) -> float:
        return self.width / (size * passage.scale * MM_PER_POINT) - _SLACK

    def _line_height(self, passage: Passage, size: float) -> float:
        return size * passage.scale * MM_PER_POINT * self.leading

    def _cut(self, passage: Passage, size: float, most: int) -> str:
        return cut(passage.text, self._ems(passage, size), max(most, 1), passage.mark)


def width(text: str) -> float:
    """Return how wide a text is, in ems, rather too wide than too narrow."""
    return sum(map(_em, text))


def _em(char: str) -> float:
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0.0
    if not char.isascii():
        return 1.0
    # As wide as in the widest of the faces used, Noto Serif.
    if char in "MWm@%":
        return 1.06
    if char.isupper() or char == "w":
        return 0.86
    return 0.67 if char.isalpha() else 0.62


def _units(text: str) -> Iterator[str]:
    """Yield the parts that a line break leaves whole: a character with the punctuation and marks that cling to it."""
    held = ""
    for unit in _UNIT.findall(text):
        if held and unicodedata.category(unit[0]) not in ("Mn", "Me", "Cf"):
            yield held
            held = ""
        held += unit
    if held:
        yield held


def count(text: str, ems: float) -> int:
    """Return how many lines of a width in ems a text takes, at least one; a line feed begins another."""
    return sum(_count(line, ems) for line in text.split("\n"))


def _count(text: str, ems: float) -> int:
    lines, used = 1, 0.0
    for unit in _units(text):
        if used + (wide := width(unit)) <= ems:
            used += wide
        elif wide <= ems:
            lines, used = lines + 1, wide
        else:  # longer than a line: broken anywhere
            whole, used = divmod((used and ems) + wide, ems)
            lines += int(whole)
    return lines


def cut(text: str, ems: float, lines: int, mark: str) -> str:
    """Return a text that takes at most ``lines`` lines: as it is, or cut and marked as :func:`split` does."""
    kept, rest = split(text, ems, lines, mark)
    return kept.rstrip(HALF_STOPS + "；") + mark if rest else kept


def split(text: str, ems: float, lines: int, mark: str) -> tuple[str, str]:
    """Return what fits into ``lines`` lines together with ``mark``, and the rest: nothing where all fits without it.

    It is parted after a sentence if one ends in the latter half of what fits, else after a clause, else anywhere.
    """
    if count(text, ems) <= lines:
        return text, ""
    units = list(_units(text))
    fitting = bisect_right(range(len(units)), lines, key=lambda number: count("".join(units[: number + 1]) + mark, ems))
    kept = "".join(units[:fitting])
    for stops in (FULL_STOPS + "\n", HALF_STOPS):
        end = max(kept.rfind(stop) for stop in stops) + 1
        if end > len(kept) / 2:
            kept = kept[:end]
            break
    return kept, text[len(kept) :]
