"""What a built site says of itself: nothing before it is whole."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from jiedui.imprint import MARK, SiteImprint, begin, files_of, finish, imprint_of, is_empty, is_passed_by, strangers


def test_a_site_is_known_from_its_end_on(tmp_path: Path) -> None:
    assert imprint_of(tmp_path) is None
    begin(tmp_path)
    assert imprint_of(tmp_path) is None
    finish(tmp_path, SiteImprint("2026-11-23", "0123456789（有改动）"))
    found = imprint_of(tmp_path)
    assert found == SiteImprint("2026-11-23", "0123456789（有改动）")
    assert found.day == date(2026, 11, 23)
    begin(tmp_path)
    assert imprint_of(tmp_path) is None


@pytest.mark.parametrize(
    "text",
    [
        "{", "[]", "null", "{}", '{"as_of": "2026-11-23"}', '{"as_of": "2026-13-01", "commit": "0"}',
        '{"as_of": "2026-11-23", "commit": ""}', '{"as_of": 1, "commit": "0"}',
    ],
)  # fmt: skip
def test_what_somebody_else_wrote_is_none(tmp_path: Path, text: str) -> None:
    (tmp_path / MARK).write_text(text, "utf-8")
    assert imprint_of(tmp_path) is None


def test_what_somebody_has_put_into_a_whole_site_is_told(tmp_path: Path) -> None:
    def put(*paths: str) -> None:
        for path in paths:
            (tmp_path / path).parent.mkdir(exist_ok=True)
            (tmp_path / path).touch()

    put("index.html", "units/a.html")
    finish(tmp_path, SiteImprint("2026-11-23", "0123456789"))
    assert strangers(tmp_path) == []
    put(".nojekyll", ".well-known/x", "units/.b", "a/信.txt", "CNAME")  # what is hidden is not deleted
    assert strangers(tmp_path) == ["CNAME", "a/信.txt"]
    begin(tmp_path)
    assert strangers(tmp_path) == []


def test_of_a_site_that_told_no_files_nobody_knows_which_are_its_own(tmp_path: Path) -> None:
    finish(tmp_path, SiteImprint("2026-11-23", "0123456789"))
    (tmp_path / "CNAME").touch()
    assert strangers(tmp_path) == ["CNAME"]
    (tmp_path / ".jiedui-files").unlink()
    assert strangers(tmp_path) == []


LEFT_BEHIND = [".DS_Store", "Thumbs.db", "thumbs.db", "desktop.ini", "Desktop.ini", "~$通报.docx"]


def test_a_folder_is_empty_that_somebody_only_looked_into(tmp_path: Path) -> None:
    assert is_empty(tmp_path)
    for name in LEFT_BEHIND:
        (tmp_path / name).touch()
    assert is_empty(tmp_path)
    (tmp_path / ".hidden").touch()
    assert not is_empty(tmp_path)


@pytest.mark.parametrize("name", LEFT_BEHIND)
def test_what_a_look_into_its_folders_leaves_is_nobodys(tmp_path: Path, name: str) -> None:
    (tmp_path / "assets" / "fonts").mkdir(parents=True)
    (tmp_path / "index.html").touch()
    (tmp_path / "assets" / "site.css").touch()
    finish(tmp_path, SiteImprint("2026-11-23", "0123456789"))
    for folder in ("", "assets/", "assets/fonts/"):
        (tmp_path / f"{folder}{name}").touch()
        assert is_passed_by(f"{folder}{name}")
    assert strangers(tmp_path) == []
    assert sorted(files_of(tmp_path)) == ["assets/site.css", "index.html"]


@pytest.mark.parametrize("path", ["a.b", "units/~a.html", "Thumbs.db.html", "desktop.ini.txt", "a~$b"])
def test_what_is_but_called_alike_is_a_file_of_a_site(path: str) -> None:
    assert not is_passed_by(path)
