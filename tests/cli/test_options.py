"""The types of options: a day and a quarter in one way of writing each."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import click
import pytest

from jiedui.cli.options import (
    AudienceName,
    Day,
    OutFolder,
    QuarterName,
    SignatureDay,
    YearNumber,
    as_of_option,
    records_option,
    refuse_unwritable,
    unnamed,
)
from jiedui.model.audience import INTERNAL, Audience
from jiedui.model.time import Quarter, today


def test_a_day_is_written_in_one_way() -> None:
    assert Day().convert("2024-02-29", None, None) == date(2024, 2, 29)
    assert Day().convert(date(2024, 2, 29), None, None) == date(2024, 2, 29)


@pytest.mark.parametrize("text", ["2026-02-29", "20261123", "2026-W47-1", "2026-1-1", "今天", "", " 2026-11-23"])
def test_anything_else_is_no_day(text: str) -> None:
    option, context = click.Option(["--day"]), click.Context(click.Command("jiedui"))
    with pytest.raises(click.BadParameter) as refused:
        Day().convert(text, option, context)
    assert refused.value.message == "日期写成 年-月-日，例如 2026-11-23。"
    assert (refused.value.param, refused.value.ctx) == (option, context)


@pytest.mark.parametrize("text", ["0001-01-01", "1899-12-31", "2200-01-01", "9999-12-31"])
def test_a_day_of_other_centuries_is_refused(text: str) -> None:
    with pytest.raises(click.BadParameter) as refused:
        Day().convert(text, None, None)
    assert refused.value.message == "年份只能在 1900 到 2199 之间。"
    assert Day().convert("1900-01-01", None, None) == date(1900, 1, 1)
    assert Day().convert("2199-12-31", None, None) == date(2199, 12, 31)


def test_an_audience_is_called_by_its_word_and_any_other_is_answered_with_those_there_are() -> None:
    kind = AudienceName()
    assert kind.convert("county:pingjiang", None, None) == Audience.parse("county:pingjiang")
    assert kind.convert(INTERNAL, None, None) is INTERNAL
    with pytest.raises(click.BadParameter) as refused:
        kind.convert("平江", None, None)
    assert refused.value.message == (
        "没有 平江 这一种。可以写：internal、county:残联代号、helper:责任人编号、office、public。"
    )


@pytest.mark.parametrize("text", ["2026年1月5日", "2026年01月05日", "2026-01-05"])
def test_the_day_of_a_signature_is_written_as_a_paper_has_it_too(text: str) -> None:
    assert SignatureDay().convert(text, None, None) == date(2026, 1, 5)
    assert SignatureDay().convert(date(2026, 1, 5), None, None) == date(2026, 1, 5)


@pytest.mark.parametrize(
    "text", ["2026年2月29日", "2026年1月", "26年1月5日", "2026年1月5", "2026-1-5", "明天", "２０２６年1月5日"]
)
def test_anything_else_is_no_day_of_a_signature(text: str) -> None:
    with pytest.raises(click.BadParameter) as refused:
        SignatureDay().convert(text, None, None)
    assert refused.value.message == "日期写成 2026年10月12日 或者 2026-10-12。"


def test_a_quarter_is_written_in_one_way() -> None:
    assert QuarterName().convert("2026Q3", None, None) == Quarter(2026, 3)
    assert QuarterName().convert(Quarter(2026, 3), None, None) == Quarter(2026, 3)


@pytest.mark.parametrize("text", ["2026Q5", "2026Q0", "2026q3", "26Q3", "2026-3", ""])
def test_anything_else_is_no_quarter(text: str) -> None:
    option, context = click.Option(["--quarter"]), click.Context(click.Command("jiedui"))
    with pytest.raises(click.BadParameter) as refused:
        QuarterName().convert(text, option, context)
    assert refused.value.message == "写成 2026Q3 这样，是 2026年第三季度。"
    assert (refused.value.param, refused.value.ctx) == (option, context)


def test_a_year_is_written_in_one_way() -> None:
    assert YearNumber().convert("2026", None, None) == 2026
    assert YearNumber().convert(2026, None, None) == 2026


@pytest.mark.parametrize("text", ["今年", "26", "20261", "２０２６", "2026年", ""])
def test_anything_else_is_no_year(text: str) -> None:
    option, context = click.Option(["--year"]), click.Context(click.Command("jiedui"))
    with pytest.raises(click.BadParameter) as refused:
        YearNumber().convert(text, option, context)
    assert refused.value.message == "写成 2026 这样。"
    assert (refused.value.param, refused.value.ctx) == (option, context)


def test_the_shared_options_have_their_defaults() -> None:
    @click.command()
    @records_option
    @as_of_option
    def command() -> None:
        """Do nothing."""

    records, as_of = command.params
    assert isinstance(records, click.Option)
    assert isinstance(as_of, click.Option)
    assert (records.opts, str(records.default), records.show_default) == (["--records"], "records", True)
    assert (as_of.opts, as_of.default) == (["--as-of"], today)
    assert (records.help, as_of.help) == ("台账文件夹。", "按哪一天计算，默认今天（北京时间）。")


@click.command()
@click.option("--out", type=OutFolder())
@records_option
def writes(**options: Path) -> None:
    """Write into a folder; the option that names the ledger comes last."""


@pytest.mark.parametrize("out", ["records", "records/new", "records/../records/city", "./records", "link/new"])
def test_nothing_is_written_into_the_ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, out: str) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "records").mkdir()
    (tmp_path / "link").symlink_to("records")
    with pytest.raises(click.BadParameter) as refused:
        writes.make_context("writes", ["--out", out])
    assert refused.value.message == f"{Path(out)} 在台账 records 里，写进去的会被当作记录。换一个文件夹。"
    with pytest.raises(click.BadParameter):
        writes.make_context("writes", ["--records", "other", "--out", "other/new"])


@click.command()
@click.option("--docs", type=OutFolder(), default=Path("build/docs"))
@records_option
def builds(**options: Path) -> None:
    """Write into a folder that nobody names."""


def test_nor_into_one_in_the_ledger_that_nobody_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert builds.make_context("builds", []).params["docs"] == Path("build/docs")
    said = "在台账 . 里，写进去的会被当作记录。用 {} 写一个台账外面的文件夹。"
    for asked, folder, way in (
        (lambda: builds.make_context("builds", ["--records", "."]), "build/docs", "--docs"),
        (lambda: unnamed(Path("site"), Path()), "site", "--out"),
    ):
        with pytest.raises(SystemExit) as left:
            asked()
        assert (left.value.code, capsys.readouterr().err) == (2, f"不能运行：{folder} {said.format(way)}\n")
    assert unnamed(Path("site"), Path("records")) == Path("site")


@pytest.mark.parametrize("out", [".", "build", "records2", "records/../build", "link"])
def test_anywhere_else_may_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, out: str) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "link").symlink_to(".")
    assert writes.make_context("writes", ["--out", out]).params["out"] == Path(out)
    assert writes.make_context("writes", ["--out", "records", "--records", "other"]).params["out"] == Path("records")
    assert OutFolder().convert("records", None, None) == Path("records")


@pytest.mark.parametrize("folder", ["file", "file/a", "file/a/b"])
def test_what_is_a_file_is_no_folder_to_write_into(tmp_path: Path, folder: str) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(NotADirectoryError) as refused:
        OutFolder().convert(str(tmp_path / folder), None, None)
    assert refused.value.filename == str(tmp_path / "file")


@pytest.mark.parametrize("target", ["nowhere", "link"])
def test_a_link_that_leads_nowhere_is_no_folder_to_write_into(tmp_path: Path, target: str) -> None:
    (tmp_path / "link").symlink_to(target)
    with pytest.raises(NotADirectoryError) as refused:
        OutFolder().convert(str(tmp_path / "link" / "a"), None, None)
    assert refused.value.filename == str(tmp_path / "link")


def test_a_folder_that_may_not_be_written_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "own").mkdir()
    monkeypatch.setattr(os, "access", lambda place, mode: place == Path("own") and mode == os.W_OK | os.X_OK)
    refuse_unwritable(Path("own/a/b"))
    refuse_unwritable(Path("own"))
    with pytest.raises(PermissionError) as refused:
        refuse_unwritable(Path("another"))
    assert refused.value.filename == str(tmp_path)
