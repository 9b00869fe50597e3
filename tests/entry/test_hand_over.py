"""A hand-over: how the households are shared out, what goes along, what is refused, and a broken run gone on with."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.entry import retiring
from tests.entry.retiring import HOUSEHOLDS, LEAVER, NEW, STAYS

from jiedui.entry.hand_over import HandOver, act
from jiedui.entry.known import KnownLedger
from jiedui.entry.plan import Act, RefusedError, plan
from jiedui.records import writer
from jiedui.records.reader import Record, Records
from jiedui.records.schema import SchemaLibrary
from jiedui.struct import replace

RETIREMENT = HandOver(
    helper=LEAVER, to=(STAYS, NEW), on=date(2026, 11, 21), reason="退休离岗", retire=date(2026, 11, 20)
)
CHANGE = replace(RETIREMENT, retire=None, reason="岗位调整")


@pytest.fixture
def six(known: KnownLedger) -> KnownLedger:
    """What is known with a helper of six households beside."""
    known.records.valid.extend(retiring.records())
    return known


def heirs(done: Act) -> list[str]:
    """Return who is in charge at last of each household, in the order of the edits."""
    return [item.data["pairings"][-1]["helper"] for item in done.edits if item.place.kind == "household"]


def refusal(known: KnownLedger, handing: HandOver) -> str:
    with pytest.raises(RefusedError) as refused:
        act(handing, known)
    return str(refused.value)


def with_pairing(known: KnownLedger, household: str, **more: str) -> None:
    known.record("household", household).data["pairings"].append({"role": "协助", "from": "2025-01-06", **more})


def test_six_households_go_to_two_by_what_the_quota_still_asks_of_each(six: KnownLedger) -> None:
    done = act(RETIREMENT, six)
    assert [edit.place.stem for edit in done.edits] == [*HOUSEHOLDS, LEAVER]
    # Each owes one; STAYS has two, NEW none. A tie goes to the one named first.
    assert heirs(done) == [NEW, NEW, STAYS, NEW, STAYS, NEW]
    assert done.told == (
        "示例丙（YYL-B-6F7G）：应结对 1 户，原来 2 户，2026-11-21 起 4 户。",
        "示例二（YYL-B-8Y8Y）：应结对 1 户，原来 0 户，2026-11-21 起 4 户。",
        "新的主责责任人最迟 2026-12-21 办完：入户了解家庭情况、填写登记表（附件2）、留下联系卡（附件3）、"
        "解决现场能解决的困难、录入省平台“结对帮扶模块”。",
    )


def test_what_ends_is_told_whole_and_what_begins_begins_anew(six: KnownLedger) -> None:
    known = six.record("household", HOUSEHOLDS[0]).data
    known["pairings"][0] |= {"form_on": "2024-01-10", "card_on": "2024-01-10"}
    first, *_, last = act(replace(RETIREMENT, document="岳残〔2026〕9号", handover="当面交接。"), six).edits
    assert first.data["pairings"] == [
        {
            **known["pairings"][0], "to": "2026-11-20", "end_reason": "退休离岗", "decided_by": "岳阳楼区残疾人联合会",
            "decided_on": "2026-11-21", "document": "岳残〔2026〕9号", "handover": "当面交接。",
        },
        {"helper": NEW, "role": "主责", "from": "2026-11-21"},
    ]  # fmt: skip
    assert first.data["needs"][0]["measures"][0]["by"] == NEW
    assert first.note == "；主责：示例一 → 示例二（YYL-B-8Y8Y）；没有办完的措施 1 条跟着换负责人"
    assert last.data["roles"][0] | {"to": "2026-11-20", "end_reason": "退休离岗"} == last.data["roles"][0]
    assert last.note == "；任职到 2026-11-20 为止：退休离岗"


def test_afterwards_the_check_has_nothing_to_say(
    ledger: Path, records: Callable[[], Records], library: SchemaLibrary, known: KnownLedger
) -> None:
    for record in retiring.records():
        (ledger / record.path).parent.mkdir(parents=True, exist_ok=True)
        (ledger / record.path).write_text(writer.write(record.data, library[record.place.kind]), "utf-8")
    six = KnownLedger(records(), known.as_of)
    assert plan(act(RETIREMENT, six).edits, six.records, library, six.as_of).findings == ()


@pytest.mark.parametrize("written", range(7))
def test_what_a_broken_run_leaves_is_gone_on_with_and_comes_to_the_same(six: KnownLedger, written: int) -> None:
    whole = act(RETIREMENT, six).edits
    now = deepcopy(six.records)
    for edit in whole[:written]:
        row = next(row for row, record in enumerate(now.valid) if record.path == edit.place.path)
        now.valid[row] = Record(edit.place, edit.data)
    rest = act(RETIREMENT, KnownLedger(now, six.as_of)).edits
    assert [(edit.place, edit.data) for edit in rest] == [(edit.place, edit.data) for edit in whole[written:]]


def test_some_households_alone_are_handed_over(six: KnownLedger) -> None:
    done = act(replace(CHANGE, to=(NEW, "示例二"), households=(HOUSEHOLDS[3], "示例丁户", HOUSEHOLDS[1])), six)
    assert [edit.place.stem for edit in done.edits] == [HOUSEHOLDS[3], HOUSEHOLDS[1]]
    assert done.told[1] == "示例一（YYL-B-9Z9Z）：应结对 1 户，原来 6 户，2026-11-21 起 4 户。"


def test_an_assistant_is_followed_by_an_assistant_and_becomes_the_one_in_charge(six: KnownLedger) -> None:
    with_pairing(six, HOUSEHOLDS[0], helper=STAYS)
    with_pairing(six, "YYL-8Q9R", helper=LEAVER)
    done = act(replace(RETIREMENT, to=(STAYS, "YY-B-2A3C")), six)
    by_code = {edit.place.stem: edit.data for edit in done.edits}
    assert by_code["YYL-8Q9R"]["pairings"][-1] == {"helper": "YY-B-2A3C", "role": "协助", "from": "2026-11-21"}
    done = act(replace(RETIREMENT, to=(STAYS,), households=(HOUSEHOLDS[0],), retire=None, handover="交接"), six)
    _, assisted, charged = done.edits[0].data["pairings"]
    assert (assisted["to"], assisted["end_reason"], "handover" in assisted) == ("2026-11-20", "岗位调整", False)
    assert charged == {"helper": STAYS, "role": "主责", "from": "2026-11-21"}


def test_households_to_assist_are_shared_out_by_how_many_each_has(six: KnownLedger) -> None:
    for code in HOUSEHOLDS:
        six.record("household", code).data["pairings"] = [{"helper": LEAVER, "role": "协助", "from": "2024-01-08"}]
    # STAYS has two at first; neither has more of the quota by assisting.
    assert heirs(act(RETIREMENT, six)) == [NEW, NEW, STAYS, NEW, STAYS, NEW]


def test_what_he_promised_elsewhere_goes_to_whoever_is_in_charge_there(six: KnownLedger) -> None:
    promise = {"code": "帮政策", "content": "帮办。", "promised_on": "2026-10-09", "by": LEAVER}
    need = {"id": "n-3333", "content": "要办手续。", "raised_on": "2026-10-08"}
    done = {**promise, "done_on": "2026-10-20", "result": "办了。"}
    withdrawn = {**promise, "withdrawn": {"date": "2026-10-21", "reason": "写错"}}
    for code in ("YYL-8Q9R", "YYL-6F7G"):
        six.record("household", code).data["needs"] = [{**need, "measures": [dict(promise), done, withdrawn]}]
    six.record("household", "PJ-2H3J").data["needs"] = [{**need, "closed_on": "2026-11-01", "result": "办了。",
                                                         "measures": [dict(promise)]}]  # fmt: skip
    acted = act(RETIREMENT, six)
    by_code = {edit.place.stem: edit for edit in acted.edits}
    assert "YYL-6F7G" not in by_code
    assert "PJ-2H3J" not in by_code
    assert [item["by"] for item in by_code["YYL-8Q9R"].data["needs"][0]["measures"]] == [STAYS, LEAVER, LEAVER]
    assert by_code["YYL-8Q9R"].note == "；没有办完的措施 1 条跟着换负责人"
    assert acted.told[-1] == "还有措施由示例一负责，户里没有主责可以接：YYL-6F7G。请另定负责人（by）。"


def test_what_he_did_after_the_hand_over_is_told(known: KnownLedger) -> None:
    done = act(replace(CHANGE, helper="YY-B-2A3C", to=(STAYS,), on=date(2026, 7, 2)), known)
    assert "示例甲在交接以后还有联系：YYL-2A3C 2026-07-02。这些算代联系；交接日期写错的，改了再运行。" in done.told
    done = act(replace(CHANGE, helper="YY-B-2A3C", to=(STAYS,), on=date(2026, 7, 3)), known)
    assert not any("代联系" in line for line in done.told)


def test_for_whom_he_stands_in_is_told(six: KnownLedger) -> None:
    six.record("helper", STAYS).data["pauses"][0] |= {"to": "2026-12-31", "deputy": LEAVER}
    assert act(RETIREMENT, six).told[-1] == "示例丙（YYL-B-6F7G）的暂停由示例一代管，请另写代管责任人（deputy）。"


def test_a_household_stays_in_its_area_unless_there_is_a_reason_and_nobody_else(six: KnownLedger) -> None:
    county = "PJ-B-2H3J"
    assert heirs(act(replace(RETIREMENT, to=(county, STAYS)), six)) == [STAYS] * 6
    assert heirs(act(replace(RETIREMENT, to=(county, STAYS), cross_area="同一所学校"), six)) == [STAYS] * 6
    done = act(replace(RETIREMENT, to=(county,), cross_area="同一所学校"), six)
    assert {edit.data["pairings"][-1]["exception_reason"] for edit in done.edits[:6]} == {"同一所学校"}
    assert refusal(six, replace(RETIREMENT, to=(county,))).startswith(
        "示例丁（PJ-B-2H3J）不是管理户 YYL-H2H2 的残联的。"
    )


@pytest.mark.parametrize(("helper", "left_behind"), [(LEAVER, True), (STAYS, False)])
def test_no_household_that_cannot_be_read_is_left_behind(six: KnownLedger, helper: str, *, left_behind: bool) -> None:
    place = next(record.place for record in six.records.valid if record.path.endswith("YYL-8Q9R/household.yml"))
    six.records.broken.append(replace(place, path=place.path.replace("YYL-8Q9R", "YYL-9Q9Q"), stem="YYL-9Q9Q"))
    file = six.records.root / six.records.broken[-1].path
    file.parent.mkdir(parents=True)
    file.write_text(f"- helper: {helper}\n<<<<<<< HEAD\n", "utf-8")
    try:
        if left_behind:
            assert refusal(six, RETIREMENT) == (
                "户 YYL-9Q9Q 的档案有错误，里面有示例一（YYL-B-9Z9Z）。先用 jiedui check 检查，改好再运行。"
            )
        assert len(act(replace(CHANGE, households=HOUSEHOLDS[:1]), six).edits) == 1
        assert left_behind or len(act(RETIREMENT, six).edits) == 7
    finally:
        shutil.rmtree(file.parent)


def test_who_leaves_with_no_household_leaves_all_the_same(six: KnownLedger) -> None:
    six.records.valid[:] = [item for item in six.records.valid if item.place.stem not in HOUSEHOLDS]
    (edit,) = act(replace(RETIREMENT, to=()), six).edits
    assert edit.place.stem == LEAVER


def test_who_goes_on_as_a_volunteer_keeps_that_office(six: KnownLedger) -> None:
    social = {"body": "社会力量", "department": "个人", "post": "志愿者", "from": "2026-11-21"}
    six.record("helper", LEAVER).data["roles"].append(social)
    *_, last = act(RETIREMENT, six).edits
    assert last.data["roles"][1] == social


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"helper": "YYL-B-2222"}, "没有编号或者姓名为 YYL-B-2222 的帮扶责任人。"),
        ({"to": ("YYL-B-2222",)}, "没有编号或者姓名为 YYL-B-2222 的帮扶责任人。"),
        ({"to": ()}, "还有户在结对：用 --to 写接手的责任人，几个人分着接的，写几次。"),
        ({"to": (NEW, LEAVER)}, "--to 写的 YYL-B-9Z9Z 就是要交出去的人，换一个。"),
        ({"to": ("YYL-B-4D5E",)}, "示例乙（YYL-B-4D5E）在 2026-11-21 没有任职。先核对日期，或者补上任职经历。"),
        ({"on": date(2027, 11, 21)}, "交接日期 2027-11-21 太远，最多提前 60 天写。核对年份和月份。"),
        ({"on": date(2024, 1, 8)}, "户 YYL-H2H2 的结对从 2024-01-08 开始，--on 写 2024-01-09 或者以后。"),
        ({"households": (HOUSEHOLDS[0],)}, "离岗的，全部户都要交出去：--retire 和 --household 不能一起写。"),
        ({"households": ("YYL-8Q9R",), "retire": None}, "户 YYL-8Q9R 在 2026-11-21 没有与示例一（YYL-B-9Z9Z）结对。"),
        ({"households": ("YYL-2222",), "retire": None}, "没有编号或者姓名为 YYL-2222 的户。"),
        ({"reason": "其他"}, "户 YYL-H2H2 还在结对：用 --consulted 写哪天商的结对干部（通知二（四））。"),
        ({"retire": date(2015, 12, 31)},
         "示例一（YYL-B-9Z9Z）在 2015-12-31 以后还有任职（干事）。核对离岗日期，或者先改任职经历。"),
        ({"helper": "YYL-B-4D5E"},
         "示例乙（YYL-B-4D5E）在 2026-11-20 没有任职。核对离岗日期。"),
        ({"helper": "YYL-B-4D5E", "retire": None}, "示例乙（YYL-B-4D5E）在 2026-11-21 没有在结对的户。"),
        ({"cross_area": "电话13873012345"}, "--cross-area 里有证件或者电话的号码，去掉再运行。"),
        ({"decided_by": "13873012345"}, "--decided-by 写决定的单位，例如示例县残联，不写号码。"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_with_the_reason(six: KnownLedger, change: dict[str, Any], said: str) -> None:
    assert refusal(six, replace(RETIREMENT, **change)) == said
