"""What a page is made of, as a key: a later run whose page has the same key neither makes nor writes it.

A page of somebody (:attr:`Page.of`) draws on the records of these households and helpers, on those of whoever has to do
with them, and on what all have in common: policy, divisions, federations, the day, the menu, the program itself; one of
a group on all records of nobody, too, where it is not said to be of people alone, of the events among them on those of
one federation where it tells of its doings alone; and one of a group of none on what is of nobody alone. Every other
page draws on all records, and so does every page of a narrowed ledger: what an audience may see of a record hangs on
others.
"""

from __future__ import annotations

import hashlib
from functools import cache, cached_property, partial
from typing import TYPE_CHECKING

from jiedui.model.narrowing import named_by
from jiedui.records.kinds import path_of
from jiedui.shipped import program_mark
from jiedui.site.machine.output import OutputFile

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from jiedui.model.household import Household
    from jiedui.site.machine.output import AnyFile
    from jiedui.site.page import Page
    from jiedui.site.site import Site


class Inputs:
    """The keys of the pages of a site whose menu is known; ``contents`` are the ids of its records' contents by path.

    Records that a path leads to and that have no content here have none: nobody could tell that they changed.
    """

    def __init__(self, site: Site, contents: Mapping[str, str]) -> None:
        self._site = site
        self._ledger = site.whole_ledger
        self._contents = contents
        self._drawn = cache(self._of_people)
        self._of_nobody = cache(self._beside_people)

    def key(self, page: Page) -> str:
        """Return the key of a page; nothing where it has none and is to be made."""
        if not self._contents:
            return ""
        told = (page.path, page.title, page.template, page.section, str(page.wide), page.speaks_to, page.made_of)
        is_of = not page.draws_on_all and self._ledger.audience.is_internal
        drawn = self._drawn(page.of, page.group, page.people_alone, page.doings) if is_of else self._all
        return _mark((self._common, "\0".join(told), drawn))

    def _of_people(self, people: tuple[str, ...], group: bool, alone: bool, doings: str) -> str:  # noqa: FBT001
        beside = () if alone else (self._of_nobody(doings),)
        return _mark((*sorted({*map(self._of, people)}), *((*beside, *people) if group else ())))

    def of_file(self, file: AnyFile) -> str:
        """Return the key of a file beside the pages; nothing where it has none and is to be made."""
        if not self._contents:
            return ""
        if isinstance(file, OutputFile):
            content = file.content.encode() if isinstance(file.content, str) else file.content
            return hashlib.blake2b(content, digest_size=16).hexdigest()
        others = () if self._ledger.audience.is_internal else (self._all,)
        return _mark((self._common, file.path, file.made_of, *others)) if file.made_of else ""

    def _of(self, person: str) -> str:
        """Return the mark of what the pages of a household or a helper draw on."""
        marks = self._households if person in self._ledger.households else self._helpers
        # One that has no record is known by those of the households that name it.
        return marks[person] if person in marks else self._of_helper(person)

    @cached_property
    def _households(self) -> Mapping[str, str]:
        return self._ledger.of_each("inputs of households", self._ledger.households, self._of_household)

    @cached_property
    def _helpers(self) -> Mapping[str, str]:
        known = self._ledger.helpers
        return self._ledger.of_each("inputs of helpers", known, lambda helper: self._of_helper(helper.id))

    @cached_property
    def _common(self) -> str:
        """What all pages draw on."""
        site = self._site
        shown = (
            site.figures.asked_on, site.audience, self._ledger.without, site.left_out, site.menu,
            site.prints, site.pictures, site.upcoming.is_told, site.root is None,
        )  # fmt: skip
        shared = (self._contents[path] for path in self._paths_of_nobody if path.startswith(("policy/", "divisions")))
        units = (self._content("unit", unit, unit) for unit in self._ledger.units)
        return _mark((program_mark(), *map(repr, shown), *shared, *units))

    @cached_property
    def _all(self) -> str:
        site = self._site
        beside = (site.warnings, site.counts, site.rules)
        return _mark((*map(repr, beside), *self._lines(self._contents)))

    def _beside_people(self, doings: str) -> str:
        """Mark what is of no household and no helper; of the events, where they are, those of one federation alone."""
        paths = self._paths_of_nobody
        if doings:
            paths = [path for path in paths if "/events/" not in path or path.startswith(f"{doings}/")]
        return _mark(self._lines(paths))

    @cached_property
    def _paths_of_nobody(self) -> list[str]:
        return sorted(path for path in self._contents if "/households/" not in path and "/helpers/" not in path)

    def _lines(self, paths: Iterable[str]) -> Iterator[str]:
        """Yield what tells the contents of some files: their paths, and then what lies there, in the same order."""
        found = sorted(paths)
        yield from found
        yield from map(self._contents.__getitem__, found)

    def _of_household(self, household: Household) -> str:
        """Mark what the pages of a household draw on: its family's records wherever it lived, and its people's."""
        found: set[str] = set()
        for item in self._family(household.id):
            home = self._ledger.households[item]
            found.add(self._content("household", home.unit, item))
            found.update(
                self._content("visit", self._ledger.households[visit.household].unit, visit.stem, visit.household)
                for visit in (*self._ledger.contacts(item), *self._ledger.visits.get(item, ()))
                if visit.household in self._ledger.households
            )
            people = named_by(self._ledger, home) & self._ledger.helpers.keys()
            found.update(self._content("helper", self._ledger.helpers[name].unit, name) for name in people)
        return _mark(sorted(found))

    def _of_helper(self, helper: str) -> str:
        """Mark what the pages of a helper draw on: the record, its deputies', and what those of its households do."""
        known = self._ledger.helpers
        people = [helper, *(pause.deputy for pause in known[helper].pauses)] if helper in known else []
        own = (self._content("helper", known[name].unit, name) for name in people if name in known)
        return _mark((*own, *(self._households[home] for home in sorted(self._named_in.get(helper, ())))))

    def _family(self, household: str) -> set[str]:
        """Return the records of a family wherever it lived in the city."""
        found, new = set[str](), {household}
        while new:
            found |= new
            new = {other for item in new for other in self._moves.get(item, ())} - found
        return found

    @cached_property
    def _moves(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for key, home in self._ledger.households.items():
            if home.moved_from in self._ledger.households:
                found.setdefault(key, set()).add(home.moved_from)
                found.setdefault(home.moved_from, set()).add(key)
        return found

    @cached_property
    def _named_in(self) -> dict[str, list[str]]:
        named = self._ledger.of_each("named", self._ledger.households, partial(named_by, self._ledger))
        found: dict[str, list[str]] = {}
        for key, names in named.items():
            for name in names:
                found.setdefault(name, []).append(key)
        return found

    def _content(self, kind: str, unit: str, stem: str, household: str = "") -> str:
        path = path_of(kind, unit, stem, household)
        return f"{path}\0{self._contents.get(path, '')}"


def _mark(parts: Iterable[str]) -> str:
    return hashlib.blake2b("\n".join(parts).encode(), digest_size=16).hexdigest()
