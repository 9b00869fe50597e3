"""Questions: what is asked, when, and how an answer is judged; titles, help and conditions are those of the schemas."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from jiedui.cli.asking.answers import AnswerKind, kind_of
from jiedui.cli.usage import Option
from jiedui.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from jiedui.cli.asking.answers import Scene
    from jiedui.records.schema import RecordSchema
    from jiedui.records.values import Pointer

# What a description says to whoever writes a file or looks up a clause, and what a question shows by itself.
_ASIDE = re.compile(
    r"（[a-z_]+）|，?与文件夹?名?(?:同名|一致)，?|（(?:附件[0-9]、)?[一二三四五六七]（[^）]*）[^）]*）|（口径[^）]*）"
    r"|，可以不填(?=[。（])|，写(?:责任人|户)?[编代]号"
)
_KEY, _NEWS = re.compile("[a-z]"), 4


def always(_scene: Scene) -> bool:
    """Tell that something is asked for, or has to be answered, whatever else is."""
    return True


def _nothing(_scene: Scene) -> str:
    return ""


class Question(Struct, frozen=True, kw_only=True):
    """One thing to know, called by ``key``, and as an option by it with dashes.

    ``when`` tells when it is asked, ``needed`` whether it has to be answered then, and ``default`` what holds, as it
    would be typed, where nothing else is answered; ``note`` is what was before. ``path`` leads to its place in a
    record. What has ``fields`` is a list of entries, each of which has answers of its own. What is ``folded`` is asked
    only if somebody wants to say more, and is offered by that word. ``group`` is what a part of the record is called
    that it belongs to.
    """

    key: str
    title: str
    kind: AnswerKind
    help: str = ""
    when: Callable[[Scene], bool] = always
    needed: Callable[[Scene], bool] = always
    default: Callable[[Scene], str] = _nothing
    note: Callable[[Scene], str] = _nothing
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


def in_words(schema: Mapping[str, Any]) -> str:
    """Return the description of a field as it is said to somebody who answers, where it is more than the title.

    As in the form (``help`` in ``site/assets/entry/fields.js``): yes and no in words, and no keys and clauses.
    """
    text = _ASIDE.sub("", str(schema.get("description", "")))
    if len(text) <= len(schema["title"]) + _NEWS or _KEY.match(str(schema.get("enum", [""])[0])):
        return ""
    return re.sub(" ?true", "“是”", re.sub(" ?false", "“否”", text)) if schema.get("type") == "boolean" else text


def condition(wanted: Mapping[str, Any], prefix: str = "") -> Callable[[Scene], bool]:
    """Return when a field is asked for that depends on others: on their values, or on their being answered."""

    def holds(scene: Scene) -> bool:
        given = {key: scene.answers.get(f"{prefix}{key}") for key in wanted}
        return all(given[key] is not None if values is True else given[key] in values for key, values in wanted.items())

    return holds
