"""``jiedui unseal``: what the ledger seals no more, put in the clear."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from jiedui.cli.editing import held, whole
from jiedui.cli.key_store import rewrite, store_of
from jiedui.cli.options import as_of_option, records_option
from jiedui.cli.outcome import CLEAN
from jiedui.cli.usage import Command

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path


@click.command(
    cls=Command,
    short_help="把不再加密的内容还原成明文。",
    help="把不再加密的内容还原成明文。先从 policy/ledger.yml 的 sealing 里去掉那几类，再运行。"
    "提交以后，明文留在 Git 历史里，再也清不掉。",
)
@records_option
@as_of_option
def command(*, records: Path, as_of: date) -> None:
    """Open the ledger for good."""
    from jiedui.entry.sealing import opening

    store_of(records)
    with held(records) as (root, library):
        found = whole(root, library)
        planned = rewrite(root, found, library, opening(found, library), as_of)
        changed = sum(said.decode() != planned.read[path].replace("\r\n", "\n") for path, said in planned.files.items())
    said = f"还原了 {changed} 户。" if changed else "没有要还原的。policy/ledger.yml 的 sealing 里写着的，还是加密的。"
    click.echo(said)
    raise SystemExit(CLEAN)
