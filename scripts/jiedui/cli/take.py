"""``jiedui take``: what the form has saved as files goes into the ledger."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from jiedui.cli.editing import edit, refuse, tell
from jiedui.cli.options import as_of_option, records_option
from jiedui.cli.outcome import CLEAN, FINDINGS, fail, typed
from jiedui.cli.usage import Command, argument, option

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from jiedui.entry.handed import HandedItem
    from jiedui.entry.plan import RecordEdit
    from jiedui.entry.take import Taking
    from jiedui.records.reader import Records
    from jiedui.records.schema import SchemaLibrary

# What is to be done about what others have changed, and about what even a decision cannot be put onto.
CHANGED = "别人也改过。看清楚了再运行：加 --mine 都按交来的改，加 --theirs 都留别人改的。"
GONE = "改不上去。请交来的人在最新的网站上再改一次；不要这几处的，用 --theirs。"


@click.command(
    cls=Command,
    short_help="收登记页存成的文件。",
    help="把登记页存成的文件收进台账：每份写在哪里由程序定，先检查，再写。有一处错，就一份也不写。"
    "收过的不会再收一遍。别人改过同一处的会列出来，看清楚了再用 --mine 或者 --theirs 定。",
)
@argument("files", metavar="文件", nargs=-1, required=True, type=click.Path(path_type=Path))
@records_option
@option("--mine", is_flag=True, help="别人改过同一处的，都按交来的改。")
@option("--theirs", is_flag=True, help="别人改过同一处的，都留别人改的。")
@as_of_option
@option("--dry-run", is_flag=True, help="只看要写哪些，不写文件。")
def command(*, records: Path, files: tuple[Path, ...], mine: bool, theirs: bool, as_of: date, dry_run: bool) -> None:
    """Take what was handed over as files."""
    from jiedui.entry.take import take

    if mine and theirs:
        fail("--mine 和 --theirs 只写一个。")
    handed = _read(files)
    taken: list[Taking] = []

    def edits(found: Records, library: SchemaLibrary) -> Iterable[RecordEdit]:
        taking = take(handed, found, library, mine=mine if mine or theirs else None)
        _refuse_wrong(taking, records, decided=mine)
        taken.append(taking)
        return taking.edits.values()

    edit(records, edits, as_of, dry_run=dry_run)
    for taking in taken:
        for source, path in taking.already:
            click.echo(f"已经收过：{records.as_posix()}/{path}（{source}）")
        for line in taking.decided:
            click.echo(f"按{'交来的' if mine else '别人改的'}定了：{line}")
    raise SystemExit(CLEAN)


def _read(files: Sequence[Path]) -> list[tuple[HandedItem, ...]]:
    """Return what each file hands over, or say all that is wrong with them and leave with 1."""
    from jiedui.entry.handed import MOST_BYTES, UnusableError, items

    handed: list[tuple[HandedItem, ...]] = []
    faults: list[str] = []
    for file in files:
        if file.exists() and not file.is_file() and not file.is_dir():
            fail(f"{typed(file)} 不是文件。")  # a named pipe would be read for ever
        with file.open("rb") as stream:
            content = stream.read(MOST_BYTES + 1)
        try:
            handed.append(items(content, typed(file.name) if len(files) > 1 else ""))
        except UnusableError as error:
            faults += error.faults
    for fault in faults:
        click.echo(fault)
    if faults:
        refuse(len(faults))
    return handed


def _refuse_wrong(taking: Taking, records: Path, *, decided: bool) -> None:
    """Say what of it cannot be taken and leave with 1, if there is anything."""
    tell(taking.findings, records)
    for line in (*taking.faults, *taking.conflicts):
        click.echo(line)
    if wrong := len(taking.findings) + len(taking.faults):
        refuse(wrong)
    if taking.conflicts:
        click.echo(f"没有改：有 {len(taking.conflicts)} 处{GONE if decided else CHANGED}")
        raise SystemExit(FINDINGS)
