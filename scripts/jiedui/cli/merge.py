"""``jiedui merge``: what Git runs to merge one record, and how a clone is told to."""

from __future__ import annotations

from pathlib import Path

import click

from jiedui.cli.ledger import ledger_folder, schemas
from jiedui.cli.options import records_option
from jiedui.cli.outcome import CLEAN, FINDINGS, fail
from jiedui.cli.usage import Command, argument, option

# Git gives the version that both began from, the two sides, the first of which is written over, and where it lies.
_GIVEN = 4


@click.command(
    cls=Command,
    short_help="合并时按栏、按项合并记录，由 Git 调用。",
    help="合并两边改过的同一份记录：按栏、按项，不按行。先用 --install 装好，以后 git merge 时由 Git 调用。",
)
@argument("versions", nargs=-1, metavar="文件")
@records_option
@option("--install", is_flag=True, help="在这台电脑的这一份台账里装好。")
@option("--uninstall", is_flag=True, help="不再用，改回 Git 自己的办法。")
def command(*, versions: tuple[str, ...], records: Path, install: bool, uninstall: bool) -> None:
    """Merge one record, or set Git up for it."""
    if install + uninstall + bool(versions) != 1 or len(versions) not in (0, _GIVEN):
        fail("写 jiedui merge --install 装好；写四个文件的，由 Git 来写。用 jiedui merge --help 看用法。")
    if versions:
        _merge(*versions)
    _set_up(records, install=install)


def _merge(base: str, ours: str, theirs: str, path: str) -> None:
    from jiedui.records.files import write_bytes
    from jiedui.review.merging.driver import merge

    outcome = merge(Path(base), Path(ours), Path(theirs), path, schemas())
    write_bytes(Path(ours), outcome.data)
    if outcome.told:
        click.echo(outcome.told, err=True)
    raise SystemExit(FINDINGS if outcome.conflict else CLEAN)


def _set_up(records: Path, *, install: bool) -> None:
    from jiedui.review.git import GitUnavailableError
    from jiedui.review.merging import clone

    root = ledger_folder(records)
    try:
        if not install:
            clone.uninstall(root)
            click.echo("已改回：记录由 Git 按行合并。")
            return
        for_all = clone.install(root)
    except GitUnavailableError as error:
        fail(error.remedy or "台账文件夹不在 Git 里。")
    click.echo("已装好：在这台电脑的这一份台账里，git merge 按栏、按项合并记录。软件换了位置，再装一遍。")
    if not for_all:
        click.echo(f"别的电脑也要用的，在 .gitattributes 里加一行 {clone.attribute(root)}，各自再装一遍。")
