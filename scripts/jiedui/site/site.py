"""What every page family works with: the ledger, its figures, the templates, and how a page becomes text."""

from __future__ import annotations

import json
from functools import cache, cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import FileSystemLoader, StrictUndefined
from markupsafe import Markup

from jiedui.confinement import Styles, confined
from jiedui.duties.beginning import steps
from jiedui.duties.office import main_office
from jiedui.model.audience import AudienceKind
from jiedui.model.day_words import day_text
from jiedui.model.following import everybody, touched_since
from jiedui.reports import wording
from jiedui.reports.deadlines import Deadlines
from jiedui.reports.disability import disability_text
from jiedui.reports.figures import Figures
from jiedui.reports.pace import Pace
from jiedui.reports.promises import open_promises
from jiedui.reports.public.tables import in_words
from jiedui.reports.retention import Retention
from jiedui.reports.standing import occasions
from jiedui.reports.timelines import Timelines
from jiedui.reports.townships import Townships
from jiedui.reports.upcoming import Upcoming
from jiedui.site.drawing import markup, signs
from jiedui.site.drawing.cells import Cells
from jiedui.site.drawing.columns import (
    TableColumn,
    as_rows,
    bare_column,
    counting,
    heads,
    number_column,
    of_paper,
    text_column,
)
from jiedui.site.drawing.compiling import PlainEnvironment
from jiedui.site.drawing.links import HOME, Links
from jiedui.site.example import Example
from jiedui.site.listed import ListedHouseholds
from jiedui.site.navigation import MenuEntry, among, followed, menu
from jiedui.site.parts import Parts, built, federations, townships
from jiedui.struct import replace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import date

    from jiedui.duties.beginning import BeginningStep
    from jiedui.duties.promise import Promise
    from jiedui.model.divisions import Township
    from jiedui.model.helper import Helper
    from jiedui.model.ledger import Ledger
    from jiedui.model.unit import Unit
    from jiedui.site.edition import Edition
    from jiedui.site.page import Page

_HERE = Path(__file__).parent

# What leads to the pages that belong to no page of the navigation.
FIND = "find.html"
# The frame of a page, which the complete pages include and the others carry to the engine.
OPENING, CLOSING = ("_head.html.j2", "_header.html.j2"), "_footer.html.j2"

# From so many rows on a table has a filter where its template asks for one.
MANY_ROWS = 10

# What a template makes the columns of a table with, each by its title: one by calling it, many as a filter of titles.
COLUMNS: dict[str, Callable[..., TableColumn]] = {"col": text_column, "num": number_column, "bare": bare_column}

# Filters of Jinja that take text for markup as it is, or escape it for HTML alone: no template may name one.
TRUSTING = ("safe", "e", "escape", "forceescape", "tojson", "urlize", "xmlattr")


class Site:
    """One build: a ledger as of a day, in an edition.

    ``before`` is that of the same day of which the ledger was made by an edit: what is reckoned of the others is kept.
    """

    def __init__(self, ledger: Ledger, as_of: date, edition: Edition, before: Site | None = None) -> None:
        self.whole_ledger = ledger
        self.audience = ledger.audience
        # The federation that a county's site is of: what the city's has by federation is of one then, and has no sum.
        self.county = ledger.audience.of if ledger.audience.kind is AudienceKind.COUNTY else ""
        edition = edition.of(self.county) if self.county else edition
        self._before = before.whole_ledger if before else None
        self.figures = Figures.of(ledger, as_of)
        self.ledger = ledger = self.figures.ledger
        self.as_of = self.figures.as_of
        self.commit = edition.version
        self.library = edition.library
        self.rules = edition.rules
        self.services = edition.services
        self.pictures = edition.pictures
        self._listed = list(edition.navigation)
        self.navigation = self._listed
        self.warnings = edition.warnings
        self.left_out = edition.left_out
        self.root = edition.root
        self.contents = edition.contents
        self.held = edition.held
        self.counts = edition.counts
        self.prints = edition.prints
        # Of all pages that stand in a menu, once they are known: see :meth:`set_menu`.
        self.menu: tuple[MenuEntry, ...] = before.menu if before else ()
        self._menus: dict[tuple[str, str, bool, bool], Markup] = {}
        self._known = _paths(self.menu)
        self.listed = ListedHouseholds(ledger, self.whole_ledger)
        self._links = {root: Links(ledger, root, rows=self.listed.page_of) for root in ("", "../", "/")}
        self._common = {
            "site": self,
            "figures": self.figures,
            "policy": ledger.policy,
            "owner": self.owner,
            "main_office": main_office,
            "whole": ledger.whole,
            "macros": {},  # see :class:`SharedTemplate`
        }

    @cached_property
    def touched(self) -> frozenset[str]:
        """Of whom anything may be another than before, by id (:func:`touched_since`): all, where there is no before."""
        now = self.whole_ledger
        return touched_since(now, self._before) if self._before else everybody(now)

    @cached_property
    def townships(self) -> Townships:
        """Who lives and works in each township."""
        return Townships(self.figures)

    @cached_property
    def places(self) -> list[Township]:
        """The townships that have a page: of a federation that is left out, those where others have somebody alone."""
        out = {item.unit for item in self.left_out.units}
        owns = self.ledger.owns
        who = self.townships
        return [
            place
            for place in self.ledger.divisions.townships
            if (owns(place.unit) and place.unit not in out) or who.households(place) or who.helpers(place)
        ]

    @cached_property
    def timelines(self) -> Timelines:
        """Which quarters each household's timeline tells of."""
        return Timelines(self.figures)

    @cached_property
    def promises(self) -> dict[str, list[Promise]]:
        """What each helper answers for of what was promised and is not done."""
        return open_promises(self.figures)

    @cached_property
    def deadlines(self) -> Deadlines:
        """What is due, by helper and federation."""
        return Deadlines(self.figures)

    @cached_property
    def retention(self) -> Retention:
        """How long the records are kept that are needed no more."""
        return Retention(self.ledger, self.as_of)

    @cached_property
    def upcoming(self) -> Upcoming:
        """What is recorded and still to come, which no figure knows of."""
        return Upcoming(self.whole_ledger, self.figures.asked_on)

    @cached_property
    def beginning(self) -> tuple[BeginningStep, ...]:
        """What the ledger lacks altogether; nothing is said of one that is shown without a part, or in part."""
        if self.left_out or not self.audience.is_internal:
            return ()
        whole = self.whole_ledger
        there = {"helpers": bool(whole.helpers), "households": bool(whole.households)}
        return steps(whole.units.values(), whole.divisions, **there)

    @cached_property
    def pace(self) -> Pace:
        """The running quarter beside the same day of the last one."""
        return Pace.of(self.whole_ledger, self.figures)

    @cached_property
    def occasions(self) -> dict[date, str]:
        """The festivals and observances of the programme by day."""
        return occasions(self.ledger)

    @cached_property
    def federations(self) -> Parts:
        """The federations as parts of the city."""
        return federations(self.figures)

    @cached_property
    def _parts(self) -> dict[str, Parts]:
        return {unit: townships(self.figures, unit, self.listed) for unit in self.figures.units}

    def parts(self, unit: str) -> Parts:
        """Return the townships of a federation, by which its long lists are cut."""
        return self._parts[unit]

    def people_of(self, unit: str) -> tuple[str, ...]:
        """Return the households and helpers of a federation by id, those that come later included."""
        return self._people[unit]

    @cached_property
    def _people(self) -> dict[str, tuple[str, ...]]:
        found = {unit: {*group.people} for unit, group in self.figures.units.items()}
        known = self.whole_ledger
        for unit, people in found.items():
            people.update(item.id for item in known.of_unit(unit))
            people.update(item.id for item in known.helpers_of(unit))
        return {unit: tuple(sorted(people)) for unit, people in found.items()}

    def kept(
        self, name: str, of: Iterable[str], make: Callable[[], list[Page]], *, made_of: str = ""
    ) -> Iterator[Page]:
        """Yield the pages that ``make`` makes of some, by id: once an edit touched none of them, those that there were.

        ``made_of`` is what else tells which pages there are and what they draw on. What one shows is asked for if it is
        to be rendered.
        """
        made: list[Page] = []

        def outlines() -> list[Page]:
            made.extend(make())
            return [replace(page, view=dict) for page in made]

        keeping = self.whole_ledger.keeping
        known = keeping.of_group(("pages", name), frozenset(of), outlines, beside=made_of) if keeping else outlines()
        views = cache(lambda: {page.path: page.view for page in made or make()})
        for page in known:
            yield replace(page, view=partial(_seen, views, page.path))

    def of_units(
        self, name: str, make: Callable[[str], list[Page]], units: Iterable[str] | None = None
    ) -> Iterator[Page]:
        """Yield the pages of each federation, of all where no ``units`` are named: see :meth:`kept`."""
        for unit in self.figures.units if units is None else units:
            yield from self.kept(f"{name} {unit}", (*self.people_of(unit), unit), partial(make, unit))

    def links(self, root: str) -> Links:
        """Return the links as seen from a page ``root`` below the top."""
        return self._links[root]

    @cached_property
    def _cells(self) -> dict[str, Cells]:
        return {root: Cells(links, self.figures, self.timelines) for root, links in self._links.items()}

    def cells(self, root: str) -> Cells:
        """Return the cells of a page ``root`` below the top."""
        return self._cells[root]

    @cached_property
    def example(self) -> Example:
        """The places that examples speak of."""
        return Example.of(self.ledger)

    @property
    def owner(self) -> Helper | None:
        """The helper whose own it is, if it is one's."""
        return self.ledger.helpers[self.audience.of] if self.audience.kind is AudienceKind.HELPER else None

    @cached_property
    def to_call(self) -> list[Unit]:
        """Whom to call: the city's federation; in a build that is of none, those that it is of."""
        units = list(self.ledger.own_units.values())
        return [unit for unit in units if unit.is_city] or units

    def set_menu(self, pages: Iterable[Page]) -> None:
        """Make the navigation, the menu of it, and the links follow the pages that there are, or are to be expected."""
        pages = list(pages)
        if not self.audience.is_internal:
            there = frozenset((*(page.html_path for page in pages), *(item.path for item in self.prints)))
            self._links = {root: Links(self.ledger, root, there, rows=self.listed.page_of) for root in self._links}
        titles = {page.path: page.title for page in pages if page.is_markdown}
        self.navigation = followed(self._listed, titles)
        self.menu = menu(self.navigation, titles)
        if self.owner:
            self.menu = (MenuEntry("我的帮扶", HOME), *self.menu)
        self._known = _paths(self.menu)
        self._menus.clear()  # those of the site before

    def menu_for(self, page: Page) -> Markup:
        """Return the menu as it stands on a page: the page itself is marked, or the one that it belongs to.

        One of those that multiply has the first page and that alone; the others come by a script (``files/menu.py``).
        """
        known = self._known
        here, current = page.html_path in known, page.among(known) or (FIND if FIND in known else HOME)
        key = page.root, current, here, page.is_markdown
        if key not in self._menus:
            entries = self.menu if page.is_markdown else among(self.menu, {HOME, current})
            shown = {"menu": entries, "to": self.links(page.root), "current": current, "here": here}
            self._menus[key] = Markup(_rendered("_menu.html.j2", shown))
        return self._menus[key]

    def render(self, page: Page) -> str:
        """Return the text of a page: Markdown or, for a page that multiplies with the records, HTML."""
        values = {**self._common, "page": page, "to": self.links(page.root), "cells": self.cells(page.root)}
        body = _rendered(page.template, {**values, **page.view()})
        if not page.is_markdown:
            return f"{confined(markup.unended(markup.plain(body)), page.policy)}\n"
        opening, closing = "\n".join(_rendered(part, values) for part in OPENING), _rendered(CLOSING, values)
        styles = Styles()
        body = styles.take(body)
        return f"{_front_matter(page, confined(opening, page.policy, styles), closing)}\n{body}\n"


def _seen(views: Callable[[], Mapping[str, Callable[[], Mapping[str, Any]]]], path: str) -> Mapping[str, Any]:
    return views()[path]()


def _paths(entries: Iterable[MenuEntry]) -> frozenset[str]:
    return frozenset().union(*(entry.paths for entry in entries))


def _rendered(template: str, values: Mapping[str, object]) -> str:
    return environment().get_template(template).render(values).strip()


def _front_matter(page: Page, opening: str, closing: str) -> str:
    """Return what a page tells the engine: its title, its frame, and whether its sections are listed beside it."""
    told = {"title": markup.title(page.title), "contents": not page.wide, "opening": opening, "closing": closing}
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in told.items()]
    return "\n".join(["---", *lines, "---", ""])


@cache
def environment() -> PlainEnvironment:
    """Return the template environment: whatever a template writes goes through :func:`markup.escape`.

    It knows nothing of one site, so that its compiled templates serve all.
    """
    made = PlainEnvironment(
        loader=FileSystemLoader([_HERE / "pages", _HERE / "drawing"]),
        autoescape=True,
        finalize=markup.escape,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,  # all of them
    )
    for name in TRUSTING:
        del made.filters[name]
    made.filters |= {
        "ref": markup.href,
        "outside": markup.address,
        "mood": signs.mood,
        "inline": markup.attribute,
        "disability": disability_text,
    } | COLUMNS
    made.filters |= {"as_rows": as_rows, "heads": heads, "counting": counting, "of_paper": of_paper}
    made.globals |= COLUMNS | {
        "MANY_ROWS": MANY_ROWS,
        "built": built,
        "state": signs.state,
        "number": wording.number,
        "in_words": in_words,
        "day_text": day_text,
        "percent": wording.percent,
        "share": wording.share_in_column,
        "spoken": wording.spoken,
    }
    return made
