"""How a command ends: its exit code, and the sentence where it could not run.

What makes a text fit to be shown is imported where there is one: a command that goes well does not wait for it.
"""

from __future__ import annotations

from pathlib import Path
from typing import NoReturn

import click

CLEAN, FINDINGS, FAILED = 0, 1, 2
# Characters of a path that is shown whole: the longest path of a record and some folders above the ledger's.
_WHOLE = 100


def fail(message: str) -> NoReturn:
    """Say why the command could not run, without the numbers of what it quotes, and leave with 2.

    What is quoted is :func:`typed` or :func:`inside` besides: shortened, and on one line.
    """
    from jiedui.records.finding import redact

    click.echo(f"不能运行：{redact(message)}", err=True)
    raise SystemExit(FAILED)


def typed(word: str | Path) -> str:
    """Return what was typed for a sentence: on one line, shortened and without numbers.

    A path is shown by its end, which tells most, and as it is: a folder may be called after a day.
    """
    from jiedui.records.finding import printable, redact, shown

    text = str(word)
    if isinstance(word, Path):
        return printable(text if len(text) <= _WHOLE else f"…{text[-_WHOLE:]}")
    return redact(shown(text))


def inside(path: Path, ledger: Path) -> str:
    """Return a path for a sentence, without numbers in what of it lies in the ledger, or else in its last part."""
    from jiedui.records.finding import redact

    if path.is_relative_to(ledger):
        return typed(ledger / redact(path.relative_to(ledger).as_posix()))
    return typed(path.parent / redact(path.name))


def warn(message: str) -> None:
    """Say what whoever reads the result has to know; the command goes on."""
    from jiedui.records.finding import redact

    click.echo(f"注意：{redact(message)}", err=True)
