"""The columns of tables: what a template says of one is what the browser's script is told."""

from __future__ import annotations

import pytest

from jiedui.site.site import environment

TABLE = """
{%- import "_ui.j2" as ui -%}
{%- call ui.table("x", "标题", columns, rows, filter=true) %}<tr></tr>{% endcall %}
"""


def table(columns, rows):
    source = TABLE.replace("columns", columns)
    return environment().from_string(source).render(rows=range(rows))


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
    assert f"<thead><tr>{head}</tr></thead>" in table(f"[{column}]", 1)


def test_a_facet_keeps_its_select_whatever_it_is_called():
    assert '<th scope="col" data-facet>从来没有过的列名</th>' in table('[col("从来没有过的列名", facet=true)]', 10)


def test_many_columns_are_made_of_titles():
    heads = (
        '<th scope="col">户</th><th scope="col" data-kind="number">一</th><th scope="col" data-kind="number">二</th>'
    )
    assert f"<thead><tr>{heads}</tr></thead>" in table('[col("户")] + ["一", "二"]|map("num")|list', 1)


@pytest.mark.parametrize(
    ("rows", "attributes"), [(1, ""), (2, " data-sort"), (9, " data-sort"), (10, " data-sort data-filter")]
)
def test_a_table_sorts_from_two_rows_and_filters_from_ten(rows, attributes):
    assert f'<table class="jd-table"{attributes}>' in table('[col("户")]', rows)


def test_a_table_without_rows_says_so():
    assert table('[col("户")]', 0).strip() == '<div class="jd-empty" id="t-x">标题：没有。</div>'
