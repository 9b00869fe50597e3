"""The engines: both build the pages strictly, and a fault stops them."""

from __future__ import annotations

import errno
import re
import shutil
from pathlib import Path

import pytest

from jiedui.site import check_site
from jiedui.site.machine.engine import ENGINES, build, navigation


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
def test_zensical_builds_the_same(built, built_otherwise, file_of):
    assert check_site(built_otherwise) == []
    for kind, table in (
        ("overview", "overview"),
        ("contact", "contact"),
        ("units/pingjiang", "paired"),
        ("quota", "totals"),
    ):
        assert rows(file_of(built_otherwise, kind), table) == rows(file_of(built, kind), table), kind


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


@pytest.mark.parametrize("engine", ENGINES)
def test_a_folder_that_is_no_site_is_not_emptied(tmp_path: Path, engine: str) -> None:
    (tmp_path / "records").mkdir()
    (tmp_path / "records" / "divisions.yml").write_text("县", "utf-8")
    with pytest.raises(OSError, match="别的文件") as caught:
        build(tmp_path / "mkdocs.yml", tmp_path / "docs", tmp_path / "records", engine)
    assert (caught.value.errno, caught.value.filename) == (errno.ENOTEMPTY, str(tmp_path / "records"))
    assert (tmp_path / "records" / "divisions.yml").read_text("utf-8") == "县"


@pytest.mark.parametrize(
    "holds",
    [None, (), ("404.html", "old.html"), (".jiedui-site", "assets.js")],
    ids=["nothing", "empty", "an earlier site", "what an engine that was stopped has left"],
)
def test_a_folder_without_anything_else_is_given_to_the_engine(
    repo_root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, holds: tuple[str, ...] | None
) -> None:
    site = tmp_path / "site"
    if holds is not None:
        site.mkdir()
        for name in holds:
            (site / name).touch()
    monkeypatch.setattr("jiedui.site.machine.engine._run", lambda _config, _engine: 7)
    assert build(repo_root / "mkdocs.yml", tmp_path / "docs", site, "mkdocs") == 7
    assert (site / ".jiedui-site").is_file()


def test_the_navigation_is_that_of_the_configuration_and_a_configuration_may_have_none(tmp_path: Path) -> None:
    config = tmp_path / "mkdocs.yml"
    config.write_text("site_name: 台账\nnav:\n  - 首页: index.md\n  - find.md\n", "utf-8")
    assert navigation(config) == [{"首页": "index.md"}, "find.md"]
    config.write_text("", "utf-8")
    assert navigation(config) == []
