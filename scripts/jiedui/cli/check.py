"""``jiedui check``: every fault of the ledger, all at once."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from jiedui.cli.key_ring import named_store
from jiedui.cli.ledger import ledger_folder, schemas, warn_of_clock, warn_of_part
from jiedui.cli.options import as_of_option, cache_option, records_option, whole_option
from jiedui.cli.outcome import CLEAN, FINDINGS, fail, inside, typed, warn
from jiedui.cli.progress import ProgressLine
from jiedui.cli.usage import Command, OneOf, argument, option

if TYPE_CHECKING:
    from datetime import date

    from jiedui.review.trees import Unlike
    from jiedui.rules.report import Report
    from jiedui.sighting import Sighting


@click.command(cls=Command, help="检查台账，一次列出全部问题。只给文件时只列这些文件的。")
@argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="文件")
@records_option
@option("--since", metavar="版本", help="只列从这个版本（Git）分出来以后的改动带来的问题，也查记录少了没有。")
@as_of_option
@option(
    "--format",
    "reporter",
    type=OneOf(["text", "github", "json"]),
    default="text",
    show_default=True,
    help="输出格式。",
)
@whole_option
@cache_option
def command(
    *, paths: tuple[Path, ...], records: Path, since: str | None, as_of: date, reporter: str, whole: bool, keeps: bool
) -> None:
    """Check the ledger."""
    from jiedui.records.selection import select
    from jiedui.rules.reporters import REPORTERS

    root = ledger_folder(records)
    try:
        only = select(root, paths)
    except ValueError as error:
        fail(f"台账里没有 {inside(Path(str(error)), records)}。")
    report = _report(root, since, as_of, keeps=keeps)
    if only is not None:
        report = report.narrowed(only)
    if not whole and reporter != "json":
        report = report.in_brief()
    for line in REPORTERS[reporter](report, records.as_posix()):
        click.echo(line)
    warn_of_clock(report)
    if report.errors:
        warn_of_part(root)
    if report.is_sealed and named_store() is None:
        warn("台账里有加密的内容，这里没有密钥，加密的没有查。要查的，运行 jiedui --keys 密钥库 check。")
    raise SystemExit(FINDINGS if report.errors else CLEAN)


def _report(root: Path, since: str | None, as_of: date, *, keeps: bool) -> Report:
    """Check the ledger, if nothing is known of the very same: what judges it is imported then."""
    from jiedui.review.working import WorkingFolder
    from jiedui.sighting import Sighting, memo

    with memo(root, as_of, keeps=keeps, has_keys=named_store() is not None) as known:
        folder = WorkingFolder(root, known)
        seen = Sighting(folder, known)
        return (None if since else seen.report(as_of)) or _judged(seen, since, as_of, folder.unlike)


def _judged(seen: Sighting, since: str | None, as_of: date, unlike: Unlike | None) -> Report:
    from jiedui import check
    from jiedui.review.git import GitUnavailableError
    from jiedui.rules.change import change_since

    root, library = seen.source.root, schemas()
    try:
        change = change_since(root, since, library, unlike=unlike) if since else None
    except GitUnavailableError as error:
        fail(error.remedy or f"Git 里查不到版本 {typed(str(since))}。")
    return check.run(root, library, as_of, ProgressLine("正在检查"), change, seen=seen)
