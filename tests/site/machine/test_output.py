"""The folder of pages: only changes are written, stale files go, nothing else is touched."""

from __future__ import annotations

import errno
from datetime import date

import pytest

from jiedui.site.machine import output as output_module
from jiedui.site.machine.output import KEYS, MARKER, Output


def snapshot(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def times(folder):
    return {path: path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()}


def test_a_second_run_writes_nothing(make_pages, tmp_path):
    first = make_pages(tmp_path / "docs")
    before, content = times(tmp_path), snapshot(tmp_path)
    second = make_pages(tmp_path / "docs")
    assert (second.written, second.deleted) == (0, 0)
    assert second.unchanged == first.written
    assert times(tmp_path) == before
    assert snapshot(tmp_path) == content


def test_only_what_changed_is_written(make_pages, tmp_path):
    make_pages(tmp_path / "docs")
    (tmp_path / "docs" / "overview.md").write_text("改过的", "utf-8")
    assert make_pages(tmp_path / "docs").written == 1
    assert "全市总览" in (tmp_path / "docs" / "overview.md").read_text("utf-8")


def test_another_day_gives_other_pages_and_of_the_assets_only_the_words_of_pages(make_pages, tmp_path):
    make_pages(tmp_path / "docs")
    assets = times(tmp_path / "docs" / "assets")
    report = make_pages(tmp_path / "docs", date(2026, 12, 31))
    leaving = [path for folder in ("calendars", "feeds") for path in (tmp_path / "docs" / folder).iterdir()]
    assert len(leaving) == 5 + 4
    assert report.written == report.pages + 2 + len(leaving)
    now = times(tmp_path / "docs" / "assets")
    changed = {
        path.relative_to(tmp_path / "docs" / "assets").as_posix() for path, when in now.items() if assets[path] != when
    }
    assert changed == {"pages.js", "entry-data/index.js"}  # the form knows the day of its site


def test_stale_files_and_empty_folders_go(make_pages, tmp_path):
    docs = tmp_path / "docs"
    make_pages(docs)
    (docs / "old" / "deep").mkdir(parents=True)
    (docs / "old" / "deep" / "page.md").write_text("旧", "utf-8")
    (docs / "households" / "YYL-9999.html").write_text("旧", "utf-8")
    report = make_pages(docs)
    assert report.deleted == 2
    assert not (docs / "old").exists()
    assert not (docs / "households" / "YYL-9999.html").exists()


def test_nothing_outside_the_folder_is_touched(make_pages, tmp_path):
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "keep.md").write_text("别人的", "utf-8")
    docs = tmp_path / "docs"
    make_pages(docs)
    (docs / "stray").symlink_to(outside)
    (docs / "stray.md").symlink_to(outside / "keep.md")
    for name in ("households", "helpers"):
        for page in (docs / name).iterdir():
            page.unlink()
        (docs / name).rmdir()
        (docs / name).symlink_to(outside)
    make_pages(docs)
    assert snapshot(outside) == {"keep.md": "别人的".encode()}
    assert not (docs / "stray").exists()
    assert not (docs / "stray.md").exists()
    assert (docs / "households" / "YYL-2222.html").is_file()


def test_a_folder_of_other_files_is_refused(make_pages, tmp_path):
    (tmp_path / "letter.txt").write_text("信", "utf-8")
    with pytest.raises(OSError, match="别的文件") as caught:
        make_pages(tmp_path)
    assert (caught.value.errno, caught.value.filename) == (errno.ENOTEMPTY, str(tmp_path))
    assert snapshot(tmp_path) == {"letter.txt": "信".encode()}


def test_a_folder_that_somebody_looked_into_is_taken(tmp_path):
    (tmp_path / ".DS_Store").touch()
    with Output(tmp_path) as output:
        output.write("a.md", "")
    assert (tmp_path / "a.md").is_file()


def test_a_path_is_written_once_in_a_run(tmp_path):
    with Output(tmp_path / "docs") as output:
        output.write("a.md", "一")
        with pytest.raises(ValueError, match=r"twice: a\.md"):
            output.write("a.md", "二")
    assert (tmp_path / "docs" / MARKER).is_file()


def test_progress_ends_at_the_number_of_pages(make_pages, tmp_path):
    told: list[tuple[int, int]] = []
    report = make_pages(tmp_path / "docs", progress=lambda done, total: told.append((done, total)))
    assert told[0] == (0, report.pages)
    assert told[-1] == (report.pages, report.pages)


def kept(folder, key):
    with Output(folder) as output:
        return output.keeps("a.html", key)


def test_what_was_made_of_the_same_is_kept_until_somebody_touches_it(tmp_path):
    docs = tmp_path / "docs"
    with Output(docs) as output:
        assert not output.keeps("a.html", "key")
        output.write("a.html", "一", "key")
        output.write("b.html", "二")
    with Output(docs) as output:
        assert output.keeps("a.html", "key")
        assert (output.text("a.html"), output.unchanged, output.written) == ("一", 1, 0)
        with pytest.raises(ValueError, match="twice"):
            output.write("a.html", "一", "key")
    assert not kept(docs, "other")  # which forgets the page
    assert not kept(docs, "key")
    with Output(docs) as output:
        output.write("a.html", "一", "key")
    (docs / "a.html").write_text("改过的", "utf-8")
    assert not kept(docs, "key")


def test_a_page_that_is_kept_is_looked_at_once_and_one_that_changes_meanwhile_is_made_anew(tmp_path, monkeypatch):
    docs, asked, stamp = tmp_path / "docs", [], output_module._stamp
    with Output(docs) as output:
        for path in ("a.html", "b.html"):
            output.write(path, "一", "key")
    monkeypatch.setattr(output_module, "_stamp", lambda folder, path: asked.append(path) or stamp(folder, path))
    with Output(docs) as output:
        assert output.keeps("a.html", "key")
        assert output.keeps("b.html", "key")
        (docs / "b.html").write_text("二二", "utf-8")
    assert asked == ["a.html", "b.html"]
    with Output(docs) as output:
        assert (output.keeps("a.html", "key"), output.keeps("b.html", "key")) == (True, False)


def test_no_key_keeps_nothing(tmp_path):
    with Output(tmp_path / "docs") as output:
        output.write("a.html", "一")
    assert not kept(tmp_path / "docs", "")


@pytest.mark.parametrize("content", ["", "{", "[]", '{"a.html": 3}'])
def test_keys_that_cannot_be_read_keep_nothing(tmp_path, content):
    docs = tmp_path / "docs"
    with Output(docs) as output:
        output.write("a.html", "一", "key")
    (docs / KEYS).write_text(content, "utf-8")
    assert not kept(docs, "key")


def test_a_run_that_fails_forgets_what_it_has_written(tmp_path):
    docs = tmp_path / "docs"
    with Output(docs) as output:
        output.write("a.html", "一", "key")
    with pytest.raises(ValueError, match="twice"), Output(docs) as output:
        output.write("a.html", output.write("a.html", "二二", "new"), "new")
    assert not kept(docs, "key")
