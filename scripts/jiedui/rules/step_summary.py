"""What a check found on one page, for the forges that show one beside a run: Markdown, with a table of HTML."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from jiedui.rules.reporters import basis, shown_place, summary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jiedui.rules.report import Report

_HEADS = ("轻重", "在哪里", "问题", "怎么改", "依据")


def step_summary(report: Report, root: str, said: Iterable[str] = (), beside: Iterable[str] = ()) -> str:
    """Return the page: the verdict, what was ``said`` of the run, lines of Markdown ``beside``, a row for each finding.

    What stands in a block of HTML is no Markdown, so that nothing in a message is taken for its signs.
    """
    return "\n".join((f"### {verdict(report)}", "", *_blocks(report, root, said, beside), ""))


def verdict(report: Report) -> str:
    """Return in one line whether what was checked can be merged."""
    if report.errors:
        return f"✗ 台账检查：有 {report.errors} 处错误，改好才能合并"
    return (
        f"！ 台账检查：可以合并，有 {report.warnings} 处警告请再看一眼" if report.warnings else "✓ 台账检查：没有问题"
    )


def _blocks(report: Report, root: str, said: Iterable[str], beside: Iterable[str]) -> Iterator[str]:
    yield f"<p>{'<br>'.join(map(escape, (*said, summary(report))))}</p>"
    if lines := [*beside]:
        yield from ("", *lines, "")  # a block of HTML goes on until a line is empty
    if report.findings:
        rows = [_row(_HEADS, "th"), *(_row(cells, "td") for cells in _cells(report, root))]
        yield f"<table>{''.join(rows)}</table>"


def _cells(report: Report, root: str) -> Iterator[tuple[str, ...]]:
    for finding in report.findings:
        yield finding.severity, shown_place(finding, root), finding.message, finding.remedy, basis(finding)


def _row(cells: Iterable[str], tag: str) -> str:
    return f"<tr>{''.join(f'<{tag}>{escape(cell)}</{tag}>' for cell in cells)}</tr>"
