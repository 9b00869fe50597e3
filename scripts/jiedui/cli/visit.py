"""``jiedui visit``: a contact of a household is recorded."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import click

from jiedui.cli.acting import act
from jiedui.cli.asking.answers import Choices, CodeAnswer, Scene
from jiedui.cli.asking.inquiry import AskingCommand, carry_out, meant, scene_of
from jiedui.cli.asking.question import Question, condition
from jiedui.cli.asking.recording import EntryAnswer, ListedAnswer, RecordForm, data_of
from jiedui.cli.ledger import schemas
from jiedui.cli.options import as_of_option, dry_run_option, records_option
from jiedui.cli.outcome import warn
from jiedui.cli.usage import argument
from jiedui.entry.adding import SETTLED
from jiedui.model.visit import NOT_LOOKED
from jiedui.rules.visit.advances import RAISED
from jiedui.struct import replace

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from jiedui.entry.adding import NewContact
    from jiedui.entry.known import KnownLedger
    from jiedui.entry.plan import Act
    from jiedui.records.schema import SchemaLibrary


def questions(library: SchemaLibrary) -> tuple[Question, ...]:
    """Return what a contact asks: the fields of its record, and of the needs of its household what it does to them."""
    visit = library["visit"]
    hazards = visit.properties(visit.resolve(visit.at(("hazards",))))
    form = RecordForm(
        record=visit,
        hide=("entered_on",),
        kinds={"by": CodeAnswer("helper", _in_charge), "needs": EntryAnswer(_on_needs(library))},
        notes={f"hazards.{key}": partial(_seen, key) for key in hazards},
        when={"needs": lambda scene: bool(_steps(scene))},
        defaults={"date": lambda scene: str(scene.as_of), "by": _primary},
    )
    return form.questions()


def _on_needs(library: SchemaLibrary) -> tuple[Question, ...]:
    """Return what is asked of each need: what became of an open one, or what is new and what is promised."""
    visit, household = library["visit"], library["household"]
    row, need = ("needs", 0), ("needs", 0, "measures", 0)
    step = visit.resolve(visit.at((*row, "action")))
    there, settled, raised = (condition({"action": list(words)}) for words in (("推进", "办结"), ("办结",), ("提出",)))
    return (
        Question.of(visit, (*row, "action"), kind=ListedAnswer(_steps, step.get("x-synonyms", {}), "词")),
        Question.of(visit, (*row, "id"), kind=CodeAnswer("need"), when=there),
        Question.of(household, (*row, "result"), when=settled),
        Question.of(visit, (*row, "note"), when=there),
        Question.of(household, (*row, "content"), when=raised),
        Question.of(household, (*row, "person"), when=raised),
        Question.of(household, (*need, "code"), when=raised, needed=lambda _: False),
        Question.of(household, (*need, "content"), key="promise", when=condition({"code": True})),
    )


def _seen(hazard: str, scene: Scene) -> str:
    """Return what was found last of a hazard that was looked for before the day."""
    day = scene.answers.get("date", scene.as_of)
    visits = (each for each in scene.ledger.visits.get(scene.household["id"], ()) if each.date <= day)
    looks = ((each.date, look) for each in visits for look in each.hazards if look.key == hazard)
    found = [f"上次 {when} 察看：{look.found}。" for when, look in looks if look.found != NOT_LOOKED]
    return found[-1] if found else ""


def _steps(scene: Scene) -> list[str]:
    """Return what can be said of needs: those that are open go on, and whoever was reached can raise new ones."""
    open_ones = CodeAnswer("need").choices(scene)
    return [
        *([RAISED] if {**scene.around, **scene.answers}.get("reached") else []),
        *(["推进", SETTLED] if open_ones else []),
    ]


def _pairings(scene: Scene) -> list[Any]:
    home = scene.ledger.households[scene.household["id"]]
    return list(home.pairings_on(scene.answers.get("date", scene.as_of)))


def _primary(scene: Scene) -> str:
    return next((pairing.helper for pairing in _pairings(scene) if pairing.is_primary), "")


def _in_charge(scene: Scene) -> Choices:
    """Return who answers for the household on the day."""
    helpers = scene.ledger.helpers
    codes = [pairing.helper for pairing in _pairings(scene)]
    return tuple((code, helpers[code].name if code in helpers else "") for code in codes)


@click.command(
    cls=AskingCommand,
    questions=questions,
    short_help="登记一次走访联系。",
    help="登记一次走访联系：写户编号，或者户里一个人的姓名。没写的会问。办结的需求，户档案里连同没办完的措施一起办结；"
    "新提出的需求，写进户档案。",
)
@argument("household", metavar="户")
@records_option
@as_of_option
@dry_run_option
def command(*, records: Path, as_of: date, dry_run: bool, household: str, **said: Any) -> None:  # noqa: ANN401
    """Record a contact."""
    from jiedui.entry import adding

    scene = scene_of(records, as_of)
    home = meant("household", household, scene)
    scene = replace(scene, household={**home.data, "id": home.place.stem})
    _tell_end(scene)
    asked = questions(schemas())

    def do(known: KnownLedger) -> Act:
        return adding.contact(_contact(asked, scene), known)

    carry_out(asked, said, scene, lambda: act(records, do, scene, dry_run=dry_run))


def _tell_end(scene: Scene) -> None:
    """Say that a household is closed, and where its record goes on: what is still to be entered is of days before."""
    home = scene.ledger.households[scene.household["id"]]
    if home.closed_on and home.closed_on < scene.as_of:
        goes_on = "".join(f"现在的编号是 {item.id}。" for item in scene.ledger.goes_on(home.id))
        warn(f"户 {home.id} 已于 {home.closed_on} 终止（{home.closed_reason}），只能补登终止以前的联系。{goes_on}")


def _contact(asked: tuple[Question, ...], scene: Scene) -> NewContact:
    """Return the contact that the answers tell of."""
    from jiedui.entry.adding import NewContact

    needs = scene.answers.get("needs", [])
    there = [need for need in needs if need["action"] != RAISED]
    return NewContact(
        household=scene.household["id"],
        data=data_of([question for question in asked if question.key != "needs"], scene.answers),
        advanced=[{key: need[key] for key in ("id", "action", "note") if key in need} for need in there],
        results={need["id"]: need["result"] for need in there if need["action"] == SETTLED},
        raised=[_raised(need) for need in needs if need["action"] == RAISED],
    )


def _raised(need: dict[str, Any]) -> dict[str, Any]:
    """Return a new need as the record of a household has it."""
    measures = {"measures": [{"code": need["code"], "content": need["promise"]}]} if "code" in need else {}
    return {**{key: need[key] for key in ("person", "content") if key in need}, **measures}
