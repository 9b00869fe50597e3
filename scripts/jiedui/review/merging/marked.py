"""The canonical text of a record of which parts are disputed: both sides of each, between the marks of Git."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from jiedui.records import writer
from jiedui.review.merging.three_way import Disputed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jiedui.records.lists.marks import Data
    from jiedui.records.schema import RecordSchema, Schema

# What stands behind the marks: which side it is, where Git would write a branch or a commit.
OURS, THEIRS = "这一边", "另一边"


class _Choice(NamedTuple):
    """The lines of two sides, of which somebody has to choose."""

    ours: list[str]
    theirs: list[str]


_Lines = list[str | _Choice]


def marked(data: Data, record: RecordSchema, modeline: str = "") -> str:
    """Return the text of ``data``, in which a :class:`~jiedui.review.merging.three_way.Disputed` may stand anywhere.

    Without one it is what :func:`jiedui.records.writer.write` writes. Choices one behind the other are one.
    """
    lines = [modeline] if modeline else []
    for piece in _joined(_mapping(data, record.root, record, 0)):
        lines += [piece] if isinstance(piece, str) else between(piece.ours, piece.theirs)
    return "\n".join(lines) + "\n"


def between(ours: Iterable[str], theirs: Iterable[str]) -> list[str]:
    """Return the lines of two sides between the marks by which Git tells them apart."""
    return [f"<<<<<<< {OURS}", *ours, "=======", *theirs, f">>>>>>> {THEIRS}"]


def _joined(lines: _Lines) -> Iterator[str | _Choice]:
    choice = _Choice([], [])
    for piece in lines:
        if isinstance(piece, _Choice):
            choice = _Choice(choice.ours + piece.ours, choice.theirs + piece.theirs)
            continue
        if any(choice):
            yield choice
            choice = _Choice([], [])
        yield piece
    if any(choice):
        yield choice


def _mapping(data: Data, schema: Schema, record: RecordSchema, indent: int) -> _Lines:
    lines: _Lines = []
    for key, part in record.properties(schema).items():
        value = data.get(key)
        if isinstance(value, Disputed):
            sides = ({key: side} for side in (value.ours, value.theirs))
            lines.append(_Choice(*(writer.mapping(side, schema, record, indent) for side in sides)))
        elif not _is_disputed(value):
            lines += writer.mapping({key: value}, schema, record, indent)
        else:
            lines.append(" " * indent + f"{key}:  # {part['title']}")
            if isinstance(value, list):
                lines += _sequence(value, record.resolve(part["items"]), record, indent + 2)
            elif isinstance(value, dict):
                lines += _mapping(value, part, record, indent + 2)
    return lines


def _sequence(items: list[Any], schema: Schema, record: RecordSchema, indent: int) -> _Lines:
    lines: _Lines = []
    for item in items:
        if not _is_disputed(item):
            lines += writer.sequence([item], schema, record, indent)
            continue
        inner = [] if isinstance(item, Disputed) else _mapping(item, schema, record, indent + 2)
        if inner and isinstance(inner[0], str):
            lines += [" " * indent + f"- {inner[0][indent + 2 :]}", *inner[1:]]
        else:  # the dash stands before its first field: where that is disputed, it is all of it
            sides = (_side(item, ours=True), _side(item, ours=False))
            entries = ([] if side is None else [side] for side in sides)
            lines.append(_Choice(*(writer.sequence(side, schema, record, indent) for side in entries)))
    return lines


def _is_disputed(value: object) -> bool:
    if isinstance(value, dict):
        return any(map(_is_disputed, value.values()))
    return any(map(_is_disputed, value)) if isinstance(value, list) else isinstance(value, Disputed)


def _side(value: Any, *, ours: bool) -> Any:  # noqa: ANN401  (any value)
    """Return a value as one side has it."""
    if isinstance(value, Disputed):
        return value.ours if ours else value.theirs
    if isinstance(value, dict):
        return {key: _side(part, ours=ours) for key, part in value.items()}
    if isinstance(value, list):
        return [part for each in value if (part := _side(each, ours=ours)) is not None]
    return value
