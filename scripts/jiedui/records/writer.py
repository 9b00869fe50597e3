"""The one canonical writer: the same record always becomes the same bytes, whoever wrote it and with what.

Key order is the schema's, each key carries its Chinese title as a comment, a string is quoted only where YAML 1.1 or
1.2 would read something else, and long text is a ``|-`` block.
"""

from __future__ import annotations

import json
import re
from typing import Any

from jiedui.records.schema import RecordSchema, Schema

LONG = 40

# Texts that some YAML parser reads as null, boolean, number, date or merge key.
_WORDS = frozenset("~ null true false yes no on off y n = <<".split())
_NUMBER_LIKE = re.compile(r"[-+.]?[0-9.]|[-+]?\.(?:inf|nan)\Z", re.IGNORECASE)
_PLAIN = re.compile(
    r"[A-Za-z0-9\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0002ffff“‘（《〔]"
    r"(?:[A-Za-z0-9_/.()+%~^\-\u00b7\u2013\u2014\u2026“”‘’\u3001\u3002\u3005-\u3011\u3014\u3015"
    r"\u3400-\u4dbf\u4e00-\u9fff\uff01\uff08\uff09\uff0c\uff1a\uff1b\uff1f\U00020000-\U0002ffff]| (?=[^ #]))*\Z"
)
_ASCII = re.compile(r"[\x00-\x7f]*\Z")
_BAD = r"\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff"
_BLOCK_LINE = re.compile(rf"(?:[^ {_BAD}](?:[^{_BAD}]*[^ {_BAD}])?)?\Z")
_ESCAPE = re.compile(r"[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


def write(data: dict[str, Any], record: RecordSchema) -> str:
    """Return the canonical text of ``data``, which the schema of ``record`` must accept."""
    lines: list[str] = []
    _mapping(data, record.root, record, 0, lines)
    return "\n".join(lines) + "\n"


def _mapping(data: dict[str, Any], schema: Schema, record: RecordSchema, indent: int, lines: list[str]) -> None:
    pad = " " * indent
    for key, field in record.properties(schema).items():
        value = data.get(key)
        if value is None or value in ("", [], {}):
            continue
        comment = f"  # {field['title']}"
        if isinstance(value, dict):
            lines.append(f"{pad}{key}:{comment}")
            _mapping(value, field, record, indent + 2, lines)
        elif isinstance(value, list):
            lines.append(f"{pad}{key}:{comment}")
            _sequence(value, record.resolve(field["items"]), record, indent + 2, lines)
        elif isinstance(value, str) and _is_block(value, field):
            lines.append(f"{pad}{key}: |-{comment}")
            lines.extend(f"{pad}  {line}" if line else "" for line in value.split("\n"))
        else:
            lines.append(f"{pad}{key}: {scalar(value)}{comment}")


def _sequence(items: list[Any], schema: Schema, record: RecordSchema, indent: int, lines: list[str]) -> None:
    pad = " " * indent
    for item in items:
        if not isinstance(item, dict):
            lines.append(f"{pad}- {scalar(item)}")
            continue
        first = len(lines)
        _mapping(item, schema, record, indent + 2, lines)
        lines[first] = f"{pad}- {lines[first][indent + 2 :]}"


def _is_block(value: str, schema: Schema) -> bool:
    """Text fields become blocks when long or of several lines; other fields stay on their line."""
    if not schema.get("maxLength", 0) > 200 and "\n" not in value:
        return False
    lines = value.split("\n")
    return (len(lines) > 1 or len(value) > LONG) and bool(lines[0]) and all(map(_BLOCK_LINE.match, lines)) and bool(lines[-1])


def scalar(value: str | bool | int) -> str:
    """Return one scalar: plain where every parser reads the same string, else in double quotes."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if _PLAIN.match(value) and value.lower() not in _WORDS:
        if not _ASCII.match(value) or not _NUMBER_LIKE.match(value):
            return value
    return _ESCAPE.sub(lambda match: f"\\u{ord(match[0]):04x}", json.dumps(value, ensure_ascii=False))
