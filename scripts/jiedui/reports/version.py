"""Versions of what is printed: a day, and letters that change with anything on the paper (R-082, R-123)."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from jiedui.records.codes import LETTERS

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date


def version(when: date, printed: Iterable[str], letters: int) -> str:
    """Return the version of a paper with the texts ``printed``, such as 2026-03-02-7K: at most six ``letters``."""
    base = len(LETTERS)
    rest = int.from_bytes(hashlib.sha256("\n".join(printed).encode()).digest()[:4]) % base**letters
    found = ""
    for _ in range(letters):
        rest, number = divmod(rest, base)
        found = LETTERS[number] + found
    return f"{when}-{found}"
