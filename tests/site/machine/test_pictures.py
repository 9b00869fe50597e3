"""Pictures in the guide: those that it shows are those that the build takes, and without a browser there is none."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from jiedui.browser import find_browser
from jiedui.site.machine.pictures import take


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
