"""The figures of a day for whoever asks for those of few households: each is reckoned when it is asked for."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from jiedui.duties.contact import Book
from jiedui.reports.figures import Figures
from jiedui.reports.when_asked import WhenAsked

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from jiedui.model.household import Household

Value = TypeVar("Value")


class FewFigures(Figures):
    """The figures of a ledger as of a day: the same as those of all, whatever is asked of them."""

    @cached_property
    def books(self) -> Mapping[str, Book]:
        """Each household's book of contacts."""
        return WhenAsked(self.ledger.households, lambda item: Book(self.ledger, item, self.asked_on))

    def _of_each(self, _name: str, reckon: Callable[[Household], Value]) -> Mapping[str, Value]:
        return WhenAsked(self.ledger.households, reckon)
