"""Characters of names that this machine cannot print: they become empty boxes, in silence (R-116, R-120)."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

from markupsafe import escape

from jiedui.model.names import rare
from jiedui.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from jiedui.model.ledger import Ledger

# Fontconfig's, which Chromium asks itself on Linux. Windows and macOS have no such list to ask.
_LIST = "fc-list"


class UnprintableName(Struct, frozen=True):
    """A person whose name holds ``characters`` that no font of this machine is known to have."""

    name: str
    characters: tuple[str, ...]


def unprintable(ledger: Ledger, pages: Iterable[Path]) -> list[UnprintableName]:
    """Return of the people whose names stand on printed pages those with characters to look at, by name.

    Where the fonts cannot be asked, every character that many lack counts.
    """
    found = {name: tuple(filter(_lacks_glyph, rare(name))) for name in _names(ledger) if rare(name)}
    if not any(found.values()):
        return []
    printed = "".join(page.read_text("utf-8") for page in pages)
    return [
        UnprintableName(name, characters)
        for name, characters in sorted(found.items())
        if characters and str(escape(name)) in printed
    ]


def _names(ledger: Ledger) -> Iterator[str]:
    for household in ledger.households.values():
        for member in household.members:
            yield member.name
    for helper in ledger.helpers.values():
        yield helper.name


def _lacks_glyph(character: str) -> bool:
    """Tell whether no font of this machine is known to have a character."""
    command = shutil.which(_LIST)
    if command is None:
        return True
    asked = [command, f":charset={ord(character):x}", "family"]
    return not subprocess.run(asked, capture_output=True, check=False).stdout.strip()
