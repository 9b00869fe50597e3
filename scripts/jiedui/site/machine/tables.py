"""The tables in a Markdown page: HTML already, in which an engine would look for the end tag by tag.

That takes longer than all else on a page, and leaves them as they are.
"""

from __future__ import annotations

import re
from itertools import count

_TABLE = re.compile(r"<table\b.*?</table>", re.DOTALL)
_EMPTY = re.compile(r'<table id="(\d+)"></table>')


def taken_out(text: str) -> tuple[str, list[str]]:
    """Return a Markdown page with an empty table in the place of each, and the tables."""
    numbers = count()
    return _TABLE.sub(lambda _: f'<table id="{next(numbers)}"></table>', text), _TABLE.findall(text)


def put_back(page: str, tables: list[str]) -> str:
    """Return what an engine made of a page that :func:`taken_out` gave, with its tables."""
    return _EMPTY.sub(lambda table: tables[int(table[1])], page)
