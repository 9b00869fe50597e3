"""The figures of a day for whoever asks for those of few households: each is reckoned when it is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from jiedui.duties.contact import Book
from jiedui.reports.figures import Figures

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from jiedui.model.household import Household

Value = TypeVar("Value")


class WhenAsked(Mapping[str, Value]):
    """Something of each of some ``households`` by id, in order; what was reckoned once is kept."""

    def __init__(self, households: Mapping[str, Household], reckon: Callable[[Household], Value]) -> None:
        self._households, self._reckon = households, reckon
        self._found: dict[str, Value] = {}

    def __getitem__(self, key: str) -> Value:
        if key not in self._found:
            household = self._households[key]
            try:
                self._found[key] = self._reckon(household)
            except KeyError as error:  # which would say of the household that there is none
                raise RuntimeError(key) from error
        return self._found[key]

    def __contains__(self, key: object) -> bool:
        return key in self._households

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(self._households))

    def __len__(self) -> int:
        return len(self._households)


class FewFigures(Figures):
    """The figures of a ledger as of a day: the same as those of all, whatever is asked of them."""

    @cached_property
    def books(self) -> Mapping[str, Book]:
        """Each household's book of contacts."""
        return WhenAsked(self.ledger.households, lambda item: Book(self.ledger, item, self.asked_on))

    def _of_each(self, _name: str, reckon: Callable[[Household], Value]) -> Mapping[str, Value]:
        return WhenAsked(self.ledger.households, reckon)
