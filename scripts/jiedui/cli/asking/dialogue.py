"""Questions and answers at a terminal, in plain lines: choices by number, what was answered shown and mended."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

import click

from jiedui.cli.asking.answers import YES_NO, ManyAnswer, WordAnswer, WrongAnswerError, completions
from jiedui.cli.asking.console import typed_line
from jiedui.records.finding import redact, shown
from jiedui.struct import replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from jiedui.cli.asking.answers import AnswerKind, Choices, Scene
    from jiedui.cli.asking.question import Question

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
    listed: Choices = ()
    while question := _next(questions, asked, scene):
        try:
            listed = _ask(question, scene, listed=listed)
        except BackError:
            if not asked:
                raise
            scene.answers.pop(asked.pop().key, None)
            listed = ()
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
        line = _wish(answered, _MORE, _LEAVE)
        if not line:
            return
        if line == _LEAVE:
            raise click.Abort
        if line == _MORE:
            _ask_more(questions, scene)
        else:
            _ask_again(answered[int(line) - 1], questions, scene)


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
    kind = ManyAnswer(WordAnswer(parts))
    _list(choices := kind.choices(scene))
    try:
        wanted = _answer(kind, choices, scene, f"{_MORE}（可以不填，直接回车）", needed=False)
    except BackError:
        return
    listed: Choices = ()
    for question in questions:
        if question.folded in (wanted or ()) and _is_open(question, scene):
            with suppress(BackError):  # is left out
                listed = _ask(question, scene, listed=listed)


def _ask(question: Question, scene: Scene, current: str = "", listed: Choices = ()) -> Choices:
    """Ask for an answer, or for none where none is needed; ``current`` is the one that there was.

    Returns the choices that were offered. Those that are ``listed`` right before are not said again: who listens has
    heard them.
    """
    if question.fields:
        _ask_entries(question, scene)
        return ()
    default, needed = current or question.default(scene), question.needed(scene)
    choices, note = question.kind.choices(scene), question.note(scene)
    is_headed = bool(question.help or note or choices)
    click.echo(f"\n{question.called}{f'：{question.help}' if question.help else ''}" if is_headed else "")
    if note:
        click.echo(note)
    _list(choices, listed)
    clear = f"；去掉打“{_CLEAR}”" if current and not needed else ""
    hint = f"（直接回车：{redact(default)}{clear}）" if default else "" if needed else "（可以不填，直接回车）"
    title = question.title if is_headed else question.called
    answer = _answer(question.kind, choices, scene, f"{title}{hint}", default, needed=needed)
    if answer is not None:
        scene.answers[question.key] = answer
    return choices


def _list(choices: Choices, listed: Choices = ()) -> None:
    """Say what can be answered, numbered, unless it is what was ``listed`` right before."""
    if choices and choices == listed:
        click.echo(f"  1 到 {len(choices)} 同上。")
        return
    for number, (word, about) in enumerate(choices, 1):
        click.echo(f"  {number}. {word}{f' {shown(about)}' if about else ''}")


def _answer(kind: AnswerKind, choices: Choices, scene: Scene, prompt: str, default: str = "", *, needed: bool) -> Any:  # noqa: ANN401  (a value of any kind)
    """Return what is answered, asked for until it is an answer; ``None`` for none where none is needed."""
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
    while line := typed_line(prompt, ("是", "否")):
        if line == BACK:
            if not entries:
                raise BackError
            return False
        if word := YES_NO.get(line.casefold()):
            return word == "是"
        click.echo("打是或者否。")
    return False


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
            click.echo(f"  {number}. {_told(question, entry, scene)}")
        click.echo(f"好了，直接回车；要改，打前面的数；再加一项，打“{_ADD}”；去掉一项，打“{_DROP}”和数。")
        line = _wish(entries, _ADD, drop=_DROP)
        if not line:
            break
        if line == _ADD:
            with suppress(BackError):
                entries.append(_entry(question, scene, len(entries)))
        elif line.startswith(_DROP):
            del entries[int(line.removeprefix(_DROP)) - 1]
        else:
            place = int(line) - 1
            _mend_entry(question, _within(scene, entries[place], place))
    if not entries:
        del scene.answers[question.key]


def _mend_entry(question: Question, inner: Scene) -> None:
    answered = _shown(question.title, question.fields, inner)
    click.echo(f"要改，打前面的数；要补充，打“{_MORE}”；不改了，直接回车。")
    line = _wish(answered, _MORE)
    if line == _MORE:
        _ask_more(question.fields, inner)
    elif line:
        _ask_again(answered[int(line) - 1], question.fields, inner)


def _shown(title: str, questions: Sequence[Question], scene: Scene) -> list[Question]:
    """Show what is answered, numbered, and return the questions by these numbers."""
    answered = [question for question in questions if question.key in scene.answers]
    click.echo(f"\n{title}：")
    for number, question in enumerate(answered, 1):
        click.echo(f"  {number}. {question.called}：{_told(question, scene.answers[question.key], scene)}")
    return answered


def _wish(rows: Sequence[object], *words: str, drop: str = "") -> str:
    """Return what is to be done: nothing, one of some words, or the number of a row, which ``drop`` may precede."""
    while line := typed_line("怎么办：", (*words, *filter(None, [drop]))):
        number = line.removeprefix(drop).strip()
        if line in words or (number.isdecimal() and 0 < int(number) <= len(rows)):
            break
        click.echo(f"打 1 到 {len(rows)} 的数。")
    return line


def _told(question: Question, value: object, scene: Scene) -> str:
    """Return an answer to be looked at, with the names of codes, on one line and without numbers.

    Of several entries each has a line of its own, with its answers in the order of its fields; what could have been
    left out is named.
    """
    if isinstance(value, dict):
        return " ".join(
            f"{each.title}：{told}" if each.folded else told
            for each in question.fields
            if each.key in value
            for told in [_told(each, value[each.key], scene)]
        )
    if question.fields and isinstance(value, list):
        told = [_told(question, entry, scene) for entry in value]
        return told[0] if len(told) == 1 else "".join(f"\n     {each}" for each in told)
    called = dict(question.kind.choices(scene))
    words = [_words(each) for each in (value if isinstance(value, list) else [value])]
    return redact(shown("、".join(f"{word} {called.get(word, '')}".strip() for word in words)))


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
