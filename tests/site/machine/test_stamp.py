"""What was written again has another stamp, and what was only read or linked to has not."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from jiedui.site.machine.stamp import stamp_of

WRITTEN = 1_795_392_000_123_456_789


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = tmp_path / "index.html"
    made.write_text("一", "utf-8")
    os.utime(made, ns=(WRITTEN, WRITTEN))
    return made


@pytest.mark.parametrize(("text", "when"), [("一一", 0), ("二", 1)])
def test_what_was_written_again_has_another(file: Path, text: str, when: int) -> None:
    before = stamp_of(file.stat())
    file.write_text(text, "utf-8")
    os.utime(file, ns=(WRITTEN, WRITTEN + when))
    assert stamp_of(file.stat()) != before


def test_what_was_read_or_got_a_second_name_has_the_same(file: Path) -> None:
    before = stamp_of(file.stat())
    os.utime(file, ns=(WRITTEN + 10**9, WRITTEN))
    (file.parent / "404.html").hardlink_to(file)
    with os.scandir(file.parent) as entries:
        assert {stamp_of(entry.stat()) for entry in entries} == {before}
