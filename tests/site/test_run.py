"""One run makes what changed, by as many processes as there are, and puts together what is drawn from pages."""

from __future__ import annotations

import os
import sys
import time
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from jiedui.model.ledger import Ledger
from jiedui.records import parallel
from jiedui.site import Edition
from jiedui.site import run as run_module
from jiedui.site.build import expected_of_people, pages_of
from jiedui.site.inputs import Inputs
from jiedui.site.machine.output import AnyFile, LateFile, Output, OutputFile
from jiedui.site.page import Page
from jiedui.site.run import KnownPages, SiteRun
from jiedui.site.site import Site
from jiedui.struct import replace

AS_OF = date(2026, 11, 23)


def made(site: Site, docs: Path, pages: list[Page], *files: AnyFile) -> list[tuple[int, int]]:
    told: list[tuple[int, int]] = []
    contents = {"policy/readings.yml": "one"}
    with Output(docs) as output:
        run, there = SiteRun(site, output, Inputs(site, contents)), []
        run.make(pages, files, lambda *found: told.append(found), lambda: there.append([*docs.rglob("*.md")]))
    assert there == [[docs / "about.md"]]  # an engine may begin
    return told


@pytest.fixture(scope="module")
def few(site: Site) -> list[Page]:
    return [page for page in pages_of(site) if page.path in ("about.md", "households/YYL-2222.html")]


def test_pages_and_files_are_written_and_what_is_none_after_all_is_not(
    site: Site, few: list[Page], tmp_path: Path
) -> None:
    files = (OutputFile("a.txt", "一"), LateFile("b.bin", lambda: b"\0"), LateFile("c.txt", lambda: None))
    assert made(site, tmp_path / "docs", few, *files) == [(0, 2), (2, 2)]
    found = {path.name: path.read_bytes() for path in (tmp_path / "docs").iterdir() if path.is_file()}
    assert (found["a.txt"], found["b.bin"]) == ("一".encode(), b"\0")
    assert "about.md" in found
    assert "c.txt" not in found
    assert (tmp_path / "docs" / "households" / "YYL-2222.html").is_file()


def test_a_page_that_is_kept_is_not_made_and_tells_what_it_told(
    site: Site, few: list[Page], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    docs = tmp_path / "docs"
    made(site, docs, few)
    (docs / "due").mkdir()
    (docs / "due" / "earlier.md").write_text("an engine would render it", "utf-8")
    search = (docs / "assets" / "pages.js").read_bytes()
    assert "报错" in search.decode()
    monkeypatch.setattr(Site, "render", lambda *_: pytest.fail("made anew"))
    made(site, docs, few)
    assert (docs / "assets" / "pages.js").read_bytes() == search


def test_a_page_that_is_made_anew_and_says_the_same_tells_the_same_without_being_read(
    site: Site, few: list[Page], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    monkeypatch.setattr(run_module, "sections", lambda page, _: read.append(page.path) or [])
    known: KnownPages = {}
    for readings in ("one", "two"):
        with Output(tmp_path / "docs") as output:
            run = SiteRun(site, output, Inputs(site, {"policy/readings.yml": readings}), known)
            run.make(few, [], lambda *_: None, lambda: None)
    assert (output.written, output.unchanged > 2) == (0, True)
    assert read == ["about.md"]


@pytest.mark.skipif(sys.platform != "linux" or (os.cpu_count() or 1) < 2, reason="one process does all here")
def test_another_process_makes_and_writes_the_file_and_this_one_counts_it(
    site: Site, few: list[Page], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parallel, "MANY", 1)
    with Output(tmp_path / "docs") as output:
        run = SiteRun(site, output, Inputs(site, {}))
        run.make(few, [LateFile("pid.txt", lambda: str(os.getpid()))], lambda *_: None, lambda: None)
        assert "pid.txt" in output.kept
    assert (tmp_path / "docs" / "pid.txt").read_text("utf-8") != str(os.getpid())
    assert not list((tmp_path / "docs").glob(".jiedui-draft-*"))


@pytest.mark.skipif(sys.platform != "linux" or (os.cpu_count() or 1) < 2, reason="one process does all here")
def test_what_draws_on_no_menu_is_made_once_and_first_where_nothing_may_be_kept(
    site: Site, few: list[Page], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run_module, "_MANY", 1)
    for of, here in (("one", False), ("one", False), ("two", True)):
        file = LateFile("of.txt", partial(_of, of), of)
        with Output(tmp_path / "docs") as output:
            run = SiteRun(site, output, Inputs(site, {"policy/readings.yml": "one"}))
            with run.meanwhile([file]):
                while not here and not (tmp_path / "docs" / "of.txt").exists():
                    time.sleep(0.001)
            run.make(few, [file], lambda *_: None, lambda: None)
        made_of, process = (tmp_path / "docs" / "of.txt").read_text("utf-8").split()
        assert (made_of, int(process) == os.getpid()) == (of, here)


@pytest.mark.skipif(sys.platform != "linux" or (os.cpu_count() or 1) < 2, reason="one process does all here")
@pytest.mark.parametrize("sooner", [True, False])
def test_of_pages_that_are_alike_one_is_made_before_processes_part(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, sooner: bool
) -> None:
    monkeypatch.setattr(parallel, "MANY", 1)
    make, here = SiteRun._make, list[str]()
    monkeypatch.setattr(
        SiteRun, "_make", lambda run, item: here.append(getattr(item, "template", "")) or make(run, item)
    )
    alike = {"household.html.j2", "helper.html.j2"}
    pages = [page for page in pages_of(site) if page.template in {*alike, "about.md.j2"}]
    with Output(tmp_path / "docs") as output:
        run = SiteRun(site, output, Inputs(site, {"policy/readings.yml": "one"}))
        if sooner:
            run.begin(pages)
            assert len(here) == len(alike)
        run.make(pages, [], lambda *_: None, lambda: None)
    assert sorted(item for item in here if item in alike) == sorted(alike), "others make the rest"
    with Output(tmp_path / "docs") as output:
        here.clear()
        SiteRun(site, output, Inputs(site, {"policy/readings.yml": "one"})).begin(pages)
    assert not here, "some may be kept"


@pytest.mark.skipif(sys.platform != "linux" or (os.cpu_count() or 1) < 2, reason="one process does all here")
def test_pages_of_one_are_begun_with_while_is_reckoned_what_others_draw_on(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parallel, "MANY", 1)
    monkeypatch.setattr(run_module, "_MANY", 1)
    docs, make, begin, here = tmp_path / "docs", SiteRun._make, SiteRun._begin, list[str]()
    pages = [page for page in pages_of(site) if page.template in ("household.html.j2", "about.md.j2")]
    *others, last = (page.path for page in pages if not page.is_markdown)

    def waits(run: SiteRun, first: list[Page]) -> None:
        assert [page.path for page in first] == [last]
        while not all((docs / path).exists() for path in others):
            time.sleep(0.001)
        begin(run, first)

    monkeypatch.setattr(SiteRun, "_make", lambda run, item: here.append(item.path) or make(run, item))
    monkeypatch.setattr(SiteRun, "_begin", waits)
    with Output(docs) as output:
        run = SiteRun(site, output, Inputs(site, {}))
        run.begin(pages)
        run.make(pages, [], lambda *_: None, lambda: None)
        assert {page.path for page in pages} <= output.kept
    assert here[0] == last
    assert here.count(last) == 1
    assert not {*others} & {*here}, "another process has made them"


@pytest.mark.skipif(sys.platform != "linux" or (os.cpu_count() or 1) < 2, reason="one process does all here")
def test_pages_under_a_menu_that_turns_out_another_are_made_anew_and_no_others(
    ledger: Ledger, edition: Edition, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run_module, "_MANY", 1)
    site, docs, make, here = Site(ledger, AS_OF, edition), tmp_path / "docs", SiteRun._make, list[str]()
    people = expected_of_people(site)
    monkeypatch.setattr(SiteRun, "_make", lambda run, item: here.append(item.path) or make(run, item))
    with Output(docs) as output:
        run = SiteRun(site, output, Inputs(site, {}))
        with run.under_expected_menu(people, []):
            found = pages_of(site)
            units = {page.path: replace(page, title="别的名称") for page in found if page.path == "units/pingjiang.md"}
            site.set_menu(units.get(page.path, page) for page in found)
            while not all((docs / page.path).exists() for page in people):
                time.sleep(0.001)
        run.make(people, [], lambda *_: None, lambda: None)
        said = {page.path: output.text(page.path) for page in people}
    anew = [page.path for page in people if page.section == "units/pingjiang.html"]
    assert anew
    assert [path for path in here if path in said] == anew
    assert said == {page.path: site.render(page) for page in people}


def _of(text: str) -> str:
    return f"{text} {os.getpid()}"


def test_what_is_drawn_from_people_alone_is_reckoned_while_others_put_lists_together(
    site: Site, few: list[Page], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[str] = []
    whole = LateFile("whole.csv", lambda: steps.append("whole"))
    monkeypatch.setattr(SiteRun, "_wholes", lambda *_: [whole])
    monkeypatch.setattr(run_module.parts, "prepare", lambda _: steps.append("people"))
    monkeypatch.setattr(run_module.parts, "files", lambda *_: steps.append("search") or ())
    with Output(tmp_path / "docs") as output:
        SiteRun(site, output, Inputs(site, {})).make(few, (), lambda *_: None, lambda: None)
    assert steps == ["whole", "people", "search"]
