"""Numbers of persons in a text of any sort: those of the ledger in any grouping, all others in their usual forms.

A built site is full of digits that are nobody's: the points of drawings, columns of figures, hashes. What is in no
ledger counts only where it stands by itself, in one piece or in the groups that people write, and
:mod:`jiedui.rules.number_forms` takes it for a number of a person.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jiedui.records.digits import digits_of, plain
from jiedui.rules.number_forms import has_identity, has_telephone
from jiedui.trust.leak import LeakKind, Trace

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_OTHER_DIGIT = re.compile(r"(?![0-9])\d")
_SIGN = r"[ \-.·/_()（）\u00a0\u2010-\u2015\u200b\u3000]"
_ROW = re.compile(rf"(?<![0-9])(?:[0-9][Xx]?{_SIGN}{{0,2}}){{9,}}[0-9][Xx]?")
_GROUP = re.compile(r"[0-9]+[Xx]?")
_LONGEST, _GROUPED = 22, 2
_USUAL = re.compile(
    r"(?<![0-9A-Za-z.])(?:[0-9]{11,19}|[0-9]{17}[Xx]|[0-9]{17}[0-9Xx][1-7][1-4](?:B[1-9])?"
    r"|(?:(?:86|\+86)[ \-]?)?1[0-9]{2}-[0-9]{4}-[0-9]{4}"  # with blanks it is a row of a table
    r"|[0-9]{6}(?P<parts>[ \-])[0-9]{8}(?P=parts)[0-9]{3}[0-9Xx](?:(?P=parts)?[1-7][1-4])?"
    r"|[0-9]{4}(?P<card>[ \-])[0-9]{4}(?P=card)[0-9]{4}(?P=card)[0-9]{4}(?:(?P=card)[0-9]{1,3})?"
    r")(?![0-9A-Za-z])"
)
_COUNTRY = re.compile(r"(?:0{0,2}86|0)(?=1[3-9][0-9]{9}\Z)")


class DigitRows:
    """The numbers of a ledger's people, by kind, and how they are found in a text."""

    def __init__(self, numbers: Iterable[Trace]) -> None:
        self._kinds = {number.key: number.kind for number in numbers}
        self._lengths = sorted({len(key) for key in self._kinds})

    def found(self, text: str) -> Iterator[Trace]:
        """Yield the numbers of persons in a text, each by its digits."""
        folded = text if text.isascii() or not _OTHER_DIGIT.search(text) else plain(text)
        rows = _ROW.findall(folded)
        for row in rows:
            yield from self._known(_GROUP.findall(row.upper()))
        if not rows:  # what is usual is one
            return
        for match in _USUAL.finditer(folded):
            digits = _COUNTRY.sub("", digits_of(match[0]))
            if digits not in self._kinds:
                yield from _unknown(match[0], digits)

    def _known(self, groups: list[str]) -> Iterator[Trace]:
        """Yield what of the ledger's is made of whole groups in a row, or is a part of one of them.

        A single digit is a cell of a table.
        """
        for start, first in enumerate(groups):
            joined = first
            for group in groups[start + 1 :]:
                joined += group
                if len(group) < _GROUPED or len(joined) > _LONGEST:
                    break
                yield from self._trace(joined)
            for length in self._lengths:
                for place in range(len(first) - length + 1):
                    yield from self._trace(first[place : place + length])

    def _trace(self, digits: str) -> Iterator[Trace]:
        if digits in self._kinds:
            yield Trace(self._kinds[digits], digits)


def _unknown(written: str, digits: str) -> Iterator[Trace]:
    if has_identity(written):
        yield Trace(LeakKind.NUMBER, digits)
    elif has_telephone(written):
        yield Trace(LeakKind.PHONE, digits)
