"""Reading the records of an older format as records of this one: load, migrate, judge."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedui.migrations import chain, settings
from jiedui.migrations import format as formats
from jiedui.migrations.written import load
from jiedui.records.explain import condensed
from jiedui.records.finding import Finding, Judged, declare
from jiedui.records.judge import judge
from jiedui.records.reader import read_record
from jiedui.records.salvage import salvage
from jiedui.struct import Struct, replace

if TYPE_CHECKING:
    from pathlib import Path

    from jiedui.migrations.migration import Data
    from jiedui.records.files import Readable
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


class Upgraded(Struct, frozen=True):
    """One record as one of this format, or ``None`` and what hinders.

    ``alike`` tells that it says, right or wrong, what it said before; ``said`` is what it says in this format, right or
    wrong, and ``None`` where its text cannot be loaded. ``text`` is what all this was read from.
    """

    data: Data | None
    alike: bool
    findings: tuple[Finding, ...] = ()
    said: Data | None = None
    text: str = ""


def upgrade(root: Path | Readable, place: Place, library: SchemaLibrary, number: int) -> Upgraded:
    """Read one record of a ledger of the format ``number`` as one of this format.

    One that is not right so is tried as one of the first format: a branch that was begun before the ledger was migrated
    may have brought it in. Where that is what it is, the faults that are left are its own.
    """
    result = _from(number, root, place, library)
    if result.data is not None or place.kind == chain.LEDGER:
        return result
    older = _from(chain.FIRST, root, place, library)
    told = older if _explains(older, result) else result
    return replace(told, findings=condensed(told.findings))


def _explains(older: Upgraded, result: Upgraded) -> bool:
    """Tell whether the older format accounts for faults that a record has as it stands.

    Every fault that goes was one of the format alone, since no step touches what is in a newer form already. A single
    one that another takes the place of may as well be a slip in this format, a wrong word that stands outside its list.
    """
    gone = set(result.findings) - set(older.findings)
    come = set(older.findings) - set(result.findings)
    return len(gone) > bool(come)


def _from(number: int, root: Path | Readable, place: Place, library: SchemaLibrary) -> Upgraded:
    written, schema = load(root, place, library), library[place.kind]
    if written.data is None:
        return Upgraded(None, alike=False, findings=written.findings, text=written.text)
    data = chain.upgrade(place, written.data, number)
    alike = data == written.data  # told before the judge types values in place
    judged = judge(data, schema, place.path)
    findings = (*written.findings, *written.placed(judged.findings, schema))
    return Upgraded(None if findings else judged.data, alike, findings, data, written.text)


def read(root: Path | Readable, place: Place, library: SchemaLibrary) -> Judged:
    """Read one record of a ledger of this format; an older one is told to be that, with the faults of its own.

    To be used in place of the plain reader.
    """
    judged = read_record(root, place, library)
    if judged.data is not None:
        return judged
    older = upgrade(root, place, library, chain.CURRENT)
    if older.alike or older.said is None:
        return judged
    return Judged(None, (_older(place, len(older.findings)), *older.findings))


def _older(place: Place, others: int) -> Finding:
    """Return the finding for a record of an older format that has so many ``others`` beside it."""
    remedy = "运行 jiedui migrate，它会换成新的写法；先用 jiedui migrate --check 看要改哪些。"
    if others:
        remedy = f"先改好这份文件里另外的 {others} 处，旧的写法不用手改；再运行 jiedui migrate，它会换成新的写法。"
    return OLDER_RECORD.at(place.path, message="这份记录还是旧格式的写法。", remedy=remedy)


class OlderReader(Struct, frozen=True):
    """Reads one record of the format ``number``, to be used in place of the plain reader.

    Settings that came later are those that ``migrate`` would add: a ledger that did not know of them was reckoned so.
    Findings are about what the record became, at the nearest places that are in the text of the older format.
    """

    number: int

    def __call__(self, root: Path | Readable, place: Place, library: SchemaLibrary) -> Judged:
        """Return the record as one of this format, or what hinders."""
        if self.number == chain.CURRENT and place.kind != settings.READINGS:
            judged = read_record(root, place, library)
            if judged.data is not None:
                return judged
        upgraded = upgrade(root, place, library, self.number)
        if upgraded.data is None or place.kind != settings.READINGS:
            return Judged(upgraded.data, upgraded.findings)
        return Judged(settings.completed(upgraded.data, library[place.kind])[0])

    def salvaged(self, root: Path | Readable, place: Place, library: SchemaLibrary) -> Data:
        """Return what is right of a faulty record, as one of this format; nothing of one that cannot be loaded."""
        said = upgrade(root, place, library, self.number).said
        return {} if said is None else salvage(said, library[place.kind], place.path)


def reader_for(root: Path | Readable) -> OlderReader:
    """Return the reader of records below ``root``, whatever their format."""
    return OlderReader(formats.of(root))
