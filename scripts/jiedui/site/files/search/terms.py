"""What 查户 finds somebody by: names, ids, places and offices, in buckets by pairs of characters.

A word that is typed is looked up by one pair of its characters, so that a page loads one bucket and not the city.
Names stand in further buckets by the initials of their pinyin.
"""

from __future__ import annotations

from collections import defaultdict
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise, product
from typing import TYPE_CHECKING

from jiedui.site.files.search.characters import fold, spelling
from jiedui.site.files.search.entries import HouseholdEntry
from jiedui.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from jiedui.site.files.search.entries import Entries, HelperEntry

# A pair in more entries than this does not tell anybody from others; a word of such pairs needs another beside it.
COMMON = 4000
# How many bytes a bucket has on average, at most.
BUCKET = 16_000
# The pairs of so many terms are kept for the next edit.
_TERMS = 100_000


class TermPart(StrEnum):
    """What a term is to an entry; find-people.js knows the letters, and which hit comes first."""

    ID = "i"
    HEAD = "h"
    MEMBER = "m"
    HELPER = "r"
    STAFF = "s"
    OFFICE = "o"
    HOME = "p"


Term = dict[TermPart, list[int]]
"""The numbers of the entries that a term is a part of, by which part."""


class Buckets(Struct, frozen=True):
    """All terms: those of a bucket have a pair that falls into it. ``common`` pairs fall into none, but for an id."""

    buckets: tuple[Mapping[str, Term], ...]
    common: tuple[str, ...]


def bucket_of(pair: str, count: int) -> int:
    """Return the bucket, of ``count``, that a pair of characters falls into; find-people.js reckons the same."""
    return (ord(pair[0]) * 31 + ord(pair[1])) % count


@lru_cache(maxsize=_TERMS)
def pairs(term: str) -> frozenset[str]:
    """Return the pairs of neighbours in a term that is folded."""
    return frozenset([first + second for first, second in pairwise(term)])


@lru_cache(maxsize=_TERMS)
def initial_pairs(name: str) -> frozenset[str]:
    """Return the pairs of initials by which a name may be typed."""
    initials = [sorted({sound[0] for sound in spelling(sign)}) for sign in name]
    return frozenset([first + second for near in pairwise(initials) for first, second in product(*near)])


def code_pair(identifier: str) -> str:
    """Return the pair by which an id is found: with it begins the code behind the last hyphen."""
    return fold(identifier.rpartition("-")[2])[:2]


def buckets(entries: Entries) -> Buckets:
    """Return the terms of all entries, each in its buckets."""
    terms: dict[str, Term] = {}
    found_by: dict[str, frozenset[str]] = {}
    for number, entry in enumerate(entries.numbered):
        for part, text in _household(entry) if isinstance(entry, HouseholdEntry) else _helper(entry):
            term = fold(text)
            numbers = terms.setdefault(term, {}).setdefault(part, [])
            if not numbers or numbers[-1] != number:
                numbers.append(number)
            if part is TermPart.ID:
                found_by[term] = frozenset([code_pair(text)])
    for term, parts in terms.items():
        if term not in found_by:
            found_by[term] = pairs(term) if parts.keys().isdisjoint(_NAMES) else pairs(term) | initial_pairs(term)
    return _spread(terms, found_by)


_NAMES = frozenset({TermPart.HEAD, TermPart.MEMBER, TermPart.HELPER, TermPart.STAFF})


def _household(entry: HouseholdEntry) -> Iterator[tuple[TermPart, str]]:
    yield TermPart.ID, entry.id
    yield TermPart.HEAD, entry.name
    for name in entry.others:
        yield TermPart.MEMBER, name
    if entry.helper_id:
        yield TermPart.HELPER, entry.helper
    yield TermPart.HOME, entry.village
    if entry.group:
        yield TermPart.HOME, entry.group


def _helper(entry: HelperEntry) -> Iterator[tuple[TermPart, str]]:
    yield TermPart.ID, entry.id
    yield TermPart.STAFF, entry.name
    for text in (entry.post, entry.department, entry.township):
        if text:
            yield TermPart.OFFICE, text


def _size(term: Term) -> int:
    """Return how many characters a term takes in JSON: to write it only for that takes long."""
    return sum(7 + len(repr(numbers)) for numbers in term.values())


def _spread(terms: Mapping[str, Term], found_by: Mapping[str, frozenset[str]]) -> Buckets:
    """Put every term into the buckets of the pairs that it is found by."""
    weight: dict[str, int] = defaultdict(int)
    for term, by in found_by.items():
        entries = sum(map(len, terms[term].values()))
        for pair in by:
            weight[pair] += entries
    common = {pair for pair, entries in weight.items() if entries > COMMON}
    size = sum(_size(terms[term]) * len(by - common) for term, by in found_by.items())
    count = 1 << max(0, (size // BUCKET).bit_length())
    spread: list[dict[str, Term]] = [{} for _ in range(count)]
    bucket = {pair: spread[bucket_of(pair, count)] for pair in weight}
    for term in sorted(found_by):
        by = found_by[term]
        for pair in by if TermPart.ID in terms[term] else by - common:
            bucket[pair][term] = terms[term]
    return Buckets(tuple(spread), tuple(sorted(common)))
