"""What a module must have to be a family of pages: mypy holds each of :data:`~jiedui.site.build.FAMILIES` to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from jiedui.model.audience import AudienceKind
from jiedui.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence, Set

    from jiedui.site.machine.output import AnyFile
    from jiedui.site.page import Page
    from jiedui.site.site import Site


# Those in the federations, who see the records of the city or of one county; those to whom figures go, too; those who
# work with households, each with his own; and all of these.
INSIDE = frozenset((AudienceKind.INTERNAL, AudienceKind.COUNTY))
READERS = INSIDE | {AudienceKind.OFFICE}
WORKERS = INSIDE | {AudienceKind.HELPER}
ALL_BUT_PUBLIC = READERS | WORKERS
OF_CITY = frozenset((AudienceKind.INTERNAL, AudienceKind.OFFICE))
CITY_ALONE = frozenset((AudienceKind.INTERNAL,))
PUBLIC_ALONE = frozenset((AudienceKind.PUBLIC,))


class FileFamily(Protocol):
    """One module of ``files/``: what lies beside the pages and is loaded, taken or subscribed to."""

    @property
    def SHOWN_TO(self) -> Set[AudienceKind]:  # noqa: N802 (a constant of the module)
        """Whom these files are for: a build for others has none of them."""

    def files(self, site: Site) -> Iterator[AnyFile]:
        """Yield the files of the family, each with its place from the top of the site."""


class PageFamily(Protocol):
    """One module of ``pages/``, its template beside it."""

    @property
    def SERVES(self) -> tuple[str, ...]:  # noqa: N802 (a constant of the module)
        """The requirements of the notice (R-nnn) that these pages serve, for 要求对照."""

    @property
    def SHOWN_TO(self) -> Set[AudienceKind]:  # noqa: N802 (a constant of the module)
        """Whom these pages are for: a build for others has none of them, and no link to them."""

    def pages(self, site: Site) -> list[Page]:
        """Return the pages of the family, without rendering them."""


class FamilyPages(Struct, frozen=True):
    """The pages that a family gave, none where it is for others, and the requirements that they serve."""

    serves: tuple[str, ...]
    pages: Sequence[Page]
