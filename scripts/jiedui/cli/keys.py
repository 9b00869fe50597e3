"""``jiedui keys``: what the store of keys holds, its backups, and keys given to federations and taken from somebody."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from jiedui.cli.editing import held, whole
from jiedui.cli.envelopes import BY_PASSPHRASE, closed_for, identity_option, opened_file, whom_of
from jiedui.cli.key_ring import telling_store, use
from jiedui.cli.key_store import place_of, settings_of, store_of, tell_of_place
from jiedui.cli.ledger import ledger_of_this_format, refuse_unknown
from jiedui.cli.options import OutFile, as_of_option, records_option
from jiedui.cli.outcome import CLEAN, fail, typed, warn
from jiedui.cli.output import say_written
from jiedui.cli.usage import Group, argument, option
from jiedui.custody.envelope import SUFFIX

if TYPE_CHECKING:
    from datetime import date

    from jiedui.custody.store import KeyStore

# So many codes are named in a sentence.
_NAMED = 5
whom_option = option(
    "--sealed-for", "whom", required=True, metavar="公钥", help="谁打得开：写他的公钥（age1 开头），或者写 口令。"
)


@click.group(cls=Group, help="加密台账的密钥：看一看、备份、发给各残联、收回。")
def command() -> None:
    """Hold the commands of the store."""


@command.command(help="密钥库在哪里，有几户的密钥，缺哪些，销毁过哪些，还有哪些副本在外面。")
@records_option
@as_of_option
def status(records: Path, as_of: date) -> None:
    """Tell what the store holds."""
    from jiedui.entry.sealing import erased_homes, sealed_homes

    if not place_of(records).exists():
        _tell_unsealed(records)
    store = store_of(records)
    with held(records) as (root, library):
        found = whole(root, library)
    there = sealed_homes(found, library)
    click.echo(f"密钥库：{typed(store.file)}")
    click.echo(f"台账里加密的 {len(there)} 户，有密钥的 {len(there & store.households)} 户。")
    if lacking := there - store.households - store.destroyed.keys():
        click.echo(f"缺密钥的 {len(lacking)} 户：{_codes(lacking)}。找给密钥的人要，或者从备份收回。")
    if left := erased_homes(found, library) & store.households:
        click.echo(f"别处已经清除、这里还有密钥的 {len(left)} 户：{_codes(left)}。用 jiedui erase 销毁。")
    for gone in store.destroyed.values():
        click.echo(f"销毁：{gone.day}，户 {gone.household}，{gone.reason}，{gone.who or '没有记是谁'}")
    for copy in store.copies(as_of):
        click.echo(f"副本：{copy.made_on}，{copy.whom}，{len(copy.households)} 户，到 {copy.expires_on} 为止")
    raise SystemExit(CLEAN)


def _tell_unsealed(records: Path) -> None:
    """Leave where nothing of the ledger is sealed, or is to be: no keys are lost then."""
    from jiedui.entry.sealing import erased_homes, sealed_homes
    from jiedui.records.schema import default_folder, library_of
    from jiedui.records.sealer import is_sealed, sealed_classes

    classes, library = sealed_classes(settings_of(records)), library_of(default_folder())
    found = whole(ledger_of_this_format(records), library)
    needs = is_sealed(classes, holds=bool(sealed_homes(found, library)))
    if not needs and not erased_homes(found, library):  # what was erased is in the store's list of what was destroyed
        click.echo("台账没有加密，不用密钥。要加密的，看网站上“加密和清除”这一页。")
        raise SystemExit(CLEAN)


@command.command(help="备份密钥到一个加密的文件。和台账、和密钥库分开放；到期的备份收不回来，到期以前再做一份。")
@argument("file", type=OutFile(), metavar="文件")
@whom_option
@option("--days", type=click.IntRange(1, 366), default=90, help="多少天到期。")
@records_option
@as_of_option
def backup(*, file: Path, whom: str, days: int, records: Path, as_of: date) -> None:
    """Write a backup of the keys."""
    _give(store_of(records), file, whom, as_of, as_of + timedelta(days), called="备份", among=None)


@command.command(help="把一个残联的户的密钥发给它，加密成只有它打得开的文件。它用 jiedui keys identity 做公钥。")
@argument("file", type=OutFile(), metavar="文件")
@option("--unit", required=True, metavar="代号", help="哪个残联。")
@whom_option
@option("--days", type=click.IntRange(1, 366), default=30, help="多少天以内要收。")
@records_option
@as_of_option
def share(*, file: Path, unit: str, whom: str, days: int, records: Path, as_of: date) -> None:
    """Write the keys of one federation for it."""
    from jiedui.entry.sealing import homes
    from jiedui.model.ledger import Ledger

    store = store_of(records)
    with held(records) as (root, library):
        found = whole(root, library)
        refuse_unknown(Ledger.of(found), unit=unit)
    among = {record.place.stem for record in homes(found) if record.place.unit == unit}
    _give(store, file, whom, as_of, as_of + timedelta(days), called=unit, among=among)


def _give(
    store: KeyStore, file: Path, whom: str, as_of: date, until: date, *, called: str, among: set[str] | None
) -> None:
    from jiedui.custody.bundle import KeyBundle
    from jiedui.custody.store import KeyCopy, refuse_in_git
    from jiedui.records.files import write_bytes

    if file.suffix != SUFFIX:
        fail(f"文件名用 {SUFFIX} 结尾，例如 密钥{SUFFIX}。")
    if file.exists():
        fail(f"已经有 {typed(file)}。换一个名字。")
    with telling_store():
        refuse_in_git(file)
    sealed_for = whom_of(whom)
    bundle = KeyBundle.of(store, as_of, until, among)
    if not bundle.keys:
        fail("没有要写的密钥：这些户都没有加密，或者密钥不在这里。")
    data = closed_for(bundle.data(), sealed_for)
    holder = called if whom in BY_PASSPHRASE else f"{called}，{whom[:12]}…"
    with telling_store():  # before it is there: a copy that nobody knows of is the worse fault
        store.note_copy(KeyCopy(as_of, until, holder, frozenset(bundle.keys)))
    write_bytes(file, data)
    say_written(file)
    click.echo(f"{len(bundle.keys)} 户的密钥，{until} 到期。")
    raise SystemExit(CLEAN)


@command.command(help="收密钥：自己的备份，或者市残联发来的。销毁过的密钥收不回来。")
@argument("file", metavar="文件", type=click.Path(path_type=Path))
@identity_option
@records_option
@as_of_option
def take(*, file: Path, identity: Path | None, records: Path, as_of: date) -> None:
    """Take keys into the store."""
    from jiedui.custody.bundle import BundleError, KeyBundle
    from jiedui.custody.store import KeyStore
    from jiedui.entry.sealing import homes, sealed_homes
    from jiedui.records.schema import default_folder, library_of

    content = opened_file(file, identity)
    if content is None:
        fail(f"{typed(file)} 不是密钥文件，文件名要用 {SUFFIX} 结尾。")
    try:
        bundle = KeyBundle.read(content.data, as_of)
    except BundleError as error:
        fail(str(error))
    place, library = place_of(records), library_of(default_folder())
    found = whole(ledger_of_this_format(records), library)
    needed = sealed_homes(found, library)
    if {record.place.stem for record in homes(found)}.isdisjoint(bundle.households):
        fail("这份密钥里没有这份台账的户，是别的台账的。什么也没有收。")
    with telling_store():
        if not place.exists():
            KeyStore.create(place, empty=True).close()
        store = use(place)
        added, gone = bundle.into(store, needed)
    click.echo(f"收了 {added} 户的密钥，放在 {typed(place)}。")
    tell_of_place(place)
    if gone:
        click.echo(f"按发来的销毁记录，销毁了 {gone} 户的密钥。")
    if kept := bundle.keys.keys() - needed:
        warn(f"有 {len(kept)} 户的密钥没有收：台账里没有它们加密的内容，可能已经清除。")
    raise SystemExit(CLEAN)


@command.command(help="做一对公钥、私钥：私钥写进文件，自己保管；公钥发给给密钥、给加密文件的人。")
@argument("file", metavar="文件", type=click.Path(path_type=Path))
def identity(file: Path) -> None:
    """Make a pair of keys."""
    from jiedui.custody.envelope import EnvelopeError, new_identity
    from jiedui.custody.store import refuse_in_git

    with telling_store():
        refuse_in_git(file)
    try:
        secret, public = new_identity()
    except EnvelopeError as error:
        fail(str(error))
    try:
        handle = os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError:
        fail(f"已经有 {typed(file)}，没有动它。换一个名字。")
    with os.fdopen(handle, "w", encoding="utf-8") as stream:
        stream.write(f"# 公钥：{public}\n{secret}\n")
    say_written(file)
    click.echo(f"公钥：{public}")
    warn("私钥丢了，发给它的文件谁也打不开；给别人看了，他都打得开。")
    raise SystemExit(CLEAN)


def _codes(codes: frozenset[str] | set[str]) -> str:
    named = sorted(codes)[:_NAMED]
    return "、".join(named) + (f" 等 {len(codes)} 户" if len(codes) > _NAMED else "")
