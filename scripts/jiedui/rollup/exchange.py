"""The form of a delivery: its two files, their schemas, and the columns of facts as DuckDB has them."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any

from jiedui.records import judges
from jiedui.reports.delivery.figures import FORMAT
from jiedui.shipped import shipped

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jiedui.records.judges import Judge, Schema

FIGURES, FACTS = "figures.json", "facts.parquet"
FORMAT_KEY = "jiedui_format"
"""What the footer of the facts says of their form, beside the format's number."""

_TYPES = {"string": "VARCHAR", "boolean": "BOOLEAN", "integer": "BIGINT"}


def format_number() -> str:
    """Return the number of the format as the footer of the facts holds it."""
    return str(FORMAT)


@cache
def schema(name: str) -> Schema:
    """Return a schema of a delivery: ``figures`` or ``facts``."""
    found: dict[str, Any] = json.loads((shipped("schemas") / "exchange" / f"{name}.schema.json").read_text("utf-8"))
    return found


@cache
def columns() -> Mapping[str, str]:
    """Return the columns of the facts in their order, each with its type in SQL."""
    found = {}
    for name, shape in schema("facts")["properties"].items():
        [kind] = {shape["type"]} if isinstance(shape["type"], str) else {*shape["type"]} - {"null"}
        found[name] = _TYPES[kind]
    return found


@cache
def judge() -> Judge:
    """Return who tells whether an object has the shape of the figures."""
    root = schema("figures")
    return judges.fast(root, judges.fast_registry({})) if judges.is_fast() else judges.thorough(root, {})
