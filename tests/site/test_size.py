"""No page is too much for a telephone, whatever its family: of the shipped ledger, and of a city with its roster."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from jiedui.cli.verbs import cli
from jiedui.demo import build
from jiedui.demo.source import own
from jiedui.records.schema import SchemaLibrary

BYTES, ELEMENTS = 300_000, 5_000


def too_large(folder: Path) -> dict[str, tuple[int, int]]:
    """Return the bytes and elements of the pages that are too large."""
    pages = {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in folder.rglob("*.html")}
    sizes = {path: (len(text.encode()), len(re.findall(r"<[a-z]", text))) for path, text in pages.items()}
    assert len(sizes) > 500
    return {path: size for path, size in sizes.items() if size[0] > BYTES or size[1] > ELEMENTS}


@pytest.mark.engine
def test_no_page_of_the_shipped_ledger_is_too_large(built: Path) -> None:
    assert too_large(built) == {}


@pytest.mark.soak
@pytest.mark.engine
def test_no_page_of_a_city_is_too_large(library: SchemaLibrary, tmp_path: Path) -> None:
    records, out = tmp_path / "records", tmp_path / "site"
    build(records, library, source=own(), households=3000, roster=40_000, as_of=date(2026, 11, 23))
    arguments = ["site", "--records", records, "--docs", tmp_path / "docs", "--out", out, "--no-pictures"]
    done = CliRunner().invoke(cli, [*map(str, arguments), "--as-of", "2026-11-23"])
    assert done.exit_code == 0, done.output
    assert too_large(out) == {}
