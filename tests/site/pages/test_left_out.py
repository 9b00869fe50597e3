"""没有算进来的残联: what every page says of it, what its own page lists, and that no sum and no list is of it."""

from __future__ import annotations

import re
import shutil
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from jiedui.check import run_for_sound
from jiedui.model.forge import Forge
from jiedui.records.schema import SchemaLibrary
from jiedui.rules.left_out import SoundPart
from jiedui.site import Edition, build_pages, check_site
from jiedui.site.files.assets import SIGNED_IN
from jiedui.site.machine.engine import build, settings
from jiedui.site.pages.left_out import pages as family
from jiedui.site.site import Site
from jiedui.struct import replace

AS_OF = date(2026, 11, 23)
BANNER = (
    "本站不含平江县（2 处错误）。它的数字不在任何合计里；别的残联里提到它的 2 户，也不在内。"
    "帮这些户的人，户数会显得少。已经冻结的通报照旧。"
)


@pytest.fixture(scope="module")
def part(
    repo_root: Path, policy_root: Path, library: SchemaLibrary, tmp_path_factory: pytest.TempPathFactory
) -> SoundPart:
    """The small ledger of the rules, with two errors in 平江县."""
    root = tmp_path_factory.mktemp("faulty") / "records"
    shutil.copytree(repo_root / "tests" / "rules" / "base", root)
    shutil.copytree(policy_root / "policy", root / "policy")
    for path, old, new in (
        ("pingjiang/households/PJ-2H3J/household.yml", "id: PJ-2H3J", "id: PJ-2222"),
        ("pingjiang/helpers/PJ-B-4K5M.yml", "name: ", "nmae: "),
    ):
        text = (root / path).read_text("utf-8")
        (root / path).write_text(text.replace(old, new, 1), "utf-8")
    found = run_for_sound(root, library, AS_OF)[1]
    assert found
    return found


@pytest.fixture(scope="module")
def without(edition: Edition, part: SoundPart) -> Edition:
    return replace(edition, left_out=part.left_out)


@pytest.fixture(scope="module")
def docs(part: SoundPart, without: Edition, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("without") / "docs"
    build_pages(part.ledger, AS_OF, out, without)
    return out


def text_of(page: str) -> str:
    return re.sub(r"\s+", "", unescape(re.sub(r"<[^>]+>", "", page)))


def test_every_page_says_it_below_its_bar_and_so_does_the_version(docs: Path) -> None:
    pages = [file for file in docs.rglob("*") if file.suffix in (".md", ".html") and file.name != SIGNED_IN]
    assert len(pages) > 60
    for file in pages:
        page = file.read_text("utf-8").replace("\\n", "\n").replace('\\"', '"')
        [note] = re.findall(
            r'</header>\s*<aside class="jd-notice" aria-label="重要说明">(.*?)</aside>', page, re.DOTALL
        )
        assert text_of(note).startswith(re.sub(r"\s", "", BANNER)), file
        root = "/" if file.name == "404.md" else "../" * (len(file.relative_to(docs).parts) - 1)
        assert f'<a href="{root}left-out.html">看错在哪里、怎么改</a>' in note, file
        assert page.count("0123456789，不含平江县") == page.count("0123456789") == (file.name == "about.md"), file
    assert '"0123456789，不含平江县"' in (docs / "assets" / "version.js").read_text("utf-8")


def test_sums_say_that_it_is_not_in_them_and_no_list_has_a_row_of_it(docs: Path) -> None:
    heads = 0
    for file in docs.rglob("*"):
        if file.suffix not in (".md", ".html") or file.name in ("left-out.md", "404.md"):
            continue
        page = file.read_text("utf-8")
        assert '<th scope="row">全市<' not in page, file  # with an end tag or without
        heads += page.count('<th scope="row">全市（不含平江县）<')
        body = re.sub(r'<aside class="jd-notice".*?</aside>', "", page, flags=re.DOTALL)
        body = body.replace("不含平江县", "")
        assert not re.search(r'aria-label="全市[^（]', body), file
        assert not re.search("(?:现将|日，)全市(?!（)", text_of(body)), file
        if "reference" not in file.parts and file.name != "guide.md":
            assert "平江县" not in text_of(body), file
            assert "PJ-" not in unescape(body), file
    assert heads > 10


def test_its_pages_files_and_places_are_not_there(docs: Path) -> None:
    names = [file.relative_to(docs).as_posix() for file in docs.rglob("*") if file.is_file()]
    assert [name for name in names if "pingjiang" in name or "PJ-" in name] == []
    assert (docs / "units" / "yueyanglou.md").is_file()
    assert [name for name in names if name.startswith("townships/430626")] == []
    assert [name for name in names if name.startswith("townships/430602")] != []


def test_the_page_lists_each_error_with_file_line_and_remedy(docs: Path) -> None:
    page = unescape((docs / "left-out.md").read_text("utf-8"))
    rows = re.findall(r"<tr><th scope=\"row\">(.*?)</th><td>(.*?)</td><td>(.*?)</td><td>(.*?)</td></tr>", page)
    assert ("pingjiang/households/PJ-2H3J/household.yml", "第 1 行") in [row[:2] for row in rows]
    assert ("pingjiang/helpers/PJ-B-4K5M.yml", "没有“nmae”这个字段。", "是不是要写 name？") in [
        (path, said, remedy) for path, _, said, remedy in rows
    ]
    assert len(rows) == 2
    assert "- 岳阳楼区：户 YYL-2A3C、户 YYL-8Q9R" in page


def test_with_a_forge_each_file_is_a_link_into_its_editor(part: SoundPart, without: Edition) -> None:
    policy = replace(part.ledger.policy, forge=Forge("Gitea", "https://git.example/city/ledger", "main"))
    site = Site(replace(part.ledger, policy=policy), AS_OF, without)
    [page] = family(site)
    text = site.render(page)
    assert 'href="https://git.example/city/ledger/_edit/main/records/pingjiang/helpers/PJ-B-4K5M.yml"' in text


def test_a_sound_ledger_has_no_such_page(site: Site) -> None:
    assert family(site) == []
    assert site.commit == "0123456789"


@pytest.mark.soak
@pytest.mark.engine
def test_whichever_federation_is_left_out_the_site_holds_together(
    shipped_root: Path, library: SchemaLibrary, edition: Edition, tmp_path: Path
) -> None:
    counties = sorted(path.parent.name for path in shipped_root.glob("*/unit.yml") if path.parent.name != "city")
    assert len(counties) == 13
    for county in counties:
        root = tmp_path / county / "records"
        shutil.copytree(shipped_root, root)
        faulty = next((root / county / "helpers").iterdir())
        faulty.write_text(faulty.read_text("utf-8").replace("name: ", "nmae: ", 1), "utf-8")
        part = run_for_sound(root, library, AS_OF)[1]
        assert part
        assert [unit.unit for unit in part.left_out.units] == [county]
        docs, site = tmp_path / county / "docs", tmp_path / county / "site"
        pages = build_pages(part.ledger, AS_OF, docs, replace(edition, left_out=part.left_out))
        assert build({**settings(), "nav": list(pages.navigation)}, docs, site, "mkdocs") == 0
        assert check_site(site) == [], county
        shutil.rmtree(tmp_path / county)


@pytest.mark.browser
@pytest.mark.engine
@pytest.mark.node
def test_axe_finds_no_barrier_on_it(look: Any, axe: Any, part: SoundPart, without: Edition, tmp_path: Path) -> None:
    pages = build_pages(part.ledger, AS_OF, tmp_path / "docs", without)
    assert build({**settings(), "nav": list(pages.navigation)}, tmp_path / "docs", tmp_path / "site", "mkdocs") == 0
    for scheme, width in (("light", 1280), ("dark", 390)):
        assert axe(look(tmp_path / "site" / "left-out.html", scheme, width)) == []
