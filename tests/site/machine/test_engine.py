"""The engines: both build the pages strictly, and a fault stops them."""

from __future__ import annotations

import errno
import re
import shutil
from pathlib import Path

import pytest
import yaml

from jiedui.site import check_site
from jiedui.site.machine.engine import ENGINES, Settings, build, build_alike, pages_mark, settings


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
    (docs / "assets" / "site.css").write_text("a{}", "utf-8")
    assert build(settings() | {"nav": ["about.md"]}, docs, first, "mkdocs") == 0
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


@pytest.mark.parametrize(
    "holds",
    [None, (), ("404.html", "old.html"), (".jiedui-site", "assets.js")],
    ids=["nothing", "empty", "an earlier site", "what an engine that was stopped has left"],
)
def test_a_folder_without_anything_else_is_given_to_the_engine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, holds: tuple[str, ...] | None
) -> None:
    site = tmp_path / "site"
    if holds is not None:
        site.mkdir()
        for name in holds:
            (site / name).touch()
    monkeypatch.setattr("jiedui.site.machine.engine._run", lambda _config, _engine: 7)
    assert build(settings(), tmp_path / "docs", site, "mkdocs") == 7
    assert (site / ".jiedui-site").is_file()


def test_the_engine_is_told_the_name_and_the_folders_of_a_ledger_and_nothing_is_left_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[Settings] = []
    monkeypatch.setattr(
        "jiedui.site.machine.engine._run", lambda config, _: told.append(yaml.safe_load(config.read_text("utf-8"))) or 0
    )
    docs, site = tmp_path / "docs", tmp_path / "site"
    given = settings() | {"site_name": "示例市结对帮扶台账", "nav": [{"首页": "index.md"}]}
    for engine in ENGINES:
        assert build(given, docs, site, engine) == 0
    mkdocs, zensical = told
    assert (mkdocs["site_name"], mkdocs["nav"]) == ("示例市结对帮扶台账", [{"首页": "index.md"}])
    assert (mkdocs["docs_dir"], mkdocs["site_dir"]) == (str(docs), str(site))
    assert (zensical["docs_dir"], zensical["site_dir"]) == ("docs", "site")
    assert Path(mkdocs["theme"]["custom_dir"], "main.html").is_file()
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_the_settings_as_shipped_name_no_ledger_and_no_federation() -> None:
    shipped = settings()
    assert shipped["site_name"] == "残联结对帮扶台账"
    assert [entry["县市区"] for entry in shipped["nav"] if "县市区" in entry] == [["units/index.md"]]
