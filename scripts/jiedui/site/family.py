"""What a module must have to be a family of pages: mypy holds each of :data:`~jiedui.site.build.FAMILIES` to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jiedui.site.page import Page
    from jiedui.site.site import Site


class PageFamily(Protocol):
    """One module of ``pages/``, its template beside it."""

    @property
    def SERVES(self) -> tuple[str, ...]:  # noqa: N802 (a constant of the module)
        """The requirements of the notice (R-nnn) that these pages serve, for 要求对照."""

    def pages(self, site: Site) -> list[Page]:
        """Return the pages of the family, without rendering them."""


@dataclass(frozen=True, slots=True)
class FamilyPages:
    """The pages that a family gave, and the requirements that they serve."""

    serves: tuple[str, ...]
    pages: Sequence[Page]
