"""The schematic map: who stands where, and how deep each tile is."""

from __future__ import annotations

from datetime import date

import pytest

from jiedui.model.divisions import TilePlace
from jiedui.model.ledger import Ledger
from jiedui.reports.figures import Figures
from jiedui.reports.indicators import BY_KEY
from jiedui.site.drawing import tiles
from jiedui.site.pages import quota
from jiedui.site.site import Site
from jiedui.struct import replace

AS_OF = date(2026, 11, 23)


def placed(ledger: Ledger, **places: tuple[int, int]) -> Figures:
    tiles_of = {unit: TilePlace(*place) for unit, place in places.items()}
    return Figures(replace(ledger, divisions=replace(ledger.divisions, tiles=tiles_of)), AS_OF)


def test_a_map_goes_from_north_to_south_and_loses_nobody(ledger):
    figures = placed(ledger, pingjiang=(4, 4), yueyanglou=(2, 3))
    drawn = tiles.tile_map(figures, BY_KEY["gap"])
    assert [(tile.group.unit, tile.place) for tile in drawn.placed] == [("yueyanglou", (2, 3)), ("pingjiang", (4, 4))]
    assert [tile.group.unit for tile in drawn.apart] == ["city"]
    assert drawn.columns == 4


def test_a_unit_without_a_place_or_on_a_taken_one_stands_apart(ledger):
    assert len(tiles.tile_map(placed(ledger), BY_KEY["gap"]).apart) == 3
    drawn = tiles.tile_map(placed(ledger, pingjiang=(1, 1), yueyanglou=(1, 1)), BY_KEY["gap"])
    assert [tile.group.unit for tile in drawn.placed] == ["pingjiang"]
    assert [tile.group.unit for tile in drawn.apart] == ["city", "yueyanglou"]


def test_every_tile_shows_the_indicator_s_value_and_its_class(ledger):
    for drawn in tiles.maps(placed(ledger)):
        for tile in drawn.apart:
            value = drawn.indicator.value(tile.group)
            assert (tile.step == 0) == (value is None)
            assert tile.step in {0, *(number for number, _ in drawn.classes)}
    rates = {tile.group.unit: tile.step for tile in tiles.tile_map(placed(ledger), BY_KEY["coverage"]).apart}
    assert rates == {"city": 0, "yueyanglou": 1, "pingjiang": 5}  # none, one of two, two of two


def test_an_empty_ledger_has_maps_and_charts(edition, ledger):
    empty = Ledger(policy=ledger.policy)
    bare = Site(empty, AS_OF, edition)
    assert [drawn.placed + drawn.apart for drawn in tiles.maps(bare.figures)] == [()] * len(tiles.CHOICES)
    assert quota.chart(bare).rows == ()


@pytest.mark.browser
def test_the_map_is_a_list_of_links_that_the_keyboard_reaches(page, pages, source, tmp_path):
    """The section of the overview as a page of its own: it needs no engine."""
    text = source(pages, "overview")
    section = text[text.index('<div class="jd-maps">') :]
    assets = (pages / "assets").as_uri()
    file = tmp_path / "map.html"
    file.write_text(
        f'<!doctype html><html lang="zh" data-md-color-primary="indigo" data-md-color-scheme="default">'
        f'<meta charset="utf-8"><link rel="stylesheet" href="{assets}/site.css">'
        f'<div class="md-content"><div class="md-typeset">{section}</div></div>'
        f'<script src="{assets}/map.js"></script>',
        "utf-8",
    )
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(file.as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    chooser = page.locator(".jd-chooser select")
    assert page.locator(".jd-map:visible").count() == 1
    chooser.select_option(label="欠户数")
    assert page.locator(".jd-map:visible h3").inner_text() == "欠户数"
    chooser.focus()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('section').id") == "map-gap"
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    assert page.evaluate("document.activeElement.getAttribute('href')").startswith("units/")
    chooser.select_option(label="全部并排")
    assert page.locator(".jd-map:visible").count() == len(tiles.CHOICES)
