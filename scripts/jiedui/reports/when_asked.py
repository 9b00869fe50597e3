"""Something of each household, reckoned of one when it is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from jiedui.model.household import Household

Value = TypeVar("Value")


class WhenAsked(Mapping[str, Value]):
    """Something of each of some ``households`` by id, in order; what was reckoned once is kept.

    ``known`` is what was reckoned before, of some of them.
    """

    def __init__(
        self,
        households: Mapping[str, Household],
        reckon: Callable[[Household], Value],
        known: Mapping[str, Value] = MappingProxyType({}),
    ) -> None:
        self._households, self._reckon = households, reckon
        self._found = {**known}

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
