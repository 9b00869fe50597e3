"""Tables, lists and charts in a Markdown page: HTML already, in which an engine would look for the end tag by tag.

That takes longer than all else on a page, and leaves them as they are.
"""

from __future__ import annotations

import re
from itertools import count

# None of them holds another of its name, but for lists: of these the inner ones.
_BLOCK = re.compile(r"<(table|dl|ul|ol|svg)\b(?:(?!<\1\b).)*?</\1>", re.DOTALL)
_EMPTY = re.compile(r'<(table|dl|ul|ol|svg) id="(\d+)"></\1>')
# What a page tells the engine stands before it, and is no HTML.
_FRONT = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)


def taken_out(text: str) -> tuple[str, list[str]]:
    """Return a Markdown page with an empty element in the place of each such block, and the blocks."""
    front = _FRONT.match(text)
    start = front.end() if front else 0
    numbers, body = count(), text[start:]
    bare = _BLOCK.sub(lambda block: f'<{block[1]} id="{next(numbers)}"></{block[1]}>', body)
    return text[:start] + bare, [block[0] for block in _BLOCK.finditer(body)]


def put_back(page: str, blocks: list[str]) -> str:
    """Return what an engine made of a page that :func:`taken_out` gave, with its blocks."""
    return _EMPTY.sub(lambda block: blocks[int(block[2])], page)
