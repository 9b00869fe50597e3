"""A copy of the small valid ledger of ``tests/rules/base``, with the policy as shipped, and its records as read."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from copy import deepcopy
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.entry.rowbook import RowBook

from jiedui.entry.importing.base import Base, LedgerBase
from jiedui.entry.importing.imported import Imported
from jiedui.entry.known import KnownLedger
from jiedui.migrations.reading import read
from jiedui.records.reader import Records, read_ledger
from jiedui.records.schema import RecordSchema, Schema, SchemaLibrary
from jiedui.workbook.book.assembly import Assembly
from jiedui.workbook.book.references import LedgerIndex


@pytest.fixture
def ledger(put_base: Callable[[Path], Path], tmp_path: Path) -> Path:
    return put_base(tmp_path / "records")


@pytest.fixture
def records(ledger: Path, library: SchemaLibrary) -> Callable[[], Records]:
    """Read the ledger as it is now."""
    return lambda: read_ledger(ledger, library, read=read)


@pytest.fixture(scope="session")
def _read_once(
    put_base: Callable[[Path], Path], library: SchemaLibrary, tmp_path_factory: pytest.TempPathFactory
) -> Records:
    return read_ledger(put_base(tmp_path_factory.mktemp("base") / "records"), library, read=read)


@pytest.fixture
def known(_read_once: Records) -> KnownLedger:
    """What is known of the ledger on 2026-11-23. The records are the test's own, the files nobody's."""
    return KnownLedger(deepcopy(_read_once), date(2026, 11, 23))


Data = dict[str, Any]


class Edits:
    """Changes any record by chance, with texts that are nowhere else; without regard to what it may say."""

    def __init__(self, record: RecordSchema, dice: random.Random) -> None:
        self.record, self.dice, self.made = record, dice, 0

    def of(self, data: Data, times: int) -> Data:
        data = deepcopy(data)
        for _ in range(times):
            self._edit(*self.dice.choice([*self._spots(data, self.record.root)]))
        return data

    def _spots(self, data: Data, schema: Schema) -> Iterator[tuple[Data, Schema]]:
        yield data, schema
        for key, part in self.record.properties(schema).items():
            value = data.get(key)
            if isinstance(value, dict):
                yield from self._spots(value, part)
            elif isinstance(value, list) and isinstance(value[0], dict):
                items = self.record.resolve(part["items"])
                for row in value:
                    yield from self._spots(row, items)

    def _edit(self, data: Data, schema: Schema) -> None:
        key, part = self.dice.choice([*self.record.properties(schema).items()])
        if key != "id" and (value := self._value(data.get(key), part)) not in (None, [], {}):
            data[key] = value
        elif key != "id" and len(data) > 2:
            data.pop(key, None)

    def _value(self, value: Any, schema: Schema) -> Any:
        if schema["type"] == "object":
            return {**(value or {}), **self._entry(schema)}
        if schema["type"] == "array" and "properties" in (items := self.record.resolve(schema["items"])):
            rows = [row for row in value or [] if self.dice.random() < 0.8]
            return self.dice.choice((rows, [*(value or []), self._entry(items)]))
        if schema["type"] == "array":
            return [self._text(), "甲"]
        return self.dice.choice((None, self._text()))

    def _entry(self, schema: Schema) -> Data:
        plain = [key for key, part in self.record.properties(schema).items() if part["type"] == "string"]
        needed = [key for key in ("id",) if key in plain]
        return {key: self._text() for key in [*needed, *self.dice.sample(plain, min(len(plain), 2))]}

    def _text(self) -> str:
        self.made += 1
        return self.dice.choice((f"新{self.made}", str(date(2026, 1, 1) + timedelta(self.made))))


@pytest.fixture
def imported(ledger: Path, library: SchemaLibrary) -> Callable[..., Imported]:
    """Put a workbook onto the ledger as it is now, compared with that, or with another base first."""

    def made(book: RowBook, *bases: Base, unit: str = "") -> Imported:
        found = read_ledger(ledger, library, read=read)
        now = LedgerBase(found)
        assembly = Assembly(book.rows(), LedgerIndex.of(found.valid), lambda label: random.Random(label).choice, unit)
        done = Imported(library, [*bases, now], list(book.tables))
        done.add(assembly.records())
        done.faults += assembly.faults
        return done

    return made
