"""What the commands share: exit codes, options, progress, and the ways to the ledger or out of the command."""

from __future__ import annotations

import sys
import time
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

import click

from jiedui.model.time import Quarter, today
from jiedui.records.finding import redact
from jiedui.records.schema import SchemaLibrary, default_folder
from jiedui.records.tree import POLICY

CLEAN, FINDINGS, FAILED = 0, 1, 2
KINDS = ("divisions", "unit", "helper", "household", "visit", "bulletin", *(f"policy-{name}" for name in POLICY))


class Day(click.ParamType):
    """A date written YYYY-MM-DD."""

    name = "日期"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        try:
            day = date.fromisoformat(value)
        except ValueError:
            day = None
        if day is None or day.isoformat() != value:  # 20261123 and 2026-W47-1 are ISO dates too
            self.fail("日期写成 年-月-日，例如 2026-11-23。", param, ctx)
        return day


class QuarterName(click.ParamType):
    """A quarter written 2026Q3."""

    name = "季度"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Quarter:
        if isinstance(value, Quarter):
            return value
        try:
            return Quarter.parse(value)
        except ValueError:
            self.fail("季度写成 2026Q3。", param, ctx)


class Progress:
    """Progress on standard error, from the second second of a piece of work on."""

    def __init__(self, label: str) -> None:
        self._label = label
        self._start = self._last = time.monotonic()

    def __call__(self, done: int, total: int) -> None:
        now = time.monotonic()
        pause = 0.2 if sys.stderr.isatty() else 5
        if now - self._start < 2 or (now - self._last < pause and done < total):
            return
        self._last = now
        end = "\n" if done >= total or not sys.stderr.isatty() else ""
        click.echo(f"\r{self._label} {done}/{total}{end}", nl=False, err=True)


def fail(message: str) -> NoReturn:
    """Say why the command could not run, and leave with 2. What the message quotes may hold a number."""
    click.echo(f"不能运行：{redact(message)}", err=True)
    raise SystemExit(FAILED)


def ledger_folder(records: Path) -> Path:
    if not records.is_dir():
        fail(f"没有台账文件夹 {records}。用 --records 指明位置。")
    return records


def schemas() -> SchemaLibrary:
    """Return the schemas, each of them tried: a faulty one would stop in the middle of the work."""
    try:
        library = SchemaLibrary(default_folder())
        validators = {record.kind: record.validator for record in library}
        if not validators.keys() >= set(KINDS):
            raise LookupError
    except (OSError, ValueError, LookupError, TypeError):
        fail("schemas 文件夹不完整，请重新取得这个项目。")
    return library


def sound_ledger(root: Path, records: Path, library: SchemaLibrary, when: date) -> Any:
    """Return the ledger, or say its errors and leave with 1: nothing is published from a faulty ledger.

    Looking back to an earlier day, what has happened since is not yet to come.
    """
    from jiedui.check import run
    from jiedui.rules.reporters import REPORTERS, summary

    report = run(root, library, max(when, today()), Progress("正在检查"))
    if report.errors or report.ledger is None:
        for line in REPORTERS["text"](report, records.as_posix(), when):
            click.echo(line)
        raise SystemExit(FINDINGS)
    click.echo(summary(report))
    return report.ledger


records_option = click.option(
    "--records", type=click.Path(path_type=Path), default=Path("records"), show_default=True, help="台账文件夹。"
)
as_of_option = click.option("--as-of", type=Day(), default=None, help="按哪一天计算，默认今天（北京时间）。")
