"""``jiedui new``: a household, a helper or an event that is not in the ledger yet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from jiedui.cli.acting import act
from jiedui.cli.asking.answers import Scene, TextAnswer, UnitAnswer
from jiedui.cli.asking.inquiry import AskingCommand, carry_out, scene_of
from jiedui.cli.asking.question import Question
from jiedui.cli.asking.recording import ListedAnswer, RecordForm, data_of
from jiedui.cli.ledger import schemas
from jiedui.cli.options import as_of_option, dry_run_option, records_option
from jiedui.cli.usage import Group
from jiedui.records.kinds import EVENTS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date
    from pathlib import Path

    from jiedui.entry.known import KnownLedger
    from jiedui.entry.plan import Act
    from jiedui.records.schema import SchemaLibrary

    Adding = Callable[[KnownLedger, dict[str, Any], dict[str, Any]], Act]

# Drawn by `jiedui recheck`, not typed.
_DRAWN = "recheck"
# What a new household is given by other commands, or says at its end.
_LATER = ("pairings", "needs", "outings", "annual", "moved_from", "closed", "members.left", "members.judgements")
_ANYWAY = Question(
    key="anyway",
    title="不是重复的理由",
    kind=TextAnswer({"type": "string", "maxLength": 200}, "最多 200 字。"),
    help="提示可能已经登记过，核对过不是同一个的，写怎么核对的",
    needed=lambda _: False,
    folded="不是重复的理由",
)
_UNIT = Question(key="unit", title="残联", kind=UnitAnswer(), help="归哪个残联管")


def of_household(library: SchemaLibrary) -> tuple[Question, ...]:
    """Return what a new household asks; its federation is the one that manages its township."""
    form = RecordForm(
        record=library["household"],
        hide=("id", "members.id", "hardship.to", *_LATER),
        once=("hardship", "members.disability.certificates"),
        kinds={"county": ListedAnswer(_counties), "township": ListedAnswer(_townships)},
        defaults={"registered_on": _today, "members.relation": lambda scene: "" if scene.number else "本人"},
    )
    return (*form.questions(), _ANYWAY)


def of_helper(library: SchemaLibrary) -> tuple[Question, ...]:
    """Return what a new helper asks, with the first post."""
    form = RecordForm(
        record=library["helper"],
        hide=("id", "roles.to", "roles.end_reason", "pauses"),
        once=("roles",),
        kinds={"roles.township": ListedAnswer(_townships)},
    )
    return (_UNIT, *form.questions(), _ANYWAY)


def of_event(library: SchemaLibrary, kind: str) -> tuple[Question, ...]:
    """Return what a new event asks; whose it is comes first, under another name where the record has a unit, too."""
    form = RecordForm(record=library[kind], defaults={"date": _today})
    return (Question(key="of", title="哪个残联的记录", kind=UnitAnswer()), *form.questions())


def _today(scene: Scene) -> str:
    return str(scene.as_of)


def _counties(scene: Scene) -> Iterable[str]:
    return dict.fromkeys(township.county for township in scene.ledger.divisions.until(scene.as_of).townships)


def _townships(scene: Scene) -> Iterable[str]:
    """Return the townships of the county, or those of the federation that was named."""
    townships = scene.ledger.divisions.until(scene.as_of).townships
    county, unit = (scene.answers.get(key) for key in ("county", "unit"))
    return [each.name for each in townships if county in (None, each.county) and unit in (None, each.unit)]


@click.group(
    cls=Group,
    short_help="新建一户、一位责任人或者一条记录。",
    help="新建一户、一位帮扶责任人，或者会议、督办等记录。没写的会问。",
)
def command() -> None:
    """Hold what can be begun."""


@command.command(
    "household",
    cls=AskingCommand,
    questions=of_household,
    short_help="新建一户。",
    help="新建一户：编号由程序定，归哪个残联由乡镇定。可能已经登记过的会先列出来。结对用 pair，需求在走访时写。"
    "证件号码在终端里回答：写在命令里，会留在命令的记录里。",
)
@records_option
@as_of_option
@dry_run_option
def household(*, records: Path, as_of: date, dry_run: bool, **said: Any) -> None:  # noqa: ANN401
    """Begin a household."""
    from jiedui.entry import adding

    def add(known: KnownLedger, data: dict[str, Any], answers: dict[str, Any]) -> Act:
        return adding.household(data, known, answers.get("anyway", ""))

    _add(of_household(schemas()), add, records, as_of, said, dry_run=dry_run)


@command.command(
    "helper",
    cls=AskingCommand,
    questions=of_helper,
    short_help="新增一位帮扶责任人。",
    help="新增一位帮扶责任人，写现在的岗位；编号由程序定。可能已经登记过的会先列出来。",
)
@records_option
@as_of_option
@dry_run_option
def helper(*, records: Path, as_of: date, dry_run: bool, **said: Any) -> None:  # noqa: ANN401
    """Begin a helper."""
    from jiedui.entry import adding

    def add(known: KnownLedger, data: dict[str, Any], answers: dict[str, Any]) -> Act:
        return adding.helper(answers["unit"], data, known, answers.get("anyway", ""))

    _add(of_helper(schemas()), add, records, as_of, said, dry_run=dry_run)


class EventKinds(Group):
    """The kinds of events, each a command that is made of its schema when it is called for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the words of the kinds."""
        return [word for word in EVENTS if word != _DRAWN]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command for a kind."""
        if cmd_name not in self.list_commands(ctx):
            return None
        kind = f"event-{cmd_name}"
        schema = schemas()[kind].root

        @click.command(
            cmd_name,
            cls=AskingCommand,
            questions=lambda library: of_event(library, kind),
            short_help=f"{schema['title']}。",
            help=schema["description"],
        )
        @records_option
        @as_of_option
        @dry_run_option
        def event(*, records: Path, as_of: date, dry_run: bool, **said: Any) -> None:  # noqa: ANN401
            from jiedui.entry import adding

            def add(known: KnownLedger, data: dict[str, Any], answers: dict[str, Any]) -> Act:
                return adding.event(kind, answers["of"], data, known)

            _add(of_event(schemas(), kind), add, records, as_of, said, dry_run=dry_run)

        return event


@command.group("event", cls=EventKinds, short_help="新建会议、督办等记录。", help="新建一条记录：会议、督办、典型等。")
def event() -> None:
    """Hold the kinds of events."""


def _add(
    asked: Sequence[Question], add: Adding, records: Path, as_of: date, said: dict[str, Any], *, dry_run: bool
) -> None:
    """Ask for a record and add it: what is no part of it has no place in it."""
    scene = scene_of(records, as_of)
    own = [question for question in asked if question.path]

    def do(known: KnownLedger) -> Act:
        return add(known, data_of(own, scene.answers), scene.answers)

    carry_out(asked, said, scene, lambda: act(records, do, scene, dry_run=dry_run))
