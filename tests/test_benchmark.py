"""The benchmark's measure of 查户: the size of its data and, with Node.js, that an answer came."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from jiedui import benchmark

ASSETS = Path(benchmark.__file__).parent / "site" / "assets"


@pytest.fixture
def assets(tmp_path: Path) -> Path:
    shutil.copy(ASSETS / "find.js", tmp_path)
    row = '["YYL-2222","示例甲","","岳阳楼区","岳阳楼街道","示例乙"]'
    (tmp_path / "households.js").write_text(f"window.JIEDUI_ROWS=[[{row}],[],[]];\n", "utf-8")
    (tmp_path / "pages.js").write_text('window.JIEDUI_PAGES=[["policy.html","政策","",""]];\n', "utf-8")
    return tmp_path


def test_without_node_only_the_size_is_told(assets: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    lines = list(benchmark.search(assets))
    assert re.fullmatch(r"search data: \d+ KiB", lines[0])
    assert lines[1] == "search: Node.js is missing, no time was measured"


@pytest.mark.node
@pytest.mark.skipif(shutil.which("node") is None, reason="Node.js is missing")
def test_with_node_the_time_of_an_answer_is_told(assets: Path) -> None:
    *_, line = benchmark.search(assets)
    assert re.fullmatch(r"search: 2 rows, ready in [\d.]+ ms, first answer [\d.]+ ms, further [\d.]+ ms", line)
