"""What the program says itself, a name or a number that stands here too tells nothing of anyone."""

from __future__ import annotations

import re
from functools import cache
from itertools import chain
from pathlib import Path

from jiedui.records.schema import default_folder

_PACKAGE = Path(__file__).parents[1]
_SUFFIXES = frozenset((".py", ".j2", ".js", ".json", ".css", ".yml"))
_TELLING = re.compile(r"[^\x00-\x7f]|[0-9]{3}|[A-Z][a-z]* [A-Z]")
# Made-up people, whom a ledger may hold as its own.
_DEMO = _PACKAGE / "demo"


@cache
def own_words() -> frozenset[str]:
    """Return the lines of the program's own texts and examples that might say a name, a number or a day."""
    files = chain(_PACKAGE.rglob("*"), default_folder().glob("*"))
    own = (path for path in files if path.suffix in _SUFFIXES and not path.is_relative_to(_DEMO))
    lines = (line for path in own for line in path.read_text("utf-8").splitlines())
    return frozenset(line.strip() for line in lines if _TELLING.search(line))
