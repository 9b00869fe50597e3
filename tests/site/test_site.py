"""One build: the frame of every page, and how a page becomes text."""

from __future__ import annotations

import gc
import re
import weakref
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
import yaml
from jinja2 import defaults, nodes, utils
from tests.confined import unconfined
from tests.ended import ended

import jiedui
from jiedui.site import Edition
from jiedui.site.build import pages_of
from jiedui.site.drawing import markup
from jiedui.site.page import Page
from jiedui.site.site import Site, environment
from jiedui.struct import replace

FOOT = [
    '<footer class="jd-foot">',
    "<p>岳阳市残联结对帮扶台账 · 统计日期2026年11月23日 · 数据版本"
    '<span class="jd-version">见<a href="../about.html#version">报错和无障碍</a></span> · 内部资料，不得外传</p>',
    '<p>有事找谁：岳阳市残疾人联合会 · <a href="../units/index.html">各残联的电话</a></p>',
    '<p><a href="../about.html#report">有错怎么报</a> · <a href="../about.html#access">无障碍声明</a> · '
    '<a href="../guide.html">使用手册</a> · <a href="#top">回到页首</a></p>',
    "</footer>", "</body>", "</html>",
]  # fmt: skip
AS_OF = (
    '<p class="jd-asof" data-search-exclude>统计日期 <time datetime="2026-11-23">2026年11月23日</time> · '
    '数据版本<span class="jd-version">见<a href="../about.html#version">报错和无障碍</a></span> · '
    "内部资料，不得外传 · <strong>示例数据，人物均为虚构</strong></p>"
)


PATH = (
    '<nav class="jd-nav" aria-label="位置"><a href="../units/pingjiang.html">平江县</a> › '
    '<a href="../contact.html">各残联各季度</a></nav>'
)


def edition_of(site):
    return Edition(commit=site.commit, library=site.library, rules=site.rules, services=site.services)


def page_named(site, path):
    return next(page for page in pages_of(site) if page.path == path)


@pytest.mark.browser
def test_a_browser_makes_the_same_of_a_complete_page_with_all_its_end_tags(site, page, monkeypatch):
    pages = {item.template: item for item in pages_of(site) if not item.is_markdown}.values()
    as_written = [site.render(item) for item in pages]
    monkeypatch.setattr(markup, "unended", str)
    made = "text => new DOMParser().parseFromString(text, 'text/html').documentElement.outerHTML.replace(/\\s+</g, '<')"
    assert len(as_written) >= 10
    for item, text in zip(pages, as_written, strict=True):
        whole = site.render(item)
        assert len(text) < len(whole)
        assert page.evaluate(made, text) == page.evaluate(made, whole), item.path


def test_a_complete_page_has_its_head_bar_and_foot(site):
    text = ended(unconfined(site.render(page_named(site, "contact/pingjiang.html"))))
    head, _, body = text.partition("<body>\n")
    assert head.splitlines() == [
        "<!doctype html>",
        '<html lang="zh-CN" data-md-color-scheme="default" data-md-color-primary="indigo">', "<head>",
        '<meta charset="utf-8">', '<meta name="viewport" content="width=device-width, initial-scale=1">',
        "<title>平江县季度联系矩阵 - 岳阳市残联结对帮扶台账</title>",
        '<link rel="icon" type="image/svg+xml" href="../assets/icon.svg">',
        '<link rel="stylesheet" href="../assets/site.css">', '<script src="../assets/version.js"></script>',
        '<script src="../assets/frame.js"></script>',
        '<script defer src="../assets/table.js"></script>', '<script defer src="../assets/csv.js"></script>',
        '<script defer src="../assets/map.js"></script>', '<script defer src="../assets/a11y.js"></script>',
        '<script defer src="../assets/menu.js"></script>', "</head>",
    ]  # fmt: skip
    lines = body.splitlines()
    assert lines[:5] == [
        '<a class="jd-skip" href="#top">跳到正文</a>', '<header class="jd-bar">', '<details class="jd-menu">',
        "<summary>菜单</summary>",
        f'<nav aria-label="菜单">{site.menu_for(page_named(site, "contact/pingjiang.html"))}</nav>',
    ]  # fmt: skip
    assert lines[6] == '<a class="jd-name" href="../index.html">岳阳市残联结对帮扶台账</a>'
    assert lines[7] == '<form class="jd-search" role="search" action="../find.html">'
    assert lines[11:19] == [
        '<button class="jd-scheme" type="button" hidden></button>', "</header>", '<main class="md-content">',
        '<div class="md-typeset">', PATH, '<h1 id="top">平江县季度联系矩阵</h1>', AS_OF,
        '<h2 id="now">2026年第四季度</h2>',
    ]  # fmt: skip
    assert lines[-9:] == ["</div>", "</main>", *FOOT]
    assert text.endswith("</html>\n")


def current(site, path):
    """The entries that the menu of a page marks."""
    return re.findall(r'<a href="([^"]*)" aria-current="(\w+)">', site.menu_for(page_named(site, path)))


def test_the_menu_marks_the_open_page_or_the_one_that_it_belongs_to(site):
    assert current(site, "overview.md") == [("overview.html", "page")]
    assert current(site, "units/pingjiang.md") == [("../units/pingjiang.html", "page")]
    assert current(site, "due/pingjiang.html") == [("../due.html", "true")]
    for path in ("households/PJ-2222.html", "helpers/PJ-B-2222.html", "townships/430626101.html"):
        assert current(site, path) == [("../units/pingjiang.html", "true")], path
    assert current(site, "404.md") == [("/find.html", "true")]


def test_the_menu_leads_to_every_page_of_the_navigation_in_its_order(site):
    listed = [page.html_path for page in pages_of(site) if page.is_markdown and page.path != "404.md"]
    found = re.findall(r'href="([^"]*)"', site.menu_for(page_named(site, "overview.md")))
    assert sorted(found) == sorted(listed)
    assert found[:2] == ["index.html", "find.html"]
    assert [entry.title for entry in site.menu if entry.below][:2] == ["县市区", "通报与总结"]


def test_a_page_that_multiplies_has_but_the_first_page_and_what_it_belongs_to_in_its_menu(site):
    menu = site.menu_for(page_named(site, "households/PJ-2222.html"))
    assert re.findall(r'href="([^"]*)"', menu) == ["../index.html", "../units/pingjiang.html"]


def test_whom_to_call_is_the_city_s_federation_and_without_one_those_that_are_left(site):
    assert [unit.id for unit in site.to_call] == ["city"]
    numbers = (
        '办公电话 <a class="jd-tel" href="tel:07300000001">0730&#45;0000001</a>，'
        '监督电话 <a class="jd-tel" href="tel:07300000002">'
    )
    units = {unit: item for unit, item in site.ledger.units.items() if unit == "yueyanglou"}
    narrow = Site(replace(site.ledger, units=units, households={}, helpers={}), site.as_of, edition_of(site))
    assert numbers in narrow.render(Page("404.md", "没有这一页", "not_found.md.j2")).replace('\\"', '"')


def test_a_list_of_what_is_due_tells_feed_readers_where_its_feed_is(site):
    text = unconfined(site.render(page_named(site, "due/pingjiang.html")))
    link = '<link rel="alternate" type="application/atom+xml" title="平江县近期要办" href="../feeds/pingjiang.atom">'
    assert link in text.partition("</head>")[0].splitlines()


def test_a_page_of_the_navigation_says_its_title_and_how_the_engine_is_to_show_it(site):
    lines = site.render(page_named(site, "overview.md")).splitlines()
    assert lines[:3] == ["---", 'title: "全市总览"', "contents: false"]
    assert lines[5:10] == ["---", "", "# 全市总览 { #top }", "", AS_OF.replace("../", "")]
    assert site.render(page_named(site, "policy.md")).splitlines()[2] == "contents: true"


def test_a_page_of_the_navigation_carries_the_frame_of_the_complete_pages(site):
    text = site.render(page_named(site, "units/pingjiang.md"))
    carried = yaml.safe_load(text.split("---\n")[1])
    carried["opening"] = unconfined(carried["opening"])
    leaf = unconfined(site.render(page_named(site, "contact/pingjiang.html")))
    head, header, main = leaf.partition("</head>")
    assert carried["opening"].partition("</head>")[0] == head.replace("平江县季度联系矩阵", "平江县").replace(MENU, "")
    between = header + main.partition("\n<main")[0]
    assert without_menu(carried["opening"]).endswith(without_menu(between))
    assert carried["closing"] == leaf[leaf.index("<footer") :].strip()


MENU = '<script defer src="../assets/menu.js"></script>\n'


def without_menu(text):
    """A bar without the entries of its menu."""
    return re.sub(r'(<nav aria-label="菜单">).*?(?=</nav>)', r"\1", text)


def test_a_site_that_is_built_and_dropped_leaves_nothing_in_memory(ledger, edition, site):
    gc.freeze()  # what other tests hold is not looked through
    one = Site(ledger, site.as_of, edition)
    one.render(page_named(one, "households/PJ-2222.html"))
    built = [weakref.ref(one), weakref.ref(one.figures)]
    del one
    gc.collect()
    assert [ref() for ref in built] == [None, None]


def asking(functions: dict[str, object]) -> list[str]:
    return [name for name, function in functions.items() if utils._PassArg.from_obj(function)]


def test_no_function_of_a_template_asks_for_its_context() -> None:
    """What calls get is what the template gives, and the macros of one page serve others."""
    made = environment()
    assert asking(made.globals) == []
    assert asking({name: made.filters[name] for name in made.filters.keys() - defaults.DEFAULT_FILTERS.keys()}) == []
    assert asking(made.filters)  # Jinja's own ask for how it escapes and are given that
    code = Path(jiedui.__file__).parent.rglob("*.py")
    assert [
        path.name for path in code if re.search(r"\bpass_(context|eval_context|environment)\b", path.read_text())
    ] == []


def imported(parsed: nodes.Template) -> set[str]:
    return {node.template.value for node in parsed.find_all((nodes.Import, nodes.FromImport))}


def outside_macros(node: nodes.Node) -> Iterator[nodes.Node]:
    yield node
    for child in node.iter_child_nodes():
        if not isinstance(child, nodes.Macro):
            yield from outside_macros(child)


def changeable(parsed: nodes.Template) -> Iterable[str]:
    """What a template makes for all of its macros that one of them could change."""
    calls = (node.node for node in outside_macros(parsed) if isinstance(node, nodes.Call))
    return [called.name for called in calls if isinstance(called, nodes.Name) and called.name in MAKING_CHANGEABLE]


MAKING_CHANGEABLE = ("namespace", "cycler", "joiner", "dict")


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("{% set seen = namespace(any=false) %}", ["namespace"]),
        ("{% if a %}{% set odd = cycler(1, 2) %}{% endif %}", ["cycler"]),
        ("{% macro line() %}{% set seen = namespace(any=false) %}{% endmacro %}", []),
    ],
)
def test_what_macros_could_change_is_seen(source, found):
    assert changeable(environment().parse(source)) == found


def test_macros_that_pages_share_change_nothing_that_they_share() -> None:
    made = environment()
    assert made.loader
    templates = {name: made.parse(made.loader.get_source(made, name)[0]) for name in made.list_templates(["j2"])}
    shared = set[str]().union(*map(imported, templates.values()))
    assert len(shared) > 5
    assert [(name, found) for name in sorted(shared) if (found := changeable(templates[name]))] == []
