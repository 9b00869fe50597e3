"""The schemas as the code sees them: what a reference means, which values are typed, which kinds there are."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from jiedui.records.schema import SchemaLibrary, default_folder, library_of, plan


def test_a_folder_without_schemas_is_refused(tmp_path: Path, library: SchemaLibrary) -> None:
    with pytest.raises(FileNotFoundError):
        SchemaLibrary(tmp_path)
    (tmp_path / "common.schema.json").write_text("{", "utf-8")
    with pytest.raises(ValueError, match="Expecting"):
        SchemaLibrary(tmp_path)
    assert default_folder() == Path(__file__).resolve().parents[2] / "schemas"
    assert "visit" in library
    assert "common" not in library


def test_a_folder_is_read_once_unless_it_was_refused(tmp_path: Path) -> None:
    assert library_of(default_folder()) is library_of(default_folder())
    with pytest.raises(FileNotFoundError):
        library_of(tmp_path)
    (tmp_path / "common.schema.json").write_text('{"$id": "common.schema.json"}', "utf-8")
    assert library_of(tmp_path).documents == {"common.schema.json": {"$id": "common.schema.json"}}


def test_a_reference_gives_way_to_what_stands_beside_it(library: SchemaLibrary) -> None:
    visit = library["visit"]
    date = visit.resolve(visit.root["properties"]["date"])
    assert date["title"] == "联系日期"
    assert date["pattern"] == library.lookup("common.schema.json#/$defs/date", visit.root)["pattern"]
    assert "$ref" not in date
    assert visit.resolve({"type": "string"}) == {"type": "string"}


def test_a_reference_inside_the_common_definitions(library: SchemaLibrary) -> None:
    common = library.documents["common.schema.json"]
    assert library.lookup("#/$defs/date", library["visit"].root) is common["$defs"]["date"]
    assert library.lookup("common.schema.json#/$defs/date", {}) is common["$defs"]["date"]
    with pytest.raises(KeyError):
        library.lookup("common.schema.json#/$defs/nothing", {})


def test_properties_in_the_order_of_the_schema(library: SchemaLibrary) -> None:
    visit = library["visit"]
    assert list(visit.properties(visit.root)) == list(visit.root["properties"])
    assert visit.properties(visit.root) is visit.properties(visit.root), "made once"
    assert visit.properties({"type": "string"}) == {}


def test_fields_at_every_depth_in_writing_order(library: SchemaLibrary) -> None:
    fields = {field.path: field for field in library["visit"].fields()}
    paths = list(fields)
    assert paths[0] == ("date",)
    assert paths.index(("needs",)) + 1 == paths.index(("needs", "id"))
    assert (fields["by",].key, fields["by",].title, fields["by",].required) == ("by", "联系人", True)
    assert fields["content",].required is False
    assert fields["needs", "id"].required is True
    assert "R-032" in fields["date",].serves


def test_what_a_field_may_be_called(library: SchemaLibrary) -> None:
    visit = library["visit"]
    assert {"date", "联系日期", "withdrawn"} <= visit.names
    assert "# 联系日期" in visit.comments
    assert not {"联系日期", "date", "# date"} & visit.comments


@pytest.mark.parametrize(
    ("schema", "expected"),
    [
        ({"type": "string"}, None),
        ({"type": "boolean"}, "boolean"),
        ({"type": "integer"}, "integer"),
        ({"$ref": "common.schema.json#/$defs/date"}, "date"),
        ({"$ref": "common.schema.json#/$defs/birth"}, "date"),
        ({"$ref": "common.schema.json#/$defs/line"}, None),
        ({"type": "array", "items": {"type": "integer"}}, ["integer"]),
        ({"type": "array", "items": {"type": "string"}}, None),
        ({"type": "object"}, None),
        ({"type": "object", "properties": {"a": {"type": "string"}}}, None),
        (
            {"type": "object", "properties": {"a": {"type": "string"}, "b": {"type": "boolean"}}},
            {"b": "boolean"},
        ),
        (
            {"type": "array", "items": {"type": "object", "properties": {"a": {"type": "integer"}}}},
            [{"a": "integer"}],
        ),
    ],
)
def test_the_plan_of_typed_values(library: SchemaLibrary, schema: dict[str, Any], expected: object) -> None:
    assert plan(library["visit"], schema) == expected


def test_the_plan_of_a_visit(library: SchemaLibrary) -> None:
    typed = library["visit"].typed
    assert isinstance(typed, dict)
    assert {key: typed[key] for key in ("date", "entered_on", "reached", "companions")} == {
        "date": "date", "entered_on": "date", "reached": "boolean", "companions": "integer",
    }  # fmt: skip
    assert "by" not in typed


def test_kinds_are_told_by_their_files(library: SchemaLibrary) -> None:
    assert library["event-meeting"].kind == "event-meeting"
    assert {record.kind for record in library} == {name.removesuffix(".schema.json") for name in library.documents} - {
        "common"
    }
    with pytest.raises(KeyError):
        library["common"]


def test_the_field_that_takes_a_remark(library: SchemaLibrary) -> None:
    found = {record.kind: record.remark.key for record in library if record.remark}
    assert found == {
        "event-reminder": "content",
        "event-story": "content",
        "event-village": "content",
        "helper": "note",
        "household": "note",
        "policy-weights": "note",
        "visit": "content",
    }


def test_what_is_known_of_a_place(library: SchemaLibrary) -> None:
    record = library["household"]
    number = ("members", 0, "disability", "certificates", 1, "number")
    assert record.named(number) == "number（残疾人证号）"
    assert record.named(("members", 3)) == "members（家庭成员）"
    assert record.named(()) == "这份记录"
    assert record.named(("甲",)) == "甲（甲）"
    assert record.definition(number) == "certificate"
    assert record.definition(("pairings", 0, "helper")) == "helper"
    assert record.definition(("hukou",)) == ""
    assert record.definition(("甲",)) == ""
    assert record.shape(("registered_on",)) == "年-月-日，月和日都写两位，例如 2026-03-05。"
    assert record.shape(("hukou",)) == record.at(("hukou",))["description"]
    assert record.at(("甲", "乙")) == {}
