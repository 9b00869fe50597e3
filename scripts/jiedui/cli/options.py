"""The options and arguments that several commands take."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from jiedui.model.time import Quarter, today


class Day(click.ParamType[date]):
    """A date written YYYY-MM-DD."""

    name = "日期"

    def convert(self, value: str | date, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Return the date, or refuse what is none."""
        if isinstance(value, date):
            return value
        try:
            day = date.fromisoformat(value)
        except ValueError:
            day = None
        if day is None or day.isoformat() != value:  # 20261123 and 2026-W47-1 are ISO dates too
            self.fail("日期写成 年-月-日，例如 2026-11-23。", param, ctx)
        return day


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
            self.fail("季度写成 2026Q3。", param, ctx)


records_option = click.option(
    "--records", type=click.Path(path_type=Path), default=Path("records"), show_default=True, help="台账文件夹。"
)
as_of_option = click.option("--as-of", type=Day(), default=today, help="按哪一天计算，默认今天（北京时间）。")
