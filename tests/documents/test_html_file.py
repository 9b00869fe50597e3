"""The HTML of a paper: one file, nothing fetched, everything escaped, tables that can be read aloud."""

from __future__ import annotations

import re
from pathlib import Path

from jiedui.documents import write_html
from jiedui.documents.html_file import render
from jiedui.reports.paper import Annex, Column, Paper, Paragraph, Table


def test_one_page_in_chinese_with_one_main_title(paper: Paper, tmp_path: Path) -> None:
    write_html(paper, tmp_path / "a" / "b.html")
    text = (tmp_path / "a" / "b.html").read_text("utf-8")
    assert text.startswith("<!doctype html>")
    assert '<html lang="zh-CN">' in text
    assert f"<title>{paper.title}</title>" in text
    assert text.count("<main>") == 1


def test_nothing_is_fetched(paper: Paper) -> None:
    text = render(paper)
    assert not re.findall(r"""(?:src|href|@import|url\()\s*=?\s*["']?""", text)
    assert "<script" not in text


def test_tables_have_captions_and_scoped_heads(paper: Paper) -> None:
    text = render(paper)
    tables = text.count("<table>")
    assert tables == 3
    assert text.count("<caption>") == tables
    assert 'scope="col"' in text
    assert 'scope="row"' in text


def test_text_of_records_is_escaped() -> None:
    table = Table("<b>", (Column("<i>", 1),), (("<u>&",),))
    paper = Paper(
        title="<h1>", addressees="<p>", blocks=(Paragraph("<script>alert(1)</script>"),), signature="<s>", date="<d>",
        footnote="<f>", annexes=(Annex("<a>", (table,)),),
    )  # fmt: skip
    text = render(paper)
    assert not re.findall(r"<(?:b|i|u|s|d|f|a|script)>", text)
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text


def test_the_page_of_paper_has_the_same_measures(paper: Paper) -> None:
    text = render(paper)
    assert "@page { size: A4; margin: 37mm 26mm 35mm 28mm; }" in text
    assert "line-height: 28.95pt" in text
    assert "FangSong" in text
