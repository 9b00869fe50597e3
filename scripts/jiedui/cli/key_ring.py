"""The store of keys that a command works with: the one that --keys or a variable names, else none."""

from __future__ import annotations

import os
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from jiedui.cli.outcome import fail
from jiedui.custody.place import VARIABLE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiedui.custody.store import KeyStore

_NAMED, _OPEN = "jiedui.keys", "jiedui.ring"


def name_store(ctx: click.Context, _option: click.Parameter, file: Path | None) -> None:
    """Remember the file that --keys names, before whatever command comes."""
    ctx.meta[_NAMED] = file


def named_store() -> Path | None:
    """Return the file of the store that is named, by --keys or else by the variable; ``None`` where none is."""
    ctx = click.get_current_context(silent=True)
    named: Path | None = ctx.meta.get(_NAMED) if ctx else None
    if named is None and (said := os.environ.get(VARIABLE, "").strip()):
        named = Path(said)
    return named


def ring() -> KeyStore | None:
    """Return the store that is named, opened once for all of a command, or ``None``; leave with 2 where it is none."""
    file, ctx = named_store(), click.get_current_context(silent=True)
    if file is None:
        return None
    if ctx is None or _OPEN not in ctx.meta:
        return use(file)
    store: KeyStore = ctx.meta[_OPEN]
    return store


def use(file: Path) -> KeyStore:
    """Open the store in a file, for all that the command does from here on; leave with 2 where it is none."""
    from jiedui.custody.store import KeyStore

    with telling_store():
        store = KeyStore(file)
    if ctx := click.get_current_context(silent=True):
        ctx.meta[_NAMED], ctx.meta[_OPEN] = file, store
        ctx.find_root().call_on_close(store.close)
    return store


@contextmanager
def telling_store() -> Iterator[None]:
    """Leave with 2 where the store cannot be used, with what helps."""
    from jiedui.custody.store import KeyStoreError

    try:
        yield
    except KeyStoreError as error:
        fail(str(error))
