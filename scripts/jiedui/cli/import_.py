"""``jiedui import``: what somebody has filled in or changed in a workbook, put onto the ledger."""

from __future__ import annotations

from itertools import chain, count
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from jiedui.cli.editing import held, refuse, tell_edits, whole
from jiedui.cli.envelopes import OpenedFile, closed_for, identity_option, opened_file
from jiedui.cli.import_told import RETURNED, refuse_spoiled, tell_counts, tell_effect, tell_end, tell_faults
from jiedui.cli.options import as_of_option, records_option
from jiedui.cli.outcome import CLEAN, FINDINGS, fail, typed, warn
from jiedui.cli.output import warn_of_place
from jiedui.cli.usage import Command, argument, option
from jiedui.custody.envelope import SUFFIX
from jiedui.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from jiedui.entry.importing.attempt import Attempt, ImportFault
    from jiedui.entry.importing.base import Base, LedgerBase
    from jiedui.entry.importing.given_book import GivenBook
    from jiedui.entry.importing.imported import Imported
    from jiedui.entry.plan import Plan
    from jiedui.model.divisions import Divisions
    from jiedui.records.reader import Records
    from jiedui.records.schema import SchemaLibrary
    from jiedui.workbook.book.references import LedgerIndex


@click.command(
    cls=Command,
    short_help="把台账表格收进台账。",
    help="把填好的台账表格（xlsx、xls、ods、csv）收进台账。先预览：新增、修改哪些，数字怎么变，"
    "有错的一次列全，写明在哪张表哪一格。看清楚了，加 --apply 写进台账；有一处错，就一份也不写。"
    "表里少了的行，台账里不会删；空着的格子、写“已隐去”的格子，原来的内容不动，要去掉的写“清空”。",
)
@argument("file", metavar="文件", type=click.Path(path_type=Path))
@option("--unit", default="", metavar="残联", help="没有写残联、也看不出归哪里的，归这个残联（代号）。")
@option("--apply", "writes", is_flag=True, help="写进台账；不加时只预览。")
@option("--sound", is_flag=True, help=f"先收没有错的户；有错的连同原因存成 {RETURNED}.xlsx，改好再收。")
@option("--mine", is_flag=True, help="别人改过同一处的，都按表里的改。")
@option("--theirs", is_flag=True, help="别人改过同一处的，都留别人改的。")
@option("--anyway", default="", metavar="理由", help="提示可能已经登记过、像是错了位的，核对过不是，写明理由。")
@option(
    "--columns", type=click.Path(path_type=Path), metavar="对照",
    help="自己的旧表：用这份对照（例如 对照.yml）认栏目。还没有这份文件的，先照旧表做一份。",
)  # fmt: skip
@identity_option
@records_option
@as_of_option
def command(*, mine: bool, theirs: bool, **said: Any) -> None:  # noqa: ANN401  (those of an import; told by its help)
    """Import a workbook."""
    if mine and theirs:
        fail("--mine 和 --theirs 只写一个。")
    asked = _Asked(mine=mine if mine or theirs else None, **said)
    with held(asked.records) as (root, library):
        planned, left, back = _taken(asked, root, library)
        # Of very many, what they were made of is let go of by now.
        if asked.writes:
            planned.write(root)
    tell_edits(planned, asked.records, dry_run=not asked.writes)
    tell_end(len(planned.edits), len(left), back, writes=asked.writes)
    raise SystemExit(FINDINGS if left else CLEAN)


class _Asked(Struct, frozen=True, kw_only=True):
    """What is asked of an import, as its options say it. What others have changed, too, is ``mine`` or theirs."""

    file: Path
    records: Path
    unit: str
    writes: bool
    sound: bool
    mine: bool | None
    anyway: str
    columns: Path | None
    identity: Path | None
    as_of: date


def _taken(asked: _Asked, root: Path, library: SchemaLibrary) -> tuple[Plan, frozenset[str], Path | None]:
    """Return what is to be written, of whom nothing is, and where their rows went back; say all of it before.

    Leaves where there is nothing to write, or where nothing may be.
    """
    from jiedui.entry.importing.attempt import ImportTrial
    from jiedui.entry.importing.base import LedgerBase
    from jiedui.workbook.book.references import LedgerIndex

    if any(path.resolve().is_relative_to(root.resolve()) for path in (asked.file, asked.columns) if path):
        fail("台账文件夹里不放表格和对照。移到外面，再导入。")
    content = opened_file(asked.file, asked.identity)
    given = _given(asked.file, library, content)
    found = whole(root, library)
    known, now = LedgerIndex.of(found.valid), LedgerBase(found)
    _refuse_foreign(given, known, asked.unit)
    given = _understood(given, asked.columns, library, known.divisions, writes=asked.writes)
    imported = _compared(given, known, [*_commit(given, root, now), now], library, asked.unit)
    _leave_unchanged(imported)
    trial = ImportTrial(
        imported=imported, records=found, library=library, as_of=asked.as_of, mine=asked.mine, anyway=asked.anyway
    )
    tried, left, reasons = trial.sound() if asked.sound else trial.whole()
    _tell(asked, imported, tried, left, reasons, found)
    back = None
    if left and asked.writes:
        back = _hand_back(given, imported, left, reasons, asked.file, content, found, asked.as_of)
    return tried.planned, left, back


def _leave_unchanged(imported: Imported) -> None:
    """Leave with 0 where a workbook changes nothing, and nothing is wrong with it."""
    from jiedui.entry.take import Taking

    if not imported.items and not imported.faults:
        tell_counts(imported, Taking())
        click.echo("表里没有改动，台账不用改。")
        raise SystemExit(CLEAN)


def _tell(
    asked: _Asked,
    imported: Imported,
    tried: Attempt,
    left: frozenset[str],
    reasons: Sequence[ImportFault],
    found: Records,
) -> None:
    """Say what is wrong and what would be written; leave with 1 where nothing may be."""
    from jiedui.records.finding import redact

    tell_faults(reasons, asked.records)
    for line in tried.taking.decided:
        click.echo(redact(line))
    tell_counts(imported, tried.taking, left)
    if tried.spoiled:
        refuse_spoiled(tried, decided=bool(asked.mine), sound=asked.sound)
    tell_effect(tried, found, asked.as_of)
    if len(imported.bases) == 1 and any(item.changes for item in imported.items):
        warn("不知道导出以后别人改过什么，改过的会按表里的改回去：下面的改动一处一处看清楚。")


def _given(file: Path, library: SchemaLibrary, content: OpenedFile | None) -> GivenBook:
    """Return what the file holds, or say why it is no workbook that can be imported and leave with 2."""
    from jiedui.entry.importing.given_book import GivenBook
    from jiedui.migrations.chain import CURRENT
    from jiedui.workbook.book.cover import BOOK_FORMAT
    from jiedui.workbook.package import UnreadableListError

    try:
        given = GivenBook.of(file.with_suffix(""), library, content.data) if content else GivenBook.of(file, library)
    except UnreadableListError as error:
        fail(f"{typed(file)}：{error}")
    if given.cover and (given.cover.book_format, given.cover.records_format) != (BOOK_FORMAT, str(CURRENT)):
        fail("这份表格是别的版本导出的，栏目不一样。用现在的程序重新导出一份，把改动填进去。")
    for name in given.hidden:
        warn(f"“{name}”表是隐藏的，没有读。要收的，取消隐藏再导入。")
    return given


def _refuse_foreign(given: GivenBook, known: LedgerIndex, unit: str) -> None:
    """Leave with 2 where no federation that the cover names is of this ledger: codes mean others there.

    So it is where there is no ``unit`` that is asked for.
    """
    units = given.cover.units if given.cover else ()
    if units and not any(isinstance(known.unit(unit), str) for unit in units):
        fail(f"这份表格是{typed('、'.join(units))}的，这份台账里没有。看看表格、台账拿对没有。")
    if unit and unit not in known.units:
        fail(f"没有代号为 {typed(unit)} 的残联。可以写：{'、'.join(known.units)}。")


def _understood(
    given: GivenBook, columns: Path | None, library: SchemaLibrary, divisions: Divisions | None, *, writes: bool
) -> GivenBook:
    """Return a workbook of ours as it is, and an old one by the map of its columns; say what of ours is not read."""
    if columns or (given.sheets and not given.rows):
        return _mapped(given, columns, library, divisions, writes=writes)
    if given.unread:
        names = "、".join(f"“{name}”" for name in given.unread)
        remedy = "要收的，表名改成台账里的" if given.cover else "是自己的旧表，加 --columns 对照.yml"
        warn(f"{names}不是台账的表，没有读。{remedy}。")
    return given


def _mapped(
    given: GivenBook, columns: Path | None, library: SchemaLibrary, divisions: Divisions | None, *, writes: bool
) -> GivenBook:
    """Return the rows of an old workbook by the map in a file, which is proposed first where there is none."""
    from jiedui.records.files import write_text
    from jiedui.workbook.old.column_map import NAME, ColumnMap, ColumnMapError
    from jiedui.workbook.old.proposal import proposed

    if columns is None:
        fail(f"没有认出台账的表。是自己的旧表，加 --columns {NAME}；照台账填的，表名、栏名照 jiedui export 的写。")
    if not given.sheets:
        fail("这是照台账填的表，不用对照。去掉 --columns 再运行。")
    if columns.exists() and not columns.is_file():  # a device would be read for ever
        fail(f"{typed(columns)} 不是文件。--columns 写一个文件名，例如 {NAME}。")
    if divisions is None:
        fail("行政区划（divisions.yml）有错误，先用 jiedui check 检查。")
    try:
        if not columns.exists():
            write_text(columns, proposed(given.sheets, library, divisions).text())
            click.echo(f"照旧表做了一份对照：{columns.as_posix()}。打开看一看，改好保存，再运行一遍。")
            if writes:
                raise SystemExit(FINDINGS)
        found = given.by(ColumnMap.of(columns.read_text("utf-8-sig"), library), library, divisions)
    except UnicodeDecodeError:
        fail(f"{typed(columns)} 的编码不是 UTF-8。用记事本打开，另存为 UTF-8。")
    except ColumnMapError as error:
        for message in error.messages:
            click.echo(f"{typed(columns)}：{message}")
        refuse(len(error.messages))
    for note in found.notes:
        click.echo(note)
    return found


def _compared(
    given: GivenBook, known: LedgerIndex, bases: Sequence[Base], library: SchemaLibrary, unit: str
) -> Imported:
    """Return what the workbook changes of what the records said when it was made."""
    from jiedui.entry.importing.imported import Imported
    from jiedui.workbook.book.assembly import Assembly

    assembly = Assembly(given.rows, known, given.choose, unit)
    imported = Imported(library, bases, dict.fromkeys(row.sheet for row in given.rows))
    imported.add(assembly.records())
    imported.faults += (*given.faults, *assembly.faults)
    if given.cover and given.cover.units:
        units = [known.unit(name) for name in given.cover.units]
        kinds = {row.table.kind for row in given.rows if not row.table.at}
        imported.count_missing((unit for unit in units if isinstance(unit, str)), kinds)
    else:
        imported.missing.clear()
    return imported


def _commit(given: GivenBook, root: Path, now: LedgerBase) -> Iterator[Base]:
    """Yield the records as of the commit that the cover names, and say what is compared with."""
    from jiedui.entry.importing.base import CommitBase
    from jiedui.review.git import SHORT, GitUnavailableError

    name = given.cover.commit if given.cover else ""
    if not name:
        click.echo("和现在的台账比：表里没有写是按哪个版本导出的。")
        return
    try:
        yield CommitBase(root, name, now)
    except GitUnavailableError:
        warn("表格导出时的版本这里没有，只能和现在的台账比。")
    else:
        click.echo(f"和导出时的版本 {name[:SHORT]} 比：表里改了的才算。")


def _hand_back(  # (all that the file is made of)
    given: GivenBook,
    imported: Imported,
    left: frozenset[str],
    faults: Iterable[ImportFault],
    file: Path,
    content: OpenedFile | None,
    found: Records,
    as_of: date,
) -> Path:
    """Write the rows of what is left out, with the reason before each, beside the file that they are from.

    It is closed for whom that was.
    """
    from jiedui.entry.importing.returned import Returned
    from jiedui.migrations.chain import CURRENT
    from jiedui.model.ledger import Ledger
    from jiedui.records.files import write_bytes
    from jiedui.workbook.book.choices import BookChoices
    from jiedui.workbook.book.cover import BookCover
    from jiedui.workbook.book.write import write_book

    commit = given.cover.commit if given.cover else ""
    cover = BookCover(title=RETURNED, units=(), day=as_of.isoformat(), commit=commit, records_format=str(CURRENT))
    ledger = Ledger.of(found)
    choices = BookChoices.of(ledger, ledger.units.keys(), as_of)
    rows = Returned.of(imported, left, faults).rows(given.rows)
    suffix = f".xlsx{SUFFIX if content else ''}"
    names = (f"{RETURNED}{again}{suffix}" for again in chain([""], (f"-{number}" for number in count(2))))
    path = next(path for name in names if not (path := file.parent / name).exists())
    book = write_book(imported.library, cover, choices, rows, reasons=True)
    write_bytes(path, closed_for(book, content.whom if content else None))
    warn_of_place(path)
    return path
