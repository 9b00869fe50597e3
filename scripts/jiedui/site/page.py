"""One page: where it lies, what it is called, and the template and data that it is made of."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


class Prominence(IntEnum):
    """How readily a search offers a page before others that hold the same words."""

    EXPLAINS = 1
    """Says what a word means: the notice, the readings, the manual."""
    PLAIN = 0
    ALIKE = -1
    """Says of each federation, field or rule what others like it say too."""

    @property
    def boost(self) -> float:
        """The factor on a hit in the engine's search. Measured: without it the pages alike fill the first screen."""
        return {Prominence.EXPLAINS: 4, Prominence.PLAIN: 1, Prominence.ALIKE: 0.45}[self]


@dataclass(frozen=True, slots=True)
class Page:
    """One page: where it lies, what it is called, its template and the data that the template shows.

    A page ending in ``.md`` stands in the navigation and is rendered by the engine; one in ``.html`` is complete
    and copied by it. ``wide`` gives the column of the table of contents to the content; ``clauses`` are those that
    the page serves, named on the policy page; ``prominence`` orders the hits of a search.
    """

    path: str
    title: str
    template: str
    view: Callable[[], Mapping[str, Any]] = dict
    wide: bool = False
    clauses: tuple[str, ...] = ()
    prominence: Prominence = Prominence.PLAIN

    @property
    def root(self) -> str:
        """The way from the page's folder to the top of the site."""
        return "../" * self.path.count("/")

    @property
    def html_path(self) -> str:
        """Where the built page lies, from the top of the site."""
        return f"{self.path.removesuffix('.md')}.html" if self.is_markdown else self.path

    @property
    def is_markdown(self) -> bool:
        """Whether the engine renders the page, which then stands in the navigation."""
        return self.path.endswith(".md")
