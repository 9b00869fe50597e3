"""The benchmark: what one process takes, how soon 查户 answers, and the lines of a report of a tiny ledger."""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path

import pytest

from jiedui import benchmark
from jiedui.site.files.search import parts
from jiedui.site.files.search.entries import Entries, HelperEntry

ASSETS = Path(benchmark.__file__).parent / "site" / "assets"


@pytest.fixture
def assets(tmp_path: Path) -> Path:
    for name in ("find-text.js", "find-people.js"):
        shutil.copy(ASSETS / name, tmp_path)
    entry = HelperEntry(id="PJ-B-2222", name="示例甲", post="干事", unit="平江县", township="", department="", state="")
    for file in parts.files(Entries((), (entry,), ()), []):
        (tmp_path / file.path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / file.path).write_text(str(file.content), "utf-8")
    for name in ("find-text.js", "find-people.js"):
        (tmp_path / name).rename(tmp_path / "assets" / name)
    return tmp_path / "assets"


def test_without_node_only_the_size_is_told(assets: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    lines = list(benchmark.search(assets))
    assert re.fullmatch(r"search data: 1 KiB in 3 parts, the largest 1 KiB", lines[0])
    assert lines[1] == "search: Node.js is missing, no time was measured"


@pytest.mark.node
@pytest.mark.skipif(shutil.which("node") is None, reason="Node.js is missing")
def test_with_node_the_time_of_an_answer_is_told(assets: Path) -> None:
    *_, line = benchmark.search(assets)
    assert re.fullmatch(
        r"search: ready in [\d.]+ ms \(1 KiB\), first answer [\d.]+ ms \(0 KiB\), further [\d.]+ ms", line
    )


def test_a_process_is_measured(tmp_path: Path) -> None:
    words = "import sys, pathlib; pathlib.Path('seen').write_text(sys.stdin.read()); bytearray(60_000_000); sys.exit(3)"
    run = benchmark.measure([sys.executable, "-c", words], "given", cwd=tmp_path)
    assert run.code == 3
    assert 0.005 < run.seconds < 60
    assert 57 < run.peak < 150
    assert (tmp_path / "seen").read_text("utf-8") == "given"


def test_the_memory_of_who_measures_is_not_counted(tmp_path: Path) -> None:
    held = bytearray(b"x") * 300_000_000
    assert benchmark.measure([sys.executable, "-c", "pass"], cwd=tmp_path).peak < 100
    assert len(held) == 300_000_000


def test_without_an_answer_the_search_has_failed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "find").mkdir()
    for name in ("a.js", "b.js"):
        (tmp_path / "find" / name).write_bytes(b"x" * 1024)
    node = tmp_path / "node"
    node.write_text("#!/bin/sh\n", "utf-8")
    node.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    assert list(benchmark.search(tmp_path)) == ["search data: 2 KiB in 2 parts, the largest 1 KiB", "search: failed"]


@pytest.mark.engine
def test_the_report_of_a_tiny_ledger(shipped_root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each process ends well: one that does not is marked with its exit code."""
    monkeypatch.setattr(benchmark, "SAMPLE", 2)
    monkeypatch.setattr(benchmark, "SITES", ("--audience", "public"))  # the smallest
    lines = list(benchmark.run(10, 20, shipped_root))
    heads = [
        r"\d+ files: 10 households, (?P<visits>\d+) visits; \d+ processors, Python 3\.\d+\.\d+",
        r"jiedui check {36} *[\d.]+ s +\d+ MiB",
        r"CSafeLoader parse, bare {25} *[\d.]+ s +\d+ MiB",
        r"jiedui site \(check, pages, MkDocs, link check\)   *[\d.]+ s +\d+ MiB",
        r"jiedui site, all audiences {22} *[\d.]+ s +\d+ MiB",
        r"jiedui site, \d+ audiences / one = [\d.]+",
        r"jiedui site --pages-only {24} *[\d.]+ s +\d+ MiB",
        r"search data: [1-9]\d* KiB in [1-9]\d* parts, the largest [1-9]\d* KiB",
        r"search: .+",
        r"jiedui export {35} *[\d.]+ s +\d+ MiB",
        r"jiedui import, unchanged {24} *[\d.]+ s +\d+ MiB",
        r"jiedui check --since, 10 households {17} *[\d.]+ s +\d+ MiB(   \(exit 1\))?",
        r"jiedui review --since, 10 households {16} *[\d.]+ s +\d+ MiB",
        r"check-jsonschema, shape only, 4 files {11} *[\d.]+ s +\d+ MiB",
        r"check-jsonschema / jiedui check, by file = [\d.]+",
        r"jiedui check / bare parse = [\d.]+",
        r"jiedui seal {37} *[\d.]+ s +\d+ MiB",
        r"jiedui check, sealed, without keys {14} *[\d.]+ s +\d+ MiB(   \(exit 1\))?",
        r"jiedui check, sealed, without keys / plain = [\d.]+",
        r"jiedui check, sealed, with keys {17} *[\d.]+ s +\d+ MiB(   \(exit 1\))?",
        r"jiedui check, sealed, with keys / plain = [\d.]+",
        r"jiedui review / jiedui check, both --since = [\d.]+",
    ]
    assert len(lines) == len(heads)
    for line, head in zip(lines, heads, strict=True):
        assert re.fullmatch(head, line), line
