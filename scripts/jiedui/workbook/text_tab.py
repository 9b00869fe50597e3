"""A sheet of very many rows that are texts alone, written a row at a time."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, Any, NamedTuple

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from jiedui.workbook.fitting import row_height

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from xlsxwriter.format import Format

# What XML does not admit or Excel takes for its way to write that; and what they take for something else, or drop.
_CODED = re.compile(r"[\x00-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_SPECIAL = re.compile(rf"{_CODED.pattern}|[&<>]|^\s|\s\Z")

# How wide a character is at most, and how much of a column its edges take.
_WIDE, _EDGE = 2, 1


class _Column(NamedTuple):
    """What stands before and after the number of the row in a cell of a column."""

    before: str
    after: str


class TextTab(Worksheet):
    """A sheet in which whole rows of texts can be written, in a workbook that keeps none of them.

    XlsxWriter takes five times as long for a cell: it asks of each anew what it is.
    """

    row_data_fh: Any
    _text_columns: tuple[_Column, ...] = ()
    _long: tuple[tuple[int, float], ...] = ()

    def set_texts(self, formats: Sequence[Format], long: Mapping[int, float]) -> None:
        """Take what the texts of each column look like; the first row of texts comes after this.

        ``long`` are the places of the columns whose texts may take several lines, with their widths in characters.
        """
        self._long = tuple(long.items())
        self._text_columns = tuple(
            _Column(f'<c r="{xl_col_to_name(number)}', f'" s="{form._get_xf_index()}" t="inlineStr"><is><t>')  # type: ignore[no-untyped-call]
            for number, form in enumerate(formats)
        )

    def write_texts(self, row: int, texts: Sequence[str]) -> None:
        """Write the texts of a row, counted from 0, below all that is written; an empty one leaves its cell empty."""
        self._write_single_row(row)
        self._check_dimensions(row, len(texts) - 1)
        cells = "".join(
            [
                f"{before}{row + 1}{after}{text}</t></is></c>"
                if not _SPECIAL.search(text)
                else f'{before}{row + 1}{after[:-1]} xml:space="preserve">{_escaped(text)}</t></is></c>'
                for (before, after), text in zip(self._text_columns, texts, strict=True)
                if text
            ]
        )
        self.row_data_fh.write(f'<row r="{row + 1}"{self._height(texts)}>{cells}</row>')

    def _height(self, texts: Sequence[str]) -> str:
        """Return the height of a row, where it is not that of all; it may be made anew when a text changes."""
        long = [(texts[place], width) for place, width in self._long if len(texts[place]) * _WIDE > width - _EDGE]
        return f' ht="{row_height(*zip(*long, strict=True)):g}"' if long else ""


def _escaped(text: str) -> str:
    return escape(_CODED.sub(lambda found: f"_x{ord(found[0]):04X}_", text), quote=False)
