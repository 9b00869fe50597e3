"""What is asked where pairings end: whom one consulted, who decided, and by which paper (二(四), R-017)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedui.cli.asking.question import Question
from jiedui.model.member import DIED
from jiedui.rules.household.closing import OTHER
from jiedui.rules.pairing.endings import HELPER_SIDE

if TYPE_CHECKING:
    from collections.abc import Callable

    from jiedui.cli.asking.answers import Scene
    from jiedui.model.household import Household
    from jiedui.records.schema import SchemaLibrary

_PAIRING = ("pairings", 0)
_DECISION = "决定单位和日期"


def ending_questions(
    library: SchemaLibrary, unit: Callable[[Scene], str], running: Callable[[Scene], bool]
) -> tuple[Question, ...]:
    """Return the questions; ``unit`` is the federation that decides, ``running`` whether there is a pairing to end."""
    household = library["household"]

    def consulted(scene: Scene) -> bool:
        return "consulted" in scene.answers or needs_consulting(scene)

    def needs_consulting(scene: Scene) -> bool:
        return running(scene) and scene.answers.get("reason") not in (None, DIED, *HELPER_SIDE)

    def decided_by(scene: Scene) -> str:
        return scene.ledger.units[unit(scene)].name

    def decided(scene: Scene) -> str:
        return str(min(scene.answers["on"], scene.as_of)) if "on" in scene.answers else ""

    return (
        Question.of(household, (*_PAIRING, "consulted_on"), key="consulted", when=consulted, needed=needs_consulting),
        Question.of(
            household, (*_PAIRING, "decided_by"), when=running, needed=never, default=decided_by, folded=_DECISION
        ),
        Question.of(
            household,
            (*_PAIRING, "decided_on"),
            key="decided",
            when=running,
            needed=never,
            default=decided,
            folded=_DECISION,
        ),
        Question.of(household, (*_PAIRING, "document"), when=running, folded=_DECISION),
    )


def home_of(scene: Scene) -> Household:
    """Return the household that the questions are about."""
    return scene.ledger.households[scene.household["id"]]


def is_paired(scene: Scene) -> bool:
    """Tell whether anybody is paired with it without an end."""
    return any(pairing.span.end is None for pairing in home_of(scene).pairings)


def never(_scene: Scene) -> bool:
    """Tell that something need not be answered."""
    return False


def is_other(scene: Scene) -> bool:
    """Tell whether the reason that was given has to be explained."""
    return scene.answers.get("reason") == OTHER
