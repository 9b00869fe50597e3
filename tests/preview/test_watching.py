"""What changes in a folder is told, each path once, and hidden files are not."""

from __future__ import annotations

from jiedui.preview.watching import Watch


def test_a_change_is_told_with_its_path(tmp_path):
    (tmp_path / "pingjiang").mkdir()
    with Watch(tmp_path) as watch:
        file = tmp_path / "pingjiang" / "unit.yml"
        file.write_text("一", "utf-8")
        file.write_text("二", "utf-8")
        assert watch.changed(10) == {"pingjiang/unit.yml"}


def test_a_file_that_takes_the_place_of_another_is_told(tmp_path):
    (tmp_path / "unit.yml").write_text("一", "utf-8")
    with Watch(tmp_path) as watch:
        (tmp_path / ".draft").write_text("二", "utf-8")
        (tmp_path / ".draft").replace(tmp_path / "unit.yml")
        assert watch.changed(10) == {"unit.yml"}


def test_what_is_hidden_or_only_read_is_no_change(tmp_path):
    (tmp_path / "unit.yml").write_text("一", "utf-8")
    (tmp_path / ".git").mkdir()
    with Watch(tmp_path) as watch:
        (tmp_path / ".git" / "index").write_text("一", "utf-8")
        (tmp_path / "unit.yml").read_text("utf-8")
        assert watch.changed(0.3) == set()
