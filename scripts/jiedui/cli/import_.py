"""``jiedui import``: what somebody has filled in or changed in a workbook, put onto the ledger."""

from __future__ import annotations

from itertools import chain, count
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from jiedui.cli.editing import held, refuse, tell_edits, whole
from jiedui.cli.envelopes import OpenedFile, closed_for, identity_option, opened_file
from jiedui.cli.import_told import RETURNED, tell_counts, tell_effect, tell_end, tell_faults
from jiedui.cli.options import as_of_option, records_option
from jiedui.cli.outcome import CLEAN, FINDINGS, fail, typed, warn
from jiedui.cli.output import warn_of_place
from jiedui.cli.take import CHANGED, GONE
from jiedui.cli.usage import Command, argument, option
from jiedui.custody.envelope import SUFFIX

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from jiedui.entry.importing.attempt import Attempt, ImportFault
    from jiedui.entry.importing.base import Base, LedgerBase
    from jiedui.entry.importing.given_book import GivenBook
    from jiedui.entry.importing.imported import Imported
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
def command(  # noqa: D103  (told by its help)
    *,
    file: Path,
    records: Path,
    unit: str,
    writes: bool,
    sound: bool,
    mine: bool,
    theirs: bool,
    anyway: str,
    columns: Path | None,
    identity: Path | None,
    as_of: date,
) -> None:
    from jiedui.entry.importing.attempt import ImportTrial
    from jiedui.entry.importing.base import LedgerBase
    from jiedui.entry.take import Taking
    from jiedui.records.finding import redact
    from jiedui.workbook.book.references import LedgerIndex

    if mine and theirs:
        fail("--mine 和 --theirs 只写一个。")
    with held(records) as (root, library):
        if any(path.resolve().is_relative_to(root.resolve()) for path in (file, columns) if path):
            fail("台账文件夹里不放表格和对照。移到外面，再导入。")
        content = opened_file(file, identity)
        given = _given(file, library, content)
        found = whole(root, library)
        known, now = LedgerIndex.of(found.valid), LedgerBase(found)
        _refuse_foreign(given, known)
        if unit and unit not in known.units:
            fail(f"没有代号为 {typed(unit)} 的残联。可以写：{'、'.join(known.units)}。")
        given = _understood(given, columns, library, known.divisions, writes=writes)
        imported = _compared(given, known, [*_commit(given, root, now), now], library, unit)
        if not imported.items and not imported.faults:
            tell_counts(imported, Taking())
            click.echo("表里没有改动，台账不用改。")
            raise SystemExit(CLEAN)
        trial = ImportTrial(
            imported=imported, records=found, library=library, as_of=as_of,
            mine=mine if mine or theirs else None, anyway=anyway,
        )  # fmt: skip
        tried, left, reasons = trial.sound() if sound else trial.whole()
        tell_faults(reasons, records)
        for line in tried.taking.decided:
            click.echo(redact(line))
        tell_counts(imported, tried.taking, left)
        if tried.spoiled:
            _refuse(tried, decided=mine, sound=sound)
        tell_effect(tried, found, as_of)
        if len(imported.bases) == 1 and any(item.changes for item in imported.items):
            warn("不知道导出以后别人改过什么，改过的会按表里的改回去：下面的改动一处一处看清楚。")
        back = _hand_back(given, imported, left, reasons, file, content, found, as_of) if left and writes else None
        planned = tried.planned
        # Of very many, what they were made of is let go of before they are written.
        del content, given, found, known, now, imported, trial, tried, reasons
        if writes:
            planned.write(root)
    tell_edits(planned, records, dry_run=not writes)
    tell_end(len(planned.edits), len(left), back, writes=writes)
    raise SystemExit(FINDINGS if left else CLEAN)


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


def _refuse_foreign(given: GivenBook, known: LedgerIndex) -> None:
    """Leave with 2 where no federation that the cover names is of this ledger: codes mean others there."""
    units = given.cover.units if given.cover else ()
    if units and not any(isinstance(known.unit(unit), str) for unit in units):
        fail(f"这份表格是{typed('、'.join(units))}的，这份台账里没有。看看表格、台账拿对没有。")


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


def _refuse(tried: Attempt, *, decided: bool, sound: bool) -> NoReturn:
    """Say that nothing is written, and what to do, and leave with 1."""
    if tried.errors:
        hint = "" if sound else f"没有错的户可以先收：加 --sound，有错的连同原因会存成 {RETURNED}.xlsx。"
        click.echo(f"没有写：先改好上面 {len(tried.errors)} 处错误。{hint}")
    elif tried.disputes:
        click.echo(f"没有写：有 {len(tried.disputes)} 处{GONE if decided else CHANGED}")
    raise SystemExit(FINDINGS)


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
