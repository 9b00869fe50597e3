"""What was recorded in error is withdrawn, and never deleted: a record, or an entry of a household."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from jiedui.entry.known import KnownLedger
from jiedui.entry.plan import RefusedError
from jiedui.entry.withdrawing import KINDS, Withdrawing, act
from jiedui.records.kinds import KINDS as EVERY
from jiedui.records.schema import SchemaLibrary
from jiedui.records.tree import Place
from jiedui.struct import replace

HOME = "yueyanglou/households/YYL-2A3C"
ERROR = Withdrawing(what="YYL-2A3C", on=date(2026, 11, 20), reason="录错了户")
MARK = {"date": "2026-11-20", "reason": "录错了户"}


def refusal(known: KnownLedger, **change: Any) -> str:
    with pytest.raises(RefusedError) as refused:
        act(replace(ERROR, **change), known)
    return str(refused.value)


def test_the_kinds_are_those_of_which_the_schemas_know_it(library: SchemaLibrary) -> None:
    able = {kind.name for kind in EVERY if "withdrawn" in library[kind.name].properties(library[kind.name].root)}
    assert {name for name in able if not name.startswith("event-")} == {*KINDS}
    assert {kind.name for kind in EVERY if kind.name.startswith("event-")} <= able


@pytest.mark.parametrize(
    ("what", "path", "called"),
    [
        ("YYL-2A3C", f"{HOME}/household.yml", "户 YYL-2A3C"),
        (HOME, f"{HOME}/household.yml", "户 YYL-2A3C"),
        (f"{HOME}/visits/2026-07-02.yml", f"{HOME}/visits/2026-07-02.yml", "户 YYL-2A3C 在 2026-07-02 的走访记录"),
        ("YYL-B-4D5E", "yueyanglou/helpers/YYL-B-4D5E.yml", "责任人 YYL-B-4D5E"),
    ],
)
def test_a_record_stays_with_day_and_reason(known: KnownLedger, what: str, path: str, called: str) -> None:
    (edit,) = act(replace(ERROR, what=what), known).edits
    before = next(record.data for record in known.records.valid if record.path == path)
    assert (edit.place.path, edit.new, edit.data) == (path, False, {**before, "withdrawn": MARK})
    assert edit.note == f"；撤销{called}：录错了户"


@pytest.mark.parametrize(
    ("entry", "rows", "called"),
    [
        ("n-VSAB", ("needs", 0), "需求 n-VSAB"),
        ("n-VSAB/1", ("needs", 0, "measures", 0), "需求 n-VSAB 的措施"),
        ("YY-B-2A3C", ("pairings", 0), "与 YY-B-2A3C 的结对"),
        ("2024-05-19", ("outings", 0), "在 2024-05-19 的集体活动"),
    ],
)
def test_an_entry_stays_with_day_and_reason(
    known: KnownLedger, entry: str, rows: tuple[str | int, ...], called: str
) -> None:
    (edit,) = act(replace(ERROR, entry=entry), known).edits
    before: Any = known.data("household", "YYL-2A3C")
    part = before
    for row in rows:
        part = part[row]
    part["withdrawn"] = MARK
    assert (edit.data, edit.note) == (before, f"；撤销{called}：录错了户")


def test_of_several_alike_one_is_named(known: KnownLedger) -> None:
    pairings = known.record("household", "YYL-2A3C").data["pairings"]
    pairings.append({"helper": "YY-B-2A3C", "role": "协助", "from": "2026-11-01"})
    assert refusal(known, entry="YY-B-2A3C") == (
        "与 YY-B-2A3C 的结对有 2 条，用 --which 写第几条：1：从 2023-09-20 起，主责；2：从 2026-11-01 起，协助。"
    )
    (edit,) = act(replace(ERROR, entry="YY-B-2A3C", which=2), known).edits
    assert [item.get("withdrawn") for item in edit.data["pairings"]] == [None, None, MARK]
    assert refusal(known, entry="YY-B-2A3C", which=3) == "与 YY-B-2A3C 的结对只有 2 条。"
    pairings[0]["withdrawn"] = MARK
    (edit,) = act(replace(ERROR, entry="YY-B-2A3C", on=date(2026, 11, 21)), known).edits
    assert edit.data["pairings"][2]["withdrawn"]["date"] == "2026-11-21"
    pairings[2]["withdrawn"] = MARK
    assert refusal(known, entry="YY-B-2A3C") == "与 YY-B-2A3C 的结对：已经在 2026-11-20 撤销。"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"what": "YYL-2A3B"}, "没有编号或者姓名为 YYL-2A3B 的户。"),
        ({"what": "YY-B-2A3G"}, "没有编号或者姓名为 YY-B-2A3G 的帮扶责任人。"),
        ({"what": f"{HOME}/visits/2026-07-03.yml"}, "台账里没有 2026-07-03.yml 这份记录，核对文件夹和文件名。"),
        ({"what": "divisions.yml"}, "政策、残联、名录和冻结的通报不能撤销，要改的直接改。"),
        ({"what": "city/unit.yml"}, "政策、残联、名录和冻结的通报不能撤销，要改的直接改。"),
        ({"what": "YY-B-2A3C", "entry": "n-VSAB"}, "只有户的档案可以撤销一条，别的记录整份撤销。"),
        ({"entry": "n-2222"}, "这一户没有需求 n-2222。"),
        ({"entry": "n-VSAB/2"}, "需求 n-VSAB 的措施只有 1 条。"),
        ({"entry": "n-T2VX/1"}, "这一户没有需求 n-T2VX 的措施。"),
        ({"entry": "YYL-B-6F7G"}, "这一户没有与 YYL-B-6F7G 的结对。"),
        ({"entry": "2024-05-20"}, "这一户没有在 2024-05-20 的集体活动。"),
        ({"entry": "m-6GCR"},
         "成员不撤销：去世或者离开的用 jiedui left YYL-2A3C m-6GCR，写错的直接改。"),
        ({"entry": "那一条"},
         "看不出要撤销哪一条。需求写 n-7K3Q，它的第二条措施写 n-7K3Q/2，结对写责任人编号，集体活动写日期。"),
        ({"on": date(2026, 11, 24)}, "撤销日期 2026-11-24 还没有到，到那天再运行。"),
        ({"on": date(2020, 1, 1)}, "户 YYL-2A3C：是 2023-09-08 的，不能在 2020-01-01 就撤销。核对撤销日期。"),
        ({"entry": "n-VSAB", "on": date(2020, 1, 1)},
         "需求 n-VSAB：是 2023-09-21 的，不能在 2020-01-01 就撤销。核对撤销日期。"),
        ({"reason": "电话13873012345"}, "--reason 里有证件或者电话的号码，去掉再运行。"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_with_the_reason(known: KnownLedger, change: dict[str, Any], said: str) -> None:
    assert refusal(known, **change) == said


def test_what_was_withdrawn_or_cannot_be_read_is_named_as_such(known: KnownLedger) -> None:
    known.record("household", "YYL-2A3C").data["withdrawn"] = MARK
    assert refusal(known) == "户 YYL-2A3C 已经撤销。"
    path = f"{HOME}/visits/2026-07-05.yml"
    known.records.broken.append(Place(path, "visit", "2026-07-05", "yueyanglou", "YYL-2A3C"))
    assert refusal(known, what=path) == (
        "户 YYL-2A3C 在 2026-07-05 的走访记录有错误。先用 jiedui check 检查，改好再运行。"
    )
