"""A complete page with the end tags that it leaves to a browser, by the rules of HTML, for tests that read its text."""

from __future__ import annotations

import re

# Tags that are never closed.
VOID = {"br", "col", "hr", "img", "input", "link", "meta", "wbr"}
_CELLS, _ENTRIES = {"td", "th"}, {"dt", "dd"}
# What is open inside ends where one of these begins, innermost first.
_ENDED_BY = {
    "tr": (_CELLS, {"tr"}),
    **dict.fromkeys(_CELLS, (_CELLS,)),
    **dict.fromkeys(_ENTRIES, (_ENTRIES,)),
    "li": ({"li"},),
}
_LEFT_OUT = {"tr", "li", *_CELLS, *_ENTRIES}
_TAG = re.compile(r"<(?P<end>/?)(?P<name>[a-z][a-z0-9]*)\b(?:[^<>\"]|\"[^\"]*\")*?(?P<closed>/?)>")


def ended(text: str) -> str:
    """The page with all end tags; what has them stays as it is."""
    there: list[str] = []
    parts: list[str] = []
    done = 0

    def end() -> None:
        """End what is innermost, before the space that stands at its end."""
        said = parts[-1].rstrip()
        parts[-1:] = [said, f"</{there.pop()}>", parts[-1][len(said) :]]

    for tag in _TAG.finditer(text):
        parts.append(text[done : tag.start()])
        name, done = tag["name"], tag.end()
        if tag["end"]:
            while there and there[-1] != name and there[-1] in _LEFT_OUT:
                end()
            if there and there[-1] == name:
                there.pop()
        else:
            for open_ones in _ENDED_BY.get(name, ()):
                if there and there[-1] in open_ones:
                    end()
            if name not in VOID and not tag["closed"]:
                there.append(name)
        parts.append(tag[0])
    return "".join((*parts, text[done:]))
