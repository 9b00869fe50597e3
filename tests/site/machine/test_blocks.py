"""A page without its blocks becomes what it becomes with them, once they are back in their places."""

from __future__ import annotations

from pathlib import Path

import pytest
from markdown import Markdown

from jiedui.site.machine import engine
from jiedui.site.machine.blocks import put_back, taken_out


def test_markdown_leaves_the_blocks_of_every_page_as_they_are(docs: Path) -> None:
    markdown = Markdown(extensions=["toc", "tables", "fenced_code", *engine.settings()["markdown_extensions"]])
    pages = [page.read_text("utf-8") for page in docs.rglob("*.md")]
    bare = [taken_out(text) for text in pages]
    assert sum(len(blocks) for _, blocks in bare) > 300
    for text, (without, blocks) in zip(pages, bare, strict=True):
        made = put_back(markdown.reset().convert(without), blocks)
        assert made == markdown.reset().convert(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("# 页\n", []),
        (
            "<table><tr><td>1</table>\n\n<table id='a'>\n</table>",
            ["<table><tr><td>1</table>", "<table id='a'>\n</table>"],
        ),
        ("<tableau></tableau>", []),
        ("<ul><li>1<ul><li>2</ul><li>3</ul>", ["<ul><li>2</ul>"]),
        ('<dl><dd><svg x="1"></svg></dl><svg>1</svg>', ['<dl><dd><svg x="1"></svg></dl>', "<svg>1</svg>"]),
        ('---\nopening: "<ul></ul>"\n---\n<ol></ol>', ["<ol></ol>"]),
    ],
)
def test_all_comes_back_in_its_place(text: str, expected: list[str]) -> None:
    without, blocks = taken_out(text)
    assert put_back(without, blocks) == text
    assert blocks == expected
    assert all(block not in without for block in blocks)
