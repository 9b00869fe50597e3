"""Stories and awards: what may be shown, what may not, and who was commended (R-104, R-105, R-107, 六(五))."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from jiedui.model.event import Award, Story
from jiedui.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from jiedui.model.ledger import Ledger

Dated = TypeVar("Dated", Story, Award)


class Showcase(Struct, frozen=True):
    """Stories and awards up to a day, the latest first (R-104, R-105, R-107, 六(五)).

    ``shown`` have consent and are anonymised; ``withheld`` lack one of them and stay in the ledger.
    """

    shown: tuple[Story, ...]
    withheld: tuple[Story, ...]
    awards: tuple[Award, ...]


def showcase(ledger: Ledger, as_of: date) -> Showcase:
    """Return what may be shown, what may not, and the awards."""
    stories = _latest_first(item for item in ledger.events_of(Story) if item.date <= as_of)
    return Showcase(
        tuple(item for item in stories if item.may_be_shown),
        tuple(item for item in stories if not item.may_be_shown),
        tuple(_latest_first(item for item in ledger.events_of(Award) if item.date <= as_of)),
    )


def _latest_first(items: Iterable[Dated]) -> list[Dated]:
    return sorted(items, key=lambda item: (item.date, item.unit, item.stem), reverse=True)
