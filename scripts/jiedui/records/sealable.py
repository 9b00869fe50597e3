"""Which values of a record can be sealed, and what of each stays in the clear for those who have no key.

Those of a household alone, that are texts in its own words: what is one of a few words, or a day of what was done, is
what duties and figures are reckoned from. In the clear stay

- of a birth the year: ages go by it, and are counted from the first of January then;
- of a certificate its category and grade, which stand beside it too, which copy it is, and a mark of its holder, by
  which one person is found in two households;
- of all else nothing.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from jiedui.records.mask import MASK
from jiedui.records.sealing.cipher import mark
from jiedui.records.sealing.sealed_text import SealedText, is_hidden
from jiedui.records.sealing.token import PREFIX, is_token
from jiedui.records.sensitivity import IDENTITY_DIGITS, Classes, SensitiveField, classes

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from jiedui.records.schema import RecordSchema
    from jiedui.records.sealing.token import Token
    from jiedui.records.sensitivity import SensitiveClass
    from jiedui.records.values import Pointer

KIND = "household"
"""The one kind of record that is sealed."""
HIDDEN, ERASED = "已加密", "已清除"
"""What stands in the place of a text that nobody here can read, and of one that nobody can read any more."""

# With all of its digits alike it is nobody's.
_PHONE = "000-0000000"
_YEAR = 4


class SealableValue(NamedTuple):
    """A text of a record that can be sealed: under the ``key`` of the mapping ``owner`` in it.

    ``at`` is its place by keys and by the codes of entries: ``members/m-2F8D/name``.
    """

    owner: dict[str, Any]
    key: str
    field: SensitiveField
    at: str

    @property
    def text(self) -> str:
        """What stands there."""
        return str(self.owner[self.key])


class Sealable(NamedTuple):
    """Where a mapping of a record holds what can be sealed: in ``texts`` of its own, and ``within`` other parts of it.

    A part is a mapping, or a list of such.
    """

    texts: tuple[tuple[str, SensitiveField], ...]
    within: tuple[tuple[str, Sealable], ...]


_NOWHERE = Sealable((), ())


@lru_cache(128)  # the kinds of some libraries
def sealable(record: RecordSchema) -> Sealable:
    """Return where the records of a kind hold what can be sealed."""
    return _sealable(classes(record)) if record.kind == KIND else _NOWHERE


def _sealable(where: Classes) -> Sealable:
    parts = where[0] if isinstance(where, list) else where
    if not isinstance(parts, dict):
        return _NOWHERE
    texts = ((key, part) for key, part in parts.items() if isinstance(part, SensitiveField) and part.is_free)
    within = ((key, _sealable(part)) for key, part in parts.items())
    return Sealable(tuple(texts), tuple((key, part) for key, part in within if part != _NOWHERE))


def places(where: Sealable, among: Collection[SensitiveClass], at: str = "") -> Iterator[str]:
    """Yield the places of the texts of some classes by keys alone, as ``members/name``."""
    yield from (at + key for key, field in where.texts if field.of in among)
    for key, inner in where.within:
        yield from places(inner, among, f"{at}{key}/")


def values(data: dict[str, Any], where: Sealable, *, only_sealed: bool = False) -> list[SealableValue]:
    """Return the texts of a record at the places of :func:`sealable`; ``only_sealed`` leaves out those in the clear."""
    found: list[SealableValue] = []
    if only_sealed and not _is_sealed(data, where):
        return found
    _add(data, where, "", found, only_sealed=only_sealed)
    return found


# Most households of most ledgers hold nothing that is sealed: to ask that first takes a third of the time.
def _is_sealed(data: dict[str, Any], where: Sealable) -> bool:
    for key, _ in where.texts:
        text = data.get(key)
        if isinstance(text, str) and (isinstance(text, SealedText) or text.startswith(PREFIX)):
            return True
    for key, inner in where.within:
        part = data.get(key) or ()
        for item in part if isinstance(part, list) else (part,):
            if isinstance(item, dict) and _is_sealed(item, inner):
                return True
    return False


# Asked of each household of a ledger: a generator of generators would take thrice as long.
def _add(data: dict[str, Any], where: Sealable, at: str, found: list[SealableValue], *, only_sealed: bool) -> None:
    for key, field in where.texts:
        text = data.get(key)
        if isinstance(text, str) and (not only_sealed or isinstance(text, SealedText) or is_token(text)):
            found.append(SealableValue(data, key, field, at + key))
    for key, inner in where.within:
        part = data.get(key)
        for item in part if isinstance(part, list) else (part,):
            if isinstance(item, dict):
                code = item.get("id")
                _add(item, inner, f"{at}{key}/{code}/" if code else f"{at}{key}/", found, only_sealed=only_sealed)


def pointer_to(data: dict[str, Any], value: SealableValue) -> Pointer:
    """Return the place of a value of a record by keys and numbers."""
    return (*next(_ways(data, value.owner)), value.key)


def _ways(data: Any, owner: dict[str, Any]) -> Iterator[Pointer]:  # noqa: ANN401  (any part of a record)
    if data is owner:
        yield ()
    parts = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for step, part in parts:
        for rest in _ways(part, owner):
            yield (step, *rest)


def shown(text: str, definition: str, hash_key: bytes) -> tuple[str, ...]:
    """Return what stays in the clear of a text, by the shared definition of its field."""
    match definition:
        case "birth":
            return (text[:_YEAR],)
        case "certificate":
            return text[IDENTITY_DIGITS:], mark(text[:IDENTITY_DIGITS], hash_key)
    return ()


def reads_as(value: SealableValue, token: Token) -> str:
    """Return what a text reads as without its key, which its field takes: by its place, and by what is in the clear."""
    clear = token.shown
    match value.field.definition:
        case "birth":
            return clear[0]
        case "certificate":
            return MASK[:IDENTITY_DIGITS] + clear[0]
        case "name":
            return value.at.split("/")[-2]
        case "phone":
            return _PHONE
    return ERASED if token.is_erased else HIDDEN


def in_words(text: str) -> str:
    """Return a text for people: in the place of a telephone or a number that nobody here can read stands that."""
    return SealedText(HIDDEN, text.token, text.place) if is_hidden(text) else text


def fits(definition: str, clear: tuple[str, ...]) -> bool:
    """Tell whether a token shows as much as one of that definition does."""
    return len(clear) == {"birth": 1, "certificate": 2}.get(definition, 0)
