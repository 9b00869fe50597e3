"""Words on top of every page of a site that stays: put on once, changed, and nothing else."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from jiedui.site.files.assets import SIGNED_IN
from jiedui.site.machine.stale import mark

PAGE = b"<body>\r\n<header>\xe6\xa0\x8f</header>\n<main><header>second</header></main>"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "below").mkdir()
    for name in ("index.html", "404.html", "below/page.html"):
        (tmp_path / name).write_bytes(PAGE)
    (tmp_path / "list.csv").write_bytes(PAGE)
    return tmp_path


def files(site: Path) -> dict[str, bytes]:
    return {file.relative_to(site).as_posix(): file.read_bytes() for file in site.rglob("*") if file.is_file()}


def test_every_page_says_the_words_below_its_bar_and_stays_as_it_is(site: Path) -> None:
    mark(site, "旧的 <b>&", "因为 >")
    note = '<aside class="jd-notice" aria-label="重要说明"><p><strong>旧的 &lt;b&gt;&amp;</strong>因为 &gt;</p></aside>'
    marked = PAGE.replace(b"</header>", f"</header><!-- jiedui-stale -->{note}<!-- /jiedui-stale -->".encode(), 1)
    assert files(site) == {name: PAGE if name == "list.csv" else marked for name in files(site)}


def test_it_says_the_last_words_once(site: Path) -> None:
    mark(site, "一", "1")
    once = files(site)
    mark(site, "二 \\1", "2")
    mark(site, "一", "1")
    assert files(site) == once


def test_whoever_loads_a_page_again_sees_them(page: Page, pages: Path, tmp_path: Path) -> None:
    shutil.copytree(pages / "assets", tmp_path / "assets")
    file = tmp_path / "households/PJ-2222.html"
    file.parent.mkdir()
    shutil.copy(pages / "households/PJ-2222.html", file)
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(file.as_uri())
    mark(tmp_path, "旧的", "因为")
    page.reload()
    expect(page.get_by_role("complementary", name="重要说明")).to_be_in_viewport(ratio=1)


@pytest.mark.engine
def test_every_page_of_a_built_site_has_the_place_for_them(built: Path) -> None:
    """Where the bar ends, and nothing else ends before."""
    pages = {
        file: file.read_text("utf-8").partition("</header>")
        for file in set(built.rglob("*.html")) - {built / SIGNED_IN}
    }
    assert len(pages) > 500
    assert [
        name for name, (before, end, _) in pages.items() if not end or before.count('<header class="jd-bar">') != 1
    ] == []
