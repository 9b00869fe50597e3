"""``jiedui reassign``: others go on with the households of a helper who changes office or leaves it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from jiedui.cli.acting import act
from jiedui.cli.asking.answers import CodeAnswer, DayAnswer, ManyAnswer, WordAnswer
from jiedui.cli.asking.endings import ending_questions, never
from jiedui.cli.asking.inquiry import AskingCommand, carry_out, meant, scene_of
from jiedui.cli.asking.question import Question, always
from jiedui.cli.ledger import schemas
from jiedui.cli.options import as_of_option, dry_run_option, records_option
from jiedui.cli.usage import argument, option
from jiedui.duties.quota import quota_line
from jiedui.model.time import DAY
from jiedui.rules.household.areas import is_outside
from jiedui.rules.household.closing import OTHER
from jiedui.rules.pairing.endings import HELPER_SIDE, RETIRED
from jiedui.struct import replace

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from jiedui.cli.asking.answers import Choices, Scene
    from jiedui.model.helper import Helper
    from jiedui.model.household import Household
    from jiedui.records.schema import SchemaLibrary

_PAIRING = ("pairings", 0)
# So many are offered to choose from: those who have least beyond what they owe.
_OFFERED = 9


def questions(library: SchemaLibrary) -> tuple[Question, ...]:
    """Return what is asked of a hand-over, but who goes on."""
    household = library["household"]
    return (
        Question(
            key="retire",
            title="离岗的最后一天",
            kind=DayAnswer(later=True),
            help="退休或者离岗的才写，任职到这一天结束；还在岗的不写。",
            needed=never,
        ),
        Question(
            key="on", title="交接日期", kind=DayAnswer(later=True), help="从哪天起由接手的人负责。", default=_next_day
        ),
        Question.of(
            household,
            (*_PAIRING, "end_reason"),
            key="reason",
            kind=WordAnswer({word: word for word in (*HELPER_SIDE, OTHER)}),
            help="为什么换人。",
            when=always,
            needed=always,
            default=lambda scene: RETIRED if "retire" in scene.answers else "",
        ),
        *ending_questions(library, lambda scene: _leaver(scene).unit, _is_paired),
        Question.of(household, (*_PAIRING, "handover"), when=_is_paired, folded="交接说明"),
        Question.of(household, (*_PAIRING, "exception_reason"), key="cross_area", when=_goes_outside),
    )


def _heirs() -> Question:
    return Question(
        key="to",
        title="接手的责任人",
        kind=ManyAnswer(CodeAnswer("helper", _offered)),
        help="几个人分着接的，都写上。",
        needed=_is_paired,
    )


def _next_day(scene: Scene) -> str:
    return str(scene.answers["retire"] + DAY) if "retire" in scene.answers else ""


def _leaver(scene: Scene) -> Helper:
    return scene.ledger.helpers[scene.answers["helper"]]


def _households(scene: Scene) -> list[Household]:
    """Return the households that the helper is paired with without an end."""
    helper = _leaver(scene).id
    return [
        household
        for household in scene.ledger.households_of(helper)
        if any(pairing.helper == helper and pairing.span.end is None for pairing in household.pairings)
    ]


def _is_paired(scene: Scene) -> bool:
    return bool(_households(scene))


def _goes_outside(scene: Scene) -> bool:
    """Tell whether anybody who goes on would help beyond the own area."""
    heirs = [scene.ledger.helpers[code] for code in scene.answers.get("to", ())]
    on = scene.answers.get("on", scene.as_of)
    return any(is_outside(heir, household.unit, on) for heir in heirs for household in _households(scene))


def _offered(scene: Scene) -> Choices:
    """Return who of the helper's federation is in office, those first who have least beyond what they owe."""
    others = (item for item in scene.ledger.helpers_of(_leaver(scene).unit) if item.active_on(scene.as_of))
    lines = [quota_line(scene.ledger, item, scene.as_of) for item in others if item != _leaver(scene)]
    least = sorted((line for line in lines if line.need), key=lambda line: (line.have - line.need, line.helper))
    return tuple(
        (line.helper, f"{scene.ledger.helpers[line.helper].name}，应结对 {line.need} 户，有 {line.have} 户")
        for line in least[:_OFFERED]
    )


@click.command(
    cls=AskingCommand,
    questions=questions,
    short_help="责任人岗位变了或者离岗，户交给别人。",
    help=(
        "责任人岗位变了或者离岗，户交给别人：结束他的结对，第二天起由接手的人负责，没有办完的措施一起交。"
        "几个人接的，按各人还差的户数分。全部改好，否则一个不改；先用 --dry-run 看怎么分。"
    ),
)
@argument("helper", metavar="责任人")
@records_option
@option("--to", multiple=True, metavar="责任人", help="谁接手，可以写几次。")
@option("--household", "households", multiple=True, metavar="户", help="只交哪一户，可以写几次；不写就是全部。")
@as_of_option
@dry_run_option
def command(
    *,
    records: Path,
    as_of: date,
    dry_run: bool,
    helper: str,
    to: tuple[str, ...],
    households: tuple[str, ...],
    **said: str,
) -> None:
    """Hand over the households of a helper."""
    from jiedui.entry import hand_over

    scene = scene_of(records, as_of)
    scene = replace(scene, answers={"helper": meant("helper", helper, scene).place.stem})

    def do() -> None:
        asked = hand_over.HandOver(households=households, **scene.answers)
        act(records, lambda found: hand_over.act(asked, found), scene, dry_run=dry_run)

    carry_out((_heirs(), *questions(schemas())), {"to": "、".join(to), **said}, scene, do)
