"""What others take: each does what it is said to do, on a tiny ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from jiedui.benchmark import yardsticks
from jiedui.benchmark.process import FailedRunError, ProcessRun
from jiedui.benchmark.yardsticks import Sampled

if TYPE_CHECKING:
    from jiedui.benchmark.workbench import Workbench


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yardsticks, "SAMPLE", 2)
    monkeypatch.setattr(yardsticks, "PAGES", 3)


def test_all_files_are_parsed_bare(bench: Workbench) -> None:
    yardsticks.bare_parse(bench)
    (bench.root / bench.places[-1].path).write_text("a: [", "utf-8")
    with pytest.raises(FailedRunError, match="ParserError"):
        yardsticks.bare_parse(bench)


def test_check_jsonschema_accepts_what_it_is_given(bench: Workbench) -> None:
    assert yardsticks.check_jsonschema(bench).number == 4


def test_yamllint_reads_what_it_is_given(bench: Workbench) -> None:
    assert yardsticks.yamllint(bench).number == 4


@pytest.mark.engine
def test_a_plain_site_is_built(bench: Workbench) -> None:
    assert yardsticks.mkdocs(bench).number == 3
    assert (bench.folder / "plain" / "site" / "2" / "index.html").is_file()


def test_of_a_sample_all_is_reckoned() -> None:
    assert Sampled(ProcessRun(1, 2, 30), 4).all_of(10) == ProcessRun(2.5, 5, 30)
