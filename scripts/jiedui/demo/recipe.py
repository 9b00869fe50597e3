"""What is settled about a household before it is drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedui.struct import Struct, field

if TYPE_CHECKING:
    from collections.abc import Mapping


class Recipe(Struct, frozen=True):
    """What is settled about a household beforehand; the rest is drawn.

    ``contacts`` says how the quarter so many back was contacted; ``needs`` pairs a kind of need with its state (open,
    closed, overdue, fresh); ``closing`` is the end reason and ``back`` the quarter of the end. ``slot`` says where the
    household must be paired: any, early or first (begun long ago, holder unchanged), leader (four households) or the
    name of a career. ``marks`` name what is done at one place in the code each.
    """

    family: str = ""
    slot: str = "any"
    hardship: str = ""
    contacts: Mapping[int, str] = field(default_factory=dict)
    needs: tuple[tuple[str, str], ...] = ()
    relapse: str = ""
    closing: str = ""
    back: int = 0
    reissued: int = 0
    marks: frozenset[str] = frozenset()


PLAIN = Recipe()
# A row of the survey: registered, and no more is known.
LISTED = Recipe(marks=frozenset(("listed",)))
