"""The navigation follows the pages: what has none is left out, and what is new stands with its like."""

from __future__ import annotations

from typing import Any

from jiedui.site.navigation import MenuEntry, among, followed, menu

LISTED: list[Any] = [
    {"首页": "index.md"},
    {"县市区": ["units/index.md", {"平江县": "units/pingjiang.md"}, {"南湖新区": "units/nanhu.md"}]},
    {"台账": [{"变动台账": "changes.md"}]},
]


# A title of each page by its path, in the order of the pages.
TITLES = {path: path for path in ("index.md", "units/index.md", "units/pingjiang.md", "units/nanhu.md", "changes.md")}


def test_a_navigation_that_fits_stays_as_it_is() -> None:
    assert followed(LISTED, TITLES) == LISTED


def test_new_federations_stand_after_the_others_by_their_titles_in_the_order_of_the_pages() -> None:
    found = followed(LISTED, {**TITLES, "units/xinqu.md": "示例新区", "units/an.md": "示例县"})
    assert found[1] == {"县市区": [*LISTED[1]["县市区"], {"示例新区": "units/xinqu.md"}, {"示例县": "units/an.md"}]}


def test_an_entry_without_a_page_and_a_part_without_entries_are_left_out() -> None:
    titles = {path: TITLES[path] for path in ("index.md", "units/pingjiang.md")}
    assert followed(LISTED, titles) == [{"首页": "index.md"}, {"县市区": [{"平江县": "units/pingjiang.md"}]}]


def test_the_entries_of_some_pages_are_found_at_whatever_depth_and_told_in_lists() -> None:
    entries = menu(LISTED, TITLES)
    assert among(entries, {"index.html", "changes.html", "none.html"}) == (
        MenuEntry("首页", "index.html"),
        MenuEntry("变动台账", "changes.html"),
    )
    assert among(entries, set()) == ()
    assert [entry.told for entry in entries] == [
        ["首页", "index.html"],
        [
            "县市区",
            [
                ["units/index.md", "units/index.html"],
                ["平江县", "units/pingjiang.html"],
                ["南湖新区", "units/nanhu.html"],
            ],
        ],
        ["台账", [["变动台账", "changes.html"]]],
    ]


def test_a_page_of_a_folder_that_is_not_listed_stands_at_the_end() -> None:
    assert followed(LISTED, {**TITLES, "more/a.md": "再看"}) == [*LISTED, {"再看": "more/a.md"}]
    assert followed([], TITLES)[0] == {"index.md": "index.md"}


def test_the_page_for_missing_addresses_is_none_to_go_to() -> None:
    assert followed(LISTED, {**TITLES, "404.md": "没有这一页"}) == LISTED


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
