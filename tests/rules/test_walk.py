"""The walk over what is listed: it stops at the folders of households, or is over one of them alone."""

from __future__ import annotations

from pathlib import Path

from jiedui.records.listing import CLOSED, DEVICE, FOLDER, LINK, FileListing
from jiedui.records.tree import Tree
from jiedui.review.working import WorkingFolder
from jiedui.rules.walk import Walk


def test_both_walks_together_find_what_the_walk_over_the_folder_finds(ledger: Path) -> None:
    (ledger / "yueyanglou/households/YYL-2A3C/visits/2026-3-5.yml").write_text("x", "utf-8")
    (ledger / "yueyanglou/households/notes.txt").write_text("x", "utf-8")
    (ledger / "yueyanglou/households/YYL-2A3C/elsewhere").symlink_to(ledger)
    listing = WorkingFolder(ledger).listing
    walk = Walk(listing)
    homes = [Walk(listing, home) for home in walk.homes]
    tree = Tree(ledger)
    assert sorted([*walk.places, *(place for home in homes for place in home.places)], key=str) == sorted(
        tree.places, key=str
    )
    assert {*walk.findings, *(item for home in homes for item in home.findings)} == {*tree.findings}
    assert len(tree.findings) == 3


def test_the_record_of_a_household_is_expected_where_its_folder_is() -> None:
    walk = Walk(FileListing.of({b"shi/households/SHI-2A3C/visits/2026-03-05.yml": b"1"}))
    assert [home.path for home in walk.homes] == ["shi/households/SHI-2A3C/household.yml"]
    assert walk.places == []


def test_what_lies_alone_in_the_folder_of_a_household_is_its_record_if_it_is_a_file() -> None:
    path = b"shi/households/SHI-2A3C/household.yml"
    for what, rule in ((b"1", []), (LINK, ["tree-link"]), (FOLDER, ["tree-not-a-file"]), (DEVICE, ["tree-not-a-file"])):
        listing = FileListing.of({path: what})
        (home,) = Walk(listing).homes
        walk = Walk(listing, home)
        assert [item.rule.id for item in walk.findings] == rule
        assert walk.places == ([] if rule else [home])


def test_a_folder_that_cannot_be_opened_and_a_link_are_told() -> None:
    walk = Walk(FileListing.of({b"shi/helpers": CLOSED, b"shi/unit.yml": LINK}))
    assert [(item.rule.id, item.path) for item in walk.findings] == [
        ("file-unreadable", "shi/helpers"),
        ("tree-link", "shi/unit.yml"),
    ]
