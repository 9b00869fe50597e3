"""What is looked for in a build: all that a ledger says of persons, but for what its audience may see.

What is sensitive is told by the schemas (:mod:`jiedui.records.sensitivity`). What the audience may see is whatever its
own records say, and the program itself: there a name is a word like any other, and a day of birth may be another day.
"""

from __future__ import annotations

import re
from functools import cache, cached_property
from itertools import chain
from typing import TYPE_CHECKING, Any

from jiedui.model.identity import holder, old_form
from jiedui.records.digits import digits_of
from jiedui.records.reader import Record
from jiedui.records.sealing.sealed_text import is_erased, is_hidden
from jiedui.records.sensitivity import (
    BIRTH,
    CERTIFICATE,
    NAME,
    ON_THE_FORM_ALONE,
    TELEPHONES,
    SensitiveClass,
    SensitiveField,
    classes,
    veiled,
)
from jiedui.struct import Struct
from jiedui.trust.digit_rows import DigitRows
from jiedui.trust.leak import LeakKind, Trace
from jiedui.trust.own_words import own_codes, own_words
from jiedui.trust.readings import closed_up
from jiedui.trust.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jiedui.records.schema import SchemaLibrary
    from jiedui.records.sensitivity import Classes

_PERSONS = frozenset(("household", "helper"))
_CODE = re.compile(r"(?<![0-9A-Za-z])[A-Z]{2,4}-(?:B-)?[2-9A-HJKMNP-TV-Z]{4}(?![0-9A-Za-z])")
_DAY = re.compile(
    r"(?<![0-9])((?:19|20)[0-9]{2})(?:([01][0-9])([0-3][0-9])|[\-./年]([01]?[0-9])[\-./月]([0-3]?[0-9]))(?![0-9])"
)
# Shorter, it says nothing that is not said of others: 3组, 已享受.
_TELLING, _OPENING = 8, 12
_SPREAD = 3
# A table of pinyin: signs of one sound stand side by side there, and make no name.
_SPELLINGS = re.compile(r'(?:"[a-z]{1,6}":"[\u3400-\u9fff]+",?){20,}')
# Later days are those of the programme: each of them is the day of something else as well.
_LAST_BIRTH = "2022-12-31"


class Traces:
    """All that can be known again of a ledger's persons, and how it is found in a text.

    There is more that is ``hidden`` where values are sealed and their keys are not at hand.
    """

    def __init__(self, traces: Iterable[Trace], *, hidden: bool) -> None:
        self.hidden = hidden
        self._by_key: dict[str, set[LeakKind]] = {}
        for kind, key in traces:
            self._by_key.setdefault(key, set()).add(kind)
        known = [(key, kinds) for key, kinds in self._by_key.items()]
        of = {kind: {key for key, kinds in known if kind in kinds} for kind in LeakKind}
        self._words = Words(of[LeakKind.NAME] | of[LeakKind.ADDRESS] | of[LeakKind.TEXT])
        numbers = (LeakKind.PHONE, LeakKind.NUMBER)
        self._rows = DigitRows(Trace(kind, key) for kind in numbers for key in of[kind])
        self._births, self._codes = of[LeakKind.BIRTH], of[LeakKind.CODE]

    @classmethod
    def of(cls, records: Iterable[Record], library: SchemaLibrary) -> Traces:
        """Return all traces of the records of a ledger."""
        where = cache(lambda kind: classes(library[kind]))
        known = list(records)
        traces = chain.from_iterable(_traces(record, where(record.place.kind)) for record in known)
        return cls(traces, hidden=any(map(_is_unread, chain.from_iterable(_strings(record.data) for record in known))))

    @cached_property
    def said(self) -> frozenset[Trace]:
        """Those that the program itself says, on whatever it makes."""
        codes = (code for code in self._codes if code.partition("-")[2] in own_codes())
        return frozenset(Trace(LeakKind.CODE, code) for code in codes).union(*map(self.found, own_words()))

    def found(self, text: str) -> set[Trace]:
        """Return what a text holds of them, and every other number of a person."""
        return {*self._found_words(text), *self._rows.found(text), *self._found_days(text), *self._found_codes(text)}

    def _found_words(self, text: str) -> Iterator[Trace]:
        text = _SPELLINGS.sub("", text)
        words = self._words.found(text)
        closed = closed_up(text)
        if closed != text:  # two signs may be the end of one word and the beginning of another
            words |= {word for word in self._words.found(closed) if len(word) >= _SPREAD}
        return (Trace(kind, word) for word in words for kind in self._by_key[word])

    def _found_days(self, text: str) -> Iterator[Trace]:
        for match in _DAY.finditer(text):
            year, *parts = filter(None, match.groups())
            day = "-".join((year, *(part.zfill(2) for part in parts)))
            if day in self._births:
                yield Trace(LeakKind.BIRTH, day)

    def _found_codes(self, text: str) -> Iterator[Trace]:
        return (Trace(LeakKind.CODE, code) for code in _CODE.findall(text) if code in self._codes)


class Sought(Struct, frozen=True):
    """What is looked for: the ``traces`` of a ledger's persons without those that are ``visible`` to the audience."""

    traces: Traces
    visible: frozenset[Trace]

    @classmethod
    def of(cls, traces: Traces, seen: Iterable[Record], library: SchemaLibrary) -> Sought:
        """Return what is to be looked for of the ``traces`` of a ledger where one has ``seen`` those records."""
        where = cache(lambda kind: classes(library[kind]))
        texts, visible = set[str](), set(traces.said)
        for record in seen:
            own = where(record.place.kind)
            shown = veiled(record.data, own, _but_nobodys)
            visible.update(_traces(Record(record.place, shown), own))
            texts.update((record.path, *_strings(shown)))
        # Where one lives may be told to the house, or shorter: then the longest that is known again is found there.
        texts.update(trace.key[:-1] for trace in visible if trace.kind is LeakKind.ADDRESS)
        return cls(traces, frozenset(visible.union(*map(traces.found, texts))))

    def leaks(self, text: str) -> set[LeakKind]:
        """Return what has leaked into a text."""
        return {trace.kind for trace in self.traces.found(text) - self.visible}


def _but_nobodys(field: SensitiveField, value: Any) -> Any:  # noqa: ANN401  (whatever stands in a record)
    return None if field.definition in ON_THE_FORM_ALONE else value


def _is_unread(text: str) -> bool:
    return is_hidden(text) and not is_erased(text)


def _strings(data: object) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, (dict, list)):
        for value in data.values() if isinstance(data, dict) else data:
            yield from _strings(value)


def _traces(record: Record, where: Classes) -> Iterator[Trace]:
    if record.place.kind in _PERSONS:
        yield Trace(LeakKind.CODE, record.place.stem)
    yield from _within(record.data, where)


def _within(data: Any, where: Classes) -> Iterator[Trace]:  # noqa: ANN401  (a record, or any part of one)
    """Yield what a part of a record tells of persons, but for what is hidden.

    The lines that say where somebody lives make one place.
    """
    if isinstance(where, SensitiveField):
        if not is_hidden(data):
            yield from _of_value(where, str(data))
    elif isinstance(where, dict):
        parts = [(part, data[key]) for key, part in where.items() if key in data]
        for part, value in parts:
            yield from _within(value, part)
        lines = [value for part, value in parts if _is_address(part) and not is_hidden(value)]
        if len(lines) > 1:
            yield Trace(LeakKind.ADDRESS, "".join(lines))
    elif isinstance(where, list):
        for value in data:
            yield from _within(value, where[0])


def _is_address(part: Classes) -> bool:
    return isinstance(part, SensitiveField) and part.of is SensitiveClass.CONTACT and part.definition == "line"


def _of_value(field: SensitiveField, value: str) -> Iterator[Trace]:
    if field.definition == NAME:
        yield Trace(LeakKind.NAME, value)
    elif field.definition in TELEPHONES:
        yield Trace(LeakKind.PHONE, digits_of(value))
    elif field.definition == CERTIFICATE:
        yield from (Trace(LeakKind.NUMBER, number) for number in (value, holder(value), old_form(value)))
    elif field.definition == BIRTH:
        if len(value) == len(_LAST_BIRTH) and value <= _LAST_BIRTH:
            yield Trace(LeakKind.BIRTH, value)
    elif _is_address(field):
        if len(value) >= _TELLING:
            yield Trace(LeakKind.ADDRESS, value)
    elif field.is_free and len(opening := value.partition("\n")[0][:_OPENING]) == _OPENING:
        yield Trace(LeakKind.TEXT, opening)
