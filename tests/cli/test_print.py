"""``jiedui print``: which files lie where, what is said of PDF, and what is refused."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from jiedui.browser import BrowserFailedError
from jiedui.duties import deadline
from jiedui.prints import KINDS

Run = Callable[..., subprocess.CompletedProcess[str]]
DAY = ("--as-of", "2026-11-23")
NONE = "没有做 PDF。"


def folders(root: Path) -> list[str]:
    return sorted(path.parent.relative_to(root).as_posix() for path in root.rglob("index.html"))


def written(root: Path) -> int:
    return len(list(root.rglob("*.html")))


def test_one_kind_lies_in_its_folder_below_build(run: Run, ledger: Path, tmp_path: Path) -> None:
    done = run("print", "cards", "--no-pdf", *DAY)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        f"检查了 {len(list(ledger.rglob('*.yml')))} 个文件，没有发现问题。",
        f"写了 {written(tmp_path)} 个文件，打开 build/cards/index.html 打印。",
        NONE,
    ]
    assert folders(tmp_path) == ["build/cards"]


def test_one_kind_lies_where_it_is_told(run: Run, tmp_path: Path) -> None:
    done = run("print", "county", "--no-pdf", *DAY, "--out", "out")
    assert done.stdout.splitlines()[1] == f"写了 {written(tmp_path)} 个文件，打开 out/index.html 打印。"
    assert folders(tmp_path) == ["out"]


def test_several_kinds_lie_in_folders_of_their_own(run: Run, tmp_path: Path) -> None:
    done = run("print", "county", "forms", "--no-pdf", *DAY, "--out", "out")
    assert done.stdout.splitlines()[1:] == [
        f"写了 {written(tmp_path / 'out' / 'county')} 个文件，打开 out/county/index.html 打印。",
        f"写了 {written(tmp_path / 'out' / 'forms')} 个文件，打开 out/forms/index.html 打印。",
        NONE,
    ]
    assert folders(tmp_path) == ["out/county", "out/forms"]


def test_for_one_household_no_other_is_reckoned_whatever_is_printed(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    reckoned, due = [], deadline.household_due

    def counting(of: Any, book: Any) -> Any:
        reckoned.append(book.household.id)
        return due(of, book)

    monkeypatch.setattr(deadline, "household_due", counting)
    done = run("print", "outline", "brief", "household", "handbook", "--household", "YYL-2A3C", "--no-pdf", *DAY)
    assert (done.returncode, reckoned) == (0, ["YYL-2A3C"])
    assert len(folders(tmp_path)) == 4


def test_names_that_may_become_empty_boxes_are_told(
    run: Run, ledger: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = ledger / "yueyanglou/households/YYL-2A3C/household.yml"
    text = file.read_text("utf-8")
    assert "name: 示例子" in text
    file.write_text(text.replace("name: 示例子", 'name: "示例\U0002bc20"'), "utf-8")
    monkeypatch.setenv("PATH", str(tmp_path / "nothing"))
    told = "请看一看打印件：示例\U0002bc20 的姓名里，这台电脑可能没有这些字，会印成空框：\U0002bc20（U+2BC20）。"
    assert run("print", "county", "forms", "--no-pdf", *DAY).stdout.splitlines()[-2:] == [told, NONE]
    assert told not in run("print", "forms", "--no-pdf", *DAY, "--unit", "pingjiang").stdout


def test_without_a_kind_all_are_printed(run: Run, tmp_path: Path) -> None:
    assert run("print", "--no-pdf", *DAY).returncode == 0
    assert folders(tmp_path) == sorted(f"build/{kind}" for kind in KINDS)
    assert run("print", "--no-pdf", *DAY, "--out", "out").returncode == 0
    assert folders(tmp_path / "out") == sorted(KINDS)


@pytest.mark.parametrize(
    ("words", "units"),
    [
        ((), {"pingjiang", "yueyanglou"}),
        (("--unit", "pingjiang"), {"pingjiang"}),
        (("--unit", "pingjiang", "--unit", "yueyanglou"), {"pingjiang", "yueyanglou"}),
        (("--household", "PJ-2H3J"), {"pingjiang"}),
        (("--household", "PJ-2H3J", "--household", "YYL-2A3C"), {"pingjiang", "yueyanglou"}),
        (("--helper", "YYL-B-6F7G"), {"yueyanglou"}),
    ],
)
def test_the_choice_narrows_what_is_printed(run: Run, tmp_path: Path, words: tuple[str, ...], units: set[str]) -> None:
    assert run("print", "household", "--no-pdf", *DAY, *words).returncode == 0
    assert {path.parent.name for path in tmp_path.rglob("household.html")} == units


def test_prints_are_of_the_day_that_was_asked_for(run: Run, clock: Callable[[date], None], tmp_path: Path) -> None:
    page = tmp_path / "build" / "county" / "index.html"
    clock(date(2029, 3, 1))
    assert run("print", "county", "--no-pdf", *DAY).returncode == 0
    asked = page.read_text("utf-8")
    clock(date(2026, 11, 23))
    assert run("print", "county", "--no-pdf").returncode == 0
    assert page.read_text("utf-8") == asked
    assert "2026年11月23日" in asked


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--unit", "nowhere"), "没有代号为 nowhere 的残联。"),
        (("--unit", "pingjiang", "--unit", "nowhere"), "没有代号为 nowhere 的残联。"),
        (("--helper", "YYL-B-9999"), "没有编号为 YYL-B-9999 的帮扶责任人。"),
        (("--household", "PJ-2H3J", "--household", "PJ-9999"), "没有编号为 PJ-9999 的户。"),
        (("--township", "安定镇", "--township", "安定县"), "没有叫 安定县 的乡镇（街道）。"),
        (("--township", "安定"), "没有叫 安定 的乡镇（街道），是不是 安定镇？"),
    ],
)
def test_what_the_ledger_does_not_hold_is_refused(run: Run, tmp_path: Path, words: tuple[str, ...], said: str) -> None:
    done = run("print", "cards", "--no-pdf", *DAY, *words)
    assert (done.returncode, done.stderr) == (2, f"不能运行：{said}\n")
    assert [path.name for path in tmp_path.iterdir()] == ["records"]


def test_a_kind_that_is_none_is_refused(run: Run) -> None:
    said = f"不能运行：种类填写不对。没有 posters 这一种。可以写：{'、'.join(KINDS)}。用 jiedui print --help 看用法。\n"
    assert run("print", "posters").stderr == said


def test_a_file_of_somebody_else_is_not_written_over(run: Run, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "index.html").write_text("mine", "utf-8")
    done = run("print", "county", "--no-pdf", *DAY, "--out", "out")
    said = "不能运行：out/index.html 不是本程序写的，不敢覆盖。换一个文件夹，或先把它移走。\n"
    assert (done.returncode, done.stderr) == (2, said)
    assert (tmp_path / "out" / "index.html").read_text("utf-8") == "mine"


@pytest.mark.parametrize(
    ("words", "place", "said"),
    [
        (("county", "--out", "out"), "out/index.html", "out/index.html 不是本程序写的，不敢覆盖。"),
        (("county", "--out", "out"), "out/index.pdf", "out/index.pdf 不是本程序写的，不敢覆盖。"),
        (
            ("county", "forms", "--out", "out"),
            "out/forms/index.html",
            "out/forms/index.html 不是本程序写的，不敢覆盖。",
        ),
        ((), "build/handbook/index.html", "build/handbook/index.html 不是本程序写的，不敢覆盖。"),
        (("county", "--out", "out"), "out", "该是文件夹的地方是文件：out。"),
        (("county", "--out", "out/a"), "out", "该是文件夹的地方是文件：out。"),
        (("county",), "build", "该是文件夹的地方是文件：build。"),
        (("county", "forms"), "build/forms", "该是文件夹的地方是文件：forms。"),
    ],
)
def test_what_stands_in_the_way_is_told_before_the_work(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, words: tuple[str, ...], place: str, said: str
) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr("jiedui.cli.print.checked_ledger", refuse)
    (tmp_path / place).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / place).write_text("mine", "utf-8")
    done = run("print", "--no-pdf", *DAY, *words)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"不能运行：{said}")
    assert (tmp_path / place).read_text("utf-8") == "mine"


def test_a_pdf_that_was_asked_for_needs_a_browser(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("jiedui.cli.chromium.find_browser", lambda: None)
    done = run("print", "county", "--pdf", *DAY)
    said = "不能运行：没有找到浏览器，不能做 PDF。请安装 Chromium、Chrome 或 Edge，或者写 --no-pdf。\n"
    assert (done.returncode, done.stdout, done.stderr) == (2, "", said)
    assert [path.name for path in tmp_path.iterdir()] == ["records"]


def test_without_a_browser_the_pages_are_enough(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jiedui.cli.chromium.find_browser", lambda: None)
    done = run("print", "county", "forms", *DAY)
    assert done.returncode == 0
    said = "没有找到 Chromium、Chrome 或 Edge，没有做 PDF；网页文件可以直接打印。"
    assert done.stdout.splitlines()[3:] == [said]


@pytest.mark.parametrize("words", [(), ("--pdf",)], ids=["by itself", "asked for"])
def test_with_a_browser_each_page_but_the_index_becomes_a_pdf(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, words: tuple[str, ...]
) -> None:
    printed: list[tuple[list[str], str]] = []

    def pdfs(pages: list[Path], browser: str) -> Iterator[Path]:
        printed.append((sorted(page.as_posix() for page in pages), browser))
        yield from pages

    monkeypatch.setattr("jiedui.cli.chromium.find_browser", lambda: "/bin/browser")
    monkeypatch.setattr("jiedui.cli.print.write_pdfs", pdfs)
    done = run("print", "county", *DAY, *words)
    [(pages, browser)] = printed
    assert browser == "/bin/browser"
    there = sorted(path.relative_to(tmp_path).as_posix() for path in (tmp_path / "build").rglob("*.html"))
    assert pages == [page for page in there if not page.endswith("/index.html")]
    assert done.stdout.splitlines()[1:] == [
        f"写了 {len(pages) + 1} 个文件，打开 build/county/index.html 打印。",
        f"做了 {len(pages)} 个 PDF，和网页文件放在一起。",
    ]


def test_pdfs_tell_how_far_they_are(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jiedui.cli.progress.PATIENCE", 0)
    monkeypatch.setattr("jiedui.cli.chromium.find_browser", lambda: "/bin/browser")
    monkeypatch.setattr("jiedui.cli.print.write_pdfs", lambda pages, _: iter(pages))
    done = run("print", "cards", *DAY)
    pages = done.stdout.splitlines()[-1].removeprefix("做了 ").split()[0]
    assert int(pages) > 1
    assert done.stderr.endswith(f"\r正在做 PDF {pages}/{pages}\n")
    assert done.stderr.count("正在做 PDF") == 1


def test_a_browser_that_fails_gives_2(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def pdfs(pages: list[Path], _: str) -> Iterator[Path]:
        yield pages[0]
        raise BrowserFailedError(pages[1].with_suffix(".pdf"))

    monkeypatch.setattr("jiedui.cli.chromium.find_browser", lambda: "/bin/browser")
    monkeypatch.setattr("jiedui.cli.print.write_pdfs", pdfs)
    done = run("print", "county", *DAY)
    assert done.returncode == 2
    assert done.stderr.startswith("不能运行：浏览器没有做出 ")
    assert done.stderr.endswith(".pdf。网页文件可以直接打印，或者加 --no-pdf。\n")


@pytest.mark.parametrize("audience", ["office", "public"])
def test_nothing_is_printed_for_those_who_see_nobody(run: Run, tmp_path: Path, audience: str) -> None:
    done = run("print", "cards", "--no-pdf", *DAY, "--audience", audience)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("不能运行：打印件")
    assert folders(tmp_path) == []
