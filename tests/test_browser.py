"""Running a browser of the machine, here played by a script that keeps what it was asked."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest

from jiedui import browser
from jiedui.browser import BrowserFailedError, find_browser, print_pdf, print_pdfs, take_picture

# Writes the file that is asked for, and beside itself its words and, where it is a file, the page that it was shown.
SCRIPT = """#!{python}
import json, pathlib, sys, urllib.parse
page = pathlib.Path(urllib.parse.unquote(urllib.parse.urlparse(sys.argv[-1]).path))
shown = page.read_text("utf-8") if page.is_file() else ""
pathlib.Path(__file__).with_suffix(".json").write_text(json.dumps([sys.argv[1:], shown]))
for word in sys.argv:
    if word.startswith(("--print-to-pdf=", "--screenshot=")):
        pathlib.Path(word.partition("=")[2]).write_bytes(b"made")
"""


class Played:
    """A browser that is a script: its command, and what it was asked last."""

    def __init__(self, file: Path) -> None:
        self.command = str(file)
        self._kept = file.with_suffix(".json")

    @property
    def words(self) -> list[str]:
        words: list[str] = json.loads(self._kept.read_text("utf-8"))[0]
        return words

    @property
    def shown(self) -> str:
        return str(json.loads(self._kept.read_text("utf-8"))[1])


@pytest.fixture
def played(tmp_path: Path) -> Played:
    return Played(script(tmp_path / "browser", SCRIPT.format(python=sys.executable)))


def script(file: Path, text: str) -> Path:
    file.write_text(text, "utf-8")
    file.chmod(0o755)
    return file


def test_the_first_name_on_the_path_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(browser, "PLACES", ())
    assert find_browser() is None
    for name in ("chrome", "msedge", "chromium-browser", "chromium", "chromium-headless-shell"):
        file = script(tmp_path / name, "")
        assert find_browser() == str(file)


def test_else_the_first_place_that_is_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    there = [str(script(tmp_path / name, "")) for name in ("one", "two")]
    monkeypatch.setattr(browser, "PLACES", (str(tmp_path / "none"), str(tmp_path), *there))
    assert find_browser() == there[0]


def test_a_page_becomes_a_pdf_and_nothing_else_is_left(played: Played, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    page = tmp_path / "out" / "卡 一.html"
    page.write_text("页", "utf-8")
    print_pdf(played.command, page, tmp_path / "out" / "卡.pdf")
    assert {path.name for path in (tmp_path / "out").iterdir()} == {"卡 一.html", "卡.pdf"}
    assert (tmp_path / "out" / "卡.pdf").read_bytes() == b"made"
    assert played.shown == "页"
    assert {"--headless", "--no-pdf-header-footer", "--lang=zh-CN"} <= set(played.words)
    profile = next(word for word in played.words if word.startswith("--user-data-dir="))
    assert not Path(profile.partition("=")[2]).exists()


@pytest.mark.parametrize(("user", "without"), [(0, True), (1000, False)], ids=["root", "anybody"])
def test_as_root_there_is_no_sandbox(
    played: Played, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, user: int, without: bool
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: user)
    print_pdf(played.command, tmp_path / "a.html", tmp_path / "a.pdf")
    assert ("--no-sandbox" in played.words) is without


def test_many_pages_are_yielded_in_their_order(played: Played, tmp_path: Path) -> None:
    pairs = [(tmp_path / f"{number}.html", tmp_path / f"{number}.pdf") for number in range(5)]
    assert list(print_pdfs(played.command, pairs)) == [pdf for _, pdf in pairs]
    assert all(pdf.read_bytes() == b"made" for _, pdf in pairs)


@pytest.mark.parametrize("fault", ["writes nothing", "is not there", "takes too long"])
def test_a_browser_that_makes_nothing_is_told_with_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: str
) -> None:
    command = script(tmp_path / "browser", "#!/bin/sh\nsleep 60\n" if fault == "takes too long" else "#!/bin/sh\n")
    if fault == "is not there":
        command.unlink()
    monkeypatch.setattr(browser, "PATIENCE", 0.2)
    (tmp_path / "a.pdf").write_bytes(b"old")
    with pytest.raises(BrowserFailedError) as failed:
        print_pdf(str(command), tmp_path / "a.html", tmp_path / "a.pdf")
    assert failed.value.args == (tmp_path / "a.pdf",)
    assert (tmp_path / "a.pdf").read_bytes() == b"old"


def test_a_draft_of_a_browser_that_hangs_is_removed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    command = script(tmp_path / "browser", "#!/bin/sh\nsleep 60\n")
    monkeypatch.setattr(browser, "PATIENCE", 0.2)
    draft = tmp_path / ".jiedui-a.part.pdf"
    draft.write_bytes(b"half")
    with pytest.raises(BrowserFailedError):
        print_pdf(str(command), tmp_path / "a.html", tmp_path / "a.pdf")
    assert not draft.exists()


def test_whoever_stops_waits_for_the_pages_that_are_being_printed_and_not_for_all(tmp_path: Path) -> None:
    command = script(tmp_path / "browser", SCRIPT.format(python=sys.executable))
    made = [(tmp_path / "a.html", tmp_path / f"{number}.pdf") for number in range(60)]
    running = print_pdfs(str(command), made)
    assert next(running) == tmp_path / "0.pdf"
    running.close()
    assert len(list(tmp_path.glob("*.pdf"))) < 30
    assert list(tmp_path.glob(".jiedui-*")) == []


@pytest.mark.parametrize("width", [500, 1280])
def test_a_wide_window_is_pictured_as_it_is(played: Played, tmp_path: Path, width: int) -> None:
    take_picture(played.command, "https://a.invalid/b?c", tmp_path / "a.png", width=width, height=760)
    assert (tmp_path / "a.png").read_bytes() == b"made"
    assert f"--window-size={width},760" in played.words
    assert played.words[-1] == "https://a.invalid/b?c"


def test_a_narrow_page_is_shown_in_a_frame_that_is_enlarged(played: Played, tmp_path: Path) -> None:
    take_picture(played.command, "https://a.invalid/b?c&d", tmp_path / "a.png", width=400, height=760)
    assert "--window-size=500,950" in played.words
    assert 'src="https://a.invalid/b?c&amp;d"' in played.shown
    assert "width: 400px; height: 760px;" in played.shown
    assert "scale(calc(500 / 400))" in played.shown
