"""The folder of one helper: his page first, his households whole, and of the others nothing in any of its files."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.ended import ended

from jiedui.model.audience import Audience, AudienceKind
from jiedui.model.ledger import Ledger
from jiedui.model.narrowing import narrowed
from jiedui.records.finding import Finding
from jiedui.records.reader import Record, Records
from jiedui.records.tree import Place
from jiedui.rules.left_out import FaultyUnit, LeftOut
from jiedui.site import SitePrint, build_pages, check_site
from jiedui.site.build import pages_of
from jiedui.site.machine.engine import build, settings
from jiedui.site.site import Site
from jiedui.struct import replace

from .conftest import AS_OF

HE, HOME, FORMER, COLLEAGUE = "PJ-B-2222", "PJ-3333", "YYL-2222", "PJ-B-3333"
# What stands in the records of a household that he had before, of its helper, and of those he never had to do with.
FOREIGN = ("示例旧户", "15400007777", "示例旧村", "旧话", "示例异人", "示例寅", "PJ-2222", "YYL-3333", "YYL-B-2222")


def marked(records: Records) -> Records:
    """Return the records of the small ledger, in which PJ-B-2222 had YYL-2222 until the middle of the year."""

    def changed(record: Record) -> Record:
        if record.place.stem == "YYL-B-2222":
            return replace(record, data={**record.data, "name": "示例异人"})
        if record.place.stem != FORMER:
            return record
        now = record.data["pairings"][0] | {"from": "2026-07-01"}
        before = {"helper": HE, "role": "主责", "from": "2026-01-05", "to": "2026-06-30", "end_reason": "岗位调整"}
        told = {"phone": "15400007777", "village": "示例旧村", "note": "旧话", "pairings": [before, now]}
        members = [record.data["members"][0] | {"name": "示例旧户"}]
        return replace(record, data={**record.data, **told, "members": members})

    return replace(records, valid=[changed(record) for record in records.valid])


@pytest.fixture(scope="module")
def records(small_records: Records) -> Records:
    return marked(small_records)


@pytest.fixture(scope="module")
def ledger(records, library) -> Ledger:
    return narrowed(records, Ledger.of(records), Audience(AudienceKind.HELPER, HE), library, AS_OF)


@pytest.fixture(scope="module")
def own(ledger, edition) -> Site:
    return Site(ledger, AS_OF, edition)


@pytest.fixture(scope="module")
def folder(records, ledger, edition, tmp_path_factory) -> Path:
    out = tmp_path_factory.mktemp("own") / "docs"
    prints = (SitePrint("brief", "prints/brief/index.html", "走访提要"),)
    build_pages(ledger, AS_OF, out, replace(edition, root=records.root, prints=prints))
    return out


@pytest.mark.parametrize(("here", "there"), [("index.html", f"helpers/{HE}.html"), (f"households/{HOME}.html",) * 2])
def test_his_pages_say_what_those_of_the_whole_say_of_him(records, own, edition, here, there):
    def words(site: Site, path: str) -> str:
        text = site.render(next(page for page in pages_of(site) if page.path == path))
        text = re.sub(r"<header.*?</header>|<nav.*?</nav>|<footer.*?</footer>", "", text, flags=re.DOTALL)
        return "".join(html.unescape(re.sub("<[^>]*>", " ", text)).split())

    whole = words(Site(Ledger.of(records), AS_OF, edition), there)
    assert words(own, here) == whole.replace("示例旧户", "示**").replace("各栏怎么算", "")
    assert len(whole) > 900


def test_nothing_of_the_others_is_in_any_file(folder):
    for file in folder.rglob("*"):
        if file.is_file():
            text = html.unescape(file.read_text("utf-8"))
            text = re.sub(r"\\u([0-9a-f]{4})", lambda found: chr(int(found[1], 16)), text)
            assert [word for word in FOREIGN if word in text or word in file.name] == [], file


def test_it_holds_what_he_needs_and_no_more(folder):
    names = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    scripts = {name for name in names if re.match(r"assets/[^/]*$", name)}
    assert names - scripts - {".jiedui-pages", ".jiedui-keys", "signed-in.html"} == {
        "index.html", f"households/{HOME}.html", "entry.md", "guide.md", "policy.md",
        "readings.md", "about.md", "404.md", f"calendars/{HE}.ics", "assets/entry-data/index.js",
        "assets/entry-data/phones-0.js", "assets/entry-data/r-0.js",
        "assets/find/index.js", "assets/find/r-0.js", "assets/find/t-0.js",
    }  # fmt: skip
    assert sum((folder / name).stat().st_size for name in names) < 800_000


def test_his_page_names_a_household_that_he_had_by_its_code_and_leads_to_none(folder):
    page = ended((folder / "index.html").read_text("utf-8"))
    former = page[page.index('id="former"') : page.index('id="roles"')]
    assert f'<th scope="row">示** <small>{FORMER}</small></th>' in former
    assert "岗位调整" in former


def test_there_is_no_search_and_the_menu_begins_with_his_page(own, folder):
    page = (folder / f"households/{HOME}.html").read_text("utf-8")
    assert 'role="search"' not in page
    assert [entry.title for entry in own.menu] == [
        "我的帮扶",
        "登记",
        "政策与口径",
        "使用手册",
        "报错和无障碍",
    ] or own.menu == ()
    assert '<a href="../index.html" aria-current="true">我的帮扶</a>' in page
    assert '<a href="../index.html">我的帮扶</a> › ' in page


def test_the_manual_is_that_of_the_folder(folder):
    text = (folder / "guide.md").read_text("utf-8")
    chapters = re.findall(r"^## .* \{ #([a-z]+) \}$", text, re.MULTILINE)
    assert chapters == ["folder", "helper", "correct", "judge", "states", "privacy", "print", "access"]
    assert "这是你自己的帮扶资料" in text
    assert '<a href="prints/brief/index.html">走访提要</a>' in text
    assert "jiedui print forms" not in text


def test_what_is_printed_beside_the_pages_is_led_to_from_each(folder):
    for page, root in (("index.html", ""), (f"households/{HOME}.html", "../")):
        text = ended((folder / page).read_text("utf-8"))
        assert f'<li><a href="{root}prints/brief/index.html">走访提要</a></li>' in text
        assert "jiedui print outline" not in text


@pytest.mark.engine
def test_it_opens_from_a_folder_and_the_form_knows_his_household(
    own: Site, folder: Path, tmp_path: Path, page: Any, run_prints: Callable[[Path], None]
) -> None:
    pages_of(own)
    out = tmp_path / "site"
    assert build(settings() | {"site_name": "台账", "nav": own.navigation}, folder, out, "mkdocs") == 0
    run_prints(out)
    assert check_site(out) == []
    failed: list[str] = []
    page.on("requestfailed", lambda request: failed.append(request.url))
    page.on("pageerror", lambda error: failed.append(str(error)))
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto((out / "index.html").as_uri())
    page.get_by_role("link", name=f"示例卯 {HOME}").first.click()
    page.get_by_role("link", name="登记联系").click()
    page.get_by_role("heading", name=re.compile("示例卯")).first.wait_for()
    assert failed == []


@pytest.fixture
def run_prints(ledger: Ledger) -> Callable[[Path], None]:
    """Writes what is printed beside the pages."""
    from jiedui.prints import Choice, write_prints

    return lambda out: write_prints("brief", ledger, AS_OF, Choice(helper=HE), out / "prints" / "brief") and None


def test_he_is_told_of_what_it_is_made_without_and_sent_to_no_page_that_he_has_not(ledger, edition):
    finding = Finding(rule=edition.rules[0], path="yunxi/unit.yml", pointer=(), message="错", remedy="改")
    without = LeftOut((FaultyUnit("yunxi", "云溪区", (finding,)),), (Place("x", "household", "x", "city", "x"),))
    site = Site(ledger, AS_OF, replace(edition, left_out=without))
    text = html.unescape(site.render(pages_of(site)[0]))
    assert "本站不含云溪区。" in text
    assert not any(word in text for word in ("处错误", "看错在哪里", "提到它的"))
