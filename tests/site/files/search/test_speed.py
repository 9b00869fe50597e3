"""查户 at 40,000 households, on a phone six times slower than this machine: what a word loads, how soon it answers."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page
from tests.waiting import until

from jiedui.site.files.search import parts
from jiedui.site.files.search.entries import Entries

pytestmark = [pytest.mark.soak, pytest.mark.engine]

SLOWER = 6
BUDGET = 300  # ms from Enter to how many are found
FIELD = 50  # ms from letters in the field of the form to whom it lists
LOADING = 30  # ms more where these are the first, for the scripts that they ask for
TRIES = 5

# The best of several tries, each with a page that has loaded nothing yet: what the machine does besides is not meant.
# An only hit, which Enter opens, stays closed: another page would not be slow.
ANSWER = """query => new Promise((done) => {
  document.addEventListener('click', event => event.preventDefault());
  const status = document.getElementById('find-count');
  document.getElementById('find-text').value = query;
  const start = performance.now();
  new MutationObserver(() => done(performance.now() - start)).observe(status, { childList: true });
  document.getElementById('find').requestSubmit();
})"""

TYPED = """query => new Promise((done) => {
  const status = document.querySelector('[role=status]');
  who.value = query;
  const start = performance.now();
  new MutationObserver(() => done(performance.now() - start)).observe(status, { childList: true });
  who.dispatchEvent(new Event('input'));
})"""
SCRIPTS = ["find/index", "entry-data/index", "find-text", "find-people", "find-load", "entry"]


@pytest.fixture(scope="session")
def city(built: Path, crowd: Callable[[int], Entries], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of the search with the data of a crowd."""
    root = tmp_path_factory.mktemp("city")
    shutil.copy(built / "find.html", root)
    shutil.copytree(built / "assets", root / "assets", ignore=shutil.ignore_patterns("find"))
    (root / "assets" / "find").mkdir()
    for file in parts.files(crowd(40_000), []):
        (root / file.path).write_text(str(file.content), "utf-8")
    shutil.copy(built / "assets" / "pages.js", root / "assets")
    return root


def queries(city: Path) -> list[str]:
    """A name, a part of it, its initials, an id, a township run together with the name, somebody who is not there."""
    first = (city / "assets" / "find" / "r-300.js").read_text("utf-8").split('=[["')[1].split('"')
    identifier, name, place = first[0], first[2], first[8].partition("镇")[0]
    return [name, name[1:], "shiliwf", identifier, identifier[3:].lower(), f"{place}镇{name}", f"{place}镇无此人的情况"]


def test_the_first_answer_comes_at_once_on_a_slow_phone(page: Page, city: Path) -> None:
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    best = {}
    for query in queries(city):
        took = []
        for _ in range(TRIES):
            page.goto((city / "find.html").as_uri())
            until(page, "document.readyState === 'complete'")
            took.append(page.evaluate(ANSWER, query))
        best[query] = min(took)
    assert {query: ms for query, ms in best.items() if ms > BUDGET} == {}


def test_the_field_of_the_form_lists_somebody_while_one_types(page: Page, city: Path) -> None:
    """What the processor works for it is measured, in the milliseconds of the phone: others may work beside it."""
    scripts = "".join(f'<script src="assets/{name}.js"></script>' for name in SCRIPTS)
    field = "<input id=who><script>JIEDUI_ENTRY.picker(who)</script>"
    (city / "picker.html").write_text(f"<!doctype html><meta charset=utf-8>{scripts}{field}", "utf-8")
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})

    def worked(query: str) -> float:
        def ms() -> float:
            found = {item["name"]: item["value"] for item in session.send("Performance.getMetrics")["metrics"]}
            return float(found["TaskDuration"]) * 1000 * SLOWER

        before = ms()
        page.evaluate(TYPED, query)
        return ms() - before

    name, _, _, identifier, code, place_and_name, _ = queries(city)
    first, again = {}, {}
    for query in (name[2:], identifier, code, place_and_name):
        took = []
        for _ in range(TRIES):
            page.goto((city / "picker.html").as_uri())
            until(page, "document.readyState === 'complete'")
            page.focus("#who")
            took.append((worked(query), worked(f"{query} ")))
        first[query], again[query] = map(min, zip(*took, strict=True))
    assert {query: ms for query, ms in again.items() if ms > FIELD} == {}
    assert {query: ms for query, ms in first.items() if ms > FIELD + LOADING} == {}


def test_a_word_loads_some_kilobytes_and_not_the_city(city: Path, node_run: Callable[[str, Any], Any]) -> None:
    answers = node_run("find.mjs", {"root": str(city), "queries": queries(city)})
    loaded = [sum(answer["loaded"].values()) for answer in answers]
    assert all(size < 200_000 for size in loaded), loaded
    whole = sum(file.stat().st_size for file in (city / "assets" / "find").iterdir())
    assert 9_000_000 < whole < 15_000_000
    assert (city / "assets" / "find" / "index.js").stat().st_size < 40_000
    assert max(file.stat().st_size for file in (city / "assets" / "find").iterdir()) < 120_000
