"""What a command has to know: options, and at a terminal questions for what was not said (R-015).

A question has its title and its help from the schema. An answer is judged at once, in Chinese, and asked for again.
Without a terminal all that is missing is named at once. Nothing is written before all is answered; what was answered
can be seen and mended before it is written, and where it cannot be written.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from jiedui.cli.answers import AnswerKind, ManyAnswer, Scene, WordAnswer, WrongAnswerError, kind_of
from jiedui.cli.console import agreed, is_terminal, typed_line
from jiedui.cli.ledger import ledger_of_this_format, schemas
from jiedui.cli.outcome import CLEAN, fail, warn
from jiedui.cli.progress import ProgressLine
from jiedui.cli.usage import Command, Option
from jiedui.entry.plan import RefusedError
from jiedui.entry.sought import sought
from jiedui.records.finding import redact, shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from jiedui.records.reader import Record
    from jiedui.records.schema import RecordSchema, SchemaLibrary
    from jiedui.records.values import Pointer

Said = dict[str, Any]
"""What was written for each option, by the key of its question; nothing where it was not written."""

_MORE = "再填几项"
_LEAVE = "不写"
_WORDS = (_MORE, _LEAVE)


def always(_scene: Scene) -> bool:
    """Tell that something is asked for, or has to be answered, whatever else is."""
    return True


def _nothing(_scene: Scene) -> str:
    return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One thing to know, called by ``key``, and as an option by it with dashes.

    ``when`` tells when it is asked, ``needed`` whether it has to be answered then, and ``default`` what holds, as it
    would be typed, where nothing else is answered. ``path`` leads to its place in a record. What has ``fields`` is a
    list of entries, each of which has answers of its own. What is ``folded`` is asked only if somebody wants to say
    more, and is offered by that word. ``group`` is what a part of the record is called that it belongs to.
    """

    key: str
    title: str
    kind: AnswerKind
    help: str = ""
    when: Callable[[Scene], bool] = always
    needed: Callable[[Scene], bool] = always
    default: Callable[[Scene], str] = _nothing
    path: Pointer = ()
    fields: tuple[Question, ...] = ()
    folded: str = ""
    group: str = ""

    @classmethod
    def of(cls, record: RecordSchema, pointer: Pointer, **more: Any) -> Question:  # noqa: ANN401  (the other fields)
        """Return the question for a field of a record; what is not said otherwise is as its schema says."""
        schema, owner = (record.resolve(record.at(place)) for place in (pointer, pointer[:-1]))
        needed = pointer[-1] in owner.get("required", ()) or bool(schema.get("x-needed"))
        said = {
            "key": str(pointer[-1]),
            "title": schema["title"],
            "kind": None if "kind" in more else kind_of(record, pointer),
            "help": in_words(schema),
            "when": condition(schema.get("x-when", {})),
            "needed": lambda _: needed,
            "path": pointer,
        }
        return cls(**{**said, **more})

    @property
    def called(self) -> str:
        """What it is called beside others."""
        return f"{self.group}，{self.title}" if self.group else self.title

    @property
    def option(self) -> str:
        """What the option is called."""
        return f"--{self.key.replace('_', '-')}"

    def as_option(self) -> Option:
        """Return the option, whose help is the title and the words of a list."""
        words = "、".join(word for word, _ in self.kind.choices(None))
        said = f"{self.called}：{words}。" if words else f"{self.called}。"
        return Option([self.option, self.key], metavar=self.kind.metavar, help=said, multiple=bool(self.fields))


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


def condition(wanted: Mapping[str, Any], prefix: str = "") -> Callable[[Scene], bool]:
    """Return when a field is asked for that depends on others: on their values, or on their being answered."""

    def holds(scene: Scene) -> bool:
        given = {key: scene.answers.get(f"{prefix}{key}") for key in wanted}
        return all(given[key] is not None if values is True else given[key] in values for key, values in wanted.items())

    return holds


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


def carry_out(questions: Iterable[Question], said: Said, scene: Scene, do: Callable[[], None]) -> None:
    """Ask, and do what was answered; at a terminal the answers are seen and mended first, and after a refusal.

    ``do`` finds the answers in ``scene.answers``, and leaves as a command does.
    """
    questions = tuple(questions)
    asked = ask(questions, said, scene)
    while True:
        if asked:
            _mend(questions, scene)
        try:
            do()
        except SystemExit as left:
            if not asked or left.code == CLEAN:
                raise
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
        fail(" ".join(f"{question.option} 填写不对。{message}" for question, message in faults))
    if lacking and not is_terminal():
        fail(f"少了必须写的 {'、'.join(question.option for question in lacking)}。")
    if lacking:
        for key in by_itself:
            del scene.answers[key]  # is asked as well, and offered
        _ask_all(questions, scene)
    idle = [question.option for question in questions if said.get(question.key) and not question.when(scene)]
    if idle and lacking:
        warn(f"{'、'.join(idle)} 这里用不上，没有记。")
    elif idle:
        fail(f"{'、'.join(idle)} 这里用不上，去掉再运行。")
    _drop_idle(questions, scene)
    return bool(lacking)


class Unanswered(NamedTuple):
    """The questions that have to be asked, the keys of those that hold by themselves, and what is wrong with others."""

    lacking: list[Question]
    by_itself: list[str]
    faults: list[tuple[Question, str]]


def unanswered(questions: Sequence[Question], said: Said, scene: Scene) -> Unanswered:
    """Take the answers that were said and those that hold by themselves; return what is left."""
    found = lacking, by_itself, faults = Unanswered([], [], [])
    for question in questions:
        if text := said.get(question.key):
            try:
                scene.answers[question.key] = _read(question, text, scene)
            except WrongAnswerError as error:
                faults.append((question, str(error)))
    for question in questions:
        if said.get(question.key) or not question.when(scene):
            continue
        try:
            if default := question.default(scene):
                scene.answers[question.key] = question.kind.read(default, scene)
                by_itself.append(question.key)
        except WrongAnswerError:
            default = ""  # who is paired cannot be read
        if not default and question.needed(scene):
            lacking.append(question)
    return found


def _read(question: Question, text: Any, scene: Scene) -> Any:  # noqa: ANN401  (a value of any kind)
    """Return the answer that was written for an option, or the entries of one that is written several times."""
    if not question.fields:
        return question.kind.read(text, scene)
    return [question.kind.read(each, replace(scene, answers={}, number=number)) for number, each in enumerate(text)]


def _drop_idle(questions: Iterable[Question], scene: Scene) -> None:
    for question in questions:
        if not question.when(scene):
            scene.answers.pop(question.key, None)


def _ask_all(questions: Sequence[Question], scene: Scene) -> None:
    """Ask what is not answered, and of what is folded what somebody wants to say."""

    def open_ones() -> list[Question]:
        return [question for question in questions if question.key not in scene.answers and question.when(scene)]

    for question in questions:
        if question in open_ones() and (not question.folded or question.needed(scene)):
            _ask(question, scene)
    if parts := list(dict.fromkeys(question.folded for question in open_ones() if question.folded)):
        more = ManyAnswer(WordAnswer({part: part for part in parts}))
        wanted = Question(key="", title=_MORE, kind=more, help="都可以不填；几项用、分开", needed=lambda _: False)
        inner = replace(scene, answers={})
        _ask(wanted, inner)
        for question in questions:
            if question.folded in inner.answers.get("", ()) and question in open_ones():
                _ask(question, scene)


def _ask(question: Question, scene: Scene, current: str = "") -> None:
    """Ask until there is an answer, or none where none is needed; ``current`` is the one that there was."""
    if question.fields:
        _ask_entries(question, scene)
        return
    default, needed = current or question.default(scene), question.needed(scene)
    choices = question.kind.choices(scene)
    click.echo(f"\n{question.called}{f'（{question.help}）' if question.help else ''}")
    for number, (word, about) in enumerate(choices, 1):
        click.echo(f"  {number}. {word}{f' {shown(about)}' if about else ''}")
    empty = f"直接回车：{default}" if default else "" if needed else "可以不填，直接回车"
    prompt = f"{question.title}{f'（{empty}）' if empty else ''}："
    while True:
        text = typed_line(prompt, [word for word, _ in choices]) or default
        if not text and not needed:
            return
        try:
            if not text:
                raise WrongAnswerError("这一项要填。")
            scene.answers[question.key] = question.kind.read(_numbered(text, choices), scene)
        except WrongAnswerError as error:
            click.echo(str(error))
        else:
            return


def _ask_entries(question: Question, scene: Scene) -> None:
    """Ask for the entries of a list, one after the other, until there are no more."""
    entries: list[dict[str, Any]] = []
    needed = question.needed(scene)
    click.echo(f"\n{question.title}{f'（{question.help}）' if question.help else ''}")
    while (needed and not entries) or agreed(f"{'再' if entries else ''}添加{question.title}吗"):
        click.echo(f"\n{question.title} {len(entries) + 1}")
        inner = replace(scene, answers={}, number=len(entries))
        _ask_all(question.fields, inner)
        _drop_idle(question.fields, inner)
        entries.append(inner.answers)
    if entries:
        scene.answers[question.key] = entries


def _mend(questions: Sequence[Question], scene: Scene) -> None:
    """Show all that was answered, and ask again what is to be another, until it is to be written."""
    while True:
        answered = [question for question in questions if question.key in scene.answers]
        click.echo("\n要写的：")
        for number, question in enumerate(answered, 1):
            click.echo(f"  {number}. {question.called}：{redact(shown(_words(scene.answers[question.key])))}")
        line = typed_line(
            f"直接回车就写；要改的，写前面的数；要补的，写 {_MORE}；不写了，打“{_LEAVE}”：", (_MORE, _LEAVE)
        )
        if not line:
            return
        if line == _LEAVE:
            raise click.Abort
        if line.isdecimal() and 0 < int(line) <= len(answered):
            chosen = answered[int(line) - 1]
            before = scene.answers.pop(chosen.key)
            _ask(chosen, scene, "" if chosen.fields else _words(before))
            _drop_idle(questions, scene)
            _ask_all([each for each in questions if not each.folded and each.needed(scene)], scene)
        elif line == _MORE:
            _ask_all([each for each in questions if each.folded], scene)
        else:
            click.echo(f"打 1 到 {len(answered)} 的数。")


def _words(value: object) -> str:
    """Return an answer as it would be typed; an entry by the first of what it says."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, list):
        return ("；" if value and isinstance(value[0], dict) else "、").join(map(_words, value))
    return " ".join(map(_words, value.values())) if isinstance(value, dict) else str(value)


def _numbered(text: str, choices: Sequence[tuple[str, str]]) -> str:
    """Return what was typed with the word for each number of the list."""
    words = {str(number): word for number, (word, _) in enumerate(choices, 1)}
    parts = [words.get(part.strip(), part) for part in text.replace("，", "、").replace(",", "、").split("、")]
    return "、".join(parts) if choices else text
