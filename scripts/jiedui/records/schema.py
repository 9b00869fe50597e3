"""The JSON Schemas of ``schemas/``: key order, titles, typed values and judgement.

A schema is the single source for validation, messages, key order and comments. The fast one of two judges
(:mod:`jiedui.records.judges`) reads every record; the other explains the few that fail (:mod:`jiedui.records.explain`).
"""

from __future__ import annotations

import json
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from jiedui.records import judges
from jiedui.records.finding import OwnWords, shown
from jiedui.shipped import shipped
from jiedui.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import jsonschema
    import jsonschema_rs

    from jiedui.records.judges import Judge
    from jiedui.records.sealing.keyring import KeyRing
    from jiedui.records.values import Plan, Pointer

Schema = dict[str, Any]

# A text that may be longer is written as a block where it is long.
_SHORT = 200
# What the field is called that takes what a person wants to add, where a kind of record has one.
_REMARKS = ("note", "content")
DATES = ("date", "birth")
"""The shared definitions of days."""
DATE_REFS = tuple(f"#/$defs/{name}" for name in DATES)


class BrokenSchemaError(ValueError):
    """The folder of the schemas holds one that is none; ``remedy`` says what helps."""

    remedy = "schemas 文件夹不完整，请重新取得这个项目。"


class Field(Struct, frozen=True):
    """One property of a record: its place, its resolved schema and what staff call it."""

    path: tuple[str, ...]
    schema: Schema
    required: bool

    @property
    def key(self) -> str:
        """What the property is called in a file."""
        return self.path[-1]

    @property
    def title(self) -> str:
        """What staff call it."""
        return str(self.schema["title"])

    @property
    def serves(self) -> tuple[str, ...]:
        """The requirements of the notice that are written down in the field."""
        return tuple(self.schema.get("x-serves", ()))


class WrittenField(NamedTuple):
    """How a property stands in a file: where, its key and a colon, its title as a comment, and if it may be a block."""

    number: int
    key: str
    name: str
    comment: str
    is_long: bool
    schema: Schema


def with_title(key: str, title: str) -> str:
    """Return “字段（中文名）”, as sentences name a field: the full-width bracket brings its own room."""
    return f"{shown(key)}（{title}）"


class RecordSchema:
    """The schema of one record kind with everything that is derived from it once."""

    def __init__(self, kind: str, root: Schema, library: SchemaLibrary) -> None:
        self.kind = kind
        self.root = root
        self.library = library
        self._properties: dict[int, dict[str, Schema]] = {}
        self._written: dict[int, dict[str, WrittenField]] = {}
        self._items: dict[int, tuple[Schema, Schema]] = {}

    def resolve(self, schema: Schema) -> Schema:
        """Follow a ``$ref``; keywords beside it (title, description) win over those of its target."""
        if "$ref" not in schema:
            return schema
        target = self.resolve(self.library.lookup(str(schema["$ref"]), self.root))
        return {**target, **{key: value for key, value in schema.items() if key != "$ref"}}

    def properties(self, schema: Schema) -> dict[str, Schema]:
        """Return the properties of an object schema, resolved, in the order of the schema."""
        properties = schema.get("properties", {})
        # The dict of properties lives as long as the schema document, so its identity is a safe key.
        if id(properties) not in self._properties:
            self._properties[id(properties)] = {key: self.resolve(value) for key, value in properties.items()}
        return self._properties[id(properties)]

    def written(self, schema: Schema) -> dict[str, WrittenField]:
        """Return how the properties of an object schema stand in a file, numbered in the order of the schema."""
        properties = self.properties(schema)
        if id(properties) not in self._written:
            self._written[id(properties)] = {
                key: WrittenField(
                    number, key, f"{key}:", f"  # {field['title']}", field.get("maxLength", 0) > _SHORT, field
                )
                for number, (key, field) in enumerate(properties.items())
            }
        return self._written[id(properties)]

    def items(self, schema: Schema) -> Schema:
        """Return the schema of the entries of a list, resolved; empty for what is no list."""
        items = schema.get("items")
        if items is None:
            return {}
        if id(items) not in self._items:
            self._items[id(items)] = (
                items,
                self.resolve(items),
            )  # of the first no other has the id as long as it is here
        return self._items[id(items)][1]

    def at(self, pointer: Pointer) -> Schema:
        """Return the schema of what ``pointer`` leads to, as it is written; empty for what is in no schema."""
        schema = self.root
        for part in pointer:
            schema = self.resolve(schema)
            schema = schema.get("items", {}) if isinstance(part, int) else schema.get("properties", {}).get(part, {})
        return schema

    def named(self, pointer: Pointer) -> str:
        """Return “字段（中文名）” for the property that ``pointer`` ends in."""
        name = next((part for part in reversed(pointer) if isinstance(part, str)), "")
        if not name:
            return "这份记录"
        owner = pointer[: len(pointer) - pointer[::-1].index(name)]
        return with_title(name, self.resolve(self.at(owner)).get("title", shown(name)))

    def shape(self, pointer: Pointer) -> OwnWords:
        """Return how a value is written: what the shared definition says, which a property's own description hides."""
        schema = self.at(pointer)
        said = str(schema.get("description", ""))
        while "$ref" in schema:
            schema = self.library.lookup(schema["$ref"], self.root)
            said = schema.get("description", said)
        if not said and pointer and isinstance(pointer[-1], int):
            return self.shape(pointer[:-1])
        return OwnWords(said)

    def definition(self, pointer: Pointer) -> str:
        """Return the name of the shared definition that a value at ``pointer`` follows; empty where it has its own."""
        schema, name = self.at(pointer), ""
        while "$ref" in schema:
            name = str(schema["$ref"]).rpartition("/")[2]
            schema = self.library.lookup(schema["$ref"], self.root)
        return name

    @cached_property
    def remark(self) -> Field | None:
        """The field of the whole record that takes a remark of a person, where this kind has one."""
        by_key = {field.key: field for field in self.fields() if len(field.path) == 1}
        return next((by_key[key] for key in _REMARKS if key in by_key), None)

    def fields(self) -> tuple[Field, ...]:
        """Return every property at every depth, in writing order."""
        return self._all_fields

    @cached_property
    def _all_fields(self) -> tuple[Field, ...]:
        return tuple(self._fields(self.root, ()))

    def _fields(self, schema: Schema, path: tuple[str, ...]) -> Iterator[Field]:
        if schema.get("type") == "array":
            yield from self._fields(self.resolve(schema["items"]), path)
        required = schema.get("required", ())
        for key, value in self.properties(schema).items():
            yield Field((*path, key), value, key in required)
            yield from self._fields(value, (*path, key))

    @cached_property
    def validator(self) -> Judge:
        """The faster judge of those that the machine has: ``validator.is_valid(data)``."""
        return self.library.judge(self.root) if judges.is_fast() else self.explainer

    @cached_property
    def explainer(self) -> jsonschema.Draft202012Validator:
        """The judge that can say what is wrong, with the same verdict."""
        return judges.thorough(self.root, self.library.documents)

    @cached_property
    def comments(self) -> frozenset[str]:
        """The comments that the canonical writer may make in a record of this kind, each with its mark."""
        return frozenset(f"# {field.title}" for field in self.fields())

    @cached_property
    def names(self) -> frozenset[str]:
        """What a field may be called: its key or its title."""
        return frozenset(name for field in self.fields() for name in (field.key, field.title))

    @cached_property
    def typed(self) -> Plan:
        """The plan of values that are not text: see :func:`plan`."""
        return plan(self, self.root)


def plan(record: RecordSchema, schema: Schema) -> Plan:
    """Return where a schema holds booleans, integers and dates.

    A plan is ``"boolean"``, ``"integer"``, ``"date"``, a dict of plans by key, a one-element list with the plan of the
    items, or ``None`` where all is text.
    """
    reference = str(schema.get("$ref", ""))
    schema = record.resolve(schema)
    kind = schema.get("type")
    if kind in ("boolean", "integer"):
        return str(kind)
    if reference.endswith(DATE_REFS):
        return "date"
    if kind == "array":
        items = plan(record, schema["items"])
        return [items] if items else None
    if kind == "object":
        parts = {key: plan(record, value) for key, value in schema.get("properties", {}).items()}
        return {key: part for key, part in parts.items() if part} or None
    return None


class SchemaLibrary:
    """All schemas of a folder, by kind. Raises ``OSError`` or ``ValueError`` when the folder is not usable.

    ``ring`` holds the keys that open what is sealed in the records, where there are any.
    """

    def __init__(self, folder: Path, ring: KeyRing | None = None) -> None:
        self.ring = ring
        self.documents: dict[str, Schema] = {}
        for file in sorted(folder.glob("*.schema.json")):
            document = json.loads(file.read_text("utf-8"))
            self.documents[document["$id"]] = document
        if "common.schema.json" not in self.documents:
            raise FileNotFoundError(folder)
        self._kinds = {
            name.removesuffix(".schema.json"): RecordSchema(name.removesuffix(".schema.json"), document, self)
            for name, document in self.documents.items()
            if name != "common.schema.json"
        }

    @cached_property
    def registry(self) -> jsonschema_rs.Registry:
        """What the fast judges look references up in."""
        return judges.fast_registry(self.documents)

    def judge(self, root: Schema) -> Judge:
        """Return the faster judge of a schema that the machine has; by references it finds those of the folder.

        Raises :class:`BrokenSchemaError` for what is no schema.
        """
        try:
            return judges.fast(root, self.registry) if judges.is_fast() else judges.thorough(root, self.documents)
        except ValueError as error:
            raise BrokenSchemaError from error

    def lookup(self, reference: str, root: Schema) -> Schema:
        """Return what a ``$ref`` such as ``common.schema.json#/$defs/date`` points at, seen from ``root``."""
        name, _, pointer = reference.partition("#")
        node: Any = self.documents[name] if name else root
        if not name and not _has(node, pointer):
            node = self.documents["common.schema.json"]
        for part in pointer.strip("/").split("/"):
            node = node[part]
        found: Schema = node
        return found

    def __getitem__(self, kind: str) -> RecordSchema:
        return self._kinds[kind]

    def __contains__(self, kind: str) -> bool:
        return kind in self._kinds

    def __iter__(self) -> Iterator[RecordSchema]:
        return iter(self._kinds.values())


def _has(node: object, pointer: str) -> bool:
    for part in pointer.strip("/").split("/"):
        if not isinstance(node, dict) or part not in node:
            return False
        node = node[part]
    return True


@lru_cache(4)  # of each ring that a ledger is opened with there is another
def library_of(folder: Path, ring: KeyRing | None = None) -> SchemaLibrary:
    """Return the schemas of a folder, read once for all who ask: to be looked at only. Raises as the class does."""
    return SchemaLibrary(folder, ring)


def default_folder() -> Path:
    """Return the folder of the schemas that come with the program."""
    return shipped("schemas")
