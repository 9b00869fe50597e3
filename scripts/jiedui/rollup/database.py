"""DuckDB as it is used here: in memory, on what it is given, and fetching nothing."""

from __future__ import annotations

import glob
from typing import TYPE_CHECKING

import duckdb

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

_SETTINGS: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
}


def database() -> duckdb.DuckDBPyConnection:
    """Return an empty database in memory."""
    return duckdb.connect(":memory:", config=_SETTINGS)


def quoted(path: Path) -> str:
    """Return a file as a text in SQL, whatever signs its name has: stars and brackets of it stand for themselves."""
    return literal(glob.escape(str(path)))


def literal(text: str) -> str:
    """Return a text as it stands in SQL."""
    return f"'{text.replace(chr(39), chr(39) * 2)}'"


def fill(base: duckdb.DuckDBPyConnection, table: str, types: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Put rows into a table, column by column: by rows it would take a thousand times as long."""
    lists = [list(column) for column in zip(*rows, strict=True)]
    if lists:
        columns = ", ".join(f"unnest(?::{kind}[])" for kind in types)
        base.execute(f"INSERT INTO {table} SELECT {columns}", lists)
