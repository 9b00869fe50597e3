"""Questions and answers at a terminal, in plain lines: choices by number, what was answered shown and mended."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from jiedui.cli.answers import ManyAnswer, WordAnswer, WrongAnswerError, completions
from jiedui.cli.console import typed_line
from jiedui.records.finding import redact, shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from jiedui.cli.answers import AnswerKind, Choices, Scene
    from jiedui.cli.question import Question

BACK = "返回"
"""What is typed to go back to the question before."""

_MORE, _LEAVE, _ADD, _DROP, _CLEAR = "再填几项", "不写", "添加", "删除", "清空"


class BackError(Exception):
    """Somebody wants to go back to what was asked before."""


def ask_all(questions: Sequence[Question], scene: Scene) -> None:
    """Ask what is not answered, and of what is folded what somebody wants to say.

    Raises :class:`BackError` where somebody goes back from the first question.
    """
    asked: list[Question] = []
    while question := _next(questions, asked, scene):
        try:
            _ask(question, scene)
        except BackError:
            if not asked:
                raise
            scene.answers.pop(asked.pop().key, None)
        else:
            asked.append(question)
    _ask_more(questions, scene)


def _next(questions: Iterable[Question], asked: Sequence[Question], scene: Scene) -> Question | None:
    """Return the first question that is to be asked and has not been."""
    keys = {question.key for question in asked}
    open_ones = (each for each in questions if each.key not in keys and _is_open(each, scene))
    return next((each for each in open_ones if not each.folded or each.needed(scene)), None)


def mend(questions: Sequence[Question], scene: Scene) -> None:
    """Show all that was answered, and ask again what is to be another, until it is to be written.

    Raises ``click.Abort`` where somebody does not want to write.
    """
    while True:
        answered = _shown("要写的", questions, scene)
        click.echo(f"没有错，直接回车就写；要改，打前面的数；要补充，打“{_MORE}”；不写了，打“{_LEAVE}”。")
        line = typed_line("怎么办：", (_MORE, _LEAVE))
        if not line:
            return
        if line == _LEAVE:
            raise click.Abort
        if line == _MORE:
            _ask_more(questions, scene)
        elif place := _place(line, answered):
            _ask_again(answered[place - 1], questions, scene)


def drop_idle(questions: Iterable[Question], scene: Scene) -> None:
    """Take back the answers to what is not asked for any more."""
    for question in questions:
        if not question.when(scene):
            scene.answers.pop(question.key, None)


def _is_open(question: Question, scene: Scene) -> bool:
    return question.key not in scene.answers and question.when(scene)


def _ask_more(questions: Sequence[Question], scene: Scene) -> None:
    """Ask what of the folded questions somebody wants to say."""
    parts = {
        question.folded: question.folded for question in questions if question.folded and _is_open(question, scene)
    }
    if not parts:
        return
    click.echo(f"\n{_MORE}（都可以不填；几项用、分开）")
    try:
        wanted = _answer(ManyAnswer(WordAnswer(parts)), scene, f"{_MORE}（可以不填，直接回车）", needed=False)
    except BackError:
        return
    for question in questions:
        if question.folded in (wanted or ()) and _is_open(question, scene):
            with suppress(BackError):  # is left out
                _ask(question, scene)


def _ask(question: Question, scene: Scene, current: str = "") -> None:
    """Ask for an answer, or for none where none is needed; ``current`` is the one that there was."""
    if question.fields:
        _ask_entries(question, scene)
        return
    default, needed = current or question.default(scene), question.needed(scene)
    click.echo(f"\n{question.called}{f'：{question.help}' if question.help else ''}")
    clear = f"；去掉打“{_CLEAR}”" if current and not needed else ""
    if note := question.note(scene):
        click.echo(note)
    hint = f"（直接回车：{redact(default)}{clear}）" if default else "" if needed else "（可以不填，直接回车）"
    answer = _answer(question.kind, scene, f"{question.title}{hint}", default, needed=needed)
    if answer is not None:
        scene.answers[question.key] = answer


def _answer(kind: AnswerKind, scene: Scene, prompt: str, default: str = "", *, needed: bool) -> Any:  # noqa: ANN401
    """Return what is answered, asked for until it is an answer; ``None`` for none where none is needed."""
    choices = kind.choices(scene)
    for number, (word, about) in enumerate(choices, 1):
        click.echo(f"  {number}. {word}{f' {shown(about)}' if about else ''}")
    known = completions(kind, scene)
    while True:
        text = typed_line(f"{prompt}：", known) or default
        if text == BACK:
            raise BackError
        if text in ("", _CLEAR) and not needed:
            return None
        try:
            if text:
                return kind.read(_numbered(text, choices), scene)
            click.echo("这一项要填。")
        except WrongAnswerError as error:
            click.echo(str(error))


def _ask_entries(question: Question, scene: Scene) -> None:
    """Ask for the entries of a list, one after the other, until there are no more."""
    click.echo(f"\n{question.called}{f'：{question.help}' if question.help else ''}")
    entries: list[dict[str, Any]] = []
    while (is_needed := question.needed(scene) and not entries) or _wants(question, entries):
        try:
            entries.append(_entry(question, scene, len(entries)))
        except BackError:
            if is_needed:
                raise
    if entries:
        scene.answers[question.key] = entries


def _entry(question: Question, scene: Scene, number: int) -> dict[str, Any]:
    """Return the answers of a new entry."""
    click.echo(f"\n{question.title} {number + 1}")
    inner = _within(scene, {}, number)
    ask_all(question.fields, inner)
    drop_idle(question.fields, inner)
    return inner.answers


def _within(scene: Scene, entry: dict[str, Any], number: int) -> Scene:
    """Return the scene of an entry of a list."""
    return replace(scene, answers=entry, number=number, around=scene.answers)


def _wants(question: Question, entries: Sequence[object]) -> bool:
    """Ask whether there is one more entry."""
    prompt = f"{'再' if entries else ''}添加一项{question.title}吗（是/否，直接回车：否）："
    while (word := typed_line(prompt, ("是", "否"))) not in ("是", "否", "", BACK):
        click.echo("打是或者否。")
    if word == BACK and not entries:
        raise BackError
    return word == "是"


def _ask_again(question: Question, questions: Sequence[Question], scene: Scene) -> None:
    """Ask for another answer, and for what depends on it."""
    if question.fields:
        _mend_entries(question, scene)
    else:
        before = scene.answers.pop(question.key)
        try:
            _ask(question, scene, _words(before))
        except BackError:
            scene.answers[question.key] = before
    drop_idle(questions, scene)
    while lacking := next((each for each in questions if _is_open(each, scene) and each.needed(scene)), None):
        with suppress(BackError):  # what is needed has to be said
            _ask(lacking, scene)


def _mend_entries(question: Question, scene: Scene) -> None:
    """Let somebody change the entries of a list, add some and take some out."""
    entries = scene.answers[question.key]
    while True:
        click.echo(f"\n{question.title}：")
        for number, entry in enumerate(entries, 1):
            click.echo(f"  {number}. {redact(shown(_words_of(question, entry)))}")
        click.echo(f"好了，直接回车；要改，打前面的数；再加一项，打“{_ADD}”；去掉一项，打“{_DROP}”和数。")
        line = typed_line("怎么办：", (_ADD, _DROP))
        if not line:
            break
        if line == _ADD:
            with suppress(BackError):
                entries.append(_entry(question, scene, len(entries)))
        elif place := _place(line.removeprefix(_DROP).strip(), entries):
            if line.startswith(_DROP):
                del entries[place - 1]
            else:
                _mend_entry(question, _within(scene, entries[place - 1], place - 1))
    if not entries:
        del scene.answers[question.key]


def _mend_entry(question: Question, inner: Scene) -> None:
    answered = _shown(question.title, question.fields, inner)
    click.echo(f"要改，打前面的数；要补充，打“{_MORE}”；不改了，直接回车。")
    line = typed_line("怎么办：", (_MORE,))
    if line == _MORE:
        _ask_more(question.fields, inner)
    elif line and (place := _place(line, answered)):
        _ask_again(answered[place - 1], question.fields, inner)


def _shown(title: str, questions: Sequence[Question], scene: Scene) -> list[Question]:
    """Show what is answered, numbered, and return the questions by these numbers."""
    answered = [question for question in questions if question.key in scene.answers]
    click.echo(f"\n{title}：")
    for number, question in enumerate(answered, 1):
        click.echo(f"  {number}. {question.called}：{redact(shown(_words_of(question, scene.answers[question.key])))}")
    return answered


def _place(line: str, rows: Sequence[object]) -> int:
    """Return the number that was typed, or say that it is none and return 0."""
    if line.isdecimal() and 0 < int(line) <= len(rows):
        return int(line)
    click.echo(f"打 1 到 {len(rows)} 的数。")
    return 0


def _words_of(question: Question, value: object) -> str:
    """Return the words of an answer, of an entry those of its answers in the order of its fields."""
    if isinstance(value, dict):
        return " ".join(_words_of(each, value[each.key]) for each in question.fields if each.key in value)
    if question.fields and isinstance(value, list):
        return "；".join(_words_of(question, entry) for entry in value)
    return _words(value)


def _words(value: object) -> str:
    """Return an answer as it would be typed."""
    if isinstance(value, bool):
        return "是" if value else "否"
    return "、".join(map(_words, value)) if isinstance(value, list) else str(value)


def _numbered(text: str, choices: Choices) -> str:
    """Return what was typed with the word for each number of the list."""
    words = {str(number): word for number, (word, _) in enumerate(choices, 1)}
    parts = [words.get(part.strip(), part) for part in text.replace("，", "、").replace(",", "、").split("、")]
    return "、".join(parts) if choices else text
