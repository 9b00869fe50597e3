"""The engines: both build the pages strictly, and a fault stops them."""

from __future__ import annotations

import errno
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from jiedui import imprint
from jiedui.imprint import is_left_behind
from jiedui.records.parallel import LostProcessError
from jiedui.site import check_site
from jiedui.site.machine.engine import ENGINES, EngineRun, Settings, build, build_alike, pages_mark, settings


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
@pytest.mark.parametrize("folder", ["built", "built_otherwise"])
def test_beside_the_pages_lies_what_is_ours_alone(folder, docs, request):
    built = request.getfixturevalue(folder)
    made = {path.relative_to(built) for path in (built / "assets").rglob("*")}
    assert made == {path.relative_to(docs) for path in (docs / "assets").rglob("*")}


@pytest.mark.engine
def test_pages_that_an_engine_has_made_serve_another_site_that_has_the_same(tmp_path: Path) -> None:
    docs, first, second = tmp_path / "docs", tmp_path / "first", tmp_path / "second"
    (docs / "assets").mkdir(parents=True)
    (docs / "index.html").write_text("<title>一</title>", "utf-8")
    for name in ("about", "404"):
        (docs / f"{name}.md").write_text(
            f'---\nopening: "<title>{name}</title><body>"\nclosing: "</body>"\n---\n# 页\n', "utf-8"
        )
    with EngineRun(settings() | {"nav": ["about.md"]}, docs, first, "mkdocs") as run:
        (docs / "assets" / "site.css").write_text("a{}", "utf-8")  # while it is at work
        assert run.finish() == 0
    mark = pages_mark(docs)
    (docs / "index.html").write_text("<title>二</title>", "utf-8")
    assert pages_mark(docs) == mark
    build_alike(docs, first, second)

    def held(site: Path) -> dict[str, bytes]:
        found = (path for path in site.rglob("*") if path.is_file() and path.name != "index.html")
        return {path.relative_to(site).as_posix(): path.read_bytes() for path in found}

    assert held(second) == held(first)
    assert "about.html" in held(second)
    assert (second / "index.html").read_text("utf-8") == "<title>二</title>"
    (docs / "about.md").write_text("# 别的\n", "utf-8")
    assert pages_mark(docs) != mark


@pytest.mark.engine
def test_an_unknown_engine_is_refused(docs, tmp_path):
    with pytest.raises(ValueError, match="unknown engine"):
        build(settings(), docs, tmp_path / "site", "jekyll")


@pytest.mark.engine
def test_a_broken_page_fails_the_build(shipped_settings, docs, tmp_path):
    work = tmp_path / "docs"
    shutil.copytree(docs, work)
    with (work / "guide.md").open("a", encoding="utf-8") as page:
        page.write("\n[没有这一页](gone.md)\n")
    assert build(shipped_settings, work, tmp_path / "site", "mkdocs") != 0


@pytest.mark.parametrize("engine", ENGINES)
def test_a_folder_that_is_no_site_is_not_emptied(tmp_path: Path, engine: str) -> None:
    (tmp_path / "records").mkdir()
    (tmp_path / "records" / "divisions.yml").write_text("县", "utf-8")
    with pytest.raises(OSError, match="别的文件") as caught:
        build(settings(), tmp_path / "docs", tmp_path / "records", engine)
    assert (caught.value.errno, caught.value.filename) == (errno.ENOTEMPTY, str(tmp_path / "records"))
    assert (tmp_path / "records" / "divisions.yml").read_text("utf-8") == "县"


def played(code: int, told: list[Settings]) -> Callable[..., subprocess.Popen[str]]:
    """An engine that makes nothing of what it is given, and ends with ``code``."""

    def started(config: Path, engine: str) -> subprocess.Popen[str]:
        told.append(yaml.safe_load(config.read_text("utf-8")) | {"engine": engine, "config": str(config)})
        command = [sys.executable, "-I", "-S", "-c", f"raise SystemExit({code})"]
        return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)

    return started


@pytest.mark.parametrize(
    "holds",
    [None, (), ("404.html", "old.html"), (".jiedui-site", "assets.js"), (".DS_Store", "Thumbs.db")],
    ids=["nothing", "empty", "an earlier site", "what a run that was stopped has left", "what a look into it has left"],
)
def test_a_folder_without_anything_else_becomes_a_site(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, holds: tuple[str, ...] | None
) -> None:
    docs, site = tmp_path / "docs", tmp_path / "site"
    docs.mkdir()
    (docs / "home.html").write_text("<title>户</title>", "utf-8")
    (docs / ".jiedui-keys").write_text("{}", "utf-8")
    if holds is not None:
        site.mkdir()
        for name in holds:
            (site / name).touch()
    monkeypatch.setattr("jiedui.site.machine.engine._started", played(7, []))
    assert build(settings(), docs, site, "mkdocs") == 7
    assert {path.name for path in site.glob("*")} == {*(holds or ())}
    monkeypatch.setattr("jiedui.site.machine.engine._started", played(0, []))
    assert build(settings(), docs, site, "mkdocs") == 0
    assert {path.name for path in site.iterdir() if not is_left_behind(path.name)} == {".jiedui-site", "home.html"}


def test_what_a_look_into_its_folders_left_is_neither_taken_nor_deleted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    docs, site = tmp_path / "docs", tmp_path / "site"
    for folder in (docs / "units", site / "units", site / "gone"):
        folder.mkdir(parents=True)
    (docs / "units" / "a.html").write_text("<title>县</title>", "utf-8")
    (docs / "units" / "Thumbs.db").touch()
    for path in ("404.html", "units/.DS_Store", "desktop.ini", "gone/old.html"):
        (site / path).touch()
    monkeypatch.setattr("jiedui.site.machine.engine._started", played(0, []))
    assert build(settings(), docs, site, "mkdocs") == 0
    left = sorted(path.relative_to(site).as_posix() for path in site.rglob("*"))
    assert left == [".jiedui-site", "desktop.ini", "units", "units/.DS_Store", "units/a.html"]


def test_what_is_hidden_in_a_site_stays_as_it_is_with_all_that_is_in_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    docs, site = tmp_path / "docs", tmp_path / "site"
    for folder in (docs, site / ".git" / "refs" / "tags", site / ".well-known", site / "old" / "empty"):
        folder.mkdir(parents=True)
    (docs / "home.html").write_text("<title>户</title>", "utf-8")
    (tmp_path / "elsewhere").write_text("keep", "utf-8")
    for link in ("404.html", ".jiedui-site", ".jiedui-files", "page.html", ".git/link", ".well-known/link", ".link"):
        (site / link).symlink_to(tmp_path / "elsewhere")
    monkeypatch.setattr("jiedui.site.machine.engine._started", played(0, []))
    assert build(settings(), docs, site, "mkdocs") == 0
    imprint.finish(site, imprint.SiteImprint("2026-11-23", "0123456789"))
    left = {path.relative_to(site).as_posix(): path.is_symlink() for path in site.rglob("*") if not path.is_dir()}
    links = {name for name, is_link in left.items() if is_link}
    assert links == {".git/link", ".well-known/link", ".link"}
    assert left.keys() - links == {".jiedui-site", ".jiedui-files", "home.html"}
    assert (site / ".git" / "refs" / "tags").is_dir()
    assert not (site / "old").exists()
    assert (tmp_path / "elsewhere").read_text("utf-8") == "keep"


def test_what_lies_beside_the_pages_is_in_the_site_under_a_second_name_or_as_a_copy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    docs, site = tmp_path / "docs", tmp_path / "site"
    (docs / "assets").mkdir(parents=True)
    (docs / "assets" / "a.js").write_text("1", "utf-8")
    monkeypatch.setattr("jiedui.site.machine.engine._started", played(0, []))
    assert build(settings(), docs, site, "mkdocs") == 0
    assert (site / "assets" / "a.js").samefile(docs / "assets" / "a.js")
    stamp = (site / "assets" / "a.js").stat()
    assert build(settings(), docs, site, "mkdocs") == 0
    assert (site / "assets" / "a.js").stat() == stamp

    def refused(*_: object) -> None:
        raise OSError(errno.EXDEV, "不在一个盘上")

    monkeypatch.setattr("pathlib.Path.hardlink_to", refused)
    (docs / "assets" / "c.js").write_text("3", "utf-8")
    (site / "left").mkdir()
    (site / "left" / "old.html").touch()
    assert build(settings(), docs, site, "mkdocs") == 0
    assert (site / "assets" / "c.js").read_text("utf-8") == "3"
    assert not (site / "assets" / "c.js").samefile(docs / "assets" / "c.js")
    assert not (site / "left").exists()


def test_the_engine_is_given_the_markdown_alone_and_nothing_is_left_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[Settings] = []
    monkeypatch.setattr("jiedui.site.machine.engine._started", played(0, told))
    docs, site = tmp_path / "docs", tmp_path / "site"
    docs.mkdir()
    given = settings() | {"site_name": "示例市结对帮扶台账", "nav": [{"首页": "index.md"}]}
    for engine in ENGINES:
        assert build(given, docs, site, engine) == 0
    for engine, found in zip(ENGINES, told, strict=True):
        assert (found["engine"], found["site_name"], found["nav"]) == (engine, given["site_name"], given["nav"])
        assert (found["docs_dir"], found["site_dir"]) == ("docs", "site")
        assert Path(found["theme"]["custom_dir"], "main.html").is_file()
        assert not Path(found["config"]).parent.exists()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["docs", "site"]


def test_of_an_engine_that_was_ended_from_outside_it_is_told_as_of_any_process_that_helps(tmp_path: Path) -> None:
    """It has said nothing to which a message could point."""
    (tmp_path / "docs").mkdir()
    with EngineRun(settings(), tmp_path / "docs", tmp_path / "site", "mkdocs") as run:
        run._process.kill()
        with pytest.raises(LostProcessError):
            run.finish()
    assert not (tmp_path / "site").exists()


def test_the_settings_as_shipped_name_no_ledger_and_no_federation() -> None:
    shipped = settings()
    assert shipped["site_name"] == "残联结对帮扶台账"
    assert [entry["县市区"] for entry in shipped["nav"] if "县市区" in entry] == [["units/index.md"]]
