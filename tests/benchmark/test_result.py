"""What was found is kept, told as a table, and held against another run."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from jiedui.benchmark.process import ProcessRun
from jiedui.benchmark.result import Result, exponent
from jiedui.benchmark.rows import BenchRow
from jiedui.struct import replace

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

BARE = BenchRow("bare", "bare parse", ProcessRun(10, 8, 20))
CHECK = BenchRow("check", "check", ProcessRun(5, 9, 300), by_clock=True)
EXPORT = BenchRow("export", "export", ProcessRun(20, 16, 200))
LONE = '{"key": "a", "name": "a", "run": {"wall": 1, "cpu": 1, "peak": 1}}'
NO_PARSE = f'{{"day": "", "machine": "", "ledger": "", "rows": [{LONE}]}}'
RESULT = Result(day="2026-11-27", machine="2 processors", ledger="3 files", rows=(BARE, CHECK, EXPORT))


def test_a_ratio_is_of_the_processors_or_of_the_clock() -> None:
    assert RESULT.ratios == {"bare": 1, "check": 0.5, "export": 2}


def test_a_run_is_read_as_it_was_kept(tmp_path: Path) -> None:
    found = replace(RESULT, growth={"check": 1.01})
    found.write(tmp_path / "bench.json")
    assert Result.read(tmp_path / "bench.json") == found


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"rows": [{}]}', '{"rows": []}', '{"rows": [1]}', NO_PARSE])
def test_another_file_is_no_run(tmp_path: Path, text: str) -> None:
    (tmp_path / "bench.json").write_text(text, "utf-8")
    with pytest.raises(ValueError, match=r"no result|Expecting"):
        Result.read(tmp_path / "bench.json")


def test_what_got_worse_by_a_fifth_is_told() -> None:
    slower = replace(EXPORT, run=ProcessRun(1, 19.2, 200)), replace(CHECK, run=ProcessRun(5.9, 90, 300))
    new = BenchRow("new", "new", ProcessRun(1, 100, 1))
    now = replace(RESULT, day="2026-12-01", rows=(BARE, *slower, new))
    assert [*now.worse_than(RESULT)] == ["export: 2.400 × the bare parse, 2.000 on 2026-11-27"]
    assert [*RESULT.worse_than(now)] == []


def test_a_tenth_of_a_second_is_chance() -> None:
    quick = BenchRow("start", "start", ProcessRun(1, 0.3, 20))
    slower = replace(quick, run=ProcessRun(1, 0.39, 20))
    much_slower = replace(quick, run=ProcessRun(1, 0.41, 20))
    earlier = replace(RESULT, rows=(BARE, quick))
    assert [*replace(RESULT, rows=(BARE, slower)).worse_than(earlier)] == []
    assert len([*replace(RESULT, rows=(BARE, much_slower)).worse_than(earlier)]) == 1


def test_what_has_a_parse_of_its_own_stands_beside_that() -> None:
    bare = BenchRow("roster-bare", "bare parse", ProcessRun(20, 20, 20), bare="roster-bare")
    check = BenchRow("roster-check", "check", ProcessRun(10, 30, 300), bare="roster-bare")
    assert replace(RESULT, rows=(BARE, bare, check)).ratios == {"bare": 1, "roster-bare": 1, "roster-check": 1.5}


def test_a_run_is_told_as_a_table() -> None:
    lines = [*replace(RESULT, growth={"check": 1.014}).table()]
    assert lines[0] == "2026-11-27, 2 processors; 3 files."
    assert lines[-2:] == [
        "| check | 5.00 s | 9.00 s | 300 MiB | 0.500 (clock) | 1.01 |",
        "| export | 20.00 s | 16.00 s | 200 MiB | 2.000 |  |",
    ]


def test_some_rows_are_told_alone() -> None:
    assert [line.split(" | ")[0] for line in RESULT.table({"export", "check"})][-2:] == ["| check", "| export"]


SHORT = {
    "start",
    "bare",
    "check",
    "check-again",
    "review",
    "export",
    "import",
    "print",
    "site",
    "mkdocs",
    "roster-check",
    "roster-site",
}


@pytest.mark.parametrize(("name", "keys"), [("README.md", SHORT), ("docs/speed.md", ())])
def test_the_tables_of_the_docs_are_those_of_the_run_that_is_kept(
    repo_root: Path, name: str, keys: Collection[str]
) -> None:
    """``make bench-docs`` writes them anew."""
    text = (repo_root / name).read_text("utf-8")
    before, begin, rest = text.partition("<!-- bench -->\n")
    _, end, after = rest.partition("<!-- /bench -->\n")
    assert begin
    assert end
    table = "\n".join(Result.read(repo_root / "docs" / "bench.json").table(keys))
    meant = f"{before}{begin}{table}\n{end}{after}"
    if os.environ.get("JIEDUI_ACCEPT") == "1":
        (repo_root / name).write_text(meant, "utf-8")
    else:
        assert text == meant


@pytest.mark.parametrize(("power", "factor"), [(1, 3), (2, 0.5), (0, 7)])
def test_the_growth_is_the_power_of_the_size(power: int, factor: float) -> None:
    sizes = [300, 3000, 20000]
    assert exponent(sizes, [factor * size**power for size in sizes]) == pytest.approx(power)
