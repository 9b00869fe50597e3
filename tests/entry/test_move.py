"""A household that moves to another federation: what is written, what is refused, and what goes on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from jiedui.entry.known import KnownLedger
from jiedui.entry.move import Move, act
from jiedui.entry.plan import RecordEdit, RefusedError, plan
from jiedui.model.ledger import Ledger
from jiedui.records.finding import Severity
from jiedui.records.reader import Records
from jiedui.records.schema import SchemaLibrary
from jiedui.struct import replace

TODAY = date(2026, 11, 23)
MOVE = Move(
    household="YYL-2A3C", unit="pingjiang", on=date(2026, 9, 1), county="平江县", township="安定镇", village="示例村",
    consulted=date(2026, 8, 20),
)  # fmt: skip
OLD, NEW = (f"{path}/household.yml" for path in ("yueyanglou/households/YYL-2A3C", "pingjiang/households/PJ-2222"))

Read = Callable[[], Records]


def planned(records: Records, move: Move = MOVE) -> tuple[RecordEdit, ...]:
    return act(move, KnownLedger(records, TODAY), lambda letters: letters[0]).edits


def household(records: Records) -> dict[str, Any]:
    """Return what the record of the household says, to be changed."""
    return next(record.data for record in records.valid if record.path == OLD)


def refusal(records: Records, move: Move = MOVE) -> str:
    with pytest.raises(RefusedError) as refused:
        planned(records, move)
    return str(refused.value)


def moved(ledger: Path, records: Read, library: SchemaLibrary, move: Move = MOVE) -> None:
    plan(planned(records(), move), records(), library, TODAY).write(ledger)


def test_the_household_is_closed_there_and_goes_on_here(records: Read) -> None:
    new, old = planned(records())
    assert (new.place.path, new.new, old.place.path, old.new) == (NEW, True, OLD, False)
    ended = {
        "to": "2026-08-31", "end_reason": "迁出市内", "decided_by": "岳阳楼区残疾人联合会", "decided_on": "2026-09-01",
        "consulted_on": "2026-08-20",
    }  # fmt: skip
    before = next(record.data for record in records().valid if record.path == OLD)
    pairings = [{**pairing, **ended} for pairing in before["pairings"]]
    assert old.data == {**before, "pairings": pairings, "closed": {"date": "2026-08-31", "reason": "迁出市内"}}
    stays = ("address", "pairings", "outings")
    assert new.data == {key: value for key, value in before.items() if key not in stays} | {
        "id": "PJ-2222", "registered_on": "2026-09-01", "county": "平江县", "township": "安定镇", "village": "示例村",
        "moved_from": "YYL-2A3C", "needs": [before["needs"][1]],
    }  # fmt: skip


def test_what_is_said_beside_is_written(records: Read) -> None:
    more = {
        "address": "2组", "phone": "15400009999", "decided_by": "岳阳楼区残联党组", "decided": date(2026, 8, 25),
        "note": "随子女居住",
    }  # fmt: skip
    new, old = planned(records(), replace(MOVE, **more))  # type: ignore[arg-type]
    assert (new.data["address"], new.data["phone"]) == ("2组", "15400009999")
    assert old.data["closed"]["note"] == "随子女居住"
    assert [(item["decided_by"], item["decided_on"]) for item in old.data["pairings"]] == [
        ("岳阳楼区残联党组", "2026-08-25")
    ] * 2


def test_afterwards_the_check_has_nothing_to_say(ledger: Path, records: Read, library: SchemaLibrary) -> None:
    found, lately = records(), replace(MOVE, on=date(2026, 11, 1))  # there is still time to pair it anew
    assert plan(planned(found, lately), found, library, TODAY).findings == ()
    moved(ledger, records, library, lately)
    known = Ledger.of(records()).until(TODAY).households
    assert (known["YYL-2A3C"].moved_to, known["PJ-2222"].moved_from) == ("PJ-2222", "YYL-2A3C")
    assert [need.id for need in known["YYL-2A3C"].needs] == ["n-VSAB"]
    assert [need.id for need in known["PJ-2222"].needs] == ["n-T2VX"]


def test_a_spell_that_has_ended_stays_as_it_is_and_needs_no_asking(records: Read) -> None:
    found = records()
    spells = household(found)["pairings"]
    ended = {
        "end_reason": "退休离岗",
        "decided_by": "岳阳楼区残联",
        "decided_on": "2026-08-30",
        "consulted_on": "2026-08-28",
    }
    spells[0] |= {"to": "2026-08-31", **ended}
    _, old = planned(found)
    assert old.data["pairings"][0] == spells[0]
    assert old.data["pairings"][1]["end_reason"] == "迁出市内"
    spells[1] |= {"to": "2026-08-15", **ended}
    _, old = planned(found, replace(MOVE, consulted=None))
    assert old.data["pairings"] == spells


@pytest.mark.parametrize(
    ("last", "said"),
    [
        ("2026-09-01", "户 YYL-2A3C 与帮扶责任人 PJ-B-6N7P 的结对到 2026-09-01 才结束。"
                       "--on 写 2026-09-02 或者以后；结束日期写错的先改好。"),
        ("2026-09-10", "户 YYL-2A3C 与帮扶责任人 PJ-B-6N7P 的结对到 2026-09-10 才结束。"
                       "--on 写 2026-09-11 或者以后；结束日期写错的先改好。"),
    ],
)  # fmt: skip
def test_no_recorded_end_of_a_pairing_is_brought_forward(records: Read, last: str, said: str) -> None:
    found = records()
    spells = household(found)["pairings"]
    spells[0] |= {"to": "2026-08-31", "end_reason": "岗位调整"}
    spells[1] |= {"to": last, "end_reason": "退休离岗"}
    assert refusal(found) == said


def test_of_two_recorded_ends_the_later_one_is_named(records: Read) -> None:
    found = records()
    for spell, last in zip(household(found)["pairings"], ("2026-09-10", "2026-09-05"), strict=True):
        spell |= {"to": last, "end_reason": "退休离岗"}
    assert refusal(found).startswith("户 YYL-2A3C 与帮扶责任人 YY-B-2A3C 的结对到 2026-09-10 才结束")


def test_what_was_withdrawn_stays_untouched_and_does_not_go_along(records: Read) -> None:
    found = records()
    data = household(found)
    withdrawn = {"withdrawn": {"date": "2026-08-01", "reason": "记错了户"}}
    data["pairings"][1] |= withdrawn
    data["needs"][0] = {**data["needs"][1], "id": "n-VSAB", **withdrawn}
    data["needs"][1]["measures"] = [{"code": "送政策", "content": "屋顶。", "promised_on": "2026-07-05", **withdrawn}]
    new, old = planned(found)
    assert old.data["pairings"][1] == data["pairings"][1]
    assert old.data["needs"] == data["needs"]
    assert [need["id"] for need in new.data["needs"]] == ["n-T2VX"]
    assert "measures" not in new.data["needs"][0]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"decided_by": "13873012345"}, "--decided-by 写决定的单位，例如示例县残联，不写号码。"),
        ({"decided_by": "平江县残联 0730-8812345"}, "--decided-by 写决定的单位，例如示例县残联，不写号码。"),
        ({"note": "随女儿，电话13873012345"},
         "--note 里有证件或者电话的号码，去掉再运行；新的电话用 --phone 写。"),
        ({"address": "2组 430602196503120016"},
         "--address 里有证件或者电话的号码，去掉再运行；新的电话用 --phone 写。"),
        ({"village": "示例村13873012345"},
         "--village 里有证件或者电话的号码，去掉再运行；新的电话用 --phone 写。"),
    ],
)  # fmt: skip
def test_no_number_of_a_person_is_written_into_a_text(records: Read, change: dict[str, object], said: str) -> None:
    assert refusal(records(), replace(MOVE, **change)) == said  # type: ignore[arg-type]


def test_a_number_that_is_nobodys_is_written(records: Read) -> None:
    new, old = planned(records(), replace(MOVE, address="2组1234号", note="2026-08-20商定，8月31日迁走"))
    assert (new.data["address"], old.data["closed"]["note"]) == ("2组1234号", "2026-08-20商定，8月31日迁走")


def test_a_household_that_was_withdrawn_is_named_as_such(records: Read) -> None:
    found = records()
    household(found)["withdrawn"] = {"date": "2026-08-01", "reason": "登记了两次"}
    assert refusal(found) == "户 YYL-2A3C 已经撤销。"


@pytest.mark.parametrize(("closed", "goes"), [("2026-08-31", False), ("2026-09-01", True)])
def test_a_need_closed_before_the_move_stays(records: Read, closed: str, goes: bool) -> None:  # noqa: FBT001
    found = records()
    needs = next(record.data for record in found.valid if record.path == OLD)["needs"]
    needs[1] |= {"closed_on": closed, "result": "修好了。"}
    new, _ = planned(found)
    assert ("needs" in new.data) is goes


def test_a_move_that_was_broken_off_is_gone_on_with(ledger: Path, records: Read, library: SchemaLibrary) -> None:
    new, _ = planned(records())
    plan([new], records(), library, TODAY).write(ledger)
    (old,) = planned(records())
    assert old.place.path == OLD
    found = records()
    assert plan([old], found, library, TODAY).findings == ()
    assert refusal(records(), replace(MOVE, on=date(2026, 9, 2))) == (
        "户 YYL-2A3C 的迁移只做了一半：PJ-2222 已经建好，在平江县，从 2026-09-01 起。残联和日期照它写，就接着做完。"
    )


def test_a_household_that_its_federation_has_closed_already_is_taken_over(
    ledger: Path, records: Read, library: SchemaLibrary
) -> None:
    moved(ledger, records, library)
    (ledger / NEW).unlink()
    (new,) = planned(records(), replace(MOVE, consulted=None))
    assert (new.place.path, new.data["registered_on"]) == (NEW, "2026-09-01")


def test_once_moved_it_says_where_the_household_is_now(ledger: Path, records: Read, library: SchemaLibrary) -> None:
    moved(ledger, records, library)
    assert refusal(records()) == "户 YYL-2A3C 已经迁到平江县，现在的编号是 PJ-2222。"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"household": "YYL-9999"}, "没有编号或者姓名为 YYL-9999 的户。"),
        ({"unit": "city"}, "没有代号为 city 的县级残联。可以写：pingjiang（平江县）、yueyanglou（岳阳楼区）。"),
        ({"unit": "linxiang"}, "没有代号为 linxiang 的县级残联。可以写：pingjiang（平江县）、yueyanglou（岳阳楼区）。"),
        ({"unit": "yueyanglou"}, "户 YYL-2A3C 就在岳阳楼区。只是换了住址的，改档案里的住址。"),
        ({"township": "没有镇"}, "名录里没有平江县没有镇。平江县管的有：平江县汉昌街道、平江县安定镇。"),
        ({"county": "岳阳楼区", "township": "郭镇乡"}, "岳阳楼区郭镇乡由岳阳楼区管理。"),
        ({"on": date(2026, 11, 24)}, "迁入日期 2026-11-24 还没有到，到那天再运行。"),
        ({"on": date(2024, 3, 1)}, "户 YYL-2A3C 的建档或者结对从 2024-03-01 开始，迁入日期要晚于这一天。"),
        ({"on": date(2026, 7, 2)}, "原来的档案里 2026-07-02 还有联系记录，迁入日期要晚于这一天；日期写错的先改好。"),
        ({"consulted": None}, "户 YYL-2A3C 还在结对：用 --consulted 写哪天商的结对干部（通知二（四））。"),
        ({"household": "PJ-4K5M", "unit": "yueyanglou", "county": "岳阳楼区", "township": "郭镇乡"},
         "户 PJ-4K5M 已经迁到岳阳楼区，现在的编号是 YYL-8Q9R。"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_with_the_reason(records: Read, change: dict[str, object], said: str) -> None:
    assert refusal(records(), replace(MOVE, **change)) == said  # type: ignore[arg-type]


@pytest.mark.parametrize("on", [date(2026, 7, 3), TODAY])
def test_the_first_and_the_last_day_on_which_it_may_be(records: Read, library: SchemaLibrary, on: date) -> None:
    found = records()
    planned_ = plan(planned(found, replace(MOVE, on=on, consulted=date(2026, 7, 2))), found, library, TODAY)
    assert not [finding for finding in planned_.findings if finding.severity is Severity.ERROR]
    assert len(planned_.edits) == 2


def test_one_that_ended_for_another_reason_does_not_move(records: Read) -> None:
    found = records()
    data = next(record.data for record in found.valid if record.path == OLD)
    data["closed"] = {"date": "2026-08-01", "reason": "脱困"}
    assert refusal(found) == "户 YYL-2A3C 已于 2026-08-01 终止，原因是“脱困”。"
    data["closed"] = {"date": "2026-09-01", "reason": "迁出市内"}
    assert refusal(found) == "户 YYL-2A3C 到 2026-09-01 还在原来的残联，迁入日期要晚于这一天。"
