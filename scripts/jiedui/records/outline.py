"""Where the keys of a text stand that is written line by line, as the canonical writer does: without composing it.

Each line is a field or an entry of a list, two blanks deeper than what it lies in, but for blocks of text, which are
passed over. Any other text is for :mod:`jiedui.records.composition`.
"""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, NamedTuple

from jiedui.pattern import pattern

if TYPE_CHECKING:
    from jiedui.records.values import Pointer

_VALUE = r'"[^"\\]*"|\w(?:[^:]|:(?! |\Z))*?'
_BLOCK = "|-"
_LINE = pattern(rf"( *)(- )?(?:([a-z_]+):(?: (\|-|{_VALUE}))?|(?<=- )(?:{_VALUE}))(?:  #.*)?")
_STEP = 2


class Places(dict[str | int, "Spot"]):
    """Where what a mapping holds stands by its keys, or what a list holds by its numbers."""

    def of(self, pointer: Pointer) -> tuple[int, int]:
        """Return line and column (from 1) of what a pointer leads to; where that is not there, of what lacks it."""
        line, column, below = 1, 1, self
        for part in pointer:
            if part not in below:
                break
            line, column, below = below[part]
        return line, column


class Spot(NamedTuple):
    """Where one key or entry stands, and what is below it."""

    line: int
    column: int
    below: Places


def of(text: str) -> Places | None:
    """Return where all that a text holds stands; ``None`` where it may be written in another way."""
    lines = text.replace("\r\n", "\n").removesuffix("\n").split("\n")
    if not "".join(lines).isprintable():  # to YAML, other signs than a line feed end a line, too
        return None
    outline = _Outline()
    return outline.root if all(map(outline.takes, count(1), lines)) and outline.is_whole else None


class _Level(NamedTuple):
    """A mapping, or a list, of which each line begins so many blanks deep."""

    is_list: bool
    indent: int
    places: Places


class _Outline:
    """The places of a text that is taken in line by line."""

    def __init__(self) -> None:
        self.root = Places()
        self._levels = [_Level(is_list=False, indent=0, places=self.root)]
        self._begun: tuple[int, Places] | None = None  # what stands below the key of the line before, and how deep
        self._block = 0  # how deep the block of text stands that lines belong to
        self._is_first = False

    @property
    def is_whole(self) -> bool:
        """Whether nothing more has to come."""
        return self._begun is None and not self._is_first

    def takes(self, number: int, line: str) -> bool:
        """Take in a line; tell whether it is one that is known."""
        if self._block:
            inside = line.startswith(" " * self._block)
            if self._is_first:
                self._is_first = False
                return inside and line[self._block :][:1] not in ("", " ")
            if inside or not line:
                return True
            self._block = 0
        match = _LINE.fullmatch(line)
        if match is None:
            return False
        indent, dash, key, value = match.groups()
        level = self._level(len(indent), is_list=bool(dash))
        if level is None:
            return False
        column, places = len(indent), level.places
        if dash:
            column, places = column + _STEP, Places()
            level.places[len(level.places)] = Spot(number, column + 1, places)
            if key:
                self._levels.append(_Level(is_list=False, indent=column, places=places))
        if key:
            below = Places()
            places.setdefault(key, Spot(number, column + 1, below))
            if value is None:
                self._begun = column + _STEP, below
            elif value == _BLOCK:
                self._block, self._is_first = column + _STEP, True
        return True

    def _level(self, indent: int, *, is_list: bool) -> _Level | None:
        """Return the mapping or the list that a line belongs to; ``None`` where it belongs to none."""
        if self._begun:
            depth, places = self._begun
            self._begun = None
            if indent != depth:
                return None
            self._levels.append(_Level(is_list, indent, places))
        while self._levels and self._levels[-1][:2] != (is_list, indent):
            self._levels.pop()
        return self._levels[-1] if self._levels else None
