"""Sheets of paper: size, margins, and the foot that every page bears, whatever sheet it comes from.

The margins are those of the page, so that a sheet that runs over has them on its second page, too. The foot stands in
the margin: whose sheet it is, that it is internal, and its page. Browsers older than Chromium 131 leave it out.
"""

from __future__ import annotations

from markupsafe import Markup

from jiedui.struct import Struct

INTERNAL = "内部资料"
# How much of a name a foot has room for.
_NAME = 14


class PageSetup(Struct, frozen=True, kw_only=True):
    """One size of paper with its margins, in mm, and the size of its foot in points."""

    width: float = 210
    height: float = 297
    top: float
    side: float
    bottom: float
    foot: float = 9

    @property
    def inner_width(self) -> float:
        """What the margins leave of the width, in mm."""
        return self.width - 2 * self.side

    @property
    def inner_height(self) -> float:
        """What the margins leave of the height, in mm."""
        return self.height - self.top - self.bottom

    @property
    def margins(self) -> Markup:
        """The margins as CSS gives them: top, sides, bottom."""
        return Markup(f"{self.top:g}mm {self.side:g}mm {self.bottom:g}mm")


def foot(*words: str) -> str:
    """Return what stands at the left of the foot; a very long name is cut, for the sheet itself bears it whole."""
    return "　".join(word if len(word) <= _NAME else word[: _NAME - 1] + "…" for word in words if word)


def css_text(text: str) -> Markup:
    """Return a text as a string of CSS that may stand in HTML: no character of it ends the string or the style."""
    escaped = "".join(char if char.isalnum() else f"\\{ord(char):x} " for char in text)
    return Markup(f'"{escaped}"')
