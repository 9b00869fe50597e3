"""Pictures in the guide: those that it shows are those that the build takes, and without a browser there is none."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from jiedui.browser import BrowserFailedError, find_browser
from jiedui.site.machine import pictures
from jiedui.site.machine.pictures import DESK, Shot, take


def test_without_a_browser_the_guide_has_no_picture(make_pages: Any, tmp_path: Path) -> None:
    report = make_pages(tmp_path / "docs")
    assert report.shots == ()
    assert "<img" not in (tmp_path / "docs" / "guide.md").read_text("utf-8")


def test_the_guide_shows_each_picture_once_with_words_for_it(make_pages: Any, tmp_path: Path) -> None:
    report = make_pages(tmp_path / "docs", pictures=True)
    text = (tmp_path / "docs" / "guide.md").read_text("utf-8")
    assert sorted(re.findall(r'<img src="([^"]+)"', text)) == sorted(shot.path for shot in report.shots)
    assert {shot.name for shot in report.shots} == {"find", "overview", "contact", "household", "helper", "unit"}
    # PJ-3333 has the most contacts, four; 示例丁 helps it.
    pages = {shot.name: shot.page for shot in report.shots}
    assert (pages["household"], pages["helper"]) == ("households/PJ-3333.html", "helpers/PJ-B-2222.html")
    assert all(words for words in re.findall(r'alt="([^"]*)"', text))


def test_a_question_and_an_anchor_are_no_part_of_the_name_of_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(pictures, "take_picture", lambda _, address, *__, **___: asked.append(address))
    pages = ("find.html?q=%E7%A4%BA", "units/pingjiang.html#todo", "overview.html")
    take([Shot("x", page, DESK, "x") for page in pages], tmp_path, "browser")
    assert sorted(asked) == sorted(f"{tmp_path.as_uri()}/{page}" for page in pages)


@pytest.mark.browser
@pytest.mark.engine
@pytest.mark.usefixtures("browser")
def test_a_picture_shows_the_page(built: Path, make_pages: Any, tmp_path: Path) -> None:
    command = find_browser()
    assert command
    shot = next(shot for shot in make_pages(tmp_path / "docs", pictures=True).shots if shot.name == "overview")
    out = tmp_path / "copy"
    out.mkdir()
    for item in built.iterdir():
        (out / item.name).symlink_to(item)
    take([shot], out, command)
    with Image.open(out / shot.path) as picture:
        assert picture.size == shot.size
        assert len(picture.convert("RGB").getcolors(1 << 20) or range(1 << 20)) > 50


def test_a_picture_is_tried_twice_and_then_left_out_of_the_guide(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Made at once: a. Made the second time: b. Never made: c, the only one that the guide loses."""
    tried: list[str] = []

    def picture(_: str, __: str, target: Path, **___: int) -> None:
        tried.append(target.stem)
        if target.stem == "c" or (target.stem == "b" and tried.count("b") == 1):
            raise BrowserFailedError(target)

    monkeypatch.setattr("jiedui.site.machine.pictures.take_picture", picture)
    figures = [f'<figure class="jd-picture"><a><img src="pictures/{name}.png"></a></figure>' for name in "abc"]
    (tmp_path / "guide.html").write_text(f"<p>{'x'.join(figures)}</p>", "utf-8")
    found = [Shot(name, "find.html?q=x#y", DESK, "") for name in "abc"]
    assert take(found, tmp_path, "browser") == [found[2]]
    assert sorted(tried) == ["a", "b", "b", "c", "c"]
    assert (tmp_path / "guide.html").read_text("utf-8") == f"<p>{figures[0]}x{figures[1]}x</p>"


def test_where_each_picture_is_made_the_guide_is_not_touched(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("jiedui.site.machine.pictures.take_picture", lambda *_, **__: None)
    assert take([Shot("a", "find.html", DESK, "")], tmp_path, "browser") == []
    assert not (tmp_path / "guide.html").exists()
