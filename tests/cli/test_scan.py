"""``jiedui scan``: what it says, and how it ends."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]

# Of a household of one federation, in the small ledger: its certificate, and its code.
NUMBER, CODE = "49062620110905207362", "PJ-2H3J"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    folder.mkdir()
    (folder / "index.html").write_text(f"<p>\n<a href='#'>{CODE}</a>", "utf-8")
    return folder


@pytest.mark.usefixtures("site")
def test_what_is_not_for_an_audience_is_told_by_place_and_kind(run: Run) -> None:
    done = run("scan", "site")
    assert (done.returncode, done.stdout, done.stderr) == (
        0,
        "查了 1 个文件，按 internal 能看的查：没有不该有的。\n",
        "",
    )
    done = run("scan", "site", "--audience", "county:pingjiang")
    assert (done.returncode, done.stderr) == (0, "")
    done = run("scan", "site", "--audience", "public")
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout == (
        "index.html：第 2 行：户编号或责任人编号\n"
        "查了 1 个文件，按 public 能看的查：1 个文件里有 1 处不该有的，不要发布。\n"
    )


def test_the_folders_of_all_audiences_are_looked_through_at_once(run: Run, tmp_path: Path) -> None:
    for name in ("internal", "public", "county-pingjiang", "county-yueyanglou", "helper-PJ-B-2H3J"):
        (tmp_path / "sites" / name).mkdir(parents=True)
        (tmp_path / "sites" / name / "index.html").write_text(CODE, "utf-8")
    done = run("scan", "sites", "--audience", "all")
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.splitlines() == [
        "查了 1 个文件，按 county:pingjiang 能看的查：没有不该有的。",
        "county-yueyanglou/index.html：第 1 行：户编号或责任人编号",
        "查了 1 个文件，按 county:yueyanglou 能看的查：1 个文件里有 1 处不该有的，不要发布。",
        "查了 1 个文件，按 helper:PJ-B-2H3J 能看的查：没有不该有的。",
        "查了 1 个文件，按 internal 能看的查：没有不该有的。",
        "public/index.html：第 1 行：户编号或责任人编号",
        "查了 1 个文件，按 public 能看的查：1 个文件里有 1 处不该有的，不要发布。",
    ]
    (tmp_path / "sites" / "other").mkdir()
    done = run("scan", "sites", "--audience", "all")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "不能运行：sites/other 不知道是给谁看的：台账里没有这个残联、没有这个在岗的责任人。删掉它，再运行一遍。\n"
    )


def test_a_number_is_nobodys_and_is_never_said(run: Run, site: Path) -> None:
    for page in range(51):
        (site / f"{page:02}.html").write_text(NUMBER, "utf-8")
    done = run("scan", "site")
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.splitlines()[-2:] == [
        "49.html：第 1 行：证件号码或银行卡号",
        "查了 52 个文件，按 internal 能看的查：51 个文件里有 51 处不该有的，不要发布。"
        "上面是前 50 处，要看全部，加上 --all。",
    ]
    assert NUMBER not in done.stdout
    assert run("scan", "site", "--all").stdout.count("证件号码或银行卡号") == 51


def test_what_hinders_is_told_and_gives_2(run: Run, tmp_path: Path) -> None:
    for words, said in (
        (("nowhere",), "不能运行：没有文件夹 nowhere。先用 jiedui site 生成网站。\n"),
        (("empty",), "不能运行：文件夹 empty 是空的。\n"),
        (("empty", "--audience", "county:nirgend"), "不能运行：没有代号为 nirgend 的残联。\n"),
        (("sites",), "不能运行：sites 里是给各种人的网站，各按各的查：加上 --audience all。\n"),
    ):
        (tmp_path / "empty").mkdir(exist_ok=True)
        (tmp_path / "sites" / "internal").mkdir(parents=True, exist_ok=True)
        done = run("scan", *words)
        assert (done.returncode, done.stdout, done.stderr) == (2, "", said)


@pytest.mark.usefixtures("site")
def test_a_record_that_cannot_be_read_is_told(run: Run, ledger: Path) -> None:
    (ledger / "pingjiang" / "helpers" / "PJ-B-2H3J.yml").write_text("id: [", "utf-8")
    done = run("scan", "site")
    assert (done.returncode, done.stderr) == (0, "注意：台账里有 1 份记录读不了，里面写了谁，没有查。\n")
