"""The navigation follows the pages: what has none is left out, and what is new stands with its like."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from jiedui.site.navigation import MenuEntry, followed, menu, titles_in

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
    assert followed(LISTED, titles_in(docs)) == LISTED


def test_a_new_federation_stands_after_the_others_by_its_title(docs: Path) -> None:
    (docs / "units" / "xinqu.md").write_text('---\ntitle: "示例新区"\nhide:\n---\n# title: "x"\n', "utf-8")
    assert followed(LISTED, titles_in(docs))[1] == {"县市区": [*LISTED[1]["县市区"], {"示例新区": "units/xinqu.md"}]}


def test_an_entry_without_a_page_and_a_part_without_entries_are_left_out(docs: Path) -> None:
    for path in ("units/index.md", "units/nanhu.md", "changes.md"):
        (docs / path).unlink()
    assert followed(LISTED, titles_in(docs)) == [{"首页": "index.md"}, {"县市区": [{"平江县": "units/pingjiang.md"}]}]


def test_a_page_of_a_folder_that_is_not_listed_stands_at_the_end_by_its_path(docs: Path) -> None:
    (docs / "more").mkdir()
    (docs / "more" / "a.md").write_text("# 没有标题行\n", "utf-8")
    assert followed(LISTED, titles_in(docs)) == [*LISTED, {"more/a.md": "more/a.md"}]
    assert followed([], titles_in(docs))[0] == {"changes.md": "changes.md"}


def test_the_page_for_missing_addresses_is_none_to_go_to(docs: Path) -> None:
    (docs / "404.md").write_text('---\ntitle: "没有这一页"\n---\n', "utf-8")
    assert titles_in(docs)["404.md"] == "没有这一页"
    assert followed(LISTED, titles_in(docs)) == LISTED


def test_a_menu_has_the_built_pages_and_takes_a_title_that_is_not_said_from_the_page() -> None:
    titles = {"units/index.md": "各残联"}
    assert menu(LISTED, titles) == (
        MenuEntry("首页", "index.html"),
        MenuEntry("县市区", below=(
            MenuEntry("各残联", "units/index.html"), MenuEntry("平江县", "units/pingjiang.html"),
            MenuEntry("南湖新区", "units/nanhu.html"))),
        MenuEntry("台账", below=(MenuEntry("变动台账", "changes.html"),)),
    )  # fmt: skip
    assert [sorted(entry.paths) for entry in menu(LISTED, titles)] == [
        ["index.html"], ["units/index.html", "units/nanhu.html", "units/pingjiang.html"], ["changes.html"],
    ]  # fmt: skip
