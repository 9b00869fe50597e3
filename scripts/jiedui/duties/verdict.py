"""Truths of three values: yes, no, and not known, with what would decide it (R-039)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedui.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable


class Verdict(Struct, frozen=True):
    """A truth of three values, ``None`` for not known, and the titles of the fields that would decide it."""

    value: bool | None
    missing: tuple[str, ...] = ()

    def __invert__(self) -> Verdict:
        return self if self.value is None else decided(holds=not self.value)


YES, NO = Verdict(value=True), Verdict(value=False)


def decided(*, holds: bool) -> Verdict:
    """Return the verdict of something known."""
    return YES if holds else NO


def all_of(verdicts: Iterable[Verdict]) -> Verdict:
    """Return no if any is no, else not known if any is not known, else yes (Kleene's conjunction)."""
    missing: list[str] = []
    known = True
    for item in verdicts:
        if item.value is False:
            return NO
        if item.value is None:
            known = False
            missing += item.missing
    return YES if known else Verdict(None, tuple(dict.fromkeys(missing)))


def any_of(verdicts: Iterable[Verdict]) -> Verdict:
    """Return yes if any is yes, else not known if any is not known, else no (Kleene's disjunction)."""
    missing: list[str] = []
    known = True
    for item in verdicts:
        if item.value:
            return YES
        if item.value is None:
            known = False
            missing += item.missing
    return NO if known else Verdict(None, tuple(dict.fromkeys(missing)))
