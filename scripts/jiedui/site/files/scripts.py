"""Data as scripts: unlike JSON, a page opened from a folder may load them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from jiedui.site.machine.output import OutputFile

if TYPE_CHECKING:
    from collections.abc import Iterable

_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
# What JSON may hold and a script, or the end of one, may not.
_ESCAPES = {"</": "<\\/", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def script(path: str, shelf: str, key: str, data: object) -> OutputFile:
    """Return the script at ``path`` that puts ``data`` under ``key`` into what all scripts of a ``shelf`` share.

    Each entry of the data has a line of its own.
    """
    return _put(path, shelf, key, _lines(data))


def script_of(path: str, shelf: str, key: str, entries: Iterable[str]) -> OutputFile:
    """Return what :func:`script` does of a dictionary whose ``entries`` are written already, each by :func:`entry`."""
    return _put(path, shelf, key, f"{{{_joined(entries)}}}")


def entry(key: str, value: object) -> str:
    """Return how an entry of a dictionary is written."""
    return f"{_line(key)}:{_line(value)}"


def _put(path: str, shelf: str, key: str, text: str) -> OutputFile:
    for sign, escape in _ESCAPES.items():
        text = text.replace(sign, escape)
    return OutputFile(path, f'(globalThis.{shelf}=globalThis.{shelf}||{{}})["{key}"]={text};\n')


def _lines(data: object) -> str:
    if isinstance(data, dict):
        return f"{{{_joined(entry(key, value) for key, value in data.items())}}}"
    return f"[{_joined(map(_line, data))}]" if isinstance(data, list | tuple) else _line(data)


def _line(data: object) -> str:
    return _JSON.encode(data)


def _joined(entries: Iterable[str]) -> str:
    return ",\n".join(entries)
