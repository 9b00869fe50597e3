"""Deliveries of cities that do not exist, whose sums are added up by hand."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from jiedui.reports.delivery.facts import Fact
from jiedui.rollup.deliver import write_delivery
from jiedui.rollup.province import Province, roll_call

ANSWERED, IN_VAIN = True, False

Values = Mapping[tuple[str, str], Mapping[str, int | None]]
KEYS = ("roster", "paired", "due", "met")


def figures(city: str, values: Values, **more: Any) -> dict[str, Any]:
    """The figures of a city: values by quarter and federation, of which ``""`` is the city's own."""
    units = dict.fromkeys(unit for _, unit in values if unit)
    return {
        "format": 1,
        "city": city,
        "ledger": f"{city}台账",
        "fictional": True,
        "as_of": "2026-11-23",
        "commit": "",
        "least": 5,
        "figures": [{"key": key, "title": key, "group": "结对"} for key in KEYS],
        "units": [{"id": unit, "name": f"{city}{unit}"} for unit in units],
        "quarters": [
            {"id": quarter, "commit": "4" * 40, "computation": 3} for quarter in dict.fromkeys(q for q, _ in values)
        ],
        "values": [{"quarter": quarter, "unit": unit, "values": dict(row)} for (quarter, unit), row in values.items()],
        **more,
    }


EAST = {
    ("2026Q2", ""): {"roster": 100, "paired": 80, "due": 70, "met": 60},
    ("2026Q3", ""): {"roster": 110, "paired": 90, "due": 80, "met": 72},
    ("2026Q3", "dong"): {"roster": 60, "paired": 50, "due": 40, "met": 40},
    ("2026Q3", "xi"): {"roster": 50, "paired": 40, "due": 40, "met": 32},
}
WEST = {("2026Q3", ""): {"roster": 40, "paired": 20, "due": 20, "met": None}}
CONTACTS = {
    "示例东市": [
        Fact("dong", "", "2026Q3", "入户", ANSWERED, None),
        Fact("dong", "430001001", "2026Q3", "入户", ANSWERED, 30),
        Fact("dong", "430001001", "2026Q3", "电话", IN_VAIN, 10),
        Fact("xi", "430002001", "2026Q3", "入户", ANSWERED, 25),
        Fact("xi", "430002001", "2026Q3", "电话", ANSWERED, 15),
    ],
    "示例西市": [Fact("bei", "", "2026Q3", "", None, None), Fact("nan", "", "2026Q3", "入户", ANSWERED, 8)],
}


def three(top: Path) -> list[Path]:
    """Of three cities two have delivered: one two quarters, the other, of which one count is hidden, the last."""
    for city, values in (("示例东市", EAST), ("示例西市", WEST)):
        write_delivery(top / city, figures(city, values), CONTACTS[city])
    (top / "示例南市").mkdir()
    return [top / city for city in ("示例东市", "示例西市", "示例南市")]


@pytest.fixture
def deliver(tmp_path: Path) -> Callable[..., Path]:
    """Write the delivery of a city into a folder of its name."""

    def written(city: str, values: Values, facts: Sequence[Fact] = (), **more: Any) -> Path:
        folder = tmp_path / city
        write_delivery(folder, figures(city, values, **more), facts)
        return folder

    return written


@pytest.fixture(scope="session")
def folders(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """What :func:`three` writes, to be read only."""
    return three(tmp_path_factory.mktemp("deliveries"))


@pytest.fixture(scope="session")
def province(folders: list[Path]) -> Province:
    """The three, added up."""
    return Province.of("示例省", roll_call(folders))
