"""The form of a delivery is what its schemas say."""

from __future__ import annotations

from pathlib import Path

import jsonschema
import pytest

from jiedui.rollup import exchange


@pytest.mark.parametrize("name", ["figures", "facts"])
def test_the_schemas_are_schemas(name: str) -> None:
    jsonschema.Draft202012Validator.check_schema(exchange.schema(name))


def test_there_are_no_others(repo_root: Path) -> None:
    there = {file.name for file in (repo_root / "schemas" / "exchange").iterdir()}
    assert there == {"figures.schema.json", "facts.schema.json"}


def test_the_columns_of_facts() -> None:
    assert exchange.columns() == {
        "unit": "VARCHAR",
        "place": "VARCHAR",
        "quarter": "VARCHAR",
        "channel": "VARCHAR",
        "reached": "BOOLEAN",
        "contacts": "BIGINT",
    }


def test_the_schema_holds_the_number_of_the_format() -> None:
    assert str(exchange.schema("figures")["properties"]["format"]["const"]) == exchange.format_number()
