"""The options and arguments that several commands take."""

from __future__ import annotations

import errno
import os
import re
from datetime import date
from pathlib import Path

import click
from click.core import ParameterSource

from jiedui.cli.outcome import fail, typed
from jiedui.cli.usage import option
from jiedui.model.audience import INTERNAL, WORDS, Audience
from jiedui.model.time import Quarter, today
from jiedui.records.values import FIRST_YEAR, LAST_YEAR

_YEAR = re.compile("[0-9]{4}")
_DAY_IN_WORDS = re.compile("([0-9]{4})年([0-9]{1,2})月([0-9]{1,2})日")
# What a generated ledger may hold, for it is made in memory: the roster of a city, each household visited for years.
MOST_HOUSEHOLDS, MOST_ROSTER, MOST_VISITS = 40_000, 100_000, 800_000


class Day(click.ParamType[date]):
    """A date written YYYY-MM-DD."""

    name = "日期"
    example = "年-月-日，例如 2026-11-23"

    def convert(self, value: str | date, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Return the date, or refuse what is none."""
        if isinstance(value, date):
            return value
        try:
            day = date.fromisoformat(value)
        except ValueError:
            day = None
        if day is None or day.isoformat() != value:  # 20261123 and 2026-W47-1 are ISO dates too
            self.fail(f"日期写成 {self.example}。", param, ctx)
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            self.fail(f"年份只能在 {FIRST_YEAR} 到 {LAST_YEAR} 之间。", param, ctx)
        return day


class SignatureDay(Day):
    """A date as a paper writes it, 2026年10月12日, or YYYY-MM-DD."""

    example = "2026年10月12日 或者 2026-10-12"

    def convert(self, value: str | date, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Return the date, or refuse what is none."""
        if isinstance(value, str) and (found := _DAY_IN_WORDS.fullmatch(value)):
            value = f"{found[1]}-{found[2]:0>2}-{found[3]:0>2}"
        return super().convert(value, param, ctx)


class QuarterName(click.ParamType[Quarter]):
    """A quarter written 2026Q3."""

    name = "季度"

    def convert(self, value: str | Quarter, param: click.Parameter | None, ctx: click.Context | None) -> Quarter:
        """Return the quarter, or refuse what is none."""
        if isinstance(value, Quarter):
            return value
        try:
            return Quarter.parse(value)
        except ValueError:
            self.fail("写成 2026Q3 这样，是 2026年第三季度。", param, ctx)


class YearNumber(click.ParamType[int]):
    """A year written 2026."""

    name = "年份"

    def convert(self, value: str | int, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Return the year, or refuse what is none."""
        if not _YEAR.fullmatch(str(value)):
            self.fail("写成 2026 这样。", param, ctx)
        return int(value)


class OutFolder(click.ParamType[Path]):
    """A folder to write into: none of the ledger's, where all that lies is taken for a record.

    ``ledger`` is the parameter that tells the ledger's folder.
    """

    name = "文件夹"

    def __init__(self, ledger: str = "records") -> None:
        self.ledger = ledger

    def convert(self, value: str | Path, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        """Return the path, or refuse one in the ledger, which its option, being eager, has told already.

        Raises as :func:`refuse_unwritable` does. Of the folder that is meant where none is named see :func:`unnamed`.
        """
        records = ctx.params.get(self.ledger) if ctx else None
        if records and ctx and param and ctx.get_parameter_source(param.name or "") is ParameterSource.DEFAULT:
            return unnamed(Path(value), records, param.opts[0])
        if records and _real(value).is_relative_to(_real(records)):
            place = f"{typed(Path(value))} 在台账 {typed(Path(records))} 里"
            self.fail(f"{place}，写进去的会被当作记录。换一个文件夹。", param, ctx)
        refuse_unwritable(Path(value))
        return Path(value)


def unnamed(folder: Path, records: Path, way: str = "--out") -> Path:
    """Return the folder that a command writes into where nobody named one; leave with 2 where it is in the ledger.

    ``way`` is the option that names another. Raises as :func:`refuse_unwritable` does.
    """
    if _real(folder).is_relative_to(_real(records)):
        fail(f"{typed(folder)} 在台账 {typed(records)} 里，写进去的会被当作记录。用 {way} 写一个台账外面的文件夹。")
    refuse_unwritable(folder)
    return folder


def refuse_in_ledger(folder: Path) -> None:
    """Leave with 2 at a folder in any ledger, where it really lies: for a command that reads none."""
    from jiedui.records.tree import ledger_around

    around, here = ledger_around(folder), Path.cwd()
    if around:
        named = around.relative_to(here) if here in around.parents else around
        fail(f"{typed(folder)} 在台账 {typed(named)} 里，写进去的会被当作记录。换一个文件夹。")


class OutFile(OutFolder):
    """A file to write: none of the ledger's."""

    name = "文件"

    def convert(self, value: str | Path, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        """Return the path, or refuse it as :class:`OutFolder` does, or because a folder lies there."""
        path = Path(value)
        super().convert(path.parent, param, ctx)
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
        return path


class AudienceName(click.ParamType[Audience]):
    """An audience as commands call it: ``county:pingjiang``."""

    name = "给谁"

    def convert(self, value: str | Audience, param: click.Parameter | None, ctx: click.Context | None) -> Audience:
        """Return the audience, or refuse what is none."""
        if isinstance(value, Audience):
            return value
        try:
            return Audience.parse(value)
        except ValueError:
            self.fail(f"没有 {typed(value)} 这一种。可以写：{WORDS}。", param, ctx)


class EachAudience(click.ParamType[Audience | None]):
    """An audience as commands call it, or ``all`` for each that the ledger has."""

    name = AudienceName.name

    def convert(
        self, value: str | Audience, param: click.Parameter | None, ctx: click.Context | None
    ) -> Audience | None:
        """Return the audience, ``None`` for each, or refuse what is none."""
        return None if value == "all" else AudienceName().convert(value, param, ctx)


def refuse_unwritable(folder: Path) -> None:
    """Raise ``OSError`` where ``folder`` is none, or cannot be made or written into, before anything is done for it."""
    nearest = next(place for place in (folder, *folder.parents) if os.path.lexists(place))
    if not nearest.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(nearest))
    if not os.access(nearest, os.W_OK | os.X_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(nearest.resolve()))


def _real(path: str | Path) -> Path:
    return Path(os.path.realpath(path))


records_option = option(
    "--records", type=click.Path(path_type=Path), default=Path("records"), show_default=True, help="台账文件夹。",
    is_eager=True,
)  # fmt: skip
whole_option = option(
    "--all", "whole", is_flag=True, help="一处不少地列出；不加时，同一种问题太多就只列一部分，说明还有多少。"
)
cache_option = option(
    "--no-cache", "keeps", is_flag=True, default=True, flag_value=False,
    help="全部重新查。不加时，没有改过的沿用上次查到的，结果一样，快得多。",
)  # fmt: skip
as_of_option = option("--as-of", type=Day(), default=today, help="按哪一天计算，默认今天（北京时间）。")
audience_option = option(
    "--audience", type=AudienceName(), default=INTERNAL, show_default=True,
    help=f"给谁看的：{WORDS}。别人的不在里面。",
)  # fmt: skip
dry_run_option = option("--dry-run", is_flag=True, help="只看要改哪些，不改文件。")
