"""What a command has to know: options, and at a terminal questions for what was not said (R-015).

A question has its title and its help from the schema. An answer is judged at once, in Chinese, and asked for again.
Without a terminal all that is missing is named at once. Nothing is written before all is answered.
"""

from __future__ import annotations

import sys
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click

from jiedui.cli.answers import AnswerKind, Scene, WrongAnswerError, kind_of
from jiedui.cli.ledger import ledger_of_this_format, schemas
from jiedui.cli.outcome import fail, warn
from jiedui.cli.progress import ProgressLine
from jiedui.cli.stopping import StoppedError
from jiedui.cli.usage import Command, Option
from jiedui.entry.plan import RefusedError
from jiedui.entry.sought import sought

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from jiedui.records.reader import Record
    from jiedui.records.schema import RecordSchema, SchemaLibrary
    from jiedui.records.values import Pointer

Said = dict[str, Any]
"""What was written for each option, by the key of its question; nothing where it was not written."""


def _yes(_scene: Scene) -> bool:
    return True


def _nothing(_scene: Scene) -> str:
    return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One thing to know, called by ``key``, and as an option by it with dashes.

    ``when`` tells when it is asked, ``needed`` whether it has to be answered then, and ``default`` what holds, as it
    would be typed, where nothing else is answered.
    """

    key: str
    title: str
    kind: AnswerKind
    help: str = ""
    when: Callable[[Scene], bool] = _yes
    needed: Callable[[Scene], bool] = _yes
    default: Callable[[Scene], str] = _nothing

    @classmethod
    def of(cls, record: RecordSchema, pointer: Pointer, **more: Any) -> Question:  # noqa: ANN401  (the other fields)
        """Return the question for a field of a record; what is not said otherwise is as its schema says."""
        schema, owner = (record.resolve(record.at(place)) for place in (pointer, pointer[:-1]))
        needed = pointer[-1] in owner.get("required", ()) or bool(schema.get("x-needed"))
        said = {
            "key": str(pointer[-1]),
            "title": schema["title"],
            "kind": kind_of(record, pointer),
            "help": in_words(schema),
            "when": _condition(schema.get("x-when", {})),
            "needed": lambda _: needed,
        }
        return cls(**{**said, **more})

    @property
    def option(self) -> str:
        """What the option is called."""
        return f"--{self.key.replace('_', '-')}"

    def as_option(self) -> Option:
        """Return the option, whose help is the title and the words of a list."""
        words = "、".join(word for word, _ in self.kind.choices(None))
        return Option(
            [self.option, self.key], metavar=self.kind.metavar, help=f"{self.title}{words and f'：{words}'}。"
        )


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


def in_words(schema: Mapping[str, Any]) -> str:
    """Return the description of a field as it is said to somebody who answers: yes and no in words."""
    text = str(schema.get("description", ""))
    return text.replace(" true", "“是”").replace(" false", "“否”") if schema.get("type") == "boolean" else text


def scene_of(records: Path, as_of: date) -> Scene:
    """Return what is known before anything is asked: the ledger without its visits, or leave as a command does."""
    from jiedui.migrations.reading import read
    from jiedui.model.ledger import Ledger
    from jiedui.model.policy import PolicyMissingError
    from jiedui.records.finding import Judged
    from jiedui.records.reader import read_ledger

    root, library = ledger_of_this_format(records), schemas()
    found = read_ledger(
        root,
        library,
        ProgressLine("正在读取"),
        lambda root, place, library: Judged(None) if place.kind == "visit" else read(root, place, library),
    )
    try:
        return Scene(records=found, ledger=Ledger.of(found), as_of=as_of)
    except PolicyMissingError:
        fail("政策文件不全，先用 jiedui check 检查。")


def meant(kind: str, text: str, scene: Scene) -> Record:
    """Return the record of a ``household`` or a ``helper`` that an argument names by code or name, or leave with 2."""
    try:
        return sought(kind, text, scene.records)
    except RefusedError as error:
        fail(str(error))


def ask(questions: Iterable[Question], said: Said, scene: Scene) -> dict[str, Any]:
    """Return the answers by their keys, those of ``said`` first; they stand in ``scene.answers`` as well.

    Leaves with 2 where an answer of an option is none, where one is not asked for, or where one is missing and there is
    no terminal.
    """
    questions = tuple(questions)
    lacking = [question.option for question in _unanswered(questions, said, scene)]
    if lacking and not is_terminal():
        fail(f"少了必须写的 {'、'.join(lacking)}。")
    if lacking:
        with _at_terminal():
            for question in questions:
                if question.key not in scene.answers and question.when(scene):
                    _ask(question, scene)
    idle = [question.option for question in questions if said.get(question.key) and not question.when(scene)]
    if idle and lacking:
        warn(f"{'、'.join(idle)} 这里用不上，没有记。")
    elif idle:
        fail(f"{'、'.join(idle)} 这里用不上，去掉再运行。")
    for question in questions:
        if not question.when(scene):
            scene.answers.pop(question.key, None)
    return scene.answers


def is_terminal() -> bool:
    """Tell whether somebody can be asked."""
    return sys.stdin is not None and sys.stdin.isatty()


def _unanswered(questions: Sequence[Question], said: Said, scene: Scene) -> list[Question]:
    """Take the answers of options and those that hold by themselves; return the questions that have to be asked."""
    faults, lacking, by_itself = [], [], []
    for question in questions:
        text = said.get(question.key)
        try:
            if text:
                scene.answers[question.key] = question.kind.read(text, scene)
            elif question.when(scene) and (default := question.default(scene)):
                scene.answers[question.key] = question.kind.read(default, scene)
                by_itself.append(question.key)
            elif question.when(scene) and question.needed(scene):
                lacking.append(question)
        except WrongAnswerError as error:
            faults.append(f" {question.option} 填写不对。{error}")
    if faults:
        fail("".join(faults).lstrip())
    for key in by_itself if lacking and is_terminal() else ():
        del scene.answers[key]  # is asked as well, and offered
    return lacking


def _ask(question: Question, scene: Scene) -> None:
    """Ask until there is an answer, or none where none is needed."""
    default, needed = question.default(scene), question.needed(scene)
    choices = question.kind.choices(scene)
    click.echo(f"\n{question.title}{f'（{question.help}）' if question.help else ''}")
    for number, (word, about) in enumerate(choices, 1):
        click.echo(f"  {number}. {word}{f' {about}' if about else ''}")
    empty = f"直接回车：{default}" if default else "" if needed else "可以不填，直接回车"
    prompt = f"{question.title}{f'（{empty}）' if empty else ''}："
    while True:
        text = _typed(prompt, [word for word, _ in choices]).strip() or default
        if not text and not needed:
            return
        try:
            if not text:
                raise WrongAnswerError("这一项要填。")
            scene.answers[question.key] = question.kind.read(_numbered(text, choices), scene)
            return
        except WrongAnswerError as error:
            click.echo(str(error))


def confirmed(question: str) -> bool:
    """Ask for yes or no at the terminal."""
    with _at_terminal():
        while (word := _typed(f"{question}（是/否）：", ["是", "否"]).strip()) not in ("是", "否"):
            click.echo("写是或者否。")
    return word == "是"


def _numbered(text: str, choices: Sequence[tuple[str, str]]) -> str:
    """Return what was typed with the word for each number of the list."""
    words = {str(number): word for number, (word, _) in enumerate(choices, 1)}
    parts = [words.get(part.strip(), part) for part in text.replace("，", "、").replace(",", "、").split("、")]
    return "、".join(parts) if choices else text


@contextmanager
def _at_terminal() -> Iterator[None]:
    """Say so when somebody stops answering: nothing was written."""
    try:
        yield
    except StoppedError:
        with suppress(OSError):  # the terminal may be gone
            click.echo("\n没有回答完。什么也没有写。", err=True)
        raise


def _typed(prompt: str, words: Sequence[str]) -> str:
    """Return a line that is typed; raises ``click.Abort`` at the end of the input."""
    with _completing(words):
        try:
            return input(prompt)
        except EOFError:
            click.echo(err=True)
            raise click.Abort from None
        except UnicodeDecodeError:
            return ""


@contextmanager
def _completing(words: Sequence[str]) -> Iterator[None]:
    """Let the tabulator complete words, where the machine has what does that."""
    try:
        import readline
    except ImportError:
        yield
        return

    def complete(begun: str, number: int) -> str | None:
        found = [word for word in words if word.startswith(begun)]
        return found[number] if number < len(found) else None

    readline.set_completer_delims("")
    readline.set_completer(complete)
    readline.parse_and_bind("tab: complete")
    try:
        yield
    finally:
        readline.set_completer(None)


def _condition(wanted: Mapping[str, Any]) -> Callable[[Scene], bool]:
    """Return when a field is asked for that depends on others: on their values, or on their being answered."""

    def holds(scene: Scene) -> bool:
        return all(
            key in scene.answers if values is True else scene.answers.get(key) in values
            for key, values in wanted.items()
        )

    return holds
