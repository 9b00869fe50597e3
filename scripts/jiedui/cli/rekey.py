"""``jiedui rekey``: new keys, where somebody who has had the old ones is to read nothing more."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from jiedui.cli.editing import held, whole
from jiedui.cli.key_store import rewrite, store_of
from jiedui.cli.options import as_of_option, records_option
from jiedui.cli.outcome import CLEAN, fail, typed, warn
from jiedui.cli.usage import Command, argument

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path


@click.command(
    cls=Command,
    short_help="换密钥，例如有密钥的人调走了。",
    help="换密钥，用新的重新加密：默认全部的户，也可以只写几户。有密钥的人调走、密钥可能外泄的，换一次。"
    "旧密钥还留着看历史；别人手里的旧密钥，看得到以前的内容，看不到以后的。",
)
@argument("households", metavar="户", nargs=-1)
@records_option
@as_of_option
def command(*, households: tuple[str, ...], records: Path, as_of: date) -> None:
    """Change the keys of households."""
    from jiedui.entry.sealing import renewing, sealed_homes

    store = store_of(records)
    with held(records) as (root, library):
        found = whole(root, library)
        there = sealed_homes(found, library)
        asked = {code.strip().upper() for code in households} or there
        if unknown := asked - there:
            fail(f"户 {typed(min(unknown))} 没有加密的内容，或者没有这个编号。")
        if households and (lacking := asked - store.households):
            fail(f"户 {typed(min(lacking))} 的密钥不在这个密钥库里。")
        renewed = asked & store.households
        if not renewed:
            fail("没有要换的：台账里没有加密的户，或者它们的密钥都不在这个密钥库里。用 --keys 指明是哪一个。")
        # With a key of the marks of one's own, whoever is in a household of others too would not be found there.
        store.renew(renewed, marks=renewed == there)
        rewrite(root, found, library, renewing(found, library, renewed), as_of)
    click.echo(f"换了 {len(renewed)} 户的密钥。检查以后提交，再用 jiedui keys backup 备份、发给各残联。")
    if others := len(asked - renewed):
        warn(f"有 {others} 户的密钥不在这里，没有换；查重用的码也没有换，要在有全部密钥的电脑上换。")
    raise SystemExit(CLEAN)
