"""The two files of a delivery."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest
from tests.rollup.conftest import CONTACTS, EAST, figures

from jiedui.rollup.deliver import write_delivery

CITY = "示例东市"


def test_the_facts_come_back_as_they_were(deliver: Callable[..., Path]) -> None:
    folder = deliver(CITY, EAST, CONTACTS[CITY])
    assert sorted(file.name for file in folder.iterdir()) == ["facts.parquet", "figures.json"]
    assert duckdb.read_parquet(str(folder / "facts.parquet")).fetchall() == CONTACTS[CITY]
    assert json.loads((folder / "figures.json").read_text("utf-8"))["facts"]["rows"] == 5


def test_the_same_gives_the_same_bytes(deliver: Callable[..., Path], tmp_path: Path) -> None:
    first = {file.name: file.read_bytes() for file in deliver(CITY, EAST, CONTACTS[CITY]).iterdir()}
    write_delivery(tmp_path / "again", figures(CITY, EAST), CONTACTS[CITY])
    assert {file.name: file.read_bytes() for file in (tmp_path / "again").iterdir()} == first


def test_a_later_delivery_takes_the_place_of_an_earlier_one(deliver: Callable[..., Path]) -> None:
    deliver(CITY, EAST, CONTACTS[CITY])
    folder = deliver(CITY, EAST)
    assert duckdb.read_parquet(str(folder / "facts.parquet")).fetchall() == []


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    with pytest.raises(OSError, match="file"):
        write_delivery(tmp_path / "file" / "below", figures(CITY, EAST), [])
