"""Which records a ledger has, by their ids, and what is to be known of each without reading it."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple, Self

from jiedui.records.tree import identifier, meant
from jiedui.rules.walk import Walk

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jiedui.records.finding import Finding
    from jiedui.records.listing import FileListing
    from jiedui.records.tree import Place

EVERY = "*"
"""Before a kind of record, it asks which ids there are of it."""

_BY_ID = ("helper", "household", "unit")


class Walked(NamedTuple):
    """What a walk over all but the inside of households' folders finds: see :class:`~jiedui.rules.walk.Walk`."""

    places: list[Place]
    homes: list[Place]
    findings: list[Finding]

    @classmethod
    def over(cls, listing: FileListing) -> Self:
        """Walk over what is listed."""
        walk = Walk(listing)
        return cls(walk.places, walk.homes, walk.findings)


class Directory:
    """The records of a ledger that others name, by their ids; what lies in households' folders is not walked over.

    ``places`` are those of all records but households and contacts, ``homes`` where the record of each household ought
    to lie, and ``findings`` are about what does not belong there. ``astray`` are the ids that stand for something that
    cannot be read, or that a change took away: who names one is not told that there is none.
    """

    def __init__(self, listing: FileListing, walked: Walked | None = None) -> None:
        """What was ``walked`` over is not again, where the same is known to lie there."""
        self.listing = listing
        self.walked = walked or Walked.over(listing)
        self.places, self.homes, self.findings = self.walked
        self.astray = self._misplaced = self._inner = strays(self.findings)
        self._gone: frozenset[str] = frozenset()
        self._answers: dict[str, bytes] = {}

    @cached_property
    def _by_id(self) -> dict[str, list[Place]]:
        by_id: defaultdict[str, list[Place]] = defaultdict(list)
        for place in (*self.places, *self.homes):
            if place.kind in _BY_ID:
                by_id[place.stem].append(place)
        return by_id

    def lead_astray(self, ids: Iterable[str]) -> None:
        """Tell which ids stand for something that cannot be read within the folders of households."""
        self._inner = frozenset(ids)
        self._begin()

    def take_for_gone(self, paths: Iterable[str]) -> None:
        """Tell which records a change took away."""
        self._gone = frozenset(map(identifier, paths))
        self._begin()

    def _begin(self) -> None:
        self.astray = self._misplaced | self._inner | self._gone
        self._answers.clear()

    def places_of(self, name: str) -> list[Place]:
        """Return where the records of an id lie, in order of path: of each kind the last one stands for it."""
        return self._by_id.get(name, [])

    def is_there(self, place: Place) -> bool:
        """Tell whether anything lies where a record ought to."""
        return bool(self.listing.file_id(place.path))

    def key(self, place: Place) -> bytes:
        """Return what stands for all that lies in a subject, and for what every rule may look at.

        A subject is a single file, or the folder of the household whose record is at ``place``.
        """
        home = place.path.rpartition("/")[0] if place.kind == "household" else ""
        what = self.listing.folder_id(home) if home else self.listing.file_id(place.path).encode()
        return blake2b(self.setting + what + place.path.encode(), digest_size=16).digest()

    def ids(self, kind: str) -> list[str]:
        """Return the ids of all records of a kind."""
        return [name for name, places in self._by_id.items() if any(place.kind == kind for place in places)]

    def answers(self, questions: Iterable[str]) -> bytes:
        """Return what stands for the answers to questions: an id asks for its record, ``*kind`` for all ids of one."""
        made = blake2b(digest_size=12)
        for question in questions:
            made.update(self._answer(question))
        return made.digest()

    def _answer(self, question: str) -> bytes:
        known = self._answers.get(question)
        if known is None:
            known = self._answers[question] = blake2b(self._found(question).encode(), digest_size=12).digest()
        return known

    def _found(self, question: str) -> str:
        if question.startswith(EVERY):
            return "\n".join(self.ids(question.removeprefix(EVERY)))
        there = [f"{place.path}\0{self.listing.file_id(place.path)}" for place in self.places_of(question)]
        return "\n".join((*there, "?" * (question in self.astray)))

    @cached_property
    def setting(self) -> bytes:
        """What stands for the policy and the divisions, which every rule may look at."""
        common = [place for place in self.places if place.kind.startswith("policy-") or place.kind == "divisions"]
        found = "\n".join(f"{place.path}\0{self.listing.file_id(place.path)}" for place in common)
        return blake2b(found.encode(), digest_size=16).digest()


def strays(findings: Iterable[Finding]) -> frozenset[str]:
    """Return the ids that stand for what findings say cannot be read, or is called otherwise than it should be."""
    return frozenset(identifier(path) for finding in findings for path in (finding.path, meant(finding)) if path)
