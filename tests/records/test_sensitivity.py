"""What the law calls sensitive is told by the schemas alone."""

from __future__ import annotations

from fnmatch import fnmatchcase
from pathlib import Path

import pytest

from jiedui.records.schema import RecordSchema, Schema, SchemaLibrary
from jiedui.records.sensitivity import KEYWORD, SensitiveClass, classes, veiled

PLAIN = Path(__file__).parents[1] / "schemas" / "plain_properties.txt"
# What holds nobody's data: rules and places.
OF_NOBODY = ("policy-", "divisions")


def properties(library: SchemaLibrary) -> dict[str, str]:
    """Return the class of every property that holds a value, by kind and place; empty where it has none."""

    def holds(record: RecordSchema, schema: Schema) -> bool:
        schema = record.resolve(schema)
        return holds(record, schema["items"]) if schema["type"] == "array" else "properties" not in schema

    return {
        f"{record.kind} {'.'.join(field.path)}": field.schema.get(KEYWORD, "")
        for record in library
        if not record.kind.startswith(OF_NOBODY)
        for field in record.fields()
        if holds(record, field.schema)
    }


def plain() -> list[str]:
    return [line for line in PLAIN.read_text("utf-8").splitlines() if line and not line.startswith("#")]


def test_every_property_has_a_class_or_is_listed_as_plain(library: SchemaLibrary) -> None:
    found = properties(library)
    listed = {name for name in found if any(fnmatchcase(name, pattern) for pattern in plain())}
    assert {name for name, cls in found.items() if not cls} == listed
    assert set(filter(None, found.values())) <= set(SensitiveClass)


def test_nothing_is_listed_that_there_is_not(library: SchemaLibrary) -> None:
    found = properties(library)
    assert [pattern for pattern in plain() if not any(fnmatchcase(name, pattern) for name in found)] == []


def test_a_tree_leads_to_what_has_a_class_and_to_nothing_else(library: SchemaLibrary) -> None:
    where = classes(library["household"])
    assert isinstance(where, dict)
    assert "id" not in where
    assert where["phone"].of is SensitiveClass.CONTACT
    assert where["members"][0]["name"].is_required
    assert where["members"][0]["disability"]["certificates"][0]["number"].definition == "certificate"
    assert not where["members"][0]["disability"]["certificates"][0]["grade"].is_free
    assert not where["members"][0]["left"]["date"].is_free
    assert classes(library["divisions"]) is None


def test_a_veil_takes_the_place_of_values_and_nothing_else(library: SchemaLibrary) -> None:
    data = {"id": "PJ-2222", "phone": "15400001234", "members": [{"id": "m-2222", "name": "示例甲"}], "note": "记"}
    seen = veiled(data, classes(library["household"]), lambda field, _: field.of if field.is_required else None)
    assert seen == {"id": "PJ-2222", "members": [{"id": "m-2222", "name": "identity"}]}
    assert data["phone"] == "15400001234"


@pytest.mark.parametrize("data", [None, "x", 7, [1], {"members": "谁"}, {"members": ["谁"]}])
def test_data_of_another_shape_is_left_as_it_is(library: SchemaLibrary, data: object) -> None:
    assert veiled(data, classes(library["household"]), lambda *_: "？") == data
