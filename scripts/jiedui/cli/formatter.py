"""How help is laid out: Chinese headings, and lines that are folded where a terminal would cut a word in two."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterable

_HEADINGS = {"Options": "选项", "Commands": "命令"}
# What stands together on a line: a Latin word or a single Chinese character, with the marks that it opens or closes.
_PIECE = re.compile(r"\s*[（“《]*(?:[!-~]+|\S)[，。、：；？！）”》…]*")


def columns(text: str) -> int:
    """Return how many columns of a terminal a text takes: a Chinese character is as wide as two letters."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def folded(text: str, width: int) -> list[str]:
    """Return a text in lines of at most ``width`` columns; a word that is wider stands alone."""
    lines = [""]
    for piece in _PIECE.findall(text):
        if lines[-1] and columns(lines[-1] + piece) > width:
            lines.append("")
        lines[-1] += piece if lines[-1] else piece.lstrip()
    return lines


class Formatter(click.HelpFormatter):
    """Help with Chinese headings, in lines that fit into the terminal and into 80 columns."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write the line of usage behind 用法."""
        super().write_usage(prog, args, prefix or "用法：")

    def write_heading(self, heading: str) -> None:
        """Write a heading in Chinese, where one of these is known for it."""
        super().write_heading(_HEADINGS.get(heading, heading))

    def write_text(self, text: str) -> None:
        """Write a paragraph."""
        for line in folded(text, self.width - self.current_indent):
            self.write(f"{'':>{self.current_indent}}{line}\n")

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """Write what is explained beside its explanation, which is folded below its own beginning.

        The column is as wide as it needs to be: ``col_max``, the width that it should not pass, is not looked at.
        """
        rows = list(rows)
        width = max(columns(term) for term, _ in rows) + col_spacing
        for term, said in rows:
            first, *more = folded(said, self.width - self.current_indent - width)
            gap = width - columns(term)
            self.write(f"{'':>{self.current_indent}}{term}{'':>{gap}}{first}".rstrip() + "\n")
            for line in more:
                self.write(f"{'':>{self.current_indent + width}}{line}\n")
