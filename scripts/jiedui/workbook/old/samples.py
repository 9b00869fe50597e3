"""What stands in a column of an old workbook, by its looks alone: numbers of people, days, places, words."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from jiedui.model import names
from jiedui.records.spreadsheet import cause
from jiedui.records.suggest import as_date, bare
from jiedui.reports.comparison.listed import ListedNumber
from jiedui.struct import Struct
from jiedui.workbook.book.cells import CellFault, read
from jiedui.workbook.list_columns import tidy_number
from jiedui.workbook.old.address import parted_address

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from jiedui.model.divisions import Divisions
    from jiedui.records.schema import Schema
    from jiedui.workbook.book.tables import BookColumn

_MOST = 400
_MOSTLY = 0.8
_IDENTITY, _CERTIFICATE = 18, 20
_PHONE = re.compile(r"1[3-9][0-9]{9}|0[0-9]{2,3}-?[0-9]{7,8}")
_VILLAGE = re.compile(r".{1,10}(?:村|社区|居委会|村委会)")
_COUNTED = re.compile(r"[0-9]{1,5}")
# Longer names have a dot between their parts.
_NAME = re.compile(rf"[^0-9]{{2,4}}|[^0-9]+{names.DOT}[^0-9]+")


def holder_of(text: str) -> str:
    """Return the 18 digits of an identity number, or of that in a certificate's; empty where there is no sound one."""
    listed = ListedNumber.read(tidy_number(text))
    return listed.holder if listed else ""


def is_certificate(text: str) -> bool:
    """Tell whether a number is as long as that of a certificate, and that of a person."""
    return len(tidy_number(text)) >= _CERTIFICATE and bool(holder_of(text))


def is_identity(text: str) -> bool:
    """Tell whether a number is as long as an identity number, or one of before 1999, and that of a person."""
    return len(tidy_number(text)) <= _IDENTITY and bool(holder_of(text))


def is_phone(text: str) -> bool:
    """Tell whether a text has the look of a telephone number."""
    return _PHONE.fullmatch(re.sub(r"[ ()]", "", bare(text))) is not None


def day_in(text: str) -> str:
    """Return the day that a text says in whatever spelling, a serial of Excel's too; empty where it says none."""
    misread = cause(text, "date", {})
    return as_date(text) or (misread.suggestion if misread else "")


def is_village(text: str) -> bool:
    """Tell whether a text is the name of a village or a community and no more."""
    return _VILLAGE.fullmatch(bare(text)) is not None


def is_address(divisions: Divisions, text: str) -> bool:
    """Tell whether a text names a township and goes on with a village or a number."""
    parts = parted_address(text, divisions)
    return bool(parts.township and (parts.village or any(map(str.isdigit, parts.house))))


def is_name(text: str) -> bool:
    """Tell whether a text may be the name of a person."""
    return _NAME.fullmatch(text) is not None and names.odd(text) is None


def is_word(schema: Schema, text: str) -> bool:
    """Tell whether a text is one of the words that a schema allows, or stands for one; digits tell of none."""
    word = bare(text)
    if word.isdigit():
        return False
    return word in schema.get("enum", ()) or word.casefold() in schema.get("x-synonyms", {})


class Sample(Struct, frozen=True):
    """The first texts below the head of a column, empty ones left out."""

    texts: tuple[str, ...]

    @classmethod
    def of(cls, texts: Iterable[str]) -> Sample:
        """Take as many as tell."""
        return cls(tuple(text for text in texts if text)[:_MOST])

    def count(self, test: Callable[[str], object]) -> int:
        """Return how many of the texts pass a test."""
        return sum(number for text, number in Counter(self.texts).items() if test(text))

    def mostly(self, test: Callable[[str], object]) -> bool:
        """Tell whether nearly all of the texts pass a test."""
        return bool(self.texts) and self.count(test) >= _MOSTLY * len(self.texts)

    @property
    def is_numbering(self) -> bool:
        """Whether the texts are 1, 2, 3 …, as they stand below 序号."""
        counted = [int(text) for text in self.texts if _COUNTED.fullmatch(text)]
        rising = all(later > former for former, later in pairwise(counted))
        return len(counted) > 1 and len(counted) == len(self.texts) and rising


def reads(text: str, column: BookColumn) -> bool:
    """Tell whether a text may stand in a column of ours, as far as one cell tells."""
    return column.named != "" or column.key is not None or not isinstance(read(text, column), CellFault)
