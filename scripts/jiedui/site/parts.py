"""Long lists by part: a page that would grow too long says how many rows each part has, and leads to a page of each.

A part of a federation is a township, of the city a federation, of the years a year. The page itself keeps its address,
and a list that is short stays on it; the page of a part lies beside it and shows all of the lists, of that part alone.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from functools import cache, cached_property, partial
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from jiedui.site.page import Page
from jiedui.struct import Struct, replace

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence

    from jiedui.model.household import Household
    from jiedui.reports.figures import Figures
    from jiedui.reports.groups import GroupFigures

# So many elements of HTML the lists of one page may take, about: with all around them it keeps below 5,000 and 300 KB.
ROOM = 3500
# A township with more households makes several parts.
HOUSEHOLDS = 25
# What a part takes on the page that leads to it: an item, a link, and the number in it.
_LEAD = 3

Row = TypeVar("Row")


class Part(Struct, frozen=True):
    """A part of a federation or of the city: ``key`` ends its pages' names, ``name`` is what staff call it."""

    key: str
    name: str
    group: GroupFigures

    @property
    def people(self) -> tuple[str, ...]:
        """The households and helpers, by id, that its figures are of."""
        return tuple(sorted(self.group.people))


class Parts:
    """The parts of a whole, in order, and which of them a household or a helper belongs to.

    ``by`` is what staff call that by which it is cut: 乡镇, 残联, 年份. ``hangs_on_others`` says that the part which
    somebody belongs to hangs on who else belongs to the whole.
    """

    def __init__(self, by: str, parts: Iterable[Part], *, hangs_on_others: bool = False) -> None:
        self.by = by
        self._hangs_on_others = hangs_on_others
        self._parts = tuple(parts)
        self._households = {item.id: part.key for part in self._parts for item in part.group.households}
        self._helpers = {item.id: part.key for part in self._parts for item in part.group.helpers}

    def __iter__(self) -> Iterator[Part]:
        """Go through the parts in order."""
        return iter(self._parts)

    def __len__(self) -> int:
        """Tell how many parts there are."""
        return len(self._parts)

    @cached_property
    def mark(self) -> str:
        """What tells which parts there are and who belongs to each, where his record alone does not say so."""
        told = [(part.key, part.name, part.people) for part in self._parts] if self._hangs_on_others else ""
        return hashlib.blake2b(repr(told).encode(), digest_size=16).hexdigest()

    def of_household(self, household: str) -> str:
        """Return the key of the part that a household belongs to, or nothing."""
        return self._households.get(household, "")

    def of_helper(self, helper: str) -> str:
        """Return the key of the part that a helper belongs to, or nothing."""
        return self._helpers.get(helper, "")


class CutList(Struct, Generic[Row], frozen=True):
    """One list of a page: about how many elements of HTML a row takes, and the part that a row belongs to, if any."""

    rows: Sequence[Row]
    elements: int
    part: Callable[[Row], str]

    def within(self, part: Part | None) -> CutList[Row]:
        """Return the list of a part alone; of none, the whole list."""
        return self if part is None else replace(self, rows=[row for row in self.rows if self.part(row) == part.key])


class Lead(Struct, frozen=True):
    """What a list has in a part: ``path`` is that of the part's page, from the top of the site."""

    key: str
    name: str
    path: str
    rows: int


class Lists:
    """The lists of a page, by key: those that stand there, and those that are :attr:`cut`.

    ``whole`` is the path of the page that leads to the parts, ``part`` the part that the page shows, where it is one;
    ``room`` is how many elements they may take together.
    """

    def __init__(
        self,
        listings: Mapping[str, CutList[Any]],
        whole: str,
        parts: Parts,
        part: Part | None = None,
        *,
        room: int = ROOM,
    ) -> None:
        self._listings = listings
        self.whole = whole
        self.parts = parts
        self.part = part
        self.cut = frozenset() if part else _cut(listings, len(parts), room)

    def rows(self, key: str) -> Sequence[Any]:
        """Return the rows that stand on the page: of a list that is cut, those that belong to no part."""
        found = self._listings[key]
        return [row for row in found.rows if not found.part(row)] if key in self.cut else found.rows

    def count(self, key: str) -> int:
        """Return how many rows a list has, wherever they stand."""
        return len(self._listings[key].rows)

    def leads(self, key: str, *, empty: bool = False) -> list[Lead]:
        """Return how many rows a list has in each part, where it has any, or also where it is ``empty``."""
        found = self._listings[key]
        counts = Counter(map(found.part, found.rows))
        return [
            Lead(part.key, part.name, self.path_of(part), counts[part.key])
            for part in self.parts
            if empty or counts[part.key]
        ]

    def path_of(self, part: Part) -> str:
        """Return where the page of a part lies, from the top of the site."""
        return part_path(self.whole, part.key)

    def file_of(self, key: str) -> str:
        """Return where the file with all rows of a list that is cut lies (``files/wholes.py``)."""
        return f"{self.own.removesuffix('.html')}-{key}.csv"

    def where(self, household: str, key: str) -> str:
        """Return the page that has a household's rows of a list, from the top of the site."""
        part = self.parts.of_household(household)
        return part_path(self.whole, part) if part and key in self.cut else self.own

    @property
    def own(self) -> str:
        """The page of these lists, from the top of the site."""
        return self.path_of(self.part) if self.part else built(self.whole)


def _cut(listings: Mapping[str, CutList[Any]], parts: int, room: int) -> frozenset[str]:
    """Return the lists to be cut: the longest ones, until the others have room; none where there are no parts."""
    sizes = {key: len(item.rows) * item.elements for key, item in listings.items()}
    cut: set[str] = set()
    for key in sorted(sizes, key=lambda key: -sizes[key]):
        # A single part would be the page once more.
        if parts < 2 or sum(sizes.values()) <= room:
            break
        cut.add(key)
        sizes[key] = parts * _LEAD
    return frozenset(cut)


def built(path: str) -> str:
    """Return where the built page of a path lies."""
    return f"{path.rpartition('.')[0]}.html"


def part_path(whole: str, key: str) -> str:
    """Return where the page of a part lies: beside the whole, or in the folder of its name if that lies at the top."""
    stem = whole.rpartition(".")[0]
    return f"{stem}{'-' if '/' in stem else '/'}{key}.html"


class Frame(Struct, frozen=True):
    """What the page of a whole and those of its parts have in common: template, title by name of the part, section.

    ``of`` and ``made_of`` are what they draw on, where they do not draw on all: see :attr:`Page.of`. Of the people, a
    part draws on its own alone. Where they tell of the ``doings`` of a federation, by id, they draw on its events, too;
    of those of ``""``, on all events.
    """

    path: str
    template: str
    title: Callable[[str], str]
    section: str = ""
    of: tuple[str, ...] = ()
    made_of: str = ""
    doings: str | None = None

    def page(self, parts: Parts, view: Callable[[], Mapping[str, Any]]) -> Page:
        """Return the page of the whole, which says what each part has."""
        return self._page(self.path, "", view, self.of, repr((self.made_of, parts.mark)))

    def pages_of(self, parts: Parts, view: Callable[[Part], Mapping[str, Any]]) -> Iterator[Page]:
        """Yield the page of each part, which names all others."""
        made_of = repr((self.made_of, [(part.key, part.name) for part in parts]))
        for part in parts:
            path, of = part_path(self.path, part.key), part.people or self.of if self.is_group else ()
            yield self._page(path, part.name, partial(view, part), of, made_of)

    @property
    def is_group(self) -> bool:
        """Whether it is told what the pages draw on."""
        return bool(self.of or self.made_of)

    def _page(
        self, path: str, part: str, view: Callable[[], Mapping[str, Any]], of: tuple[str, ...], made_of: str
    ) -> Page:
        return Page(
            path, self.title(part), self.template, view,
            section=self.section, of=of, group=self.is_group, people_alone=self.doings is None,
            doings=self.doings or "", made_of=made_of,
        )  # fmt: skip


def pages_by_part(frame: Frame, parts: Parts, view: Callable[[Part | None], Mapping[str, Any]]) -> list[Page]:
    """Return the page of a whole and, where its ``lists`` are cut, one of each part; ``view`` gives what they show."""
    whole = cache(lambda: view(None))
    page = frame.page(parts, whole)
    return [page, *part_pages(frame, parts, view)] if whole()["lists"].cut else [page]


def part_pages(frame: Frame, parts: Parts, view: Callable[[Part], Mapping[str, Any]]) -> list[Page]:
    """Return a page of each part, whatever the page of the whole is."""
    return [*frame.pages_of(parts, view)]


def federations(figures: Figures) -> Parts:
    """Return the federations as the parts of the city."""
    units = figures.ledger.units
    return Parts("残联", (Part(unit, units[unit].short, group) for unit, group in figures.units.items()))


def townships(figures: Figures, unit: str, listed: Container[str] = ()) -> Parts:
    """Return the townships that a federation has households or helpers in, in the order of the list.

    A large one is cut by its households, those of a village together where they can be. Who works in no township, and
    what lies in none that the list knows, makes the last part. Those ``listed`` belong to none: they have pages of
    their own.
    """
    divisions, whole = figures.ledger.divisions, figures.units[unit]
    places: dict[str, list[Household]] = {}
    for home in whole.households:
        if home.id in listed:
            continue
        place = divisions.find(home.county, home.recorded_township)
        places.setdefault(place.code if place else "", []).append(home)
    posts: dict[str, list[str]] = {}
    for helper in whole.helpers:
        named = (divisions.find_of_unit(unit, role.township) for role in helper.roles_on(figures.as_of))
        posts.setdefault(next((place.code for place in named if place), ""), []).append(helper.id)
    known = [place for place in divisions.townships if place.code in places or place.code in posts]
    names = {**{place.code: place.name for place in known}, "": "机关和其他"}
    found = (
        part
        for code, name in names.items()
        if code in places or code in posts
        for part in _of_township(figures, Part(code or "other", name, whole), places.get(code, []), posts.get(code, []))
    )
    return Parts("乡镇", found, hangs_on_others=True)


def _of_township(figures: Figures, part: Part, homes: list[Household], helpers: list[str]) -> Iterator[Part]:
    """Yield the parts of a township: its helpers are in the first."""
    number = max(1, -(-len(homes) // HOUSEHOLDS))
    homes = sorted(homes, key=lambda home: (home.village, home.id))
    for index in range(number):
        some = homes[index * len(homes) // number : (index + 1) * len(homes) // number]
        suffix, called = (f"-{index + 1}", f"（{index + 1}／{number}）") if number > 1 else ("", "")
        staff = [figures.ledger.helpers[item] for item in helpers] if index == 0 else []
        key = part.key + suffix
        group = figures.of_households(some, staff).kept(f"{part.group.unit} {key}")
        yield Part(key, part.name + called, group)
