"""The schematic map: a tile for each federation about where it lies, coloured by an indicator.

Where a tile stands is data of the city (``map`` in ``divisions.yml``). The map has no boundaries, which are not ours to
publish. It is a list of links in a grid and no SVG: tiles wrap long names, are reached by keyboard and heard as a list.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from jiedui.reports.indicators import BY_KEY, Indicator, IndicatorKind, Value
from jiedui.site.drawing.charts import CLASSES, count_class, count_range, rate_class, rate_words
from jiedui.site.drawing.signs import shown
from jiedui.struct import Struct

if TYPE_CHECKING:
    from markupsafe import Markup

    from jiedui.model.divisions import TilePlace
    from jiedui.reports.figures import Figures
    from jiedui.reports.groups import GroupFigures

# What may be looked at on the map, the first one first.
CHOICES = ("contact_rate", "coverage", "gap", "overdue_closed", "intake", "suspects")

# How many tiles stand side by side where no federation has a place.
_IN_A_ROW = 5


class MapTile(Struct, frozen=True):
    """One federation: ``step`` is its class from 1 to 5, 0 where nothing is asked for."""

    group: GroupFigures
    value: Markup
    step: int
    place: TilePlace | None


class Map(Struct, frozen=True):
    """The tiles of one indicator: those with a place from north to south, and those apart; the classes in words."""

    indicator: Indicator
    placed: tuple[MapTile, ...]
    apart: tuple[MapTile, ...]
    columns: int
    classes: tuple[tuple[int, str], ...]


def maps(figures: Figures) -> list[Map]:
    """Return a map for each indicator of choice."""
    return [tile_map(figures, BY_KEY[key]) for key in CHOICES]


def tile_map(figures: Figures, indicator: Indicator) -> Map:
    """Return the map of an indicator. A federation without a place, or whose place is taken, stands apart."""
    values = {unit: indicator.value(group) for unit, group in figures.standing.items()}
    most = max((value for value in values.values() if value is not None), default=0)
    free = {place: unit for unit, place in reversed(list(figures.ledger.divisions.tiles.items()))}
    tiles = []
    for unit, group in figures.standing.items():
        value, place = values[unit], figures.ledger.divisions.tiles.get(unit)
        kept = place if place and free[place] == unit else None
        tiles.append(MapTile(group, shown(indicator, value), _step(indicator, value, most), kept))
    return Map(
        indicator,
        placed=tuple(sorted((tile for tile in tiles if tile.place), key=lambda tile: tile.place or (0, 0))),
        apart=tuple(tile for tile in tiles if not tile.place),
        columns=max((tile.place.column for tile in tiles if tile.place), default=_IN_A_ROW),
        classes=rate_words() if indicator.kind is IndicatorKind.RATE else _count_words(most),
    )


def _step(indicator: Indicator, value: Value, most: Fraction | int) -> int:
    if value is None:
        return 0
    return rate_class(Fraction(value)) if indicator.kind is IndicatorKind.RATE else count_class(value, most)


def _count_words(most: Fraction | int) -> tuple[tuple[int, str], ...]:
    ranges = ((number, *count_range(number, most)) for number in range(1, CLASSES + 1))
    return tuple((number, f"{low}–{high}" if low < high else str(low)) for number, low, high in ranges if low <= high)
