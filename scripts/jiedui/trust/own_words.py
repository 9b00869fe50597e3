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
# Codes in examples, which the site writes with the letters of the ledger in place of these.
_CODE = re.compile(r"\bSL[SXQ]-((?:B-)?[0-9A-Z]{4})\b")


@cache
def own_words() -> frozenset[str]:
    """Return the lines of the program's own texts and examples that might say a name, a number or a day."""
    return frozenset(line.strip() for line in _lines() if _TELLING.search(line))


@cache
def own_codes() -> frozenset[str]:
    """Return what follows the letters in the codes of the program's examples: ``7K3Q``, ``B-7K3Q``."""
    return frozenset(code for line in _lines() for code in _CODE.findall(line))


@cache
def _lines() -> tuple[str, ...]:
    files = chain(_PACKAGE.rglob("*"), default_folder().glob("*"))
    own = (path for path in files if path.suffix in _SUFFIXES and not path.is_relative_to(_DEMO))
    return tuple(line for path in own for line in path.read_text("utf-8").splitlines())
