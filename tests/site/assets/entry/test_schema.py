"""The form reads the schemas as the program does: order, titles, help, definitions and types of all fields."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from jiedui.records.schema import RecordSchema, Schema, SchemaLibrary
from jiedui.records.values import Pointer

NodeRun = Callable[[str, Any], Any]


def pointers(record: RecordSchema, schema: Schema, pointer: Pointer = ()) -> Iterator[Pointer]:
    yield pointer
    if "items" in schema:
        yield from pointers(record, record.resolve(schema["items"]), (*pointer, 0))
    for key, part in record.properties(schema).items():
        yield from pointers(record, part, (*pointer, key))


def described(record: RecordSchema, pointer: Pointer) -> dict[str, Any]:
    schema = record.resolve(record.at(pointer))
    items = schema.get("items")
    below = [list(record.properties(schema)), list(record.properties(record.resolve(items))) if items else None]
    title = record.named(pointer).partition("（")[2].removesuffix("）") or "这份记录"
    shape, definition = record.shape(pointer), record.definition(pointer)
    return {"schema": schema, "below": below, "title": title, "shape": shape, "definition": definition}


def test_every_field_of_every_kind_is_read_the_same(node_run: NodeRun, library: SchemaLibrary) -> None:
    asked = {record.kind: list(pointers(record, record.root)) for record in library}
    asks = [["described", kind, places] for kind, places in asked.items()]
    answers = node_run("entry-judge.mjs", {"documents": library.documents, "asks": asks})
    for (kind, places), answer in zip(asked.items(), answers, strict=True):
        assert answer["typed"] == library[kind].typed
        assert answer["fields"] == [described(library[kind], place) for place in places]
    assert sum(map(len, asked.values())) > 700


def test_what_is_in_no_schema_is_called_by_its_own_name(node_run: NodeRun, library: SchemaLibrary) -> None:
    names = ["constructor", "__proto__", "没有  这个\n字段", "字" * 50, " "]
    asks = [["described", "visit", [[name] for name in names]]]
    (answer,) = node_run("entry-judge.mjs", {"documents": library.documents, "asks": asks})
    assert [field["title"] for field in answer["fields"]] == [
        "constructor", "__proto__", "没有 这个 字段", f"{'字' * 40}…", "（空）"
    ]  # fmt: skip
    assert {str(field["schema"]) for field in answer["fields"]} == {"{}"}
