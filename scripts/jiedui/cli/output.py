"""What several commands write: a paper or a workbook, and the line that names the file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from jiedui.cli.envelopes import closed_for
from jiedui.cli.outcome import fail, typed, warn
from jiedui.custody.envelope import SUFFIX

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from jiedui.custody.envelope import Whom
    from jiedui.reports.paper import Paper
    from jiedui.workbook.sheets import Sheet


def say_written(target: Path) -> None:
    """Name the file that was written."""
    click.echo(f"写了 {target.as_posix()}。")


def write_paper(paper: Paper, target: Path) -> None:
    """Write a paper as HTML or Word, whichever the name of the file asks for; leave with 2 where Word cannot be had."""
    if target.suffix == ".html":
        from jiedui.documents.html_file import write_html as write
    else:
        try:
            from jiedui.documents.docx_file import write_docx as write
        except ImportError:  # lxml is compiled, and made for few processors
            fail("这台电脑没有 python-docx，不能写 Word 文件。加上 --format html，用浏览器打印，或用 WPS 另存。")
    write(paper, target)
    say_written(target)


def write_sheets(sheets: Sequence[Sheet], target: Path, whom: Whom | None = None) -> None:
    """Write sheets as one workbook, closed for somebody: then its name says so."""
    from jiedui.records.files import write_bytes
    from jiedui.workbook.xlsx_file import build

    file = target.with_name(f"{target.name}{SUFFIX}") if whom else target
    write_bytes(file, closed_for(build(sheets), whom))
    say_written(file)


def warn_of_place(file: Path) -> None:
    """Say so where Git would take the file in with the next commit."""
    from jiedui.review.git import GitUnavailableError, run

    try:
        if not run(file.parent, "ls-files", "--others", "--exclude-standard", "--", file.name).strip():
            return
    except GitUnavailableError:
        return
    warn(f"{typed(file)} 在 Git 仓库的文件夹里，里面有姓名和电话。不要提交它：移到别处，用完就删。")
