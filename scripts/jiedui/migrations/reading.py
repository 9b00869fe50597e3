"""Reading the records of an older format as records of this one: load, migrate, judge."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jiedui.migrations import chain, settings
from jiedui.migrations import format as formats
from jiedui.records import files, loader
from jiedui.records.finding import Finding, Judged, declare
from jiedui.records.judge import judge
from jiedui.records.reader import read_record

if TYPE_CHECKING:
    from pathlib import Path

    from jiedui.migrations.migration import Data
    from jiedui.records.schema import SchemaLibrary
    from jiedui.records.tree import Place

OLDER_RECORD = declare(
    "record-format",
    "记录是旧格式的",
    "文件",
    "台账升级以前写好、后来才合并进来的记录，还是旧的写法，要一起换成新的。",
    clause="发文",
    requirement="R-001",
)


@dataclass(frozen=True, slots=True)
class Upgraded:
    """One record as one of this format, or ``None`` and what hinders.

    ``alike`` tells that it says, right or wrong, what it said before.
    """

    data: Data | None
    alike: bool
    findings: tuple[Finding, ...] = ()


def load(root: Path, place: Place, library: SchemaLibrary) -> Judged:
    """Load one record of any format as it is written, unjudged; comments of fields that are no more are let pass."""
    text, findings = files.read_text(root / place.path, place.path)
    if text is None:
        return Judged(None, tuple(findings))
    return loader.load(text, place.path, library[place.kind].comments | chain.comments(place.kind))


def upgrade(root: Path, place: Place, library: SchemaLibrary, number: int) -> Upgraded:
    """Read one record of a ledger of the format ``number`` as one of this format.

    One that is not right so is tried as one of the first format: a branch that was begun before the ledger was migrated
    may have brought it in. What is in a newer form already is left alone by every step.
    """
    result = _from(number, root, place, library)
    if result.data is not None or place.kind == chain.LEDGER:
        return result
    older = _from(chain.FIRST, root, place, library)
    return older if older.data is not None else result


def _from(number: int, root: Path, place: Place, library: SchemaLibrary) -> Upgraded:
    loaded = load(root, place, library)
    if loaded.data is None:
        return Upgraded(None, alike=False, findings=loaded.findings)
    data = chain.upgrade(place, loaded.data, number)
    alike = data == loaded.data  # told before the judge types values in place
    judged = judge(data, library[place.kind], place.path)
    return Upgraded(judged.data, alike, judged.findings)


def read(root: Path, place: Place, library: SchemaLibrary) -> Judged:
    """Read one record of a ledger of this format; one that would be right as an older one is told to be that.

    To be used in place of the plain reader.
    """
    judged = read_record(root, place, library)
    if judged.data is not None:
        return judged
    older = upgrade(root, place, library, chain.CURRENT)
    if older.data is None or older.alike:
        return judged
    remedy = "运行 jiedui migrate，它会换成新的写法；先用 jiedui migrate --check 看要改哪些。"
    return Judged(None, (OLDER_RECORD.at(place.path, message="这份记录还是旧格式的写法。", remedy=remedy),))


@dataclass(frozen=True, slots=True)
class OlderReader:
    """Reads one record of the format ``number``, to be used in place of the plain reader.

    Settings that came later are those that ``migrate`` would add: a ledger that did not know of them was reckoned so.
    Findings have pointers into what the record became, but no lines: its text is of the older format.
    """

    number: int

    def __call__(self, root: Path, place: Place, library: SchemaLibrary) -> Judged:
        """Return the record as one of this format, or what hinders."""
        upgraded = upgrade(root, place, library, self.number)
        if upgraded.data is None or place.kind != settings.READINGS:
            return Judged(upgraded.data, upgraded.findings)
        return Judged(settings.completed(upgraded.data, library[place.kind])[0])


def reader_for(root: Path) -> OlderReader:
    """Return the reader of records below ``root``, whatever their format."""
    return OlderReader(formats.of(root))
