"""The files of a ledger by their paths, with an id each."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiedui.records.listing import (
    _NOTED,
    CLOSED,
    DEVICE,
    FOLDER,
    LINK,
    UNREADABLE,
    FileListing,
    FolderEntry,
    content_id,
    is_content,
)

LISTING = FileListing.of(
    {
        b"a.yml": b"1",
        b"a/b/c.yml": b"2",
        b"a/b/d.yml": b"3",
        b"a/e": FOLDER,
        b"a-.yml": b"4",
        b"a0.yml": b"5",
        b".x/y": b"6",
        b"f": CLOSED,
        b"g": LINK,
        b"h": DEVICE,
        b"i.yml": UNREADABLE,
        b"\xd5.yml": b"7",
    }
)


def test_entries_of_a_folder_are_its_own_without_hidden_ones() -> None:
    assert [*LISTING.entries()] == [
        ("a-.yml", False, b"4"),
        ("a.yml", False, b"1"),
        ("a", True, FOLDER),
        ("a0.yml", False, b"5"),
        ("f", True, CLOSED),
        ("g", False, LINK),
        ("h", False, DEVICE),
        ("i.yml", False, UNREADABLE),
        ("\udcd5.yml", False, b"7"),
    ]
    assert [*LISTING.entries("a")] == [("b", True, FOLDER), ("e", True, FOLDER)]
    assert [*LISTING.entries("a/b")] == [("c.yml", False, b"2"), ("d.yml", False, b"3")]
    assert [*LISTING.entries("a/e")] == [*LISTING.entries("f")] == [*LISTING.entries("none")] == []


@pytest.mark.parametrize(("what", "is_file"), [(b"1", True), (UNREADABLE, True), (LINK, False), (DEVICE, False)])
def test_a_file_that_cannot_be_read_is_one(what: bytes, *, is_file: bool) -> None:
    assert FolderEntry("a", is_folder=False, what=what).is_file is is_file
    assert not FolderEntry("a", is_folder=True, what=what).is_file


def test_closed_folders_are_told_from_empty_ones() -> None:
    assert [name for name in ("a", "a/e", "f", "") if LISTING.is_closed(name)] == ["f"]
    assert FileListing.of({b"": CLOSED}).is_closed("")
    assert [*FileListing.of({b"": CLOSED}).entries()] == []


def test_id_of_a_file() -> None:
    assert [LISTING.file_id(path) for path in ("a/b/d.yml", "g", "a", "a/b", "z", "\udcd5.yml")] == (
        ["3", "link", "", "", "", "7"]
    )


def test_id_of_a_folder_is_of_its_files_alone() -> None:
    one, other = LISTING.changed({b"a/b/d.yml": b"9"}), LISTING.changed({b"a/z": b"9", b"a/b0": b"9", b"a/b.yml": b"9"})
    assert one.folder_id("a/b") != LISTING.folder_id("a/b") == other.folder_id("a/b")
    assert LISTING.changed({b"a/b/c.yml": None}).folder_id("a/b") != LISTING.folder_id("a/b")
    assert LISTING.changed({b"a/b/c.yml": None, b"a/b/e.yml": b"2"}).folder_id("a/b") != LISTING.folder_id("a/b")
    assert len({LISTING.folder_id(name) for name in ("a/e", "f", "none", "a", "a/b")}) == 5


def test_files_below_a_folder() -> None:
    assert LISTING.below("a/b") == {"a/b/c.yml": "2", "a/b/d.yml": "3"}
    assert len(LISTING.below("")) == 12


@pytest.mark.parametrize(
    ("beside", "is_alone"),
    [
        ({}, True),
        ({b"a/b/d.yml": b"3"}, False),
        ({b"a/b/.d": b"3"}, False),
        ({b"a/b/b/c.yml": b"3"}, False),
        ({b"a/b/e": FOLDER}, False),
        ({b"a/b-.yml": b"3", b"a/b.yml": b"4", b"a/b0/c.yml": b"5", b"a/bb/c.yml": b"6"}, True),
        ({b"a/b/c.yml": LINK}, False),
        ({b"a/b/c.yml": FOLDER}, False),
        ({b"a/b/c.yml": UNREADABLE}, True),
    ],
)
def test_a_file_is_alone_where_nothing_else_lies_in_its_folder(beside: dict[bytes, bytes], *, is_alone: bool) -> None:
    assert FileListing.of({b"a/b/c.yml": b"2", **beside}).is_alone("a/b/c.yml") is is_alone
    others = {path: what for path, what in beside.items() if path != b"a/b/c.yml"}
    assert not FileListing.of(others).is_alone("a/b/c.yml")


def test_each_file_is_told_of_whatever_was_asked_before() -> None:
    listing = FileListing.of({b"a/b.yml": b"2", b"a/c.yml": b"3", b"d/e.yml": b"4"})
    asked = ("a/b.yml", "a/b.yml", "a/c.yml", "d/x.yml", "d/e.yml", "a/b.yml")
    assert [listing.file_id(path) for path in asked] == ["2", "2", "3", "", "4", "2"]
    assert listing.is_alone("d/e.yml")
    assert [listing.file_id(path) for path in ("d/e.yml", "a/c.yml")] == ["4", "3"]
    assert not listing.is_alone("a/b.yml")
    assert [listing.file_id(path) for path in ("a/b.yml", "a/c.yml", "")] == ["2", "3", ""]


def test_of_many_files_those_asked_for_last_are_kept_at_hand_and_all_are_told_of() -> None:
    many = {b"a/%03d.yml" % number: b"%d" % number for number in range(3 * _NOTED)}
    listing = FileListing.of(many)
    for _ in range(2):
        assert [listing.what(path) for path in many] == [*many.values()]
        assert 0 < len(listing._asked) <= _NOTED
        assert listing.what(b"a/none.yml") == b""


def test_a_file_may_be_alone_in_the_ledger() -> None:
    assert FileListing.of({b"a.yml": b"1"}).is_alone("a.yml")
    assert not FileListing.of({b"a.yml": b"1", b"b/c.yml": b"2"}).is_alone("a.yml")


def test_a_folder_goes_with_its_last_file_and_comes_with_its_first() -> None:
    gone = LISTING.changed({b"a/b/c.yml": None, b"a/b/d.yml": None})
    assert [each.name for each in gone.entries("a")] == ["e"]
    come = gone.changed({b"a/e/x/y.yml": b"8"})
    assert [*come.entries("a")] == [("e", True, FOLDER)]
    assert come.below("a") == {"a/e/x/y.yml": "8"}
    assert LISTING.changed({}) is LISTING


def test_ids_are_those_of_git() -> None:
    # printf 'a\\n' | git hash-object --stdin; the second in a repository made with --object-format=sha256
    sha1 = "78981922613b2afb6025042ff6bd878ac1994e85"
    sha256 = "f8625e43f9e04f24291f77cdbe4c71b3c2a3b0003f60419b3ed06a058d766c8b"
    assert content_id(b"a\n") == content_id(b"a\n", "0" * 40) == sha1
    assert content_id(b"a\n", "0" * 64) == sha256
    assert is_content(b"a\n", sha1)
    assert is_content(b"a\r\n", sha1)
    assert not is_content(b"a", sha1)


@given(
    st.dictionaries(
        st.sampled_from([b"a.yml", b"a", b"a/b/c.yml", b"a/n.yml", b"f", b"z.yml"]),
        st.sampled_from([None, b"1", b"2", LINK]),
    )
)
def test_what_differs_after_an_edit_is_found_in_what_was_edited_alone(edits: dict[bytes, bytes | None]) -> None:
    now = LISTING.changed(edits)
    assert now.differing(LISTING) == FileListing(now.lines.copy()).differing(LISTING)
    assert now.differing(FileListing(LISTING.lines.copy())) == now.differing(LISTING)
