"""What the rules of the whole ledger are shown of its files, and what they ask beyond that."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from jiedui.records.reader import Record
from jiedui.records.tree import Place
from jiedui.rules.wide_files import WideFiles

PATH = "yueyanglou/households/YYL-2A3C/household.yml"
HOME = Record(
    Place(PATH, "household", "YYL-2A3C", "yueyanglou", "YYL-2A3C"),
    {"needs": [{"id": "n-1", "withdrawn": {"reason": "错"}}, {"id": "n-2"}]},
)


@pytest.fixture
def files() -> tuple[WideFiles, list[str]]:
    """Files of which none is shown by itself, and what is asked beyond."""
    beyond: list[str] = []
    known: dict[str, Any] = {"faulty": frozenset(["city/x.yml"]), "root": Path("records")}
    found = WideFiles(
        (), read=lambda path: HOME if path == PATH else None, every=lambda: [PATH], beyond=beyond, **known
    )
    return found, beyond


def test_what_is_shown_is_not_beyond(files: tuple[WideFiles, list[str]]) -> None:
    shown, beyond = files
    assert (shown.valid, shown.faulty, shown.of_kind("unit")) == ((), {"city/x.yml"}, [])
    assert shown.place("city/unit.yml", ("name",)) == ("name",)
    assert shown.place(PATH, ("name",)) == ("name",)
    assert beyond == []


def test_what_is_asked_of_others_is_noted(files: tuple[WideFiles, list[str]]) -> None:
    shown, beyond = files
    assert shown.root == Path("records")
    assert shown.paths == {"city/x.yml", PATH}
    assert beyond == ["root", "paths"]


def test_a_place_in_a_household_is_that_in_its_file_with_what_was_withdrawn(
    files: tuple[WideFiles, list[str]],
) -> None:
    shown, beyond = files
    other = PATH.replace("2A3C", "4D5E")
    assert shown.place(PATH, ("needs", 0, "id")) == ("needs", 1, "id")
    assert shown.place(other, ("needs", 0, "id")) == ("needs", 0, "id")
    assert beyond == [PATH, other]
