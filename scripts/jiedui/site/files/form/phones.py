"""Telephones as the form compares them: short salted marks lead to who may have a number, and no number to be read.

Thousands of numbers share a mark, so the form looks into the record of whoever is named by one.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

if TYPE_CHECKING:
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
    homes = ((home.id, home.phone) for home in ledger.own_households.values())
    helpers = ((helper.id, helper.mobile) for helper in ledger.own_helpers.values())
    known = [(person, mark(salt(ledger), number)) for person, number in chain(homes, helpers) if number]
    found: list[Bucket] = [{} for _ in range(1 + len(known) // BUCKET)]
    for person, number in known:
        found[number % len(found)].setdefault(f"{number:x}", []).append(person)
    return found
