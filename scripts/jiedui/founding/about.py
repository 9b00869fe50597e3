"""What the machinery of a ledger is made from: whose it is, where it is kept, and which jiedui serves it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedui.struct import Struct

if TYPE_CHECKING:
    from jiedui.founding.wheel import Wheel
    from jiedui.model.forge import Forge


class FoundedUnit(Struct, frozen=True, kw_only=True):
    """A federation as the machinery knows it: its folder, its full and short name, the letters of its ids (R-002)."""

    slug: str
    name: str
    short: str
    prefix: str


class LedgerAbout(Struct, frozen=True, kw_only=True):
    """What templates are told of a ledger; the fields are the variables of a template (R-002, R-015).

    ``units`` begin with the city's, ``forge`` is the one that the ledger is edited on, ``wheel`` that of the
    jiedui which serves it.
    """

    name: str
    city: str
    units: tuple[FoundedUnit, ...]
    forge: Forge
    wheel: Wheel
