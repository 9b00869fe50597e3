"""The store of keys that belongs to a ledger: where it lies, opened or made, and households written with its keys."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import click

from jiedui.cli.editing import refuse, tell, whole
from jiedui.cli.key_ring import named_store, telling_store, use
from jiedui.cli.ledger import ledger_of_this_format
from jiedui.cli.outcome import fail, typed, warn
from jiedui.custody.place import VARIABLE, default_place

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date
    from pathlib import Path

    from jiedui.custody.store import KeyStore
    from jiedui.entry.plan import Plan, RecordEdit
    from jiedui.records.reader import Records
    from jiedui.records.schema import SchemaLibrary


def settings_of(records: Path) -> Mapping[str, Any]:
    """Return what a ledger says of itself; leave with 2 where that cannot be read."""
    from jiedui.records.kinds import path_of
    from jiedui.records.reader import read_record
    from jiedui.records.schema import default_folder, library_of
    from jiedui.records.sealer import SETTINGS
    from jiedui.records.tree import Place

    root, place = ledger_of_this_format(records), Place(path_of(SETTINGS), SETTINGS, "ledger")
    data = read_record(root, place, library_of(default_folder())).data
    if data is None:
        fail("policy/ledger.yml 有错误，先用 jiedui check 检查。")
    return data


def place_of(records: Path) -> Path:
    """Return where the store of a ledger lies: where it is named, else with the user's data, by the ledger's name."""
    return named_store() or default_place(str(settings_of(records)["name"]))


def store_of(records: Path) -> KeyStore:
    """Open the store of a ledger, for all that the command does; leave with 2 where there is none."""
    return use(place_of(records))


def store_for(records: Path) -> KeyStore:
    """Open the store of a ledger, or make it for one in which nothing is sealed yet; leave with 2 for any other."""
    from jiedui.custody.store import KeyStore
    from jiedui.entry.sealing import sealed_homes
    from jiedui.records.schema import default_folder, library_of

    file = place_of(records)
    if not file.exists():
        library = library_of(default_folder())
        if sealed_homes(whole(ledger_of_this_format(records), library), library):
            fail("台账里已经有加密的内容，这里没有它的密钥库。用 --keys 指明它，或者用 jiedui keys take 收回密钥。")
        with telling_store():
            KeyStore.create(file).close()
        click.echo(f"建了密钥库 {typed(file)}。")
        warn("密钥库丢了，加密的内容谁也打不开。马上用 jiedui keys backup 备份，备份和台账分开放。")
    return use(file)


def rewrite(
    root: Path, found: Records, library: SchemaLibrary, edits: Iterable[RecordEdit], as_of: date, *, writes: bool = True
) -> Plan:
    """Plan the edits of households, tell their errors and leave with 1 for one; else write them, if it ``writes``."""
    from jiedui.entry.plan import plan

    planned = plan(edits, found, library, as_of)
    tell((("", finding) for finding in planned.errors), root)
    if planned.errors:
        refuse(len(planned.errors))
    if writes:
        planned.write(root)
    return planned


def tell_of_place(file: Path) -> None:
    """Say how the keys are named for the commands that come, where that is not done yet."""
    if not os.environ.get(VARIABLE):
        click.echo(f"以后要看姓名、电话，先设环境变量 {VARIABLE}={typed(file)}；不设的，只看到编号。")
