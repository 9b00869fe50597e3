"""The HTML of a paper: one file, nothing fetched, everything escaped, tables that can be read aloud."""

from __future__ import annotations

import re
from pathlib import Path

from tests.confined import unconfined

from jiedui.documents.html_file import render, write_html
from jiedui.reports.paper import Annex, Column, Heading, Note, Paper, Paragraph, Table


def test_one_page_in_chinese_with_one_main_title(paper: Paper, tmp_path: Path) -> None:
    write_html(paper, tmp_path / "a" / "b.html")
    text = (tmp_path / "a" / "b.html").read_text("utf-8")
    assert text.startswith("<!doctype html>")
    assert '<html lang="zh-CN">' in text
    assert f"<title>{paper.title}</title>" in text
    assert text.count("<main>") == 1


def test_nothing_is_fetched(paper: Paper) -> None:
    text = unconfined(render(paper))
    assert not re.findall(r"""(?:src|href|@import|url\()\s*=?\s*["']?""", text)
    assert "<script" not in text


def test_tables_have_captions_and_scoped_heads(paper: Paper) -> None:
    text = render(paper)
    tables = text.count("<table>")
    assert tables == 6
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


def main_of(paper: Paper) -> list[str]:
    """The lines between the marks of the main part."""
    return unconfined(render(paper)).partition("<main>\n")[2].partition("</main>")[0].split("\n")


def test_a_paper_line_by_line() -> None:
    counts = Table(
        "各残联户数", (Column("残联", 2), Column("户数", 1, is_number=True)), (("平江县", "3"), ("汨罗市", "0"))
    )
    paper = Paper(
        title="季通报", addressees="各残联：",
        blocks=(Heading(1, "一、完成情况"), Heading(2, "（一）联系"), Paragraph("都好。"), counts),
        signature="岳阳市残联", date="2026年10月12日", footnote="数据截至9月30日",
        annexes=(Annex("名单", (Paragraph("无。"),)), Annex("口径", (Paragraph("照旧。"),))),
    )  # fmt: skip
    assert [line for line in main_of(paper) if line] == [
        "<h1>季通报</h1>",
        '<p class="flush">各残联：</p>',
        "<h2>一、完成情况</h2>",
        "<h3>（一）联系</h3>",
        "<p>都好。</p>",
        '<div class="wide" tabindex="0" role="region" aria-label="各残联户数">',
        "<table>",
        "<caption>各残联户数</caption>",
        '<thead><tr><th scope="col">残联</th><th scope="col">户数</th></tr></thead>',
        "<tbody>",
        '<tr><th scope="row">平江县</th><td class="n">3</td></tr>',
        '<tr><th scope="row">汨罗市</th><td class="n">0</td></tr>',
        "</tbody>",
        "</table>",
        "</div>",
        "<p>附件：</p>",
        "<ol>",
        "<li>名单</li>",
        "<li>口径</li>",
        "</ol>",
        '<p class="sign" style="padding-right: 6em">岳阳市残联</p>',
        '<p class="sign" style="padding-right: 2em">2026年10月12日</p>',
        '<p class="flush note">（数据截至9月30日）</p>',
        '<section class="annex" aria-labelledby="annex-1">',
        '<p class="annex-mark">附件1</p>',
        '<h1 id="annex-1">名单</h1>',
        "<p>无。</p>",
        "</section>",
        '<section class="annex" aria-labelledby="annex-2">',
        '<p class="annex-mark">附件2</p>',
        '<h1 id="annex-2">口径</h1>',
        "<p>照旧。</p>",
        "</section>",
    ]


def test_columns_that_belong_together_have_a_head_in_common() -> None:
    columns = (Column("单位", 2), Column("应联系", 1, group="第一季度"), Column("已联系", 1, group="第一季度"))
    paper = Paper(
        title="题", addressees="", blocks=(Note("单位：户。"), Table("表", columns, (("一", "2", "1"),))), signature="",
        date="", footnote="",
    )  # fmt: skip
    lines = [line for line in main_of(paper) if line]
    assert lines[1] == '<p class="flush note">单位：户。</p>'
    assert lines[5:10] == [
        '<colgroup></colgroup><colgroup span="2"></colgroup>',
        "<thead>",
        '<tr><th scope="col" rowspan="2">单位</th><th scope="colgroup" colspan="2">第一季度</th></tr>',
        '<tr><th scope="col">应联系</th><th scope="col">已联系</th></tr>',
        "</thead>",
    ]


def test_a_paper_that_is_sent_out_has_body_and_number_above_a_title_in_two_lines(paper: Paper) -> None:
    assert [line for line in main_of(paper) if line][:3] == [
        '<p class="issuer">岳阳市残疾人联合会</p>',
        '<p class="number">　　　〔2026〕　　号</p>',
        "<h1><span>关于2026年第三季度</span><span>结对帮扶工作情况的通报</span></h1>",
    ]


def test_an_annex_with_a_wide_table_is_printed_on_its_side(paper: Paper) -> None:
    marks = re.findall(r'<section class="([^"]+)"', render(paper))
    assert marks == ["annex aside", "annex", "annex", "annex"]
    assert "@page aside { size: A4 landscape; margin: 28mm 37mm 26mm 35mm; }" in render(paper)


def test_a_single_annex_has_no_number() -> None:
    paper = Paper(title="季通报", addressees="", blocks=(), signature="岳阳市残联", date="", footnote="",
                  annexes=(Annex("名单", ()),))  # fmt: skip
    assert [line for line in main_of(paper) if line] == [
        "<h1>季通报</h1>",
        "<p>附件：</p>",
        "<ol>",
        "<li>名单</li>",
        "</ol>",
        '<p class="sign" style="padding-right: 2em">岳阳市残联</p>',
        '<section class="annex" aria-labelledby="annex-1">',
        '<p class="annex-mark">附件</p>',
        '<h1 id="annex-1">名单</h1>',
        "</section>",
    ]


def test_what_a_paper_lacks_leaves_nothing_behind() -> None:
    paper = Paper(title="季通报", addressees="", blocks=(), signature="岳阳市残联", date="", footnote="", annexes=())
    assert [line for line in main_of(paper) if line] == [
        "<h1>季通报</h1>",
        '<p class="sign" style="padding-right: 2em">岳阳市残联</p>',
    ]


def test_the_head_of_a_paper_is_fit_for_a_phone_and_for_no_search_engine(paper: Paper) -> None:
    head = unconfined(render(paper)).partition("<style>")[0].splitlines()
    assert head == [
        "<!doctype html>",
        '<html lang="zh-CN">',
        "<head>",
        '<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="robots" content="noindex">',
        f"<title>{paper.title}</title>",
    ]
