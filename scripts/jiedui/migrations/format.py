"""Which format the records of a ledger have, and what to do where this program has another."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jiedui.migrations.chain import CURRENT, FIRST, LEDGER
from jiedui.records import files
from jiedui.records.finding import Finding, declare
from jiedui.records.kinds import path_of
from jiedui.records.reader import located

if TYPE_CHECKING:
    from pathlib import Path

LEDGER_FORMAT = declare(
    "ledger-format",
    "台账格式与软件不同",
    "台账",
    "记录怎样写，随软件的版本有时会变。格式不同，就不知道哪些写法是对的。",
    clause="发文",
    requirement="R-001",
)


# One number is wanted, also of a file that is otherwise faulty.
_FORMAT = re.compile(r"^format:[ ]*(.*?)[ ]*(?:#.*)?$", re.MULTILINE)


def of(root: Path) -> int:
    """Return the number of the format of the ledger below ``root``: the first where its file gives none.

    A file that cannot be read, or whose number is none, counts as one of this format: the reader tells its faults.
    """
    path = path_of(LEDGER)
    text, _ = files.read_text(root / path, path)
    if text is None:
        return CURRENT
    said = _FORMAT.search(text)
    if said is None:
        return FIRST
    number = said[1].strip("\"'")
    return int(number) if number.isdecimal() and int(number) >= FIRST else CURRENT


def difference(number: int) -> Finding | None:
    """Return the one finding that a ledger of another format has, or ``None`` for one of this format."""
    if number == CURRENT:
        return None
    path = path_of(LEDGER)
    if number < CURRENT:
        message = f"台账的格式是第 {number} 版，软件用的是第 {CURRENT} 版。"
        remedy = "运行 jiedui migrate，把全部记录升到新格式；先用 jiedui migrate --check 看要改哪些。"
    else:
        message = f"台账的格式是第 {number} 版，比软件的第 {CURRENT} 版新。"
        remedy = "换新版的软件再检查。"
    return LEDGER_FORMAT.at(path, ("format",), message=message, remedy=remedy)


def findings(root: Path) -> tuple[Finding, ...]:
    """Return the one finding, with its place, of a ledger of another format; none of one of this format."""
    other = difference(of(root))
    return tuple(located(root, [other])) if other else ()
