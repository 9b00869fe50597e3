"""Telephones as the form compares them: short salted marks lead to who may have a number, and no number to be read.

Thousands of numbers share a mark, so the form looks into the record of whoever is named by one.
"""

from __future__ import annotations

from functools import partial
from itertools import chain
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from jiedui.model.ledger import Ledger

# How many marks lie in one script, on average.
BUCKET = 500
_BASIS, _PRIME = 0x811C9DC5, 0x01000193

Bucket = dict[str, list[str]]
"""Who may have a number, households and helpers by their ids, by the mark of the number."""


def salt(ledger: Ledger) -> str:
    """Return what makes the marks of a ledger its own."""
    return ledger.policy.name


def mark(salted: str, number: str) -> int:
    """Return the mark of a number or an id, of 24 bits (FNV-1a, folded); data.js reckons the same."""
    found = _BASIS
    for sign in f"{salted}{number.replace('-', '')}":
        found = (found ^ ord(sign)) * _PRIME & 0xFFFFFFFF
    return found >> 24 ^ found & 0xFFFFFF


def buckets(ledger: Ledger) -> list[Bucket]:
    """Return the telephones of households and the mobiles of helpers: a mark lies in the bucket of its remainder."""
    salted = partial(mark, salt(ledger))
    marks = {
        **ledger.of_each("phones", ledger.own_households, lambda home: _of(salted, home.phone), in_passing=True),
        **ledger.of_each("mobiles", ledger.own_helpers, lambda helper: _of(salted, helper.mobile), in_passing=True),
    }
    everybody = chain(ledger.own_households, ledger.own_helpers)
    known = [(person, number) for person in everybody if (number := marks[person]) is not None]
    found: list[Bucket] = [{} for _ in range(1 + len(known) // BUCKET)]
    for person, number in known:
        found[number % len(found)].setdefault(f"{number:x}", []).append(person)
    return found


def _of(salted: Callable[[str], int], number: str) -> int | None:
    return salted(number) if number else None
