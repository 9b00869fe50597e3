"""Texts of a ledger that hold a number of a person, or one that may be somebody's telephone: without the number.

What is kept of such a text is where it stands, and marks of the telephones that it may hold: whose they are is asked of
the whole ledger, which may be long after the text was read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from jiedui.rules.marks import mark

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jiedui.records.finding import Finding, Rule
    from jiedui.records.values import Pointer
    from jiedui.rules.digit_texts import DigitText
    from jiedui.rules.marks import Telephones


class _Asked:
    """Telephones that were asked for, by their marks; none is known yet."""

    def __init__(self) -> None:
        self.marks: set[bytes] = set()

    def __contains__(self, digits: object) -> bool:
        self.marks.add(mark(str(digits)))
        return False


class NumberText(NamedTuple):
    """A text in the file ``path``, at ``pointer`` or in a ``line`` of what is no record; ``where`` says in words where.

    ``identity`` tells whether it holds the number of an identity, a certificate or a card, ``mobile`` whether that of a
    mobile in a usual form. ``asked`` are the marks of what else may be a telephone in it, ``apart`` those of what one
    of the texts that it is made of has alone.
    """

    path: str
    where: str
    pointer: Pointer
    line: int
    identity: bool
    mobile: bool
    asked: tuple[bytes, ...]
    apart: tuple[bytes, ...]

    def holds_telephone(self, known: Telephones) -> bool:
        """Tell whether it holds a mobile's number, or in any form a telephone that is known."""
        return (self.mobile or not known.marks.isdisjoint(self.asked)) and known.marks.isdisjoint(self.apart)

    def fault(self, rule: Rule, message: str, remedy: str) -> Finding:
        """Return a finding of a rule about the text."""
        column = 1 if self.line else 0
        return rule.at(self.path, self.pointer, message=message, remedy=remedy, line=self.line, column=column)


def number_texts(texts: Iterable[DigitText]) -> Iterator[NumberText]:
    """Yield what is to be known of each text that holds a number, or what may be a telephone."""
    for text in texts:
        from jiedui.rules.number_forms import has_identity  # its forms take long to compile, and few texts ask for them

        identity, (mobile, asked) = text.holds(has_identity), _telephones(text.text)
        apart = [_telephones(part) for part in text.parts]
        if any(found for found, _ in apart):
            mobile, asked = False, frozenset()
        if identity or mobile or asked:
            others = frozenset[bytes]().union(*(marks for _, marks in apart))
            yield NumberText(
                text.path, text.where, text.pointer, text.line, identity, mobile, (*sorted(asked),), (*sorted(others),)
            )


def _telephones(text: str) -> tuple[bool, frozenset[bytes]]:
    """Return whether a text holds a mobile's number, and the marks of what else may be a telephone in it."""
    from jiedui.rules.number_forms import has_telephone

    asked = _Asked()
    return has_telephone(text, asked), frozenset(asked.marks)
