"""``jiedui seal``: what the ledger says is to be sealed, sealed in place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from jiedui.cli.editing import held, whole
from jiedui.cli.key_store import rewrite, settings_of, store_for, tell_of_place
from jiedui.cli.options import as_of_option, records_option
from jiedui.cli.outcome import CLEAN, fail
from jiedui.cli.usage import Command

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path


@click.command(
    cls=Command,
    short_help="把户档案里的姓名、证号、电话加密。",
    help="把户档案里的姓名、证号、电话等加密，一户一把密钥。哪几类加密，写在 policy/ledger.yml 的 sealing 里。"
    "密钥放在 Git 仓库以外；第一次运行时建密钥库。以前提交过的明文还在历史里，加密清不掉。",
)
@records_option
@as_of_option
def command(*, records: Path, as_of: date) -> None:
    """Seal the ledger."""
    from jiedui.entry.sealing import plain_homes, sealing
    from jiedui.records.sealer import sealed_classes

    if not sealed_classes(settings_of(records)):
        fail("policy/ledger.yml 没有写 sealing（加密的内容），没有要加密的。先写上，例如：身份、联系方式。")
    store = store_for(records)
    with held(records) as (root, library):
        found = whole(root, library)
        plain = [record.place.stem for record in plain_homes(found, library)]
        gone = store.destroyed.keys() & set(plain)
        if gone:
            fail(f"户 {min(gone)} 已经清除，密钥销毁了，不能再写它的内容。从 Git 历史里恢复清除以后的档案。")
        store.make_all(plain)
        rewrite(root, found, library, sealing(found, library), as_of)
    click.echo(f"加密了 {len(plain)} 户。检查以后提交。" if plain else "该加密的都加密了，没有改动。")
    tell_of_place(store.file)
    raise SystemExit(CLEAN)
