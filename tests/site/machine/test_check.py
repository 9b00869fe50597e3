"""The checker of the built site: each planted fault is found and named, and a sound site gives none."""

from __future__ import annotations

import re

import pytest

from jiedui.confinement import confined, site_policy
from jiedui.site import check_site
from jiedui.site.machine.check import _BuiltSite


def page(text):
    return confined(text, site_policy())


INDEX = page("""<!doctype html><html lang="zh-CN"><head><meta charset="utf-8">
<link rel="stylesheet" href="assets/a.css">
<script src="assets/a.js"></script></head><body><h1 id="top">首页</h1>
<a href="sub/page.html#here">页</a><a href="#top">顶</a><a href="tel:0730-0000001">电话</a>
<svg xmlns="http://www.w3.org/2000/svg"><use href="#top"></use></svg><img src="data:image/png;base64,x" alt="">
</body></html>""")
PAGE = page("""<html lang="zh-CN"><head><meta charset="utf-8"></head><body>
<p id="here">这里</p><a href="../index.html">首页</a><a href="..">上一层</a>
<a href="./page.html?x=1">自己</a></body></html>""")


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "sub").mkdir()
    (tmp_path / "assets").mkdir()
    (tmp_path / "index.html").write_text(INDEX, "utf-8")
    (tmp_path / "sub" / "page.html").write_text(PAGE, "utf-8")
    (tmp_path / "assets" / "a.css").write_text(
        "body{background:url(b.png)} a{fill:url(#top)} i{background:url(data:x)}", "utf-8"
    )
    (tmp_path / "assets" / "b.png").write_bytes(b"")
    (tmp_path / "assets" / "a.js").write_text('fetch("data.json"); const ns="http://www.w3.org/2000/svg";', "utf-8")
    return tmp_path


def test_a_sound_site_has_no_fault(folder):
    assert check_site(folder) == []


def test_a_view_that_a_script_shows_stands_for_an_anchor(folder):
    page = folder / "index.html"
    page.write_text(page.read_text("utf-8") + '<a href="#visit/PJ-2222">x</a><div data-views="visit"></div>', "utf-8")
    assert check_site(folder) == []


FAULTS = {
    "page": ('<a href="gone.html">x</a>', "index.html：链接 gone.html 没有对应的文件"),
    "folder": ('<a href="gone/">x</a>', "index.html：链接 gone/ 没有对应的文件"),
    "anchor": ('<a href="sub/page.html#gone">x</a>', "index.html：链接 sub/page.html#gone 没有对应的位置"),
    "view": (
        '<a href="#helper/PJ-B-2222">x</a><div data-views="visit household"></div>',
        "index.html：链接 #helper/PJ-B-2222 没有对应的位置",
    ),
    "anchor here": ("<a href='#gone'>x</a>", "index.html：链接 #gone 没有对应的位置"),
    "out of the folder": ('<a href="../x.html">x</a>', "index.html：链接 ../x.html 指到网站以外"),
    "from the root": (
        '<a href="/sub/page.html">x</a>',
        "index.html：链接 /sub/page.html 从根目录算起，从文件夹打开时会失效",
    ),
    "outside script": (
        '<script src="https://unpkg.com/x.js"></script>',
        "index.html：指向外部 https://unpkg.com/x.js",
    ),
    "outside link": ('<a href="http://example.invalid/">x</a>', "index.html：指向外部 http://example.invalid/"),
    "unquoted": ("<img src=//example.invalid/x.png>", "index.html：指向外部 //example.invalid/x.png"),
    "protocol-relative style": (
        "<style>b{background:url('//example.invalid/x.png')}</style>",
        "index.html：样式指向外部 //example.invalid/x.png",
    ),
    "style attribute": (
        '<p style="background:url(https://example.invalid/x.png)">x</p>',
        "index.html：样式指向外部 https://example.invalid/x.png",
    ),
    "srcset": (
        '<img srcset="assets/b.png 1x, //example.invalid/b.png 2x">',
        "index.html：指向外部 //example.invalid/b.png",
    ),
    "refresh": (
        '<meta http-equiv="refresh" content="0; URL=https://example.invalid/">',
        "index.html：指向外部 https://example.invalid/",
    ),
    "script in the page": (
        '<script>fetch("https://example.invalid/api")</script>',
        "index.html：脚本要从外部读取 https://example.invalid/api",
    ),
    "javascript": ('<a href="javascript:alert(1)">x</a>', "index.html：指向外部 javascript:alert(1)"),
    "entity": ('<a href="&#104;ttps://example.invalid/">x</a>', "index.html：指向外部 https://example.invalid/"),
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTS)
def test_a_planted_fault_is_found(folder, name):
    planted, expected = FAULTS[name]
    (folder / "index.html").write_text(INDEX.replace("</body>", planted + "</body>"), "utf-8")
    assert expected in check_site(folder)


@pytest.mark.parametrize(
    ("file", "text", "expected"),
    [
        ("a.css", "@import '//example.invalid/x.css';", "assets/a.css：样式指向外部 //example.invalid/x.css"),
        ("a.css", "b{background:url(https://example.invalid/x)}", "assets/a.css：样式指向外部 https://example.invalid/x"),
        ("a.css", "b{background:url(/b.png)}", "assets/a.css：样式里的 /b.png 没有对应的文件"),
        ("a.css", "b{background:url(gone.png)}", "assets/a.css：样式里的 gone.png 没有对应的文件"),
        ("a.js", "importScripts('https://example.invalid/x.js')", "assets/a.js：脚本要从外部读取 https://example.invalid/x.js"),
        ("a.js", "r.open('GET', `//example.invalid/x`)", "assets/a.js：脚本要从外部读取 //example.invalid/x"),
        ("a.js", 's.src = "https://example.invalid/x.js"', "assets/a.js：脚本要从外部读取 https://example.invalid/x.js"),
    ],
)  # fmt: skip
def test_style_sheets_and_scripts_are_read_too(folder, file, text, expected):
    (folder / "assets" / file).write_text(text, "utf-8")
    assert check_site(folder) == [expected]


def test_a_link_may_lead_to_the_repository_of_the_ledger_and_nothing_may_be_fetched_from_it(folder):
    forge = "https://git.example.invalid/office/ledger"
    body = f'''<a href="{forge}/new/main">x</a><img src="{forge}/x.png" alt=""><a href="{forge}-2/new">y</a>'''
    (folder / "index.html").write_text(f"{INDEX}{body}", "utf-8")
    assert check_site(folder, forge) == [f"index.html：指向外部 {forge}-2/new", f"index.html：指向外部 {forge}/x.png"]


def test_comments_and_the_text_of_scripts_are_no_links(folder):
    planted = '<!-- <a href="gone.html"> --><script>var a = "<a href=\'gone.html\'>";</script>'
    (folder / "index.html").write_text(INDEX.replace("</body>", planted + "</body>"), "utf-8")
    assert check_site(folder) == ["index.html：网页里的 script 不在内容安全策略里，浏览器不用它"]


def test_the_page_for_missing_addresses_may_start_at_the_root(folder):
    (folder / "404.html").write_text(
        page('<meta charset="utf-8"><a href="/">x</a><a href="/sub/page.html">x</a><a href="/gone.html">x</a>'), "utf-8"
    )
    assert check_site(folder) == ["404.html：链接 /gone.html 没有对应的文件"]


def test_a_page_without_a_policy_or_that_gets_round_it_is_told(folder):
    (folder / "index.html").write_text(INDEX.replace("</body>", '<p style="color:red">x</p></body>'), "utf-8")
    (folder / "sub" / "page.html").write_text('<p id="here">x</p>', "utf-8")
    assert check_site(folder) == [
        "index.html：有 style 属性，内容安全策略不许用",
        "sub/page.html：没有内容安全策略（Content-Security-Policy）",
    ]


def test_a_policy_in_a_comment_is_none(folder):
    policy = re.compile('<meta http-equiv="Content-Security-Policy"[^>]*>')
    (folder / "index.html").write_text(policy.sub(r"<!-- \g<0> -->", INDEX), "utf-8")
    assert check_site(folder) == ["index.html：没有内容安全策略（Content-Security-Policy）"]


@pytest.mark.parametrize(
    ("place", "comment"),
    [("<body>", '<!-- <a onclick="x()"> -->'), ("<head>", "<!-- <script src=x></script> -->")],
)
def test_what_a_comment_holds_gets_round_no_policy(folder, place, comment):
    (folder / "index.html").write_text(INDEX.replace(place, f"{place}{comment}"), "utf-8")
    assert check_site(folder) == []


def test_an_empty_folder_is_no_site(tmp_path):
    assert check_site(tmp_path) == [f"{tmp_path}：没有网页"]


@pytest.fixture
def parsed(monkeypatch):
    """The pages and scripts that a check reads, by their places from the top of the site."""
    found, page = [], _BuiltSite.page
    monkeypatch.setattr(_BuiltSite, "page", lambda site, name: found.append(name) or page(site, name))
    return found


def test_of_what_is_known_only_pages_that_were_written_since_are_read(folder, tmp_path, parsed):
    known = tmp_path / ".known"
    for _ in range(2):
        assert check_site(folder, known=known) == []
    assert parsed == ["assets/a.js", "index.html", "sub/page.html"]
    # What one says is judged by what the others say now.
    (folder / "sub" / "page.html").write_text(PAGE.replace(' id="here"', ""), "utf-8")
    (folder / "assets" / "a.css").rename(folder / "assets" / "b.css")
    found = check_site(folder, known=known)
    assert parsed == ["assets/a.js", "index.html", "sub/page.html", "sub/page.html"]
    assert (
        found
        == check_site(folder)
        == [
            "index.html：链接 assets/a.css 没有对应的文件",
            "index.html：链接 sub/page.html#here 没有对应的位置",
        ]
    )


def test_a_page_that_is_gone_asks_for_nothing(folder, tmp_path, parsed):
    (folder / "more.html").write_text(page('<meta charset="utf-8"><a href="gone.html">x</a>'), "utf-8")
    assert check_site(folder, known=tmp_path / ".known") == ["more.html：链接 gone.html 没有对应的文件"]
    (folder / "more.html").unlink()
    assert check_site(folder, known=tmp_path / ".known") == []
    assert len(parsed) == 4


@pytest.mark.parametrize("harm", [lambda kept: kept[:-1], lambda kept: kept[:40] + b"x" + kept[41:], lambda _: b""])
def test_what_is_damaged_is_as_if_nothing_were_known(folder, tmp_path, parsed, harm):
    known = tmp_path / ".known"
    check_site(folder, known=known)
    known.write_bytes(harm(known.read_bytes()))
    assert check_site(folder, known=known) == []
    assert len(parsed) == 6


def test_what_is_put_into_a_site_while_it_is_read_counts_as_it_is_in_the_end(folder, parsed):
    text = f'{INDEX}<img src="late.png" alt=""><a href="sub/page.html#late">x</a>'
    (folder / "index.html").write_text(f'{text}<a href="gone.html">x</a>', "utf-8")

    def until():
        assert parsed == ["assets/a.js", "index.html", "sub/page.html"]
        (folder / "late.png").write_bytes(b"")
        (folder / "sub" / "page.html").write_text(f'{PAGE}<p id="late"></p>', "utf-8")
        (folder / "index.html").write_text(text, "utf-8")

    assert check_site(folder, until=until) == []
    assert parsed[3:] == ["index.html", "sub/page.html"]
    (folder / "late.png").unlink()
    assert check_site(folder) == ["index.html：链接 late.png 没有对应的文件"]


def test_where_links_may_lead_elsewhere_all_is_read(folder, tmp_path, parsed):
    forge = "https://git.example.invalid/office/ledger"
    (folder / "index.html").write_text(f'{INDEX}<a href="{forge}/new">x</a>', "utf-8")
    known = tmp_path / ".known"
    assert check_site(folder, forge, known) == []
    assert check_site(folder, known=known) == [f"index.html：指向外部 {forge}/new"]
    assert len(parsed) == 6
