"""How a command ends: its exit code, and the sentence where it could not run."""

from __future__ import annotations

from pathlib import Path
from typing import NoReturn

import click

from jiedui.records.finding import redact, shown

CLEAN, FINDINGS, FAILED = 0, 1, 2
# Characters of a path that is shown whole: the longest path of a record and some folders above the ledger's.
_WHOLE = 100


def fail(message: str) -> NoReturn:
    """Say why the command could not run, and leave with 2. What the message quotes may hold a number."""
    click.echo(f"不能运行：{redact(message)}", err=True)
    raise SystemExit(FAILED)


def typed(word: str | Path) -> str:
    """Return what was typed for a sentence: on one line and shortened, a path by its end, which tells most."""
    text = str(word)
    if isinstance(word, Path):
        return text if len(text) <= _WHOLE else f"…{text[-_WHOLE:]}"
    return shown(text)


def warn(message: str) -> None:
    """Say what whoever reads the result has to know; the command goes on."""
    click.echo(f"注意：{redact(message)}", err=True)
