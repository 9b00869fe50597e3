"""The tables of a province, counted by hand."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

from jiedui.model.time import Quarter
from jiedui.reports.public.published import HIDDEN
from jiedui.reports.public.tables import COLUMNS, PublicTable
from jiedui.rollup.province import MISSING, Province, roll_call
from jiedui.rollup.tables import (
    by_channel,
    by_city,
    by_federation,
    channels_by_city,
    course,
    deliveries,
    every_table,
)

THIRD = Quarter(2026, 3)
EAST_CITY, WEST_CITY, SOUTH_CITY = "示例东市", "示例西市", "示例南市"


def rows(table: PublicTable, *keys: str) -> dict[str, tuple[object, ...]]:
    places = [COLUMNS.index(key) for key in keys]
    return {row.name: tuple(row.values[place] for place in places) for row in table.rows}


def test_every_row_has_a_value_for_every_column(province: Province) -> None:
    tables = list(every_table(province))
    assert len(tables) == 2 + 3 * len(province.quarters) + 1
    assert [len(row.values) - len(table.columns) for table in tables for row in table.rows if row.values] == [0] * sum(
        len(table.rows) for table in tables
    )


def test_who_delivered(province: Province) -> None:
    assert [(row.name, *row.values) for row in deliveries(province).rows] == [
        (EAST_CITY, "已报", "2026-11-23", "—", "2026年第二季度到2026年第三季度"),
        (WEST_CITY, "已报", "2026-11-23", "—", "2026年第三季度到2026年第三季度"),
        (SOUTH_CITY, "未报：没有 figures.json", "—", "—", "—"),
    ]


def test_a_quarter_by_city(province: Province) -> None:
    table = by_city(province, THIRD)
    assert rows(table, "roster", "met", "rate") == {
        EAST_CITY: (110, 72, Fraction(9, 10)),
        WEST_CITY: (40, HIDDEN, HIDDEN),
        SOUTH_CITY: (MISSING,) * 3,
        "示例省": ("至少150", "至少72", Fraction(9, 10)),
    }
    assert [row.name for row in table.rows if row.is_whole] == ["示例省"]


def test_the_course(province: Province) -> None:
    assert [(row.name, *row.values[:2]) for row in course(province).rows] == [
        ("2026年第二季度", "1/3", "至少100"),
        ("2026年第三季度", "2/3", "至少150"),
    ]
    assert rows(course(province, EAST_CITY), "roster") == {"2026年第二季度": (100,), "2026年第三季度": (110,)}


def test_a_city_by_federation(province: Province) -> None:
    assert rows(by_federation(province, THIRD, EAST_CITY), "met", "rate", "helpers") == {
        "示例东市dong": (40, Fraction(1), 0),
        "示例东市xi": (32, Fraction(4, 5), 0),
        EAST_CITY: (72, Fraction(9, 10), MISSING),
    }


def test_contacts_by_channel(province: Province) -> None:
    """63 visits and 25 calls; a cell of visits is hidden, and of a federation not even the channels are told."""
    assert [(row.name, *row.values) for row in by_channel(province, THIRD).rows] == [
        ("入户", "至少63", "至少63", Fraction(1), 1),
        ("电话", "至少25", "至少15", Fraction(3, 5), 0),
        ("合计", "至少88", "至少78", Fraction(78, 88), 2),
    ]
    east = by_channel(province, THIRD, EAST_CITY)
    assert [(row.name, *row.values[:2]) for row in east.rows] == [
        ("入户", "至少55", "至少55"),
        ("电话", 25, 15),
        ("合计", "至少80", "至少70"),
    ]
    assert by_channel(province, THIRD, SOUTH_CITY).rows == ()


def test_contacts_by_city(province: Province) -> None:
    table = channels_by_city(province, THIRD)
    assert [column.title for column in table.columns] == ["入户", "电话"]
    assert [(row.name, *row.values) for row in table.rows] == [
        (EAST_CITY, "至少55", 25),
        (WEST_CITY, "至少8", HIDDEN),
        (SOUTH_CITY, MISSING, MISSING),
    ]


def test_without_any_contact_there_is_no_row(folders: list[Path]) -> None:
    alone = Province.of("示例省", roll_call(folders[:1]))
    assert channels_by_city(alone, Quarter(2026, 2)).rows[0].values == (MISSING, MISSING)
    assert by_channel(alone, Quarter(2026, 2)).rows == ()
