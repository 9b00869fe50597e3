"""The engines: both build the pages strictly, and a fault stops them."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from jiedui.site import check_site
from jiedui.site.machine.engine import build


def rows(file: Path, table: str) -> list[str]:
    """The rows of a table in a built page, as text."""
    found = re.search(rf'id="t-{table}".*?(<table.*?</table>)', file.read_text("utf-8"), re.DOTALL)
    assert found
    return [re.sub(r"<[^>]*>|\s+", " ", row).split() for row in found[1].split("</tr>")]


@pytest.mark.engine
def test_mkdocs_builds_it_strictly_and_the_checker_finds_nothing(built, docs):
    assert check_site(built) == []
    made = {
        path.relative_to(docs).with_suffix(".html").as_posix()
        for path in docs.rglob("*")
        if path.suffix in (".md", ".html")
    }
    assert made <= {path.relative_to(built).as_posix() for path in built.rglob("*.html")}
    assert len(made) > 300


@pytest.mark.engine
def test_zensical_builds_the_same(repo_root, built, docs, file_of, tmp_path):
    work = tmp_path / "docs"
    shutil.copytree(docs, work)
    out = tmp_path / "site"
    assert build(repo_root / "mkdocs.yml", work, out, "zensical") == 0
    assert check_site(out) == []
    for kind, table in (
        ("overview", "overview"),
        ("contact", "contact"),
        ("units/pingjiang", "paired"),
        ("quota", "totals"),
    ):
        assert rows(file_of(out, kind), table) == rows(file_of(built, kind), table), kind


@pytest.mark.engine
def test_an_unknown_engine_is_refused(repo_root, docs, tmp_path):
    with pytest.raises(ValueError, match="unknown engine"):
        build(repo_root / "mkdocs.yml", docs, tmp_path / "site", "jekyll")


@pytest.mark.engine
def test_a_broken_page_fails_the_build(repo_root, docs, tmp_path):
    work = tmp_path / "docs"
    shutil.copytree(docs, work)
    with (work / "guide.md").open("a", encoding="utf-8") as page:
        page.write("\n[没有这一页](gone.md)\n")
    assert build(repo_root / "mkdocs.yml", work, tmp_path / "site", "mkdocs") != 0
