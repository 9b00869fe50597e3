"""How a command ends: its exit code, and the sentence where it could not run."""

from __future__ import annotations

from typing import NoReturn

import click

from jiedui.records.finding import redact

CLEAN, FINDINGS, FAILED = 0, 1, 2


def fail(message: str) -> NoReturn:
    """Say why the command could not run, and leave with 2. What the message quotes may hold a number."""
    click.echo(f"不能运行：{redact(message)}", err=True)
    raise SystemExit(FAILED)


def warn(message: str) -> None:
    """Say what whoever reads the result has to know; the command goes on."""
    click.echo(f"注意：{redact(message)}", err=True)
