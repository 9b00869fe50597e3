"""``jiedui publish``: what it says, and how it ends."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from jiedui.imprint import SiteImprint, finish

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    folder.mkdir()
    (folder / "index.html").write_text("页", "utf-8")
    finish(folder, SiteImprint("2026-11-23", "0123456789"))
    return folder


@pytest.mark.usefixtures("site")
def test_the_site_is_published_and_comes_back(
    run: Run, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    place = tmp_path_factory.mktemp("srv") / "网 站"
    done = run("publish", f"{place}/")
    said = rf"发布好了：{re.escape(str(place))}/current 现在是 releases/20\d{{6}}-\d{{6}}-0123456789。\n"
    assert (done.returncode, done.stderr) == (0, "")
    assert re.fullmatch(said, done.stdout)
    assert (place / "current" / "index.html").read_text("utf-8") == "页"
    done = run("publish", str(place), "--back", "--site", "back")
    assert (done.returncode, done.stdout, done.stderr) == (0, "取回了那里现在的网站，在 back。\n", "")
    assert (tmp_path / "back" / "index.html").read_text("utf-8") == "页"
    done = run("publish", "none", "--back", "--site", "again")
    assert (done.returncode, done.stdout, done.stderr) == (0, "那里还没有网站。\n", "")


def test_what_hinders_is_told_and_gives_2(run: Run) -> None:
    done = run("publish", "there")
    said = "不能运行：没有生成好的网站：先运行 jiedui site，生成完了再发布。\n"
    assert (done.returncode, done.stdout, done.stderr) == (2, "", said)


def test_the_sites_of_audiences_go_each_to_its_own_folder_and_come_back(
    run: Run, site: Path, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    place = tmp_path_factory.mktemp("srv") / "web"
    for name in ("county-pingjiang", "internal"):
        shutil.copytree(site, tmp_path / "sites" / name)
    done = run("publish", place, "--site", "sites")
    assert (done.returncode, done.stderr) == (0, "")
    told = [line.partition(" 现在是 ")[0] for line in done.stdout.splitlines()]
    assert told == [f"发布好了：{place}/county-pingjiang/current", f"发布好了：{place}/internal/current"]
    done = run("publish", place, "--back", "--site", "back")
    assert (done.returncode, done.stdout) == (0, "取回了那里现在的网站，在 back。\n")
    assert (tmp_path / "back/county-pingjiang/index.html").read_text("utf-8") == "页"
