"""Pages in Markdown as MkDocs makes them, without it: it takes a second to start, which each edit would wait for."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Self

from jinja2 import Environment, FileSystemLoader
from markdown import Markdown

from jiedui.site.machine.blocks import put_back, taken_out
from jiedui.site.machine.engine import THEME
from jiedui.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

# What MkDocs adds to the extensions that it is told.
_OWN = ("toc", "tables", "fenced_code")
# What a page tells the engine: a line of JSON for each word (``site/site.py``).
_FRONT = re.compile(r"\A---\n(.*?\n)---\n", re.DOTALL)


class _Part(Struct, frozen=True):
    """A section of a page, as the frame lists it: its title in HTML, the link to it, and the sections in it."""

    title: str
    url: str
    children: tuple[Self, ...]

    @classmethod
    def of(cls, token: Mapping[str, Any]) -> Self:
        return cls(token["name"], f"#{token['id']}", tuple(map(cls.of, token["children"])))


class Rendering:
    """Makes complete pages of Markdown ones as ``jiedui site`` writes them: byte for byte what MkDocs makes of them.

    ``extensions`` are those of mkdocs.yml. Links are not checked: the check of the whole site does that.
    """

    def __init__(self, extensions: Sequence[str]) -> None:
        self._markdown = Markdown(extensions=[*_OWN, *extensions])
        # The theme writes what is HTML already, as under MkDocs.
        theme = Environment(loader=FileSystemLoader(THEME), auto_reload=False)
        self._frame = theme.get_template("main.html")

    def page(self, text: str) -> str:
        """Return the page that a Markdown page, with its front matter, becomes."""
        front = _FRONT.match(text)
        assert front, text[:80]
        body, blocks = taken_out(text[front.end() :].lstrip("\n"))
        content = put_back(self._markdown.reset().convert(body), blocks)
        parts = [_Part.of(token) for token in self._markdown.toc_tokens]
        told = (line.partition(": ") for line in front[1].splitlines())
        meta = {key: json.loads(value) for key, _, value in told}
        return self._frame.render(page={"meta": meta, "content": content, "toc": parts})
