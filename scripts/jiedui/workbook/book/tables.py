"""The tables of the workbook: which there are, and their columns, as the schemas of the records have them (R-080).

A table has a row for each entry of a list, or for each record. A list that has no table of its own stands in columns of
the row that it belongs to, its second entry in a further row of the same keys. What is added to a schema is a column.
"""

from __future__ import annotations

from collections import Counter
from enum import Enum
from typing import TYPE_CHECKING

from jiedui.struct import Struct, replace
from jiedui.struct import field as empty

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from jiedui.records.schema import RecordSchema, Schema, SchemaLibrary
    from jiedui.records.values import Pointer

Keys = tuple[str, ...]
# What such a code is the code of: a cell may name it, or say the code and the name.
_NAMED = ("helper", "household", "member", "need")
_ID = "id"
# Titles that do not tell of what: their heads say it.
_VAGUE = frozenset(
    (
        "日期",
        "起日",
        "开始日期",
        "结束日期",
        "情形",
        "依据",
        "形式",
        "原因",
        "说明",
        "名称",
        "金额",
        "结论",
        "进展",
        "答复",
    )
)


class RowKey(Enum):
    """What tells which record, and which entry of it, a row is of; the head of its column is its value."""

    UNIT = "残联"
    HOUSEHOLD = "户编号"
    HELPER = "责任人编号"
    VISIT = "记录"
    MEMBER = "成员编号"
    NEED = "需求编号"
    PERSON = "残疾人"
    NAME = "姓名"


_CODES = {"household": RowKey.HOUSEHOLD, "helper": RowKey.HELPER, "members": RowKey.MEMBER, "needs": RowKey.NEED}


class BookColumn(Struct, frozen=True):
    """One column: its ``head``, which no other of its table has, and the ``field`` of the schema, resolved.

    ``keys`` lead to the value from what the row is of, ``lists`` tells how many of them lead to each list on the way,
    the outermost first. A column that is a :class:`RowKey` has no keys. ``needed`` tells that the part of the record in
    which it stands is not complete without it, ``named`` what a code is of that may be named: one of these kinds.
    """

    head: str
    field: Schema
    keys: Keys = ()
    lists: tuple[int, ...] = ()
    key: RowKey | None = None
    needed: bool = False
    definition: str = ""
    shape: str = ""
    titles: Mapping[str, str] = empty(default_factory=dict)

    @property
    def named(self) -> str:
        """What a code, or each of several, is of that may be named."""
        return self.definition if self.definition in _NAMED else ""

    @property
    def is_words(self) -> bool:
        """Whether the cell is a list of plain words, parted by 、."""
        return self.field.get("type") == "array"

    @property
    def word(self) -> Schema:
        """The schema of the value, or of each of its words."""
        items: Schema = self.field.get("items", self.field)
        return items


class BookPart(Struct, frozen=True):
    """What stands in one row: columns of it by their places in the table, and the lists that go on below.

    Both are by the keys that lead there from what the row is of.
    """

    columns: tuple[tuple[int, Keys], ...]
    lists: tuple[tuple[Keys, BookPart], ...]


class BookTable(Struct, frozen=True):
    """One sheet: its rows are of records of a ``kind``, each of what lies ``at`` the keys of a record.

    ``lists`` tells how many of these keys lead to each list on the way. A table of a list whose entries have no id has
    its own list at the end.
    """

    name: str
    kind: str
    at: Keys
    lists: tuple[int, ...]
    columns: tuple[BookColumn, ...]
    part: BookPart

    @property
    def keys(self) -> tuple[BookColumn, ...]:
        """The columns that tell of what a row is."""
        return tuple(column for column in self.columns if column.key)

    def key(self, key: RowKey) -> int | None:
        """Return the place of a key's column, if the table has it."""
        return next((place for place, column in enumerate(self.columns) if column.key is key), None)


class _Layout(Struct, frozen=True):
    name: str
    kind: str
    at: Keys = ()
    keys: tuple[RowKey, ...] = (RowKey.HOUSEHOLD,)
    only: frozenset[str] = frozenset()


_OF_MEMBER = (RowKey.HOUSEHOLD, RowKey.MEMBER, RowKey.NAME)
_OF_PERSON = (RowKey.HOUSEHOLD, RowKey.PERSON)
# Of two layouts for one place each says which keys of it are its own.
_LAYOUTS = (
    _Layout("户", "household", keys=(RowKey.UNIT, RowKey.HOUSEHOLD)),
    _Layout("成员", "household", ("members",), (RowKey.HOUSEHOLD, RowKey.MEMBER)),
    _Layout("残疾", "household", ("members", "disability"), _OF_MEMBER),
    _Layout("惠残政策", "household", ("members",), _OF_MEMBER, frozenset(("benefits", "facts", "since", "judgements"))),
    _Layout("结对", "household", ("pairings",), _OF_PERSON),
    _Layout("走访", "visit", keys=(*_OF_PERSON, RowKey.VISIT)),
    _Layout("需求措施", "household", ("needs",), (*_OF_PERSON, RowKey.NEED)),
    _Layout("集体活动", "household", ("outings",), _OF_PERSON),
    _Layout("年度补充", "household", ("annual",), _OF_PERSON),
    _Layout("责任人", "helper", keys=(RowKey.UNIT, RowKey.HELPER)),
)
KINDS = ("helper", "household", "visit")
"""The kinds of records that the workbook holds, in the order in which they refer to each other."""


def tables(library: SchemaLibrary) -> tuple[BookTable, ...]:
    """Return the tables in the order of the workbook."""
    return tuple(_table(layout, library[layout.kind]) for layout in _LAYOUTS)


def _table(layout: _Layout, record: RecordSchema) -> BookTable:
    schema, lists = record.root, []
    for number, key in enumerate(layout.at, 1):
        schema = record.properties(schema)[key]
        if schema.get("type") == "array":
            lists.append(number)
            schema = record.resolve(schema["items"])
    elsewhere = frozenset(each.at for each in _LAYOUTS if each.kind == layout.kind and each.at)
    keys = tuple(BookColumn(key.value, _key_field(key, schema, record), key=key) for key in layout.keys)
    apart = frozenset().union(*(each.only for each in _LAYOUTS if each.at == layout.at)) - layout.only
    found = [
        column
        for column in _Columns(record, layout.at, elsewhere).of(schema)
        if (column.keys[0] in layout.only if layout.only else column.keys[0] not in apart)
    ]
    columns = (*keys, *_headed(found, {column.head for column in keys}, record, schema))
    return BookTable(layout.name, layout.kind, layout.at, tuple(lists), columns, _part(columns, 0, ()))


def _key_field(key: RowKey, schema: Schema, record: RecordSchema) -> Schema:
    own = record.properties(schema).get(_ID)
    return {**own, "title": key.value} if own and key in _CODES.values() else {"title": key.value, "type": "string"}


class _Columns(Struct, frozen=True):
    """The columns of a table whose rows are of what lies at ``top``, without what has a table ``elsewhere``."""

    record: RecordSchema
    top: Keys
    elsewhere: frozenset[Keys]

    def of(self, schema: Schema, keys: Keys = (), lists: tuple[int, ...] = ()) -> Iterator[BookColumn]:
        """Yield the columns of a mapping, to which ``keys`` lead through ``lists``."""
        record = self.record
        for name, field in record.properties(schema).items():
            way = (*keys, name)
            if (*self.top, *way) in self.elsewhere or way == (_ID,):
                continue
            items = record.resolve(field.get("items", {}))
            if "properties" in items:
                yield from self.of(items, way, (*lists, len(way)))
            elif "properties" in field:
                yield from self.of(field, way, lists)
            else:
                yield self._column(name, schema, way, lists)

    def _column(self, name: str, owner: Schema, keys: Keys, lists: tuple[int, ...]) -> BookColumn:
        record, field = self.record, self.record.properties(owner)[name]
        word = owner["properties"][name].get("items", owner["properties"][name])
        definition, shape = "", str(word.get("description", ""))
        while "$ref" in word:
            definition = str(word["$ref"]).rpartition("/")[2]
            word = record.library.lookup(word["$ref"], record.root)
            shape = word.get("description", shape)
        return BookColumn(
            head=field["title"],
            field={**field, "items": record.resolve(field["items"])} if "items" in field else field,
            keys=keys,
            lists=lists,
            needed=name in owner.get("required", ()),
            definition=definition,
            shape=shape,
            titles=self._titles(word.get("enum", ())),
        )

    def _titles(self, words: Iterable[str]) -> Mapping[str, str]:
        """Return what the fields are called that words are the names of, seen from what a row is of."""
        return {word: self.record.resolve(self.record.at(self._way(word)))["title"] for word in words if word.isascii()}

    def _way(self, word: str) -> Pointer:
        found: list[str | int] = []
        for key in (*self.top, *word.split(".")):
            found.append(key)
            if self.record.resolve(self.record.at(tuple(found))).get("type") == "array":
                found.append(0)
        return tuple(found)


def _headed(columns: list[BookColumn], taken: set[str], record: RecordSchema, schema: Schema) -> Iterator[BookColumn]:
    """Yield the columns under heads that are all different: of a title the outermost has it, others say of what.

    So does one that tells nothing alone.
    """
    outermost: dict[str, int] = {}
    for column in columns:
        outermost[column.head] = min(len(column.keys), outermost.get(column.head, len(column.keys)))
    plain = Counter(column.head for column in columns if len(column.keys) == outermost[column.head])
    heads: list[str] = []
    for column in columns:
        head, owners = column.head, _owners(column, record, schema)
        alone = len(column.keys) == outermost[head] and plain[head] == 1
        vague = len(column.keys) > 1 and head in _VAGUE
        if vague or not alone or head in taken:
            head = next(said for owner in owners if (said := f"{column.head}（{owner}）") not in {*heads, *taken})
        heads.append(head)
        yield replace(column, head=head)


def _owners(column: BookColumn, record: RecordSchema, schema: Schema) -> list[str]:
    """Return what the parts of a record are called in which a value stands, the nearest first."""
    owners = [schema["title"]]
    for key in column.keys[:-1]:
        field = record.properties(schema)[key]
        schema = record.resolve(field["items"]) if "items" in field else field
        owners.append(field["title"])
    return owners[::-1]


def _part(columns: tuple[BookColumn, ...], depth: int, top: Keys) -> BookPart:
    """Return what stands in a row of what lies at the keys ``top``, which lead through ``depth`` lists."""
    below = [(place, column) for place, column in enumerate(columns) if column.keys[: len(top)] == top and column.keys]
    own = tuple((place, column.keys[len(top) :]) for place, column in below if len(column.lists) == depth)
    lists = dict.fromkeys(column.keys[: column.lists[depth]] for _, column in below if len(column.lists) > depth)
    return BookPart(own, tuple((keys[len(top) :], _part(columns, depth + 1, keys)) for keys in lists))
