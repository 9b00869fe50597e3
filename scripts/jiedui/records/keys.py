"""Keys that a schema does not know: which field each was meant to be, or where it belongs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jiedui.pattern import pattern
from jiedui.records import suggest
from jiedui.records.finding import OwnWords, shown
from jiedui.records.schema import with_title
from jiedui.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from jiedui.records.schema import RecordSchema, Schema
    from jiedui.records.values import Pointer

_NOT_A_LETTER = pattern(r"[\W_]+")

# The names of fields by what names or titles they have, see _bare.
_Fields = dict[str, str]


class Stray(Struct, frozen=True, kw_only=True):
    """A key that a mapping may not have, with what is said of it.

    ``meant`` is the field that it was meant to be, empty where that is not known.
    """

    key: str
    message: str
    remedy: str
    meant: str = ""


class Owner:
    """A mapping of a record, ``data``, that holds keys which its ``schema`` does not know.

    ``missing`` are the required fields that it lacks; ``fits`` says whether a value would do for a field.
    """

    def __init__(  # noqa: PLR0913  (a mapping has these parts)
        self,
        *,
        data: dict[str, Any],
        schema: Schema,
        pointer: Pointer,
        record: RecordSchema,
        missing: list[str],
        fits: Callable[[Any, Schema], bool],
    ) -> None:
        self.data, self.pointer, self.record, self.missing, self.fits = data, pointer, record, missing, fits
        self.known = record.properties(schema)
        self.extra = [key for key in self.data if key not in self.known]
        self._fields = _fields(self.known)
        self._inner = {name: _fields(self._below(part)) for name, part in self.known.items()}
        self._outer = _fields(self.record.properties(self.record.root))

    def strays(self) -> Iterator[Stray]:
        """Yield what is said of the keys; of those that belong under one other field only the first is spoken of."""
        meant = {key: self._fields.get(_bare(key), "") for key in self.extra}
        homes = {key: self._home(key) for key in self.extra if not meant[key]}
        for key in self.extra:
            if not meant[key] and not homes[key]:
                meant[key] = suggest.nearest(_folded(key), self.known) or _by_title(key, self.known)
        lost = [key for key in self.extra if not meant[key] and not homes[key]]
        if len(lost) == 1:
            meant[lost[0]] = self._missing_one(lost[0], {*meant.values()})
        told: set[str] = set()
        for key in self.extra:
            home = homes.get(key, "")
            if home and home in told:
                continue
            told.add(home)
            if home:
                yield self._misplaced([each for each in self.extra if homes.get(each) == home], home)
            else:
                yield self._unknown(key, meant[key])

    def _home(self, key: str) -> str:
        """Return the field below which a key belongs; the field that it stands below, if it belongs beside that."""
        word = _bare(key)
        inner = [name for name, fields in self._inner.items() if word in fields]
        if len(inner) == 1:
            return inner[0]
        if not inner and self.pointer and word in self._outer:
            return str(self.pointer[0])
        return ""

    def _below(self, part: Schema) -> dict[str, Schema]:
        items = self.record.resolve(part["items"]) if part.get("type") == "array" else part
        return self.record.properties(items)

    def _missing_one(self, key: str, named: set[str]) -> str:
        """Return the one required field that is missing and that the value of a key would do for."""
        fitting = [name for name in self.missing if name not in named and self.fits(self.data[key], self.known[name])]
        return fitting[0] if len(fitting) == 1 else ""

    def _misplaced(self, keys: list[str], home: str) -> Stray:
        message = f"“{'”“'.join(map(shown, keys[:4]))}”{'等' if len(keys) > 4 else ''}写错了地方。"
        if home not in self.known:
            remedy = f"写到最外层：另起一行，和 {home} 对齐，开头不留空格。"
            return Stray(key=keys[0], message=message, remedy=remedy)
        where = with_title(home, self.known[home].get("title", home))
        end = "的一项里，和同一项的字段对齐。" if self.known[home].get("type") == "array" else "下面，比它多缩进两格。"
        return Stray(key=keys[0], message=message, remedy=f"写到 {where}{end}")

    def _unknown(self, key: str, meant: str) -> Stray:
        message = f"没有“{shown(key)}”这个字段。"
        if meant:
            return Stray(key=key, message=message, remedy=f"是不是要写 {meant}？", meant=meant)
        choices = [name for name, part in self.known.items() if suggest.bare(key) in part.get("enum", ())]
        if len(choices) == 1:
            name, word = choices[0], suggest.bare(key)
            named = with_title(name, self.known[name]["title"])
            remedy = f"“{word}”是 {named}里填的词，写成 {name}: {word}。"
            return Stray(key=key, message=message, remedy=remedy)
        return Stray(key=key, message=message, remedy=OwnWords(f"可以写的字段有：{'、'.join(self.known)}。"))


def _folded(key: str) -> str:
    """Return a key as keys are compared: in half width and small letters, without blanks and signs."""
    return _NOT_A_LETTER.sub("_", suggest.folded(key)).strip("_")


def _bare(key: str) -> str:
    """Return a key as it is the same in whatever width, capitals, and signs."""
    return _folded(key).replace("_", "")


def _fields(known: dict[str, Schema]) -> _Fields:
    """Return the names of fields by their bare names and titles."""
    found: _Fields = {}
    for name, part in known.items():
        found.setdefault(name.replace("_", ""), name)
        found.setdefault(_bare(part.get("title", "")), name)
    found.pop("", None)
    return found


def _by_title(key: str, known: dict[str, Schema]) -> str:
    titles = {str(part.get("title", "")): name for name, part in known.items()}
    return titles.get(suggest.nearest(key, titles), "")
