"""What others take: each does what it is said to do, on a tiny ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from jiedui.benchmark import yardsticks
from jiedui.benchmark.process import ProcessRun
from jiedui.benchmark.yardsticks import Sampled

if TYPE_CHECKING:
    from jiedui.benchmark.workbench import Workbench


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yardsticks, "SAMPLE", 2)
    monkeypatch.setattr(yardsticks, "PAGES", 3)


def test_all_files_are_parsed_bare(bench: Workbench) -> None:
    assert yardsticks.bare_parse(bench).code == 0
    (bench.root / bench.places[-1].path).write_text("a: [", "utf-8")
    assert yardsticks.bare_parse(bench).code == 1


def test_check_jsonschema_accepts_what_it_is_given(bench: Workbench) -> None:
    found = yardsticks.check_jsonschema(bench)
    assert (found.run.code, found.number) == (0, 4)


def test_yamllint_reads_what_it_is_given(bench: Workbench) -> None:
    found = yardsticks.yamllint(bench)
    assert (found.run.code in (0, 1), found.number) == (True, 4)


@pytest.mark.engine
def test_a_plain_site_is_built(bench: Workbench) -> None:
    found = yardsticks.mkdocs(bench)
    assert (found.run.code, found.number) == (0, 3)
    assert (bench.folder / "plain" / "site" / "2" / "index.html").is_file()


def test_of_a_sample_all_is_reckoned() -> None:
    assert Sampled(ProcessRun(1, 2, 30), 4).all_of(10) == ProcessRun(2.5, 5, 30)
