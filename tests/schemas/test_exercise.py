"""Nothing in a schema goes untested: each property, word, pattern and limit is tried on a valid example, both ways."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from jiedui.records import explain
from jiedui.records.schema import SchemaLibrary

SCHEMAS = Path(__file__).resolve().parents[2] / "schemas"
KINDS = sorted(
    file.name.removesuffix(".schema.json") for file in SCHEMAS.glob("*.json") if file.name != "common.schema.json"
)
RULES = {
    "type": "schema-type",
    "enum": "schema-choice",
    "pattern": "schema-format",
    "required": "schema-required",
    "additionalProperties": "schema-unknown-field",
}
CHINESE = re.compile(r"[\u4e00-\u9fff]")


@pytest.mark.parametrize("kind", KINDS)
def test_the_examples_reach_every_part_of_the_schema(kind: str, exercises: dict[str, Any]) -> None:
    assert exercises[kind].unreached == [], f"fill them in, in tests/schemas/valid/{kind}/full.yml"
    assert exercises[kind].unknown_keywords == set(), "a keyword that the exercise does not know goes untested"


@pytest.mark.parametrize("kind", KINDS)
def test_every_mutant_is_judged_as_it_must_be(kind: str, exercises: dict[str, Any], library: SchemaLibrary) -> None:
    mutants = exercises[kind].mutants
    judge = library[kind].validator
    wrong = [str(mutant) for mutant in mutants if judge.is_valid(mutant.data) is bool(mutant.keyword)]
    assert wrong == []
    assert len(mutants) >= 10
    assert {mutant.keyword for mutant in mutants} >= {"", "type", "required", "additionalProperties"}


@pytest.mark.parametrize("kind", KINDS)
def test_every_faulty_mutant_is_explained_in_place(
    kind: str, exercises: dict[str, Any], library: SchemaLibrary
) -> None:
    record = library[kind]
    for mutant in exercises[kind].mutants:
        if not mutant.keyword:
            continue
        found = [
            finding for finding in explain.explain(mutant.data, record, "x.yml") if finding.pointer == mutant.pointer
        ]
        emptied = mutant.keyword in ("enum", "pattern") and mutant.what == "''"
        rule = "schema-size" if emptied else RULES.get(mutant.keyword, "schema-size")
        assert rule in [finding.rule.id for finding in found], str(mutant)
        assert all(CHINESE.search(finding.message) and CHINESE.search(finding.remedy) for finding in found), str(mutant)
        assert not [finding for finding in found if "不合要求" in finding.message], str(mutant)


@pytest.mark.parametrize("kind", [*KINDS, "common"])
def test_every_property_has_a_chinese_title_and_description(kind: str) -> None:
    document = json.loads((SCHEMAS / f"{kind}.schema.json").read_text("utf-8"))
    assert document["$id"] == f"{kind}.schema.json"
    described = [(kind, document), *_properties(document, kind)]
    assert len(described) >= 3
    for label, schema in described:
        assert CHINESE.search(schema.get("title", "")), label
        assert len(schema["title"]) <= 20, label
        assert CHINESE.search(schema.get("description", "")), label
        assert schema["description"].endswith(("。", "”", "）")), label


def _properties(schema: Any, label: str) -> Iterator[tuple[str, Any]]:
    """Yield every property at every depth, and what the definitions hold, with a label."""
    for key, part in schema.get("properties", {}).items():
        yield f"{label}.{key}", part
        yield from _properties(part, f"{label}.{key}")
    if "items" in schema:
        yield from _properties(schema["items"], f"{label}[]")
    for key, part in schema.get("$defs", {}).items():
        yield from _properties(part, f"{label}#{key}")


@pytest.mark.parametrize("kind", KINDS)
def test_keys_are_snake_case_and_titles_fit_a_comment(kind: str, library: SchemaLibrary) -> None:
    fields = list(library[kind].fields())
    assert fields
    for field in fields:
        assert re.fullmatch(r"[a-z][a-z_]*", field.key), field.path
        assert "\n" not in field.title, field.path
        assert "#" not in field.title, field.path
        assert field.title == field.title.strip(), field.path
