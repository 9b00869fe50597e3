"""What a change took away is told once: what only comes of that is not."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from jiedui.records.reader import Records, read_ledger
from jiedui.records.schema import SchemaLibrary
from jiedui.rules.change import change_since
from jiedui.rules.context import Files
from jiedui.rules.loss.restored import restored
from jiedui.rules.loss.succession import succession
from jiedui.rules.report import Report

Check = Callable[..., Report]
Git = Callable[..., str]
Back = Callable[[], Records | None]

HOUSEHOLD = "yueyanglou/households/YYL-2A3C/household.yml"


@pytest.fixture
def back(ledger: Path, library: SchemaLibrary, committed: str) -> Back:  # noqa: ARG001
    """Return the records of now with what is gone since the last commit."""

    def records() -> Records | None:
        now = read_ledger(ledger, library)
        return restored(now, succession(change_since(ledger, "HEAD", library), Files(now.valid)), library)

    return records


def said(records: Records | None) -> dict[str, Any]:
    assert records is not None
    return {record.path: record.data for record in records.valid}


@pytest.mark.parametrize(
    "pointers",
    [
        ["members.0"],
        ["members.1"],
        ["members.0.disability"],
        ["needs"],
        ["needs.0"],
        ["needs.0.measures"],
        ["pairings"],
        ["relapse.0.monitoring.0"],
        ["outings", "members.0", "needs.0"],
    ],
)
def test_entries_come_back_in_their_places(
    ledger: Path, library: SchemaLibrary, back: Back, patcher: Any, pointers: list[str]
) -> None:
    before = said(read_ledger(ledger, library))
    patcher.apply({"file": HOUSEHOLD, "remove": pointers})
    assert said(read_ledger(ledger, library)) != before
    assert said(back()) == before


def test_records_come_back(ledger: Path, library: SchemaLibrary, back: Back) -> None:
    before = said(read_ledger(ledger, library))
    shutil.rmtree(ledger / "pingjiang")
    assert said(back()) == before


def test_nothing_comes_back_where_nothing_is_gone(back: Back, patcher: Any) -> None:
    assert back() is None
    patcher.apply({"file": HOUSEHOLD, "set": {"village": "别的村"}})
    assert back() is None


def test_what_was_faulty_does_not_come_back(ledger: Path, back: Back, git: Git, patcher: Any) -> None:
    visit = ledger / "yueyanglou" / "households" / "YYL-2A3C" / "visits" / "2024-05-17.yml"
    visit.write_text("a: [\n", "utf-8")
    git("commit", "--quiet", "--all", "--message=坏")
    visit.unlink()
    assert back() is None
    patcher.apply({"file": HOUSEHOLD, "remove": ["outings"]})
    assert "outings" in said(back())[HOUSEHOLD]


@pytest.mark.parametrize(
    ("file", "pointer"),
    [
        (HOUSEHOLD, "members.0"),  # the person whom relations are seen from
        (HOUSEHOLD, "members.0.disability"),  # nobody disabled is left
        (HOUSEHOLD, "relapse.0.monitoring.0"),
        (HOUSEHOLD, "pairings.0"),  # a visit comes before those that are left
        ("pingjiang/households/PJ-2H3J/household.yml", "needs.0"),  # without a need, and without a plan
        ("city/helpers/YY-B-2A3C.yml", "roles.0"),  # he is paired, and a deputy
        ("city/unit.yml", "responsible.0"),
    ],
)
def test_an_entry_that_is_gone_is_told_once(
    check: Check, patcher: Any, committed: str, file: str, pointer: str
) -> None:
    patcher.apply({"file": file, "remove": [pointer]})
    assert len(check().findings) > 0 or pointer == "pairings.0"
    assert [finding.rule.id for finding in check(since=committed).findings] == ["entry-vanished"]


@pytest.mark.parametrize("path", [HOUSEHOLD, "city/unit.yml", "yueyanglou/helpers/YYL-B-6F7G.yml"])
def test_a_record_that_is_gone_is_told_once(ledger: Path, check: Check, committed: str, path: str) -> None:
    (ledger / path).unlink()
    assert len(check().findings) > 0
    assert [finding.rule.id for finding in check(since=committed).findings] == ["record-vanished"]


def exchange(root: Path, one: str, other: str, names: tuple[str, str]) -> None:
    """Exchange two files or folders, all but the ids in the files of these names."""
    for source, target in ((one, "x"), (other, one), ("x", other)):
        (root / source).rename(root / target)
    for place, name, wrong in ((one, names[0], names[1]), (other, names[1], names[0])):
        file = root / place / "household.yml" if (root / place).is_dir() else root / place
        file.write_text(file.read_text("utf-8").replace(f"id: {wrong} ", f"id: {name} ", 1), "utf-8")


@pytest.mark.parametrize("what", ["", "/household.yml"])
def test_households_that_were_exchanged_are_told_once_each(
    ledger: Path, check: Check, committed: str, what: str
) -> None:
    """With the people each need, pairing and visit is another one, too."""
    names = ("PJ-2H3J", "PJ-4K5M")
    one, other = (f"pingjiang/households/{name}{what}" for name in names)
    exchange(ledger, one, other, names)
    assert [(finding.rule.id, finding.message) for finding in check(since=committed).findings] == [
        ("record-replaced", f"户 {name} 的档案整个换成了别的。") for name in names
    ]


def test_helpers_that_were_exchanged_are_told_once_each(ledger: Path, check: Check, committed: str) -> None:
    names = ("YYL-B-6F7G", "PJ-B-4K5M")
    one, other = f"yueyanglou/helpers/{names[0]}.yml", f"pingjiang/helpers/{names[1]}.yml"
    exchange(ledger, one, other, names)
    assert sorted(finding.message for finding in check(since=committed).findings) == [
        *(f"责任人 {name} 的档案整个换成了别的。" for name in reversed(names)),
        "这次改动改了 2 个残联的记录：平江县 1 份、岳阳楼区 1 份。",
    ]


def test_what_was_replaced_comes_back_in_place_of_what_is_there(
    ledger: Path, library: SchemaLibrary, back: Back, patcher: Any
) -> None:
    before = said(read_ledger(ledger, library))
    patcher.apply({"file": "yueyanglou/helpers/YYL-B-6F7G.yml", "set": {"name": "示例壬", "sex": "女"}})
    assert said(back()) == before


def test_a_replaced_household_that_lies_elsewhere_now_comes_back_alone(
    ledger: Path, library: SchemaLibrary, back: Back, patcher: Any
) -> None:
    before = said(read_ledger(ledger, library))
    old, new = "yueyanglou/households/YYL-6F7G", "pingjiang/households/YYL-6F7G"
    (ledger / old).rename(ledger / new)
    people = {"members.0.name": "示例壬", "members.0.birth": "1993-04-19", "members.1.name": "示例癸"}
    patcher.apply({"file": f"{new}/household.yml", "set": people | {"members.1.birth": "1971"}})
    assert said(back()) == before


def test_what_does_not_come_of_a_loss_is_told_beside_it(check: Check, patcher: Any, committed: str) -> None:
    """Another fault in the same file, and more of a kind than are named one by one."""
    measure = {"code": "送无障碍", "content": "一。", "promised_on": "2099-01-01"}
    patcher.apply({"file": HOUSEHOLD, "remove": ["members.0"], "append": {"needs.1.measures": measure}})
    assert sorted(finding.rule.id for finding in check(since=committed).findings) == ["date-future", "entry-vanished"]
    for _ in range(29):
        patcher.apply({"file": HOUSEHOLD, "append": {"needs.1.measures": measure}})
    told = [finding for finding in check(since=committed).findings if finding.rule.id == "date-future"]
    assert (len(told), told[-1].message) == (21, "这样的问题还有 10 处，没有一一列出。")
