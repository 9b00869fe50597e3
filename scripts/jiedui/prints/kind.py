"""What a kind of print is: a module that says what it is for and makes its files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, runtime_checkable

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jiedui.prints.choice import Choice
    from jiedui.prints.document import Document
    from jiedui.reports.figures import Figures


class PrintKind(Protocol):
    """A kind of print.

    ``NAME`` is the word by which the command knows it and the folder below ``build``, ``HEADING`` its Chinese name, and
    ``PURPOSE`` one sentence on what it is for. All stand on the page that lists its files.
    """

    NAME: str
    HEADING: str
    PURPOSE: str

    def documents(self, figures: Figures, choice: Choice) -> Iterable[Document]:
        """Return the files of a day for the households or federations that were asked for."""


@runtime_checkable
class IndexedKind(PrintKind, Protocol):
    """A kind of print that lists its files in a page of its own, since there is more to say than where they are."""

    def index(self, figures: Figures, choice: Choice) -> str:
        """Return the page as HTML, the files as links relative to the folder of the kind."""
