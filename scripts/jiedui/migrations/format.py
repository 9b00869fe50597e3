"""Which format the records of a ledger have, and what to do where this program has another."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from jiedui.migrations.chain import CURRENT, FIRST, LEDGER
from jiedui.pattern import pattern
from jiedui.records import dialect, files
from jiedui.records.finding import Finding, declare
from jiedui.records.kinds import path_of
from jiedui.records.reader import located

if TYPE_CHECKING:
    from pathlib import Path

    from jiedui.records.files import Readable
    from jiedui.records.values import Json

LEDGER_FORMAT = declare(
    "ledger-format",
    "台账格式与软件不同",
    "台账",
    "记录怎样写，随软件的版本有时会变。格式不同，就不知道哪些写法是对的。",
    clause="发文",
    requirement="R-001",
)


_COMMENT = pattern(r"#[^\n]*")
# One number is wanted, also of a file that is otherwise faulty.
_FORMAT = pattern(r"^format:(.*?)(?:#.*)?$", re.MULTILINE)
_NUMBER = pattern(r"[1-9][0-9]{0,3}\Z")
# How the file begins where it is as it is written here.
_PLAIN = pattern(r"format: ([1-9][0-9]{0,3})(?:  #.*)?\n(?=[a-z_]+:)")


def of(root: Path | Readable) -> int:
    """Return the number of the format of the ledger below ``root``: the first where its file gives none.

    A file that cannot be read, or whose number is none, counts as one of this format: the reader tells its faults.
    """
    path = path_of(LEDGER)
    text, _ = files.read_text(root, path)
    said = _said(text, path) if text is not None else ""
    if said is None:
        return FIRST
    return int(said) if isinstance(said, str) and _NUMBER.match(said) else CURRENT


def _said(text: str, path: str) -> Json:
    """Return what stands for the number, and ``None`` where nothing does. Of two sides of a conflict neither counts."""
    is_conflict = bool(dialect.conflict(text, path))
    if not is_conflict and (plain := _PLAIN.match(text)):
        return plain[1]
    from jiedui.records import loader  # takes longer to import than all else here

    loaded = loader.load(text, path, frozenset(_COMMENT.findall(text)))
    if loaded.data is not None:
        return loaded.data.get("format")
    said = None if is_conflict else _FORMAT.search(text)
    return said[1].strip(" \r\"'") if said else ""


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


def missing(root: Path) -> tuple[Finding, ...]:
    """Return the one finding of a ledger without the file that gives its format; none of any other."""
    path = path_of(LEDGER)
    if os.path.lexists(root / path):
        return ()
    message = f"没有 {path}，说不清台账的格式是第几版。"
    return (LEDGER_FORMAT.at(path, message=message, remedy="从 Git 历史里恢复这份文件，再运行 jiedui migrate。"),)


def findings(root: Path | Readable) -> tuple[Finding, ...]:
    """Return the one finding, with its place, of a ledger of another format; none of one of this format."""
    other = difference(of(root))
    return tuple(located(root, [other])) if other else ()
