"""One page: where it lies, what it is called, and the template and data that it is made of."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, Any

from jiedui.confinement import site_policy
from jiedui.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping


MARKDOWN = ".md"
# What a server answers with where there is no page, at whatever depth: its links start at the root.
NOT_FOUND = f"404{MARKDOWN}"


class Prominence(IntEnum):
    """How readily a search offers a page before others that hold the same words."""

    EXPLAINS = 1
    """Says what a word means: the notice, the readings, the manual."""
    PLAIN = 0
    ALIKE = -1
    """Says of each federation, field or rule what others like it say too."""


class Page(Struct, frozen=True):
    """One page: where it lies, what it is called, its template and the data that the template shows.

    A page ending in ``.md`` stands in the navigation and is rendered by the engine; one in ``.html`` is complete
    and copied by it. ``wide`` gives the column of the table of contents to the content; ``clauses`` are those that
    the page serves, named on the policy page; ``prominence`` orders the hits of a search; ``section`` is the
    page, as built, that one out of the navigation belongs to, where that is not the one named like its folder;
    ``speaks_to`` is the origin that its scripts may speak to: the forge, from the page of 登记; ``of`` are, by id, the
    households and helpers from whose records alone it is made (``site/inputs.py``): of none, it may draw on all. Those
    of a ``group`` have it together: beside their records it may draw on all that are of nobody, as events, but where it
    is of ``people_alone``, and of events on those of one federation, by id, where it tells of its ``doings`` alone. A
    group of none draws on what is of nobody. ``made_of`` tells what of anything else it says.
    """

    path: str
    title: str
    template: str
    view: Callable[[], Mapping[str, Any]] = dict
    wide: bool = False
    clauses: tuple[str, ...] = ()
    prominence: Prominence = Prominence.PLAIN
    section: str = ""
    speaks_to: str = ""
    of: tuple[str, ...] = ()
    group: bool = False
    people_alone: bool = False
    doings: str = ""
    made_of: str = ""

    @property
    def policy(self) -> str:
        """What a browser lets the page load and speak to."""
        return site_policy(self.speaks_to)

    @property
    def root(self) -> str:
        """The way from the page's folder to the top of the site."""
        return "/" if self.path == NOT_FOUND else "../" * self.path.count("/")

    @property
    def html_path(self) -> str:
        """Where the built page lies, from the top of the site."""
        return f"{self.path.removesuffix(MARKDOWN)}.html" if self.is_markdown else self.path

    @property
    def draws_on_all(self) -> bool:
        """Whether it may draw on the records of everybody."""
        return not (self.of or self.group)

    @property
    def tells(self) -> bool:
        """Whether other files may draw on the page: on one of somebody none does."""
        return self.group or not self.of

    @property
    def is_markdown(self) -> bool:
        """Whether the engine renders the page, which then stands in the navigation."""
        return self.path.endswith(MARKDOWN)

    def among(self, known: Collection[str]) -> str:
        """Return which of the ``known`` pages, as built, this one is or belongs to; nothing where it does to none.

        A page belongs to its section, to the page named like its folder, or to that of which it is a part.
        """
        folder = f"{self.path.partition('/')[0]}.html"
        for path in (self.html_path, self.section, folder):
            if path in known:
                return path
        wholes = (path for path in known if self.html_path.startswith(f"{path.removesuffix('.html')}-"))
        return min(wholes, default="")
