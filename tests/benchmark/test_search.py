"""How large the data of 查户 are, and how soon it answers."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from jiedui.benchmark.search import search
from jiedui.site import build
from jiedui.site.files.search import parts
from jiedui.site.files.search.entries import Entries, HelperEntry

ASSETS = Path(build.__file__).parent / "assets"


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
    lines = list(search(assets))
    assert re.fullmatch(r"search data: 1 KiB in 3 parts, the largest 1 KiB", lines[0])
    assert lines[1] == "search: Node.js is missing, no time was measured"


@pytest.mark.node
@pytest.mark.skipif(shutil.which("node") is None, reason="Node.js is missing")
def test_with_node_the_time_of_an_answer_is_told(assets: Path) -> None:
    *_, line = search(assets)
    assert re.fullmatch(
        r"search: ready in [\d.]+ ms \(1 KiB\), first answer [\d.]+ ms \(0 KiB\), further [\d.]+ ms", line
    )


def test_without_an_answer_the_search_has_failed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "find").mkdir()
    for name in ("a.js", "b.js"):
        (tmp_path / "find" / name).write_bytes(b"x" * 1024)
    node = tmp_path / "node"
    node.write_text("#!/bin/sh\n", "utf-8")
    node.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    assert list(search(tmp_path)) == ["search data: 2 KiB in 2 parts, the largest 1 KiB", "search: failed"]
