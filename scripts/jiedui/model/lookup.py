"""Records that are asked for one by one, wherever they come from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from jiedui.model.helper import Helper

One_co = TypeVar("One_co", covariant=True)


class Lookup(Protocol[One_co]):
    """Records of a kind, each to be asked for by its id."""

    def __contains__(self, name: object, /) -> bool:
        """Tell whether there is one of an id."""

    def __getitem__(self, name: str, /) -> One_co:
        """Return the one of an id; raise ``KeyError`` where there is none."""

    def get(self, name: str, /) -> One_co | None:
        """Return the one of an id, if there is one."""


class HasHelpers(Protocol):
    """Knows helpers by their ids."""

    @property
    def helpers(self) -> Lookup[Helper]:
        """The helpers."""
