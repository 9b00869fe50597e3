"""The columns of tables: what a template says of one is what the browser's script is told."""

from __future__ import annotations

import re
from types import SimpleNamespace

import pytest
from markupsafe import Markup

from jiedui.reports.paper import Column
from jiedui.site.drawing.columns import MOST_COLUMNS, heads, number_column, of_paper, style_sheet, text_column
from jiedui.site.drawing.links import Links
from jiedui.site.site import environment

TABLE = """
{%- import "_ui.j2" as ui with context -%}
{%- set foot %}<tr>全市</tr>{% endset -%}
{%- call ui.table("x", "标题", columns, rows, filter=true OPTIONS) %}<tr></tr>{% endcall %}
"""


def table(columns, rows, options=""):
    source = TABLE.replace("columns", columns).replace("OPTIONS", options)
    return (
        environment()
        .from_string(source)
        .render(
            rows=range(rows),
            to=Links(SimpleNamespace(), ""),
            policy=SimpleNamespace(name="某市台账"),
            site=SimpleNamespace(as_of="2026-11-23"),
        )
    )


@pytest.mark.parametrize(
    ("column", "head"),
    [
        ('col("户")', '<th scope="col">户</th>'),
        ('num("应")', '<th scope="col" data-kind="number">应</th>'),
        ('bare("依据")', '<th scope="col" data-kind="none">依据</th>'),
        ('col("残联", facet=true)', '<th scope="col" data-facet>残联</th>'),
        ('col("内容", wide=true)', '<th scope="col" class="jd-wide">内容</th>'),
        (
            'bare("结果", wide=true, facet=true)',
            '<th scope="col" class="jd-wide" data-kind="none" data-facet>结果</th>',
        ),
        ('col("<b>")', '<th scope="col">&#60;b&#62;</th>'),
    ],
)
def test_a_column_becomes_a_head(column, head):
    assert f"<thead><tr>{head}</tr></thead>" in table(f"[{column}]", 2)


def test_how_a_column_is_sorted_is_told_where_it_is():
    assert "data-kind" in table('[num("应")]', 2)
    for rows, options in ((1, ""), (2, ", sort=false")):
        assert "data-kind" not in table('[num("应")]', rows, options)


def test_a_facet_keeps_its_select_whatever_it_is_called():
    assert '<th scope="col" data-facet>从来没有过的列名</th>' in table('[col("从来没有过的列名", facet=true)]', 10)


def test_many_columns_are_made_of_titles():
    heads = (
        '<th scope="col">户</th><th scope="col" data-kind="number">一</th><th scope="col" data-kind="number">二</th>'
    )
    assert f"<thead><tr>{heads}</tr></thead>" in table('[col("户")] + ["一", "二"]|map("num")|list', 2)


def opening(columns, rows=1, options=""):
    """The start tag of a table."""
    found = re.search(r"<table[^>]*>", table(columns, rows, options))
    assert found
    return found[0]


@pytest.mark.parametrize(
    ("rows", "attributes"), [(1, ""), (2, " data-sort"), (9, " data-sort"), (10, " data-sort data-filter")]
)
def test_a_table_sorts_from_two_rows_and_filters_from_ten(rows, attributes):
    assert opening('[col("户")]', rows) == f'<table class="jd-table jd-rows"{attributes}>'


def test_a_table_whose_order_says_something_is_not_sorted():
    assert opening('[col("户")]', 10, ", sort=false") == '<table class="jd-table jd-rows" data-filter>'


def test_a_table_of_many_numbers_is_dense():
    assert opening('[col("户")]', 1, ", dense=true") == '<table class="jd-table jd-rows jd-dense">'


def test_each_title_but_the_heads_stands_once_in_the_table_for_all_cells_of_its_column():
    expected = """style="--h2:'残疾';--h3:'应'" data-num="3">"""
    assert opening('[col("户"), col("残疾"), num("应")]').endswith(expected)


def test_the_column_that_comes_first_is_the_head_in_place_of_the_row_header():
    expected = """style="--h1:'期限';--h3:'户'" data-first="2">"""
    assert opening('[col("期限"), col("办什么", first=true), col("户")]').endswith(expected)
    assert "data-first" not in opening('[col("办什么", first=true), bare("户")]')


def test_columns_of_numbers_are_told_by_their_places():
    assert 'data-num="2 4"' in opening('[col("残联"), num("应"), bare("级别"), num("差")]')


def test_a_title_of_any_signs_is_harmless_in_an_attribute():
    found = opening("""[col("户"), col("'\\"<百分比%")]""")
    assert r"""style="--h2:'\27 \22 \3c 百分比\25 '">""" in found


def test_rows_below_a_line_stand_in_a_foot():
    assert "</tbody>\n<tfoot>\n<tr>全市</tr>\n</tfoot>\n</table>" in table('[col("户")]', 1, ", foot=foot")
    assert "<tfoot>" not in table('[col("户")]', 1)


def test_neighbours_of_one_band_stand_under_its_name_and_form_a_group_of_columns():
    found = table('[col("残联"), num("应", band="配额"), num("实", band="配额"), num("应", band="联系")]', 1)
    assert '<colgroup></colgroup><colgroup span="2"></colgroup><colgroup></colgroup>' in found
    assert (
        '<thead><tr class="jd-bands"><td colspan="1"></td><th scope="colgroup" colspan="2">配额</th>'
        '<th scope="colgroup" colspan="1">联系</th></tr><tr>'
    ) in found


def test_without_a_band_there_is_no_second_row_of_heads():
    found = table('[col("残联"), num("应")]', 1)
    assert "colgroup" not in found
    assert found.count("<tr>") == 2  # the heads and the row


def test_a_head_says_its_title_in_full_is_led_to_and_holds_what_stands_below():
    column = number_column("差", note="欠户数", anchor="c-gap", below=Markup("<i>五</i>"))
    found = heads([column], sorts=True)
    assert found == (
        '<thead><tr><th scope="col" id="c-gap" data-kind="number"><span class="jd-h" title="欠户数">差</span>'
        "<br><i>五</i></th></tr></thead>"
    )


def test_the_columns_of_a_paper_are_those_of_a_page():
    columns = of_paper([Column("户", 2.0), Column("应", 1.0, is_number=True, group="配额")])
    assert columns == [text_column("户"), number_column("应", band="配额", note="配额应")]


def test_the_style_sheet_knows_as_many_columns_as_a_table_may_have():
    sheet = style_sheet()
    assert f":nth-child({MOST_COLUMNS}):not(:empty)::before {{ content: var(--h{MOST_COLUMNS}); }}" in sheet
    assert f":nth-child({MOST_COLUMNS + 1})" not in sheet


def test_below_figures_stands_how_they_are_counted():
    line = '</div>\n<div class="jd-below" data-search-exclude><a href="indicators.html">各栏怎么算</a></div>'
    assert line in table('[col("户"), num("应")]', 1)
    assert '<a href="indicators.html#x">各栏怎么算</a>' in table('[num("应")]', 1, ', define="indicators.html#x"')
    assert "各栏怎么算" not in table('[num("应")]', 1, ', define=""')


def test_below_a_long_list_is_room_for_how_it_is_cited():
    assert '</div>\n<div class="jd-below" data-search-exclude></div>' in table('[col("户")]', 10)
    assert "jd-below" not in table('[col("户")]', 9)


def test_what_was_frozen_is_cited_by_its_own_day_and_version():
    found = table('[num("应")]', 1, ', on="某日", version="abc"')
    assert '<div class="jd-below" data-on="某日" data-version="abc" data-search-exclude>' in found


def test_a_table_without_rows_says_so():
    assert table('[col("户")]', 0).strip() == '<div class="jd-empty" id="t-x">标题：没有。</div>'
