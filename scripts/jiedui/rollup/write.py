"""What a roll-up writes: pages, the table of the last quarter as a paper, and all figures as a workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedui.documents.html_file import render as paper_page
from jiedui.model.audience import INTERNAL, PUBLIC
from jiedui.rollup.pages import ProvinceSite, pages
from jiedui.rollup.paper import NOTE, rollup_paper
from jiedui.rollup.tables import every_table
from jiedui.site.files import assets
from jiedui.site.files.version import version_script
from jiedui.site.machine.check import check_site
from jiedui.site.machine.output import Output
from jiedui.workbook.public import sheets_of
from jiedui.workbook.xlsx_file import build

if TYPE_CHECKING:
    from pathlib import Path

    from jiedui.reports.paper import Paper
    from jiedui.rollup.province import Province


def write_rollup(province: Province, out: Path) -> list[str]:
    """Write the pages of a province and what lies beside them; return what is wrong with their links.

    What an earlier run left and this one did not write is deleted. Raises ``OSError`` where ``out`` holds files that no
    run wrote, or cannot be written, and :class:`~jiedui.records.alone.BusyError` where another run writes there.
    """
    paper = rollup_paper(province, province.quarters[-1])
    word = _word(paper)
    site = ProvinceSite(province, tuple(pages(province)))
    with Output(out) as output:
        for page in site.pages:
            output.write(page.path, site.render(page, has_word=word is not None))
        for file in (*assets.files(PUBLIC), version_script(site.version)):
            output.write(file.path, file.content)
        output.write("bulletin.html", paper_page(paper))
        if word is not None:
            output.write("bulletin.docx", word)
        output.write("rollup.xlsx", build(sheets_of(every_table(province), NOTE, INTERNAL.handling)))
        output.delete_stale()
    return check_site(out)


def _word(paper: Paper) -> bytes | None:
    """Return a paper as a Word file, ``None`` on a machine that has nothing to write it with."""
    try:
        from jiedui.documents.docx_file import docx_bytes
    except ImportError:
        return None
    return docx_bytes(paper)
