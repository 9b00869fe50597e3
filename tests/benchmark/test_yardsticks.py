"""What others take: each does what it is said to do, on a tiny ledger."""

from __future__ import annotations

import pytest

from jiedui.benchmark import yardsticks
from jiedui.benchmark.process import FailedRunError, ProcessRun
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


def test_check_jsonschema_accepts_what_it_is_given(bench: Workbench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yardsticks, "SAMPLE", 1)  # each start of it takes seconds
    assert yardsticks.check_jsonschema(bench).peak > 0


def test_yamllint_reads_what_it_is_given(bench: Workbench) -> None:
    assert yardsticks.yamllint(bench).peak > 0
    for place in bench.places:
        if place.kind == "visit":
            (bench.root / place.path).write_bytes(b"a: \xff\n")  # which it ends at, where it reads it
    with pytest.raises(FailedRunError):
        yardsticks.yamllint(bench)


@pytest.mark.engine
def test_a_plain_site_is_built(bench: Workbench) -> None:
    assert yardsticks.mkdocs(bench, 5).peak > 0
    assert (bench.folder / "plain" / "site" / "2" / "index.html").is_file()


def test_of_a_sample_all_of_each_kind_is_reckoned_and_the_start_is_counted_once(
    bench: Workbench, monkeypatch: pytest.MonkeyPatch
) -> None:
    def run(_: Workbench, *command: str, **__: object) -> ProcessRun:
        homes, visits = (sum(word in path for path in command) for word in ("household.yml", "/visits/"))
        return ProcessRun(1, 5 + 7 * homes + 2 * visits, 30)

    monkeypatch.setattr(Workbench, "run", run)
    small = len(bench.places) - 10
    assert yardsticks.yamllint(bench) == ProcessRun(2, 2 * 5 + 7 * 10 + 2 * small, 30)
