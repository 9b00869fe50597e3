"""The statements: what they find is added up by hand, and Spark SQL takes them as they are."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlglot
from sqlglot.executor import execute
from tests.rollup.conftest import CONTACTS, EAST, WEST

from jiedui.rollup.delivery import read_delivery
from jiedui.rollup.exchange import columns
from jiedui.rollup.warehouse import STATEMENTS, TABLES, Warehouse, statement

EAST_CITY, WEST_CITY, SOUTH_CITY = CITIES = ("示例东市", "示例西市", "示例南市")


@pytest.fixture(scope="module")
def warehouse(folders: list[Path]) -> Iterator[Warehouse]:
    with Warehouse(CITIES, [read_delivery(folder) for folder in folders[:2]]) as found:
        yield found


def test_the_province_by_hand(warehouse: Warehouse) -> None:
    """110 and 40 on the rosters; of contacts one city hides its count, and the third has delivered nothing."""
    found = {row[:2]: row[2:] for row in warehouse.ask("province")}
    assert found["2026Q3", "roster"] == (150, 2, 0, 1)
    assert found["2026Q3", "met"] == (72, 1, 1, 1)
    assert found["2026Q2", "roster"] == (100, 1, 0, 2)


def test_a_share_is_of_those_alone_that_show_both(warehouse: Warehouse) -> None:
    found = {row[:2]: row[2:] for row in warehouse.ask("shares")}
    assert found["2026Q3", "rate"] == (72, 80, 1)
    assert found["2026Q3", "coverage"] == (110, 150, 2)


def test_each_city_shows_hides_or_lacks_a_figure(warehouse: Warehouse) -> None:
    found = {(row[0], row[2]): row[4:] for row in warehouse.ask("cities") if row[3] == "met"}
    assert found == {
        ("2026Q2", EAST_CITY): (60, "shown"),
        ("2026Q2", WEST_CITY): (None, "missing"),
        ("2026Q2", SOUTH_CITY): (None, "missing"),
        ("2026Q3", EAST_CITY): (72, "shown"),
        ("2026Q3", WEST_CITY): (None, "hidden"),
        ("2026Q3", SOUTH_CITY): (None, "missing"),
    }


def test_the_federations_of_a_city(warehouse: Warehouse) -> None:
    found = {row[3]: row[5] for row in warehouse.ask("federations") if row[4] == "met"}
    assert found == {"示例东市dong": 40, "示例东市xi": 32}


def test_contacts_by_channel(warehouse: Warehouse) -> None:
    assert sorted(warehouse.ask("contacts")) == [
        ("2026Q3", EAST_CITY, "入户", 55, 55, 1),
        ("2026Q3", EAST_CITY, "电话", 25, 15, 0),
        ("2026Q3", WEST_CITY, "", None, 0, 1),
        ("2026Q3", WEST_CITY, "入户", 8, 8, 0),
    ]
    assert sorted(warehouse.ask("channels")) == [
        ("2026Q3", "", None, 0, 1),
        ("2026Q3", "入户", 63, 63, 1),
        ("2026Q3", "电话", 25, 15, 0),
    ]


@pytest.mark.parametrize("name", STATEMENTS)
def test_spark_takes_each_statement_as_it_is(name: str) -> None:
    """Read as Spark SQL it is the same statement, word for word, as read as DuckDB's."""
    spark = sqlglot.parse_one(statement(name), read="spark")
    refuse = sqlglot.ErrorLevel.RAISE
    written = spark.sql("spark", unsupported_level=refuse)
    duck = sqlglot.parse_one(statement(name), read="duckdb")
    assert duck.sql("duckdb", unsupported_level=refuse) == duck.sql("spark", unsupported_level=refuse) == written


def tables() -> dict[str, list[dict[str, Any]]]:
    """The tables of the warehouse, made without it."""
    cities = {EAST_CITY: EAST, WEST_CITY: WEST}
    shapes = {**TABLES, "facts": {"city": "", **columns()}}
    rows: dict[str, list[tuple[Any, ...]]] = {
        "cities": [(city, number) for number, city in enumerate(CITIES)],
        "shares": [("coverage", "paired", "roster"), ("rate", "met", "due")],
        "units": [(EAST_CITY, 0, "dong", "示例东市dong"), (EAST_CITY, 1, "xi", "示例东市xi")],
        "figures": [
            (city, unit, quarter, key, value)
            for city, values in cities.items()
            for (quarter, unit), row in values.items()
            for key, value in row.items()
        ],
        "facts": [(city, *fact) for city in cities for fact in CONTACTS[city]],
    }
    return {name: [dict(zip(shapes[name], row, strict=True)) for row in found] for name, found in rows.items()}


@pytest.mark.parametrize("name", STATEMENTS)
def test_another_engine_that_reads_spark_finds_the_same(warehouse: Warehouse, name: str) -> None:
    other = execute(statement(name), dialect="spark", tables=tables())
    assert sorted(map(str, other.rows)) == sorted(map(str, warehouse.ask(name)))
    assert len(other.rows) > 1
