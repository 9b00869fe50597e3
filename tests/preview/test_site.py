"""The previewed site holds after an edit what one made of nothing holds; only Markdown that changed is rendered."""

from __future__ import annotations

import gc
import os
import re
import shutil
import signal
import sys
import weakref
from datetime import date
from random import Random
from types import SimpleNamespace

import pytest
from tests.site.edits import Edits

from jiedui import check  # noqa: F401  (enters the rules that the pages list)
from jiedui.model.ledger import Ledger
from jiedui.model.time import DAY
from jiedui.preview.live import LiveLedger
from jiedui.preview.site import PreviewSite
from jiedui.records.finding import RULES
from jiedui.records.parallel import LostProcessError
from jiedui.records.reader import read_ledger
from jiedui.records.writer import write
from jiedui.serving import services
from jiedui.site import Edition, PagesReport
from jiedui.site.machine import engine
from jiedui.site.machine.output import KEYS, Output
from jiedui.site.machine.rendering import Rendering
from jiedui.struct import replace

AS_OF = date(2026, 11, 23)
# One of so many edits is made on a later day.
DAYS = 6
HOME = "pingjiang/households/PJ-2H3J/household.yml"
HELPER = "pingjiang/helpers/PJ-B-2H3J.yml"


@pytest.fixture
def edition(library, root):
    return Edition(
        commit="本机预览", library=library, rules=tuple(RULES), services=services(), root=root,
        navigation=engine.settings()["nav"],
    )  # fmt: skip


@pytest.fixture
def seen(monkeypatch):
    """The titles of the Markdown pages of which complete ones are made, which is played."""
    found = []

    def page(_rendering, text):
        found.append(re.search(r'^title: "(.*)"$', text, re.MULTILINE)[1])
        return f"<header></header>{text}"

    monkeypatch.setattr(Rendering, "page", page)
    return found


@pytest.fixture
def update(edition):
    def make(site, live, day=AS_OF):
        told = replace(edition, contents=live.contents)
        first = site.begin(live.ledger, day, told)
        return first, site.finish(told)

    return make


def test_after_an_edit_it_is_what_a_new_one_is(root, library, update, seen, tmp_path):
    live = LiveLedger(root, library)
    site = PreviewSite(tmp_path / "preview", engine.settings())
    first, files = update(site, live)
    assert first == 0
    assert files > 100
    assert {"首页", "平江县", "没有这一页"} <= set(seen)
    seen.clear()
    assert update(site, live) == (0, 0)
    (root / HOME).write_text((root / HOME).read_text("utf-8").replace("示例未", "示例改"), "utf-8")
    live.refresh({HOME})
    first, files = update(site, live)
    assert first == 4  # the household's, its helpers' and its township's
    assert first < files < 60
    assert "平江县" in seen
    assert not {"没有这一页", "云溪区"} & set(seen)
    anew = PreviewSite(tmp_path / "anew", engine.settings())
    update(anew, LiveLedger(root, library))
    files = [file for folder in ("docs", "built") for file in (tmp_path / "anew" / folder).rglob("*") if file.is_file()]
    paths = {file.relative_to(tmp_path / "anew").as_posix().partition("/")[2] for file in files}
    shown = {path for path in paths if anew.read(path) is not None}
    assert len(shown) > 100
    assert [path for path in shown if site.read(path) != anew.read(path)] == []
    assert site.read("households/PJ-2H3J.html").count("示例改".encode())


@pytest.mark.usefixtures("seen")
def test_however_many_edits_were_made_two_ledgers_are_kept_with_what_is_reckoned_of_them(
    root, library, update, tmp_path, monkeypatch
):
    """That of the last edit and the one before it, each as of many days and by many readings."""
    made, alive = [], []
    replaced = Ledger.__init__

    def init(ledger, **values):
        replaced(ledger, **values)
        made.append(weakref.ref(ledger))

    monkeypatch.setattr(Ledger, "__init__", init)
    live, site = LiveLedger(root, library), PreviewSite(tmp_path / "preview", engine.settings())
    gc.freeze()  # what other tests hold is not looked through, eight times
    for number in range(8):
        for path in (HOME, HELPER)[: number % 2 + 1]:
            text = (root / path).read_text("utf-8")
            (root / path).write_text(re.sub("示例.", f"示例{'甲乙丙丁戊己庚辛'[number]}", text, count=1), "utf-8")
            assert len(live.refresh({path})) == 1
        update(site, live)
        gc.collect()
        made = [item for item in made if item()]
        alive.append(len(made))
    assert max(alive) < 100
    assert alive[3:5] == alive[5:7]


@pytest.mark.skipif(sys.platform != "linux" or (os.cpu_count() or 1) < 2, reason="one process does all here")
@pytest.mark.usefixtures("seen")
@pytest.mark.parametrize("before", [0, 1])
def test_after_a_process_was_killed_the_next_edit_makes_all_what_a_new_one_is(
    root, library, update, tmp_path, monkeypatch, before
):
    """While the first pages are made, or those of an edit."""
    live, site = LiveLedger(root, library), PreviewSite(tmp_path / "preview", engine.settings())
    for _ in range(before):
        update(site, live)

    def edit(old, new):
        (root / HOME).write_text((root / HOME).read_text("utf-8").replace(old, new), "utf-8")
        live.refresh({HOME})

    here, put, count = os.getpid(), Output.put, []

    def put_until_killed(output, path, content):
        count.append(path)
        if os.getpid() != here and len(count) > 2:
            os.kill(os.getpid(), signal.SIGKILL)
        return put(output, path, content)

    edit("示例未", "示例改")
    with monkeypatch.context() as patch:
        patch.setattr("jiedui.records.parallel.MANY", 5)
        patch.setattr(Output, "put", put_until_killed)
        with pytest.raises(LostProcessError):
            update(site, live)
    edit("示例改", "示例又")
    update(site, live)
    update(PreviewSite(tmp_path / "anew", engine.settings()), LiveLedger(root, library))
    assert _files(tmp_path / "preview") == _files(tmp_path / "anew")


@pytest.fixture
def few(seen, monkeypatch, tmp_path):
    """A site of a page of each kind and an asset, and what makes it anew."""
    assert seen == []
    site = PreviewSite(tmp_path / "preview", engine.settings())
    pages = {"index.md": 'title: "首页"', "households/PJ-2H3J.html": "<header></header>户", "assets/site.css": "a"}

    def write_pages(_site, docs, *_args, **_more):
        for path, text in pages.items():
            (docs / path).parent.mkdir(parents=True, exist_ok=True)
            (docs / path).write_text(text, "utf-8")
        return PagesReport(pages=2, written=3, unchanged=0, deleted=0, navigation=())

    class Played:
        ledger = SimpleNamespace(policy=SimpleNamespace(name="台账"))
        touched = frozenset(["PJ-2H3J"])

        def __init__(self, *_):
            pass

        def render(self, page):
            return f"<header></header>新的{page.path}"

    monkeypatch.setattr("jiedui.preview.site.Site", Played)
    monkeypatch.setattr("jiedui.preview.site.write_pages", write_pages)
    people = [SimpleNamespace(path=f"households/{home}.html", of=(home,)) for home in ("PJ-2H3J", "PJ-4K5M")]
    monkeypatch.setattr("jiedui.preview.site.pages_of_people", lambda _: people)

    def update():
        site.begin(None, AS_OF, None)
        site.finish(None)

    return site, update, pages


def test_sources_and_hidden_files_are_no_part_of_it(few, tmp_path):
    site, update, _ = few
    update()
    (tmp_path / "preview" / "docs" / ".jiedui-keys").write_text("{}")
    assert site.read("index.html")
    assert site.read("assets/site.css") == b"a"
    docs = tmp_path / "preview" / "docs"
    (docs / "D:").mkdir()  # on Windows the disk
    for path in ("D:/a.yml", "a.css:b"):
        (docs / path).write_text("a")
    (tmp_path / "a.yml").write_text("a")
    (docs / "assets" / "a.yml").symlink_to(tmp_path / "a.yml")
    above = "../preview/docs/index.html"
    out = ("D:/a.yml", "a.css:b", "assets/a.yml", above, "assets/..\\x")
    for path in ("index.md", ".jiedui-keys", *out, "units", "nowhere.html", "\0", f"{'a' * 300}.html"):
        assert site.read(path) is None


def test_a_note_stands_on_top_of_every_page_until_it_is_gone(few):
    site, update, _ = few
    update()
    plain = site.read("households/PJ-2H3J.html")
    site.note = ("网页还是改以前的。", "第 3 行 <b>")
    for path in ("households/PJ-2H3J.html", "index.html"):
        assert "</header><!-- jiedui-stale --><aside" in site.read(path).decode()
    assert "第 3 行 &lt;b&gt;" in site.read("households/PJ-2H3J.html").decode()
    assert site.read("assets/site.css") == b"a"
    site.note = ("", "")
    assert site.read("households/PJ-2H3J.html") == plain


def test_a_page_that_is_gone_is_gone_from_the_site(few, tmp_path):
    site, update, pages = few
    pages["units/pingjiang.md"] = 'title: "平江县"'
    update()
    assert site.read("units/pingjiang.html")
    del pages["units/pingjiang.md"]
    (tmp_path / "preview" / "docs" / "units" / "pingjiang.md").unlink()
    update()
    assert site.read("units/pingjiang.html") is None


def test_pages_of_whom_something_changed_are_read_before_the_others_are_made(few):
    site, update, pages = few
    update()
    assert site.read("households/PJ-2H3J.html") == pages["households/PJ-2H3J.html"].encode()
    assert site.begin(None, AS_OF, None) == 1
    assert site.read("households/PJ-2H3J.html") == "<header></header>新的households/PJ-2H3J.html".encode()
    site.finish(None)
    assert site.read("households/PJ-2H3J.html") == pages["households/PJ-2H3J.html"].encode()


def test_where_all_was_made_anew_the_pages_of_everybody_are_made_once_more_in_this_process(few, monkeypatch):
    site, update, _ = few
    played = site_played(monkeypatch)
    update()
    site.prepare(lambda: False)
    assert played == ["index.md", "units/pingjiang.md", "needs.md"]
    update()
    site.prepare(lambda: False)  # of an edit that touched few all is known here
    assert len(played) == 3


def test_whoever_waits_is_not_kept_waiting_for_what_comes_later(few, monkeypatch):
    site, update, _ = few
    played = site_played(monkeypatch)
    update()
    site.prepare(lambda: len(played) == 2)
    assert played == ["index.md", "units/pingjiang.md"]


def site_played(monkeypatch):
    """Return the paths of the pages that are rendered to be known alone; there are those of somebody, too."""
    played = []
    monkeypatch.setattr("jiedui.preview.site.Site.render", lambda _, page: played.append(page.path))
    known = {"index.md": True, "households/PJ-2H3J.html": False, "units/pingjiang.md": True, "needs.md": True}
    pages = [SimpleNamespace(path=path, draws_on_all=whole) for path, whole in known.items()]
    monkeypatch.setattr("jiedui.preview.site.pages_of", lambda _: pages)
    monkeypatch.setattr("jiedui.preview.site.pages_of_people", lambda _: [])
    return played


def test_nothing_is_finished_or_prepared_that_was_not_begun(tmp_path):
    site = PreviewSite(tmp_path, engine.settings())
    assert site.finish(None) == 0
    site.prepare(lambda: pytest.fail("asked"))


def _same_as_new(root, library, update, folder, seed, edits):
    """Make so many edits of the files; after each the site holds what one that is made of nothing holds, byte for byte.

    The edits are of every kind of record; some change one record, some all that hangs on it.
    """
    live, day = LiveLedger(root, library), AS_OF
    site = PreviewSite(folder / "preview", engine.settings())
    made, kept, days = Edits(read_ledger(root, library), seed), 0, Random(seed)
    update(site, live)
    for number in range(edits):
        if days.randrange(DAYS) == 0:  # it is ended, and begun again some day later
            day += days.randrange(1, 60) * DAY
            live, site = LiveLedger(root, library), PreviewSite(folder / "preview", engine.settings())
        before = {item.path: item for item in made.records.valid}
        what = made.make()
        after = {item.path: item for item in made.records.valid}
        changed = {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}
        for path in changed:
            _put(root / path, after.get(path), library)
        live.refresh(changed)
        _, files = update(site, live, day)
        anew = PreviewSite(folder / str(number), engine.settings())
        _, whole = update(anew, LiveLedger(root, library), day)
        assert _files(folder / "preview") == _files(folder / str(number)), what
        kept += files < whole / 2
        shutil.rmtree(folder / str(number))
    assert kept


def _put(file, record, library):
    if record is None:
        file.unlink()
    else:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(write(record.data, library[record.place.kind]), "utf-8")


def _files(folder):
    found = (path for path in folder.rglob("*") if path.is_file() and path.name != KEYS)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


@pytest.fixture
def all_cut(monkeypatch):
    """Every list is cut that can be: each page of a part is there."""
    monkeypatch.setattr(
        "jiedui.site.parts._cut", lambda listings, parts, _: frozenset(listings) if parts > 1 else frozenset()
    )


@pytest.mark.usefixtures("seen", "all_cut")
def test_after_any_edit_all_of_it_is_what_a_new_one_is(root, library, update, tmp_path):
    _same_as_new(root, library, update, tmp_path / "sites", 5, 2)


@pytest.mark.soak
@pytest.mark.usefixtures("seen", "all_cut")
@pytest.mark.parametrize("seed", range(20, 24))
def test_after_fifty_edits_all_of_it_is_what_a_new_one_is(root, library, update, tmp_path, seed):
    _same_as_new(root, library, update, tmp_path / "sites", seed, 50)
