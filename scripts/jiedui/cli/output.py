"""What several commands write: a paper or a workbook, and the line that names the file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from jiedui.reports.paper import Paper
    from jiedui.workbook.sheets import Sheet


def say_written(target: Path) -> None:
    """Name the file that was written."""
    click.echo(f"写了 {target.as_posix()}。")


def write_paper(paper: Paper, target: Path) -> None:
    """Write a paper as HTML or Word, whichever the name of the file asks for."""
    from jiedui.documents import write_docx, write_html

    (write_html if target.suffix == ".html" else write_docx)(paper, target)
    say_written(target)


def write_sheets(sheets: Sequence[Sheet], target: Path) -> None:
    """Write sheets as one workbook."""
    from jiedui.workbook.xlsx_file import write_workbook

    write_workbook(sheets, target)
    say_written(target)
