"""What a command has to know: options, and at a terminal questions for what was not said (R-015).

A question has its title and its help from the schema. An answer is judged at once, in Chinese, and asked for again.
Without a terminal all that is missing is named at once. Nothing is written before all is answered; what was answered
can be seen and mended before it is written, and where it cannot be written.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from jiedui.cli.asking.answers import Scene, WrongAnswerError
from jiedui.cli.asking.console import is_terminal
from jiedui.cli.asking.dialogue import BACK, BackError, ask_all, drop_idle, mend
from jiedui.cli.asking.unanswered import further_words, unanswered
from jiedui.cli.ledger import ledger_of_this_format, needing_policy, schemas
from jiedui.cli.outcome import CLEAN, fail, typed, warn
from jiedui.cli.progress import ProgressLine
from jiedui.cli.usage import Command, machine_trouble
from jiedui.entry.plan import RefusedError
from jiedui.entry.sought import sought
from jiedui.records.finding import OwnWords
from jiedui.records.staging import ChangedMeanwhileError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date
    from pathlib import Path

    from jiedui.cli.asking.answers import AnswerKind
    from jiedui.cli.asking.question import Question
    from jiedui.records.reader import Record
    from jiedui.records.schema import SchemaLibrary

Said = dict[str, Any]
"""What was written for each option, by the key of its question; nothing where it was not written."""


class AskingCommand(Command):
    """A command with an option for each of its questions, which are made when they are wanted."""

    def __init__(self, *args: Any, questions: Callable[[SchemaLibrary], Sequence[Question]], **more: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **more)
        self.questions = questions

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        """Return what the command takes, the questions behind what is its own."""
        *own, last = super().get_params(ctx)
        asked = [question.as_option() for question in self.questions(schemas())]
        return [*own, *asked, last]


def scene_of(records: Path, as_of: date) -> Scene:
    """Return what is known before anything is asked: the ledger, or leave as a command does."""
    from jiedui.check import look_at
    from jiedui.entry.near import NearLedger, NearRecords

    root, library = ledger_of_this_format(records), schemas()
    with needing_policy(), look_at(root, library, as_of, ProgressLine("正在读台账")) as look:
        return Scene(records=NearRecords(look), ledger=NearLedger.near(look, as_of), as_of=as_of, look=look)


def meant(kind: str, text: str, scene: Scene) -> Record:
    """Return the record of a ``household`` or a ``helper`` that an argument names by code or name, or leave with 2."""
    try:
        return sought(kind, text, scene.records)
    except RefusedError as error:
        fail(str(error))


def argument_of(kind: AnswerKind, text: str, scene: Scene) -> Any:  # noqa: ANN401  (a value of any kind)
    """Return what an argument means, or leave with 2."""
    try:
        return kind.read(text, scene)
    except WrongAnswerError as error:
        fail(OwnWords(error))  # shows no number, but those of examples


def carry_out(questions: Iterable[Question], said: Said, scene: Scene, do: Callable[[], None]) -> None:
    """Ask, and do what was answered; at a terminal the answers are seen and mended first, and after a refusal.

    ``do`` finds the answers in ``scene.answers``, and leaves as a command does.
    """
    questions = tuple(questions)
    asked = ask(questions, said, scene)
    while True:
        if asked:
            mend(questions, scene)
        try:
            do()
        except SystemExit as left:
            if not asked or left.code == CLEAN:
                raise
        except (ChangedMeanwhileError, OSError) as error:
            if not asked:
                raise
            trouble = machine_trouble(error) if isinstance(error, OSError) else f"{typed(error.args[0])} 刚才被改了。"
            click.echo(f"没有写：{trouble}")
        else:
            return


def ask(questions: Iterable[Question], said: Said, scene: Scene) -> bool:
    """Put the answers into ``scene.answers``, those of ``said`` first; return whether somebody was asked.

    Leaves with 2 where an answer of an option is none, where one is not asked for, or where one is missing and there is
    no terminal.
    """
    questions = tuple(questions)
    lacking, by_itself, faults = unanswered(questions, said, scene)
    if faults:
        fail(OwnWords(" ".join(f"{question.option} 填写不对。{message}" for question, message in faults)))
    if lacking and not is_terminal():
        further = "".join(further_words(questions, lacking, scene))
        fail(f"少了必须写的 {'、'.join(question.option for question in lacking)}。{further}")
    if lacking:
        for key in by_itself:
            del scene.answers[key]  # is asked as well, and offered
        click.echo(f"打“{BACK}”，回到上一项；按 Ctrl-C 不写了。")
        while True:
            try:
                ask_all(questions, scene)
            except BackError:
                click.echo("这是第一项。")
            else:
                break
    idle = [question.option for question in questions if said.get(question.key) and not question.when(scene)]
    if idle and lacking:
        warn(f"{'、'.join(idle)} 这里用不上，没有记。")
    elif idle:
        fail(f"{'、'.join(idle)} 这里用不上，去掉再运行。")
    drop_idle(questions, scene)
    return bool(lacking)
