"""A delivery is read where it is whole and tells no more than it may; else it is refused with the reason."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest
from tests.rollup.conftest import ANSWERED, CONTACTS, EAST

from jiedui.model.time import Quarter
from jiedui.reports.delivery.facts import Fact
from jiedui.rollup.delivery import NoDeliveryError, read_delivery

CITY = "示例东市"


@pytest.fixture
def folder(deliver: Callable[..., Path]) -> Path:
    return deliver(CITY, EAST, CONTACTS[CITY])


def reason(folder: Path) -> str:
    with pytest.raises(NoDeliveryError) as found:
        read_delivery(folder)
    return str(found.value.reason)


def test_a_whole_one(folder: Path) -> None:
    found = read_delivery(folder)
    assert (found.city, found.quarters, found.facts, found.figures) == (
        CITY, [Quarter(2026, 2), Quarter(2026, 3)], folder / "facts.parquet", folder / "figures.json",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "损坏"),
        ("[" * 100_000, "损坏"),
        ("[]", "不是 jiedui export --figures 写的样子"),
        ("{}", "另一种格式"),
        ('{"format": 1}', "不是 jiedui export --figures 写的样子"),
        ('{"format": 2}', "另一种格式"),
        (" " * (16 * 1024 * 1024 + 1), "太大"),
    ],
)
def test_what_is_none(folder: Path, text: str, said: str) -> None:
    (folder / "figures.json").write_text(text, "utf-8")
    assert said in reason(folder)


@pytest.mark.parametrize("sign", ["\\u0000", "\\u001b", "\\ud800", "\\uffff", "\\u202e"])
@pytest.mark.parametrize("key", ["city", "ledger", "commit"])
def test_a_name_that_cannot_be_seen(folder: Path, key: str, sign: str) -> None:
    """Half a sign, a control, one that turns the line: no page, paper or sheet can hold it."""
    text = (folder / "figures.json").read_text("utf-8")
    (folder / "figures.json").write_text(re.sub(rf'("{key}": ")', rf"\1{re.escape(sign)}", text, count=1), "utf-8")
    said = "figures.json 损坏了" if sign == "\\ud800" else "figures.json 不是 jiedui export --figures 写的样子"
    assert reason(folder) == said


def test_what_is_in_another_encoding(folder: Path) -> None:
    (folder / "figures.json").write_bytes("{}".encode("utf-16") + b"\xff")
    assert reason(folder) == "figures.json 损坏了"


def test_what_is_not_there(folder: Path, tmp_path: Path) -> None:
    assert reason(tmp_path) == "没有 figures.json"
    (folder / "facts.parquet").unlink()
    assert reason(folder) == "没有 facts.parquet"
    (folder / "figures.json").unlink()
    (folder / "figures.json").mkdir()
    assert reason(folder) == "figures.json 打不开"


def test_facts_of_another_run(folder: Path, deliver: Callable[..., Path]) -> None:
    before = (folder / "facts.parquet").read_bytes()
    deliver(CITY, EAST)
    (folder / "facts.parquet").write_bytes(before)
    assert reason(folder) == "facts.parquet 和 figures.json 不是一次写出的"


def told(folder: Path, facts: bytes) -> None:
    """Put other facts into a delivery, and say so in its figures."""
    file = folder / "figures.json"
    data = json.loads(file.read_text("utf-8"))
    data["facts"]["sha256"] = hashlib.sha256(facts).hexdigest()
    file.write_text(json.dumps(data), "utf-8")
    (folder / "facts.parquet").write_bytes(facts)


def test_facts_that_are_none(folder: Path) -> None:
    told(folder, b"PAR1")
    assert reason(folder) == "facts.parquet 损坏了"


def test_facts_of_another_form(folder: Path, tmp_path: Path) -> None:
    duckdb.sql("SELECT 1 AS unit").write_parquet(str(tmp_path / "other.parquet"))
    told(folder, (tmp_path / "other.parquet").read_bytes())
    assert "facts.parquet 是另一种格式" in reason(folder)


def test_a_small_count_is_refused_and_nothing_of_it_said(deliver: Callable[..., Path]) -> None:
    small = {**EAST, ("2026Q3", "xi"): {"roster": 50, "paired": 3}}
    assert reason(deliver(CITY, small)) == "figures.json 里有比 5 小、不该写出来的数"
    few = [*CONTACTS[CITY], Fact("xi", "430002002", "2026Q3", "入户", ANSWERED, 4)]
    assert reason(deliver(CITY, EAST, few)) == "facts.parquet 里有比 5 小、不该写出来的数"


def test_nobody_is_no_small_count(deliver: Callable[..., Path]) -> None:
    none = {**EAST, ("2026Q3", "xi"): {"roster": 50, "paired": 0}}
    assert read_delivery(deliver(CITY, none)).city == CITY
