"""The navigation follows the pages: what has none is left out, and what is new stands with its like."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from jiedui.site.machine.navigation import followed

LISTED: list[Any] = [
    {"首页": "index.md"},
    {"县市区": ["units/index.md", {"平江县": "units/pingjiang.md"}, {"南湖新区": "units/nanhu.md"}]},
    {"台账": [{"变动台账": "changes.md"}]},
]


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    for path in ("index.md", "units/index.md", "units/pingjiang.md", "units/nanhu.md", "changes.md"):
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(f'---\ntitle: "{path}"\n---\n', "utf-8")
    return tmp_path


def test_a_navigation_that_fits_stays_as_it_is(docs: Path) -> None:
    (docs / "households").mkdir()
    (docs / "households" / "PJ-2222.html").touch()
    assert followed(LISTED, docs) == LISTED


def test_a_new_federation_stands_after_the_others_by_its_title(docs: Path) -> None:
    (docs / "units" / "xinqu.md").write_text('---\ntitle: "示例新区"\nhide:\n---\n# title: "x"\n', "utf-8")
    assert followed(LISTED, docs)[1] == {"县市区": [*LISTED[1]["县市区"], {"示例新区": "units/xinqu.md"}]}


def test_an_entry_without_a_page_and_a_part_without_entries_are_left_out(docs: Path) -> None:
    for path in ("units/index.md", "units/nanhu.md", "changes.md"):
        (docs / path).unlink()
    assert followed(LISTED, docs) == [{"首页": "index.md"}, {"县市区": [{"平江县": "units/pingjiang.md"}]}]


def test_a_page_of_a_folder_that_is_not_listed_stands_at_the_end_by_its_path(docs: Path) -> None:
    (docs / "more").mkdir()
    (docs / "more" / "a.md").write_text("# 没有标题行\n", "utf-8")
    assert followed(LISTED, docs) == [*LISTED, {"more/a.md": "more/a.md"}]
    assert followed([], docs)[0] == {"changes.md": "changes.md"}
