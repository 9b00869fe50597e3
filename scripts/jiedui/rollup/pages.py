"""The pages of a province: the whole, each quarter, each city; in the frame of every other page of the program."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from jinja2 import FileSystemLoader
from markupsafe import Markup

from jiedui.confinement import confined
from jiedui.model.audience import INTERNAL
from jiedui.reports.public.tables import COLUMNS
from jiedui.reports.quarter_table import BY_KEY
from jiedui.rollup.paper import NOTE, sentences
from jiedui.rollup.tables import by_channel, by_city, by_federations, channels_by_city, course, deliveries
from jiedui.site.drawing.columns import of_paper, text_column
from jiedui.site.drawing.links import HOME, PlainLinks
from jiedui.site.navigation import MenuEntry
from jiedui.site.page import Page
from jiedui.site.site import environment
from jiedui.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from jinja2 import Environment

    from jiedui.model.time import Quarter
    from jiedui.reports.public.tables import PublicTable
    from jiedui.rollup.province import CityEntry, Province
    from jiedui.site.drawing.columns import TableColumn


def pages(province: Province) -> list[Page]:
    """Return the pages, without rendering them."""
    return [
        Page(HOME, "汇总", "home.html.j2", lambda: _home(province), wide=True),
        *(_quarter(province, quarter) for quarter in reversed(province.quarters)),
        *(_city(province, number, entry) for number, entry in enumerate(province.cities, 1)),
    ]


def _home(province: Province) -> Mapping[str, Any]:
    last = province.quarters[-1]
    return {
        "told": sentences(province, last),
        "tables": [deliveries(province), by_city(province, last), by_channel(province, last), course(province)],
        "meanings": [BY_KEY[key] for key in COLUMNS],
    }


def _quarter(province: Province, quarter: Quarter) -> Page:
    def view() -> Mapping[str, Any]:
        tables = by_city(province, quarter), by_channel(province, quarter), channels_by_city(province, quarter)
        return {"tables": tables, "reason": ""}

    return Page(f"quarters/{quarter}.html", quarter.title, "tables.html.j2", view, wide=True)


def _city(province: Province, number: int, entry: CityEntry) -> Page:
    def view() -> Mapping[str, Any]:
        return {"tables": list(_of_city(province, entry)), "reason": entry.reason}

    return Page(f"cities/{number:02}.html", entry.name, "tables.html.j2", view, wide=True)


def _of_city(province: Province, entry: CityEntry) -> Iterator[PublicTable]:
    """Yield the tables of a city, none where it has delivered nothing."""
    if entry.delivery is None:
        return
    yield course(province, entry.name)
    yield by_channel(province, entry.delivery.quarters[-1], entry.name)
    yield from by_federations(province, entry.name)


class ProvinceSite(Struct, frozen=True):
    """What the frame of a page asks of a site: its menu, its day, its version."""

    province: Province
    pages: tuple[Page, ...]

    @property
    def version(self) -> str:
        """The data version as pages name it."""
        return f"{len(self.province.delivered)} 个市的报送"

    def render(self, page: Page, *, has_word: bool) -> str:
        """Return a page as it is written; ``has_word`` tells whether the table lies beside it as a Word file."""
        province = self.province
        values = {
            "site": SimpleNamespace(
                menu_for=self._menu, left_out=(), county="", as_of=province.as_of, audience=INTERNAL, to_call=(),
                commit=self.version,
            ),
            "policy": SimpleNamespace(name=f"{province.name}残联结对帮扶汇总", fictional=province.fictional),
            "figures": SimpleNamespace(is_over=False),
            "to": PlainLinks(page.root, frozenset(item.path for item in self.pages) | {"bulletin.html"}),
            "page": page,
            "province": province,
            "columns": _columns,
            "note": NOTE,
            "has_word": has_word,
            "whole": province.name,
        }  # fmt: skip
        text = _environment().get_template(page.template).render({**values, **page.view()}).strip()
        return f"{confined(text, page.policy)}\n"

    def _menu(self, page: Page) -> Markup:
        below = {folder: self._below(folder) for folder in ("quarters", "cities")}
        menu = (
            MenuEntry("汇总", HOME),
            MenuEntry("各季度", below=below["quarters"]),
            MenuEntry("各市", below=below["cities"]),
        )
        told = {"menu": menu, "to": PlainLinks(page.root), "current": page.path, "here": True}
        return Markup(_environment().get_template("_menu.html.j2").render(told).strip())

    def _below(self, folder: str) -> tuple[MenuEntry, ...]:
        return tuple(MenuEntry(item.title, item.path) for item in self.pages if item.path.startswith(f"{folder}/"))


def _columns(table: PublicTable) -> list[TableColumn]:
    return [text_column(table.head), *of_paper(table.columns)]


@cache
def _environment() -> Environment:
    """Return the environment of all templates, with those of this room before them."""
    own = environment()
    loader = own.loader
    assert isinstance(loader, FileSystemLoader)
    return own.overlay(loader=FileSystemLoader([Path(__file__).parent, *loader.searchpath]))
