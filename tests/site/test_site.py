"""One build: the frame of every page, and how a page becomes text."""

from __future__ import annotations

from jiedui.site.build import pages_of

BAR = (
    '<header class="jd-bar"><nav aria-label="主导航">'
    '<a href="../index.html"><strong>岳阳市残联结对帮扶台账</strong></a>'
    '<a href="../find.html">查户</a><a href="../overview.html">全市总览</a>'
    '<a href="../contact.html">季度联系矩阵</a><a href="../policy.html">政策</a></nav></header>'
)
AS_OF = (
    '<p class="jd-asof" data-search-exclude>统计日期 <time datetime="2026-11-23">2026年11月23日</time> · '
    "数据版本 0123456789 · 内部资料，不得外传 · <strong>示例数据，人物均为虚构</strong></p>"
)


PATH = '<p class="jd-nav"><a href="../units/pingjiang.html">平江县</a> › <a href="../contact.html">各残联各季度</a></p>'


def page_named(site, path):
    return next(page for page in pages_of(site) if page.path == path)


def test_a_complete_page_has_its_head_bar_and_scripts(site):
    text = site.render(page_named(site, "contact/pingjiang.html"))
    head, _, body = text.partition("<body ")
    assert head.splitlines() == [
        "<!doctype html>", '<html lang="zh-CN">', "<head>", '<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        "<title>平江县季度联系矩阵 - 岳阳市残联结对帮扶台账</title>",
        '<link rel="stylesheet" href="../assets/site.css">', '<link rel="stylesheet" href="../assets/leaf.css">',
        '<script src="../assets/leaf.js"></script>', "</head>",
    ]  # fmt: skip
    lines = body.splitlines()
    assert lines[:9] == [
        'class="jd-leaf" data-md-color-scheme="default" data-md-color-primary="indigo">',
        '<a class="jd-skip" href="#top">跳到正文</a>', BAR, '<main class="md-content">', '<div class="md-typeset">',
        PATH,
        '<h1 id="top">平江县季度联系矩阵</h1>', AS_OF, '<h2 id="now">2026年第四季度</h2>',
    ]  # fmt: skip
    assert lines[-6:] == [
        "</div>", "</main>", '<script src="../assets/table.js"></script>', '<script src="../assets/a11y.js"></script>',
        "</body>", "</html>",
    ]  # fmt: skip
    assert text.endswith("</html>\n")


def test_a_list_of_what_is_due_tells_feed_readers_where_its_feed_is(site):
    text = site.render(page_named(site, "due/pingjiang.html"))
    link = '<link rel="alternate" type="application/atom+xml" title="平江县近期要办" href="../feeds/pingjiang.atom">'
    assert link in text.partition("</head>")[0].splitlines()


def test_a_page_of_the_navigation_says_its_title_and_how_the_engine_is_to_show_it(site):
    lines = site.render(page_named(site, "overview.md")).splitlines()
    assert lines[:9] == ["---", 'title: "全市总览"', "hide:", "  - toc", "---", "", "# 全市总览 { #top }", "", AS_OF]
    lines = site.render(page_named(site, "units/pingjiang.md")).splitlines()
    assert lines[:7] == ["---", 'title: "平江县"', "hide:", "  - toc", "search:", "  boost: 0.45", "---"]
    lines = site.render(page_named(site, "policy.md")).splitlines()
    assert lines[:5] == ["---", 'title: "政策"', "search:", "  boost: 4", "---"]
