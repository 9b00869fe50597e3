"""The one canonical writer: the same record always becomes the same bytes, whoever wrote it and with what.

Key order is the schema's, each key carries its Chinese title as a comment, a string is quoted only where YAML 1.1 or
1.2 would read something else, and long text is a ``|-`` block.
"""

from __future__ import annotations

import json
import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from jiedui.pattern import pattern
from jiedui.records.characters import PLAIN, UNSEEN
from jiedui.records.sealing.sealed_text import SealedText
from jiedui.records.sealing.token import is_token
from jiedui.records.values import tidy

if TYPE_CHECKING:
    from jiedui.records.schema import RecordSchema, Schema

Scalar = str | bool | int

LONG = 40

# Texts that some YAML parser reads as null, boolean, number, date or merge key.
_WORDS = frozenset(("~", "null", "true", "false", "yes", "no", "on", "off", "y", "n", "=", "<<"))
_NUMBER_LIKE = pattern(r"[-+.]?[0-9.]|[-+]?\.(?:inf|nan)\Z", re.IGNORECASE)
_ASCII = pattern(r"[\x00-\x7f]*\Z")
_BLOCK_TEXT = pattern(rf"[^\t{UNSEEN}]*\Z")
_ESCAPE = pattern(f"[{UNSEEN}]")


def write(data: dict[str, Any], record: RecordSchema, modeline: str = "") -> str:
    """Return the canonical text of ``data``, which the schema of ``record`` must accept.

    ``modeline`` is the line for an editor (:func:`jiedui.records.dialect.modeline`) to begin with, where there is one.

    What is empty is left out at every depth, and of text what nobody sees (:func:`jiedui.records.values.tidy`): the
    loader reads the same back.
    """
    lines = mapping(data, record.root, record, 0)
    return "\n".join([modeline, *lines] if modeline else lines) + "\n"


def mapping(data: dict[str, Any], schema: Schema, record: RecordSchema, indent: int) -> list[str]:
    """Return the lines of a mapping in a record, indented by so many blanks: those of its keys, one after another."""
    pad = " " * indent
    lines: list[str] = []
    fields = record.written(schema)
    for _, key, name, comment, is_long, field in sorted([fields[key] for key in data if key in fields]):
        value = data[key]
        if value is None:
            continue
        if isinstance(value, dict | list):
            inner = _inner(value, field, record, indent + 2)
            lines += [f"{pad}{name}{comment}", *inner] if inner else []
            continue
        value = _tidied(value)
        if isinstance(value, str) and (is_long or "\n" in value) and _is_block(value):
            lines.append(f"{pad}{name} |-{comment}")
            lines.extend(f"{pad}  {line}" if line else "" for line in value.split("\n"))
        elif value != "":
            lines.append(f"{pad}{name} {scalar(value)}{comment}")
    return lines


def _inner(value: dict[str, Any] | list[Any], field: Schema, record: RecordSchema, indent: int) -> list[str]:
    if isinstance(value, dict):
        return mapping(value, field, record, indent)
    return sequence(value, record.items(field), record, indent)


def sequence(items: list[Any], schema: Schema, record: RecordSchema, indent: int) -> list[str]:
    """Return the lines of a list in a record, whose items follow ``schema``: those of one item after another."""
    pad = " " * indent
    lines: list[str] = []
    for item in items:
        if isinstance(item, dict):
            inner = mapping(item, schema, record, indent + 2)
            lines += [f"{pad}- {inner[0][indent + 2 :]}", *inner[1:]] if inner else []
        elif (value := _tidied(item)) != "":
            lines.append(f"{pad}- {scalar(value)}")
    return lines


def _tidied(value: Scalar) -> Scalar:
    """Return a value as it is to be written: a text tidy, and what is sealed as its token."""
    if value.__class__ is str:
        return tidy(value)
    return str(value.token) if isinstance(value, SealedText) else value


def _is_block(value: str) -> bool:
    """Texts become blocks when they are long or of several lines; what is sealed stays on its line."""
    if is_token(value) or ("\n" not in value and len(value) <= LONG):
        return False
    return _BLOCK_TEXT.match(value) is not None


def scalar(value: Scalar) -> str:
    """Return one scalar: plain where every parser reads the same string, else in double quotes."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, int) else _text(value)


@lru_cache(2**14)
def _text(value: str) -> str:
    """Return a text; of many records most words, days and codes are the same."""
    if _is_plain(value):
        return value
    return _ESCAPE.sub(_escape, json.dumps(value, ensure_ascii=False))


def _escape(match: re.Match[str]) -> str:
    """Write what cannot be seen as a code: the loader refuses it, and an editor then shows where it stands."""
    code = ord(match[0])
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"


@cache
def _plain() -> re.Pattern[str]:
    return re.compile(rf"{PLAIN}\Z")  # which takes long, and who writes nothing does not wait for it


def _is_plain(value: str) -> bool:
    if not _plain().match(value) or value.lower() in _WORDS:
        return False
    return not _ASCII.match(value) or not _NUMBER_LIKE.match(value)
