"""The deliveries of many cities as four tables, and the statements that add them up (``sql/``).

The statements are plain enough for Spark SQL to take as they are; only what fills the tables is DuckDB's own.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from jiedui.reports.public.tables import SHARES
from jiedui.rollup.database import database, fill, literal, quoted
from jiedui.rollup.exchange import columns

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from types import TracebackType

    from jiedui.rollup.delivery import Delivery

_SQL = Path(__file__).parent / "sql"
STATEMENTS = tuple(sorted(file.stem for file in _SQL.glob("*.sql")))
"""What can be asked."""

TABLES = {
    "cities": {"city": "VARCHAR", "position": "BIGINT"},
    "units": {"city": "VARCHAR", "position": "BIGINT", "unit": "VARCHAR", "name": "VARCHAR"},
    "figures": {
        "city": "VARCHAR", "unit": "VARCHAR", "quarter": "VARCHAR", "figure": "VARCHAR", "value": "BIGINT",
    },
    "shares": {"share": "VARCHAR", "part": "VARCHAR", "whole": "VARCHAR"},
}  # fmt: skip
"""The tables beside ``facts``, which has the columns of a delivery and before them the city. Of ``figures`` the city's
own have no unit, and a value that is not shown is null."""


def statement(name: str) -> str:
    """Return one of :data:`STATEMENTS` as text."""
    return (_SQL / f"{name}.sql").read_text("utf-8")


class Warehouse(AbstractContextManager["Warehouse"]):
    """The deliveries of some of the ``cities``, which are in the order in which they are told of."""

    def __init__(self, cities: Sequence[str], deliveries: Sequence[Delivery]) -> None:
        self._base = database()
        for name, shape in TABLES.items():
            self._base.execute(f"CREATE TABLE {name} ({', '.join(f'{key} {kind}' for key, kind in shape.items())})")
        self._put("cities", [(city, number) for number, city in enumerate(cities)])
        self._put("shares", [(share, *both) for share, both in SHARES.items()])
        self._put("units", _units(deliveries))
        self._put("figures", _figures(deliveries))
        self._see_facts(deliveries)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._base.close()

    def ask(self, name: str) -> list[tuple[Any, ...]]:
        """Return the rows of a statement."""
        return self._base.execute(statement(name)).fetchall()

    def _put(self, table: str, rows: Iterable[Sequence[object]]) -> None:
        fill(self._base, table, list(TABLES[table].values()), rows)

    def _see_facts(self, deliveries: Sequence[Delivery]) -> None:
        """Let the facts be read where they lie: no copy of them is made."""
        names = ", ".join(columns())
        parts = (
            f"SELECT {literal(item.city)} AS city, {names} FROM read_parquet({quoted(item.facts)})"
            for item in deliveries
        )
        self._base.execute(f"CREATE VIEW facts AS {' UNION ALL '.join(parts)}")


def _units(deliveries: Iterable[Delivery]) -> Iterable[Sequence[object]]:
    for item in deliveries:
        for number, unit in enumerate(item.data["units"]):
            yield item.city, number, unit["id"], unit["name"]


def _figures(deliveries: Iterable[Delivery]) -> Iterable[Sequence[object]]:
    for item in deliveries:
        for row in item.data["values"]:
            for key, value in row["values"].items():
                yield item.city, row["unit"], row["quarter"], key, value
