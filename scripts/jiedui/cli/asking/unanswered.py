"""What of questions is not answered yet: by what was said, or by itself; and what answers bring about further ones."""

from __future__ import annotations

from collections import defaultdict
from contextlib import suppress
from typing import TYPE_CHECKING, Any, NamedTuple

from jiedui.cli.asking.answers import WrongAnswerError
from jiedui.struct import replace

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from jiedui.cli.asking.answers import Scene
    from jiedui.cli.asking.question import Question


class Unanswered(NamedTuple):
    """The questions that have to be asked, the keys of those that hold by themselves, and what is wrong with others."""

    lacking: list[Question]
    by_itself: list[str]
    faults: list[tuple[Question, str]]


def unanswered(questions: Sequence[Question], said: Mapping[str, Any], scene: Scene) -> Unanswered:
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


def further_words(questions: Sequence[Question], lacking: Sequence[Question], scene: Scene) -> Iterator[str]:
    """Yield in words which of ``questions`` some answers to those ``lacking`` bring about, to be given with them."""
    known = {question.key for question in lacking}
    for question in lacking:
        by_options: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
        for word, _ in question.kind.choices(scene):
            with suppress(WrongAnswerError):
                value = _read(question, [word] if question.fields else word, scene)
                then = replace(scene, answers={**scene.answers, question.key: value})
                asked = unanswered(questions, {}, then).lacking
                more = [each.option for each in asked if each.key not in known and each.key not in scene.answers]
                by_options[tuple(more)].append(word)
        for options, words in by_options.items():
            if options:
                yield f"{question.option} 写{'、'.join(f'“{word}”' for word in words)}的，还要 {'、'.join(options)}。"


def _read(question: Question, text: Any, scene: Scene) -> Any:  # noqa: ANN401  (a value of any kind)
    """Return the answer that was written for an option, or the entries of one that is written several times."""
    if not question.fields:
        return question.kind.read(text, scene)
    return [
        question.kind.read(each, replace(scene, answers={}, number=number, around=scene.answers))
        for number, each in enumerate(text)
    ]
