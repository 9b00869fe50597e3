"""A sealed value as the rest of the program meets it: a text, that the writer writes back as the token it came from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self, TypeGuard

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jiedui.records.sealing.cipher import SealedPlace
    from jiedui.records.sealing.token import Token


class SealedText(str):
    """The value of a ``token`` read at a ``place``: the value itself where ``is_open``, else its ``stand_in``.

    One ``is_refused`` where there are keys of its household here and none opens it.
    Two that are not open are the same if their tokens are, and no other text is the same as one: what it says is not
    known. Whatever makes another text of it, a part of it or the text in other letters, makes a plain one.
    """

    __slots__ = ("is_open", "is_refused", "place", "stand_in", "token")
    token: Token
    place: SealedPlace
    stand_in: str
    is_open: bool
    is_refused: bool

    def __new__(
        cls, text: str, token: Token, place: SealedPlace, *, stand_in: str | None = None, is_refused: bool = False
    ) -> Self:
        """Make a text that reads as ``text``, which is open if another ``stand_in`` is given, and else is that."""
        made = super().__new__(cls, text)
        made.token, made.place = token, place
        made.is_open, made.is_refused = stand_in is not None, is_refused
        made.stand_in = text if stand_in is None else stand_in
        return made

    def __eq__(self, other: object) -> bool:
        if self.is_open:
            return isinstance(other, str) and str.__eq__(self, other) and not is_hidden(other)
        return is_hidden(other) and self.token == other.token

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        # By the token: thousands read as one stand-in, and a set of such would ask each of them for all others.
        return str.__hash__(self) if self.is_open else hash(self.token.cipher)

    def __getnewargs_ex__(self) -> tuple[tuple[str, Token, SealedPlace], dict[str, str | bool | None]]:
        said = {"stand_in": self.stand_in if self.is_open else None, "is_refused": self.is_refused}
        return (str(self), self.token, self.place), said


def is_hidden(value: object) -> TypeGuard[SealedText]:
    """Tell whether a value is sealed and nobody here has its key: what it reads as is a stand-in."""
    return isinstance(value, SealedText) and not value.is_open


def holds_sealed(texts: Iterable[str]) -> bool:
    """Tell whether one of the texts of a record is sealed and was not erased: its keys open it, here or elsewhere."""
    return any(isinstance(text, SealedText) and not text.token.is_erased for text in texts)


def is_erased(value: object) -> bool:
    """Tell whether a value is what stands where one was that is no more, for anybody, with whatever key."""
    return isinstance(value, SealedText) and value.token.is_erased


def stands_for(value: object, known: object) -> bool:
    """Tell whether a plain value is what a ``known`` one reads as without its key: nobody has said another thing.

    Also where the key is here: what says so may come from a machine that has none.
    """
    if not isinstance(known, SealedText) or isinstance(value, SealedText) or known.stand_in != value:
        return False
    return not known.is_open or str(known) != value
