"""A new record, asked for field by field: the questions are its schema's, and the answers become its data.

What the form (``site/assets/entry/fields.js``) shows at once is asked at once, what it folds is folded, and what
depends on others is asked behind them.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any

from jiedui.cli.asking.answers import AnswerKind, Choices, Scene, WordAnswer, WrongAnswerError, kind_of
from jiedui.cli.asking.question import Question, always, condition, in_words
from jiedui.cli.asking.unanswered import unanswered
from jiedui.model.withdrawal import KEY as WITHDRAWN
from jiedui.struct import Struct, field

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Iterator, Mapping

    from jiedui.records.schema import RecordSchema, Schema
    from jiedui.records.values import Pointer

# Days that may be to come when they are written, by the last of their keys.
_TO_COME = ("due_on", "to", "expires", "joined_on")
_INNER = re.compile(r"[（(]([^（()）]*[=＝][^（()）]*)[)）]")


class EntryAnswer(Struct, frozen=True):
    """An entry of a list in one line: 姓名=示例甲；性别=男; each field by its title or its key."""

    fields: tuple[Question, ...]
    metavar: str = "栏=内容；栏=内容"

    def read(self, text: str, scene: Scene) -> dict[str, Any]:
        """Return the answers of the entry by their keys."""
        said = self._said(text)
        lacking, _, faults = unanswered(self.fields, said, scene)
        idle = [each.title for each in self.fields if each.key in said and not each.when(scene)]
        wrong = [f"{question.title}填写不对：{message}" for question, message in faults]
        wrong += [f"少了{'、'.join(each.title for each in lacking)}。"] if lacking else []
        wrong += [f"{'、'.join(idle)}这里用不上。"] if idle and not wrong else []
        if wrong:
            raise WrongAnswerError("".join(wrong))
        return scene.answers

    def _said(self, text: str) -> dict[str, Any]:
        """Return what is written for each field; entries of a list within stand in brackets."""
        named: dict[str, Question] = {}
        for question in self.fields:
            for name in (question.title, f"{question.group}{question.title}", question.key):
                named.setdefault(name, question)
        inner = _INNER.findall(text)
        names = "|".join(map(re.escape, sorted(named, key=len, reverse=True)))
        parts = re.split(rf"(?:^|[；;，,])\s*({names})\s*[=＝]", _INNER.sub("\0", text))
        if len(parts) == 1 or parts[0].strip():
            raise WrongAnswerError(f"写成 {self.metavar}。栏有：{'、'.join(each.title for each in self.fields)}。")
        said: dict[str, Any] = {}
        for name, value in zip(parts[1::2], parts[2::2], strict=True):
            question = named[name]
            if question.fields:
                said.setdefault(question.key, []).append(inner.pop(0) if "\0" in value else value)
            else:
                said[question.key] = re.sub("\0", lambda _: f"（{inner.pop(0)}）", value).strip()
        return said

    def choices(self, _scene: Scene | None) -> Choices:
        """Return what its fields are called."""
        return tuple((question.title, "") for question in self.fields)


class ListedAnswer(Struct, frozen=True):
    """One of the words that ``listed`` finds in the scene, such as the townships of a county."""

    listed: Callable[[Scene], Iterable[str]]
    synonyms: Mapping[str, str] = field(default_factory=dict)
    metavar: str = "名称"

    def read(self, text: str, scene: Scene) -> str:
        """Return the word."""
        return str(WordAnswer({word: word for word in self.listed(scene)}, self.synonyms).read(text, scene))

    def choices(self, scene: Scene | None) -> Choices:
        """Return the words."""
        return tuple((word, "") for word in self.listed(scene)) if scene else ()


class RecordForm(Struct, frozen=True, kw_only=True):
    """How a new record is asked for.

    Fields are named by their keys with points between: those that ``hide`` holds are not asked; of lists that ``once``
    holds there is one entry, which is asked as if it were no list. ``kinds``, ``defaults``, ``when`` and ``notes`` tell
    of fields what the schema does not know.
    """

    record: RecordSchema
    hide: Container[str] = ()
    once: Container[str] = ()
    kinds: Mapping[str, AnswerKind] = field(default_factory=dict)
    defaults: Mapping[str, Callable[[Scene], str]] = field(default_factory=dict)
    when: Mapping[str, Callable[[Scene], bool]] = field(default_factory=dict)
    notes: Mapping[str, Callable[[Scene], str]] = field(default_factory=dict)

    def questions(self) -> tuple[Question, ...]:
        """Return the questions, in the order of the form."""
        return tuple(self._of((), (), "", ()))

    def _of(self, pointer: Pointer, begin: Pointer, folded: str, groups: tuple[_Group, ...]) -> Iterator[Question]:
        """Yield the questions for the fields of an object; ``begin`` leads to the entry that paths begin in."""
        properties = arranged(self.record.properties(self.record.resolve(self.record.at(pointer))))
        front = [key for key, part in properties if self._is_needed((*pointer, key)) or part.get("x-front")]
        for key, part in properties:
            at = (*pointer, key)
            if self._name(at) in self.hide or key == WITHDRAWN:  # which nothing new is
                continue
            under = folded or ("" if key in front or not front else part["title"])
            if part["type"] == "object" or self._name(at) in self.once:
                inner = at if part["type"] == "object" else (*at, 0)
                title = part["title"] if part["type"] == "object" else ""
                group = _Group(title, _key(at[len(begin) :]), self._when(at, begin), self._is_needed(at))
                yield from self._of(inner, begin, under, (*groups, group))
            else:
                yield self._question(at, begin, under, groups)

    def _question(self, at: Pointer, begin: Pointer, folded: str, groups: tuple[_Group, ...]) -> Question:
        part, name, needed = self.record.resolve(self.record.at(at)), self._name(at), self._is_needed(at)
        items = self.record.resolve(part.get("items", {}))
        kind = self.kinds.get(name)
        if items.get("type") == "object" and kind is None:
            kind = EntryAnswer(tuple(self._of((*at, 0), (*at, 0), "", ())))
        when, leads = self._when(at, begin), self._leads(at)
        return Question(
            key=_key(at[len(begin) :]),
            title=part["title"],
            kind=kind or kind_of(self.record, at, later=at[-1] in _TO_COME),
            help=in_words(part),
            when=lambda scene: (
                when(scene)
                and self.when.get(name, always)(scene)
                and all(group.when(scene) for group in groups)
                and (leads or all(group.is_begun(scene) for group in groups))
            ),
            needed=lambda scene: needed and all(group.is_begun(scene) for group in groups),
            default=self.defaults.get(name, lambda _: ""),
            note=self.notes.get(name, lambda _: ""),
            path=at[len(begin) :],
            group=groups[-1].title if groups else "",
            fields=kind.fields if isinstance(kind, EntryAnswer) else (),
            folded=folded,
        )

    def _leads(self, at: Pointer) -> bool:
        """Tell whether a field is asked before its object is begun: the first that is needed in it, or any of some."""
        needed = self.record.resolve(self.record.at(at[:-1])).get("required", ())
        return not needed or at[-1] == needed[0]

    def _name(self, at: Pointer) -> str:
        return ".".join(step for step in at if isinstance(step, str))

    def _is_needed(self, at: Pointer) -> bool:
        owner = self.record.resolve(self.record.at(at[:-1]))
        return at[-1] in owner.get("required", ()) or bool(self.record.resolve(self.record.at(at)).get("x-needed"))

    def _when(self, at: Pointer, begin: Pointer) -> Callable[[Scene], bool]:
        before = _key(at[len(begin) : -1])
        wanted = self.record.resolve(self.record.at(at)).get("x-when", {})
        return condition(wanted, f"{before}_" if before else "")


class _Group(Struct, frozen=True):
    """Fields of an object in a record: what is needed in it is needed only where the object is, or as soon as it is."""

    title: str
    key: str
    when: Callable[[Scene], bool]
    is_needed: bool

    def is_begun(self, scene: Scene) -> bool:
        return self.is_needed or any(each.startswith(f"{self.key}_") for each in scene.answers)


def arranged(properties: Mapping[str, Schema]) -> list[tuple[str, Schema]]:
    """Return properties in the order of the schema, but what depends on others directly behind the last of them."""
    order = [(key, part) for key, part in properties.items() if "x-when" not in part]
    for key, part in properties.items():
        if "x-when" in part:
            keys = [each for each, _ in order]
            place = max(keys.index(each) for each in part["x-when"]) + 1
            while place < len(order) and "x-when" in order[place][1]:
                place += 1
            order.insert(place, (key, part))
    return order


def data_of(questions: Iterable[Question], answers: Mapping[str, Any]) -> dict[str, Any]:
    """Return the data that answers make up."""
    data: dict[str, Any] = {}
    for question in questions:
        if question.key in answers:
            value = answers[question.key]
            if question.fields:
                value = [data_of(question.fields, entry) for entry in value]
            _put(data, question.path, _plain(value))
    return data


def _put(data: Any, path: Pointer, value: Any) -> None:  # noqa: ANN401  (any part of a record)
    step, *rest = path
    if not rest:
        data[step] = value
        return
    if isinstance(step, int) and not data:
        data.append({})
    if isinstance(step, str) and step not in data:
        data[step] = [] if isinstance(rest[0], int) else {}
    _put(data[step], tuple(rest), value)


def _plain(value: object) -> Any:  # noqa: ANN401  (any value)
    if isinstance(value, list):
        return list(map(_plain, value))
    return value.isoformat() if isinstance(value, date) else value


def _key(local: Pointer) -> str:
    return "_".join(step for step in local if isinstance(step, str))
