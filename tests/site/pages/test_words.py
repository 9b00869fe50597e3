"""Why a cell has no figure is said in a word: a dash tells nothing, and is not heard."""

from __future__ import annotations

import re

import pytest

from jiedui.site.build import pages_of

DASHES = re.compile(r"[—–－\-·\s]+")


def dashes(reader, text):
    """The cells of nothing but dashes in the tables of a page: the table's id and the head of the row."""
    return [
        (table, row[0][0])
        for table, rows in reader(text).tables.items()
        for row in rows
        for cell, _ in row
        if DASHES.fullmatch(cell)
    ]


def test_no_cell_of_a_page_of_the_rich_ledger_holds_a_dash_alone(rich_site, reader):
    texts = {page.path: rich_site.render(page) for page in pages_of(rich_site)}
    assert len(texts) > 80
    assert {path: found for path, text in texts.items() if (found := dashes(reader, text))} == {}


@pytest.mark.engine
def test_no_cell_of_the_shipped_site_holds_a_dash_alone(docs, reader):
    files = [file for file in docs.rglob("*") if file.suffix in (".md", ".html")]
    texts = {file.relative_to(docs).as_posix(): file.read_text("utf-8") for file in files}
    assert len(texts) > 500
    assert {path: found for path, text in texts.items() if (found := dashes(reader, text))} == {}
