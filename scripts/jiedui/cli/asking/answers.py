"""Answers: what a text means that was typed for an option or a question, judged at once, or why it means nothing."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any, Protocol

from jiedui.cli.outcome import typed
from jiedui.entry.needs import open_needs
from jiedui.entry.plan import RefusedError
from jiedui.entry.sought import CALLED, sought, within, words
from jiedui.model.time import DAY
from jiedui.model.withdrawal import is_withdrawn
from jiedui.records import suggest
from jiedui.records.characters import refused
from jiedui.records.finding import redact
from jiedui.records.values import exists, tidy
from jiedui.rules.number_forms import has_identity, has_telephone
from jiedui.struct import Struct, field

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from jiedui.model.ledger import Ledger
    from jiedui.records.reader import AnyRecords
    from jiedui.records.schema import RecordSchema, Schema
    from jiedui.records.values import Pointer
    from jiedui.rules.engine import Engine

Choices = tuple[tuple[str, str], ...]
"""What may be answered, each with what there is to say of it."""


class WrongAnswerError(Exception):
    """A text is no answer; the message says in Chinese why, and shows no number."""


class Scene(Struct, frozen=True, kw_only=True):
    """What is known when somebody answers: the ledger on the day ``as_of``, and the answers before, by their keys.

    ``household`` is the record that members and needs are looked up in. In an entry of a list ``number`` is its place
    there, and ``around`` what was answered before of the record that it is in. ``look`` is where it is all known from.
    """

    records: AnyRecords
    ledger: Ledger
    as_of: date
    household: Mapping[str, Any] = field(default_factory=dict)
    answers: dict[str, Any] = field(default_factory=dict)
    number: int = 0
    around: Mapping[str, Any] = field(default_factory=dict)
    look: Engine | None = None


class AnswerKind(Protocol):
    """A kind of answer."""

    @property
    def metavar(self) -> str:
        """What stands for the answer in a line of usage."""

    def read(self, text: str, scene: Scene) -> Any:  # noqa: ANN401  (a value of any kind)
        """Return the value that a text means. Raises :class:`WrongAnswerError`."""

    def choices(self, scene: Scene | None) -> Choices:
        """Return what may be answered, where that is a list; without a scene what may be answered in any."""


class WordAnswer(Struct, frozen=True):
    """One word of a list: itself, a synonym, or a beginning that no other has."""

    words: Mapping[str, Any]
    """The value by the word."""

    synonyms: Mapping[str, str] = field(default_factory=dict)
    metavar: str = "词"
    about: Mapping[str, str] = field(default_factory=dict)
    """What there is to say of words."""

    def read(self, text: str, _scene: Scene) -> Any:  # noqa: ANN401
        """Return the value of the word that is meant."""
        word = suggest.bare(text)
        meant = word if word in self.words else self.synonyms.get(word.casefold(), "")
        begun = [each for each in self.words if word and each.startswith(word)]
        if not meant and len(begun) == 1:
            meant = begun[0]
        if meant:
            return self.words[meant]
        near = suggest.nearest(text, self.words)
        guess = f"是不是“{near}”？" if near else ""
        offered = "、".join(f"{each}（{about}）" if (about := self.about.get(each)) else each for each in self.words)
        raise WrongAnswerError(f"没有“{typed(text)}”这一种。{guess}可以写：{offered}。")

    def choices(self, _scene: Scene | None) -> Choices:
        """Return the words."""
        return tuple((word, self.about.get(word, "")) for word in self.words)


class ManyAnswer(Struct, frozen=True):
    """Several answers of a kind, parted by 、 or a comma."""

    one: AnswerKind

    @property
    def metavar(self) -> str:
        """What stands for the answers."""
        return f"{self.one.metavar}、{self.one.metavar}"

    def read(self, text: str, scene: Scene) -> list[Any]:
        """Return the values, each once."""
        parts = [part for part in re.split(r"[、，,;；]", text) if part.strip()]
        return list(dict.fromkeys(self.one.read(part, scene) for part in parts))

    def choices(self, scene: Scene | None) -> Choices:
        """Return what each may be."""
        return self.one.choices(scene)


class DayAnswer(Struct, frozen=True):
    """A day, none that is still to come unless ``later`` is said: 2026-11-23, 2026.11.23, 今天."""

    later: bool = False
    metavar: str = "日期"

    def read(self, text: str, scene: Scene) -> date:
        """Return the day."""
        word = suggest.bare(text)
        spoken = {"今天": scene.as_of, "昨天": scene.as_of - DAY, "前天": scene.as_of - 2 * DAY}
        if word in spoken:
            return spoken[word]
        if not (iso := suggest.as_date(text)) or not exists(iso):
            raise WrongAnswerError("日期写成 年-月-日，例如 2026-11-23；也可以写今天、昨天。")
        day = date.fromisoformat(iso)
        if not self.later and day > scene.as_of:
            raise WrongAnswerError(f"{day} 还没有到，到 {scene.as_of} 为止。")
        return day

    def choices(self, _scene: Scene | None) -> Choices:
        """Return nothing: days are not listed."""
        return ()


class TextAnswer(Struct, frozen=True):
    """A text as a schema wants it, or a whole number; ``shape`` says how it is written.

    In free text no number of a person is taken: once merged it stays in the history of the repository.
    """

    schema: Schema
    shape: str
    metavar: str = "文字"

    def read(self, text: str, _scene: Scene) -> str | int:
        """Return the text, without what does not belong into a number or a code."""
        said, pattern = tidy(text), self.schema.get("pattern", ".")
        if fault := next(refused(said), None):
            raise WrongAnswerError(f"里面有{fault.called}。重新打一遍；字变成了乱码的，终端的编码要是 UTF-8。")
        if self.schema["type"] == "integer":
            return self._number(said)
        if not re.search(pattern, said):
            said = said.strip()
        if not re.search(pattern, said) and not re.search(pattern, "甲"):
            said = suggest.shaped(said, pattern)
        if not re.search(pattern, said) or len(said) > self.schema.get("maxLength", len(said)):
            raise WrongAnswerError(self.shape)
        if re.search(pattern, "甲，乙") and (has_identity(said) or has_telephone(said)):
            raise WrongAnswerError("里面有证件或者电话的号码。这一项不写号码，去掉再写。")
        return said

    def _number(self, text: str) -> int:
        meant = suggest.meant(text, {"type": "integer"})
        least, most = self.schema.get("minimum", 0), self.schema.get("maximum", 10**9)
        if not meant or not least <= int(meant) <= most:
            raise WrongAnswerError(f"写 {least} 到 {most} 的整数。" if "maximum" in self.schema else "写整数。")
        return int(meant)

    def choices(self, _scene: Scene | None) -> Choices:
        """Return nothing."""
        return ()


class CodeAnswer(Struct, frozen=True):
    """The code of a ``household``, a ``helper``, a ``member`` or a ``need``, or its name where no other has it.

    ``listed`` tells which of them are offered: those in the ledger are too many.
    """

    kind: str
    listed: Callable[[Scene], Choices] | None = None
    metavar: str = "编号"

    def read(self, text: str, scene: Scene) -> str:
        """Return the code."""
        try:
            if self.kind in ("member", "need"):
                return within(self.kind, text, scene.household)
            return sought(self.kind, text, scene.records).place.stem
        except RefusedError as error:
            raise WrongAnswerError(redact(str(error))) from None

    def choices(self, scene: Scene | None) -> Choices:
        """Return those that are offered: the members of the household, its open needs, what ``listed`` says."""
        if scene is None:
            return ()
        if self.listed:
            return self.listed(scene)
        if self.kind == "member":
            return tuple((row["id"], row["name"]) for row in _at_home(scene.household))
        if self.kind == "need":
            return tuple((row["id"], row["content"]) for row in open_needs(scene.household))
        return ()


class UnitAnswer(Struct, frozen=True):
    """A federation, by its code, by what it is called, or by what codes of its records begin with."""

    metavar: str = "残联"

    def read(self, text: str, scene: Scene) -> str:
        """Return its code."""
        return str(self._words(scene).read(text, scene))

    def choices(self, scene: Scene | None) -> Choices:
        """Return the federations."""
        return self._words(scene).choices(scene) if scene else ()

    def _words(self, scene: Scene) -> WordAnswer:
        units = scene.ledger.units
        called = {
            name.casefold(): code for code, unit in units.items() for name in (unit.name, unit.short, unit.prefix)
        }
        return WordAnswer({code: code for code in units}, called, about={code: units[code].short for code in units})


def _at_home(household: Mapping[str, Any]) -> Iterable[Mapping[str, Any]]:
    """Return the members that have not left."""
    return [row for row in household.get("members", ()) if "left" not in row and not is_withdrawn(row)]


def completions(kind: AnswerKind, scene: Scene) -> list[str]:
    """Return what is completed while somebody types: what is offered, or whoever in the ledger can be meant."""
    kind = kind.one if isinstance(kind, ManyAnswer) else kind
    if isinstance(kind, CodeAnswer) and kind.kind in ("household", "helper"):
        return words(kind.kind, scene.records)
    return [word for word, _ in kind.choices(scene)]


def kind_of(record: RecordSchema, pointer: Pointer, *, later: bool = False) -> AnswerKind:
    """Return the kind of answer that a field of a schema wants; ``later`` where a day may be one that is to come."""
    schema, definition = record.resolve(record.at(pointer)), record.definition(pointer)
    if schema["type"] == "array":
        return ManyAnswer(kind_of(record, (*pointer, 0), later=later))
    if definition in CALLED and pointer[-1] != "id":
        return CodeAnswer(definition)
    if definition == "unit":
        return UnitAnswer()
    if definition == "date":
        return DayAnswer(later)
    if schema["type"] == "boolean":
        words = schema.get("x-synonyms", {}).items()
        return WordAnswer(
            {"是": True, "否": False}, {**YES_NO, **{word: "是" if meant == "true" else "否" for word, meant in words}}
        )
    if "enum" in schema:
        return WordAnswer({word: word for word in schema["enum"]}, schema.get("x-synonyms", {}))
    return TextAnswer(schema, str(record.shape(pointer)), "整数" if schema["type"] == "integer" else "文字")


YES_NO = {**dict.fromkeys(suggest.YES, "是"), **dict.fromkeys(suggest.NO, "否")}
"""What is typed for yes and for no."""
