"""Changes and conflicts of a record in words for staff: titles and values, and no number of a person."""

from __future__ import annotations

from collections import defaultdict
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from jiedui.records import digits
from jiedui.records.finding import HIDDEN, redact, shown
from jiedui.records.mask import is_mask
from jiedui.records.sealing.sealed_text import is_hidden
from jiedui.records.sensitivity import ON_THE_FORM_ALONE, TELEPHONES
from jiedui.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet

    from jiedui.records.changes import Data, RecordChange, RecordConflict
    from jiedui.records.schema import RecordSchema, Schema

# The definitions of what is never shown.
_SECRET = ON_THE_FORM_ALONE | TELEPHONES
# By what an entry of a list is called, the first that it has.
_NAMES = ("name", "content", "title", "date", "from", "helper", "category", "kind", "id")
_NOTHING = "（没有）"
_ALIKE = "（看上去一样，字不同）"
# So many characters before the first difference of two long values are shown.
_BEFORE = 8


class ChangeWording(Struct, frozen=True):
    """Words for what somebody makes of a record that says ``data``."""

    record: RecordSchema
    data: Data

    def change(self, change: RecordChange) -> str:
        """Return “字段：旧 → 新”; of a number that is never shown, in how much of it the two differ.

        Of what is sealed, and has no key here, it is told alone that it was changed.
        """
        where, schema = self._place(change)
        numbers = (change.old, change.new)
        if all(map(is_hidden, numbers)):
            return f"{where}改了（加密的，这里看不到内容）"
        if all(numbers) and not any(map(is_mask, numbers)) and self._is_secret(schema):
            return f"{where}改了（{_differing(*map(str, numbers))}，号码不显示）"
        old, new = _in_view(*(self._line(value, schema) for value in numbers))
        return f"{where}：{old} → {new}{_ALIKE if _is_alike(*numbers) else ''}"

    def is_secret(self, change: RecordChange) -> bool:
        """Tell whether what is changed is a number that is never shown."""
        return self._is_secret(self._place(change)[1])

    def conflict(self, conflict: RecordConflict) -> str:
        """Return what a field was, what others have made of it, and what somebody makes of it now."""
        (where, schema), change = self._place(conflict.change), conflict.change
        if conflict.gone:
            mine = self.value(change.new, schema)
            return f"{where}：这一处已经不在了，或者分不清是哪一处；我的：{mine}。"
        old, theirs, mine = self.sides((change.old, conflict.theirs, change.new), schema)
        return f"{where}：原来：{old}；别人改的：{theirs}；我的：{mine}。"

    def sides(self, values: Sequence[Any], schema: Schema) -> list[str]:
        """Return what a place was and what several have made of it, each on one line with its difference in view.

        Of a number that is never shown it is told where each differs from what it was.
        """
        if all(values) and not any(map(is_mask, values)) and self._is_secret(schema):
            return [HIDDEN, *(f"和原来{_differing(str(values[0]), str(value))}" for value in values[1:])]
        return _in_view(*(self._line(value, schema).rstrip("。") for value in values))

    def _place(self, change: RecordChange) -> tuple[str, Schema]:
        """Return the titles of the way to a change, and the schema, as it is written, of what lies there."""
        schema: Schema = self.record.root
        value: Any = self.data
        words: list[str] = []
        for step in change.at:
            owner = self.record.resolve(schema)
            if isinstance(step, str):
                schema = owner.get("properties", {}).get(step, {})
                value = value.get(step) if isinstance(value, dict) else None
                words.append(self.record.resolve(schema).get("title") or redact(shown(step)))
            else:
                schema = owner.get("items", {})
                value = _entry(step, value, change)
                words[-1:] = [f"{''.join(words[-1:])}“{_name(value)}”"]
        return " › ".join(words), schema

    def value(self, value: Any, schema: Schema) -> str:  # noqa: ANN401  (any value)
        """Return a value on one line, shortened, with what is secret hidden at every depth."""
        return shown(self._line(value, schema))

    def _line(self, value: Any, schema: Schema) -> str:  # noqa: ANN401  (any value)
        return _NOTHING if value in (None, "", [], {}) else redact(" ".join(self._words(value, schema).split()))

    def _words(self, value: Any, schema: Schema) -> str:  # noqa: ANN401  (any value)
        if self._is_secret(schema):
            return HIDDEN
        schema = self.record.resolve(schema)
        if isinstance(value, dict):
            parts = schema.get("properties", {})
            return "，".join(self._words(part, parts.get(key, {})) for key, part in value.items())
        if isinstance(value, list):
            return "、".join(self._words(part, schema.get("items", {})) for part in value)
        return ("是" if value else "否") if isinstance(value, bool) else str(value)

    def _is_secret(self, schema: Schema) -> bool:
        while "$ref" in schema:
            if str(schema["$ref"]).rpartition("/")[2] in _SECRET:
                return True
            schema = self.record.library.lookup(schema["$ref"], self.record.root)
        return False


def _differing(one: str, other: str) -> str:
    """Return where two numbers differ, without a digit of them."""
    if len(one) != len(other):
        return "长短不同"
    places = [place for place, (old, new) in enumerate(zip(one, other, strict=True), 1) if old != new]
    if len(places) > 1:
        return f"有 {len(places)} 位不同"
    return "末位不同" if places == [len(one)] else f"第 {places[0]} 位不同"


def _is_alike(old: Any, new: Any) -> bool:  # noqa: ANN401  (any values)
    """Tell whether two texts that are not the same look as if they were."""
    return isinstance(old, str) and isinstance(new, str) and _seen(old) == _seen(new)


def _seen(text: str) -> list[str]:
    """Return what is seen of a text, word by word."""
    return digits.plain(text).replace(digits.UNSEEN, "").split()


def _in_view(*values: str) -> list[str]:
    """Return values shortened; long ones that begin alike without what would keep their difference out of sight."""
    alike: defaultdict[str, set[str]] = defaultdict(set)
    for value in values:
        alike[shown(value)].add(value)
    return [_without_same(value, alike[shown(value)]) for value in values]


def _without_same(value: str, others: AbstractSet[str]) -> str:
    if len(others) == 1:
        return shown(value)
    same = next(place for place, signs in enumerate(zip_longest(*others)) if len({*signs}) > 1)
    return shown(f"…{value[same - _BEFORE :]}")


def _entry(step: Data, rows: Any, change: RecordChange) -> Any:  # noqa: ANN401  (any values)
    """Return the entry of a list that a step leads to, as far as it is known."""
    if "like" in step:
        return step["like"]
    if "id" not in step:
        return change.new
    rows = [*(rows if isinstance(rows, list) else ()), change.old]
    return next((row for row in rows if isinstance(row, dict) and row.get("id") == step["id"]), step)


def _name(entry: object) -> str:
    said = entry if isinstance(entry, dict) else {}
    return redact(shown(next((str(said[key]) for key in _NAMES if said.get(key)), "新的一项")))
