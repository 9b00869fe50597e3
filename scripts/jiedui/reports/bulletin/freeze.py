"""Freezing a quarter's bulletin in a file, and reckoning it again from the commit that the file names (R-096; A-14).

A frozen bulletin is never written a second time. What today's records say otherwise goes into the next one.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from jiedui.migrations.reading import reader_for
from jiedui.model.ledger import Ledger
from jiedui.model.policy import PolicyMissingError
from jiedui.model.time import Quarter
from jiedui.records import files, writer
from jiedui.records.kinds import path_of
from jiedui.records.reader import read_ledger
from jiedui.records.schema import SchemaLibrary
from jiedui.reports.bulletin.content import QuarterOpenError, bulletin
from jiedui.review import git

TITLE = "冻结通报"
SERVES: tuple[str, ...] = ("R-096",)

KIND = "bulletin"

Difference = tuple[tuple[str | int, ...], str, str]


class FrozenAlreadyError(Exception):
    """The bulletin of the quarter is there: it is never overwritten."""


class UnsavedError(Exception):
    """Files of the ledger differ from its commit, so that no commit could be named."""


class NotReproducibleError(Exception):
    """The records of a commit cannot be read with the schemas of now."""


def freeze(ledger: Ledger, quarter: Quarter, commit: str, today: date) -> dict[str, Any]:
    """Return the record of a quarter's bulletin; raise :class:`QuarterOpenError` where it still runs on ``today``."""
    if today <= quarter.end:
        raise QuarterOpenError(str(quarter))
    return bulletin(ledger, quarter, commit).data()


def store(root: Path, library: SchemaLibrary, quarter: Quarter, today: date) -> Path:
    """Freeze the bulletin of a quarter from the ledger's commit, and return the file that was written.

    Raises :class:`QuarterOpenError`, :class:`FrozenAlreadyError`, :class:`UnsavedError`,
    :class:`NotReproducibleError`, and :class:`~jiedui.review.git.GitUnavailableError` outside Git.
    """
    commit = git.revision(root)
    if not git.is_clean(root):
        raise UnsavedError
    ledger = ledger_at(root, commit, library)
    target = root / path_of(KIND, city_of(ledger), str(quarter))
    if target.exists():
        raise FrozenAlreadyError(str(quarter))
    files.write_text(target, writer.write(freeze(ledger, quarter, commit, today), library[KIND]))
    return target


def city_of(ledger: Ledger) -> str:
    """Return the folder of the city's federation; raise :class:`NotReproducibleError` in a ledger without one."""
    for unit in ledger.units.values():
        if unit.is_city:
            return unit.id
    raise NotReproducibleError


def ledger_at(root: Path, commit: str, library: SchemaLibrary) -> Ledger:
    """Return the ledger of ``root`` as it was at a commit; see :func:`store` for the errors."""
    with tempfile.TemporaryDirectory() as folder:
        then = git.unpack(root, commit, Path(folder))
        records = read_ledger(then, library, read=reader_for(then))
    if records.broken:
        raise NotReproducibleError(commit)
    try:
        return Ledger.of(records)
    except PolicyMissingError as error:
        raise NotReproducibleError(commit) from error


def recompute(root: Path, record: Mapping[str, Any], library: SchemaLibrary) -> dict[str, Any]:
    """Reckon a stored bulletin again from the records of the commit that it names; see :func:`store` for the errors."""
    commit = str(record["commit"])
    return bulletin(ledger_at(root, commit, library), Quarter.parse(str(record["id"])), commit).data()


def canonical(data: Mapping[str, Any], library: SchemaLibrary) -> str:
    """Return the text of a bulletin's file."""
    return writer.write(dict(data), library[KIND])


def differences(stored: Any, reckoned: Any, pointer: tuple[str | int, ...] = ()) -> Iterator[Difference]:
    """Yield where two records differ as (pointer, stored text, reckoned text), ``""`` for what is not there."""
    if isinstance(stored, Mapping) and isinstance(reckoned, Mapping):
        for key in dict.fromkeys((*reckoned, *stored)):
            yield from differences(stored.get(key), reckoned.get(key), (*pointer, key))
    elif isinstance(stored, list) and isinstance(reckoned, list):
        for index in range(max(len(stored), len(reckoned))):
            yield from differences(_at(stored, index), _at(reckoned, index), (*pointer, index))
    elif _present(stored) != _present(reckoned):
        yield pointer, _said(stored), _said(reckoned)


def _at(items: list[Any], index: int) -> Any:
    return items[index] if index < len(items) else None


def _present(value: Any) -> Any:
    """Return a value as the writer keeps it: what is empty is not there."""
    return None if value in ("", [], {}) else value


def _said(value: Any) -> str:
    if _present(value) is None:
        return ""
    return "有内容" if isinstance(value, dict | list) else str(value)
