"""A page without its tables becomes what it becomes with them, once they are back in their places."""

from __future__ import annotations

from pathlib import Path

import pytest
from markdown import Markdown

from jiedui.site.machine import engine
from jiedui.site.machine.tables import put_back, taken_out


def test_markdown_leaves_the_tables_of_every_page_as_they_are(docs: Path) -> None:
    markdown = Markdown(extensions=["toc", "tables", "fenced_code", *engine.settings()["markdown_extensions"]])
    pages = [page.read_text("utf-8") for page in docs.rglob("*.md")]
    bare = [taken_out(text) for text in pages]
    assert sum(len(tables) for _, tables in bare) > 50
    for text, (without, tables) in zip(pages, bare, strict=True):
        made = put_back(markdown.reset().convert(without), tables)
        assert made == markdown.reset().convert(text)


@pytest.mark.parametrize(
    "text", ["", "# 页\n", "<table><tr><td>1</table>\n\n<table id='a'>\n</table>", "<tableau></tableau>"]
)
def test_all_comes_back_in_its_place(text: str) -> None:
    without, tables = taken_out(text)
    assert put_back(without, tables) == text
    assert len(tables) == text.count("<table>") + text.count("<table id")
    assert all(table not in without for table in tables)
