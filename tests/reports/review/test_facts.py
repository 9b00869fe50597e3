"""What of records that go on is changed, old → new, and under which topic a reviewer is told it."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest
from tests.reports.review.conftest import HOME, VISITS

from jiedui.records.tree import Place
from jiedui.reports.review.review import Review, ReviewTopic
from jiedui.rules.former import Former
from jiedui.struct import replace

Said = Callable[..., list[str]]
ReviewOf = Callable[..., Review]
HELPER = "yueyanglou/helpers/YYL-B-2222.yml"
SUMMER = f"{VISITS}/2026-08-10.yml"
SUMMER_CALLED = "示例乙（YYL-2222）2026-08-10 的联系（2026Q3，已经结束）"


def edit(world: Any, path: str, **fields: Any) -> None:
    """Set fields of a record; ``None`` takes one out."""
    record = world.records[path]
    data = {key: value for key, value in {**deepcopy(record.data), **fields}.items() if value is not None}
    world.records[path] = replace(record, data=data)


def person(world: Any, **fields: Any) -> None:
    [member] = world.records[HOME].data["members"]
    edit(world, HOME, members=[{**member, **fields}])


@pytest.mark.parametrize(
    ("path", "fields", "topic", "line"),
    [
        (HOME, {"village": "示例新村"}, ReviewTopic.FACT, "示例乙（YYL-2222）：村（社区）：示例村 → 示例新村"),
        (HOME, {"phone": "15400000012"}, ReviewTopic.IDENTITY,
         "示例乙（YYL-2222）：联系电话改了（末位不同，号码不显示）"),
        (HOME, {"phone": None}, ReviewTopic.GONE, "示例乙（YYL-2222）：联系电话：（号码不显示） → （没有）"),
        (HELPER, {"name": "示例丙"}, ReviewTopic.IDENTITY, "示例丙（YYL-B-2222）：姓名：示例甲 → 示例丙"),
        (SUMMER, {"reached": False}, ReviewTopic.REACHED, f"{SUMMER_CALLED}：是否联系上：是 → 否"),
        (SUMMER, {"channel": "电话"}, ReviewTopic.CLOSED, f"{SUMMER_CALLED}：联系方式：入户 → 电话"),
        (SUMMER, {"hazards": None}, ReviewTopic.GONE, f"{SUMMER_CALLED}：安全隐患察看 › 火灾：有 → （没有）"),
        (HOME, {"closed": {"date": "2026-11-20", "reason": "其他"}}, ReviewTopic.WITHDRAWN,
         "示例乙（YYL-2222）：终止 › 终止日期：（没有） → 2026-11-20；终止 › 终止原因：（没有） → 其他"),
        (SUMMER, {"withdrawn": {"date": "2026-11-01", "reason": "重复登记"}}, ReviewTopic.WITHDRAWN,
         f"{SUMMER_CALLED}：撤销 › 撤销日期：（没有） → 2026-11-01；撤销 › 撤销原因：（没有） → 重复登记"),
    ],
)  # fmt: skip
def test_a_change_is_told_under_its_topic(
    said: Said, worlds: Any, path: str, fields: dict[str, Any], topic: ReviewTopic, line: str
) -> None:
    before, after = worlds
    edit(after, path, **fields)
    assert said(topic, before, after) == [line]


def test_a_person_and_a_certificate_are_identity(said: Said, worlds: Any) -> None:
    before, after = worlds
    [member] = before.records[HOME].data["members"]
    certificate = {**member["disability"]["certificates"][0], "number": "49060219580312102541"}
    person(after, name="示例丁", disability={"certificates": [certificate]})
    assert said(ReviewTopic.IDENTITY, before, after) == [
        "示例丁（YYL-2222）：家庭成员“示例丁” › 姓名：示例乙 → 示例丁；"
        "家庭成员“示例丁” › 残疾情况 › 残疾人证“肢体” › 残疾人证号改了（有 2 位不同，号码不显示）"
    ]


def renamed(world: Any, stem: str, day: str) -> None:
    record = world.records.pop(SUMMER)
    path = f"{VISITS}/{stem}.yml"
    place = Place(path, "visit", stem, "yueyanglou", "YYL-2222")
    world.records[path] = replace(record, place=place, data={**record.data, "date": day})


def test_a_visit_on_another_day_is_told_with_the_quarters(review: ReviewOf, worlds: Any) -> None:
    before, after = worlds
    renamed(after, "2026-10-08", "2026-10-08")
    found = review(before, after)
    [line] = found.of(ReviewTopic.RENAMED)
    assert line.text == "示例乙（YYL-2222）2026-10-08 的联系：2026-08-10 → 2026-10-08，从 2026Q3 换到 2026Q4"
    assert not found.of(ReviewTopic.GONE)


def test_a_visit_on_another_day_of_the_running_quarter_is_but_a_fact(said: Said, worlds: Any) -> None:
    before, after = worlds
    for world in worlds:
        renamed(world, "2026-11-03", "2026-11-03")
    record = after.records.pop(f"{VISITS}/2026-11-03.yml")
    after.records[SUMMER] = record
    renamed(after, "2026-11-04", "2026-11-04")
    assert said(ReviewTopic.FACT, before, after) == ["示例乙（YYL-2222）2026-11-04 的联系：2026-11-03 → 2026-11-04"]


def test_values_of_the_policy_are_told_one_by_one(said: Said, worlds: Any) -> None:
    before, after = worlds
    quotas = deepcopy(before.records["policy/quotas.yml"].data["quotas"])
    need = quotas[0]["need"]
    quotas[0]["need"] = need + 1
    edit(after, "policy/quotas.yml", quotas=quotas)
    [line] = said(ReviewTopic.POLICY, before, after)
    assert line.startswith("结对户数要求：户数要求“市残联处级干部” › 至少户数")
    assert line.endswith(f"：{need} → {need + 1}")


def test_of_a_record_that_could_not_be_read_before_what_was_known_is_compared(review: ReviewOf, worlds: Any) -> None:
    before, after = worlds
    edit(after, HOME, village="示例新村", plan="每季度上门。")
    was = replace(before.records[HOME], data={"id": "YYL-2222", "village": "示例村"})
    found = review(before, after, before=(Former(was.place, was.data, faulty=True),))
    assert [line.text for line in found.lines] == [
        "示例乙（YYL-2222）：原来读不懂，现在读得懂了；村（社区）：示例村 → 示例新村"
    ]


def test_a_record_in_the_folder_of_another_federation_is_loud(said: Said, worlds: Any) -> None:
    before, after = worlds
    record = after.records.pop(HELPER)
    path = "pingjiang/helpers/YYL-B-2222.yml"
    after.records[path] = replace(record, place=Place(path, "helper", "YYL-B-2222", "pingjiang"))
    assert said(ReviewTopic.FEDERATIONS, before, after) == [
        "一次改了几个残联的记录：平江县残联 1 份、岳阳楼区残联 1 份",
        "示例甲（YYL-B-2222）：从岳阳楼区残联换到平江县残联",
    ]


def test_what_lies_in_a_folder_that_got_another_name_is_not_told_one_by_one(said: Said, worlds: Any) -> None:
    before, after = worlds
    for path in [path for path in after.records if path.startswith("yueyanglou/")]:
        record = after.records.pop(path)
        place = replace(record.place, path=f"louqu/{path.partition('/')[2]}", unit="louqu")
        if place.kind == "unit":
            place = replace(place, stem="louqu")
        after.records[place.path] = replace(record, place=place)
    assert said(ReviewTopic.IDENTITY, before, after) == ["岳阳楼区残联：编号 yueyanglou → louqu"]
    assert said(ReviewTopic.FEDERATIONS, before, after) == []


@pytest.mark.parametrize(
    ("fields", "said_of_it"),
    [
        ({"helper": "YYL-B-3333"}, "帮扶责任人：示例甲（YYL-B-2222） → 示例丙（YYL-B-3333）"),
        ({"role": "协助"}, "结对身份：主责 → 协助"),
        ({"from": "2026-09-30"}, "开始日期：2023-09-15 → 2026-09-30"),
    ],
)
def test_a_pairing_that_is_written_anew_reaches_back(
    said: Said, worlds: Any, fields: dict[str, str], said_of_it: str
) -> None:
    before, after = worlds
    for world in worlds:
        world.helper("YYL-B-3333", name="示例丙")
    [pairing] = after.records[HOME].data["pairings"]
    edit(after, HOME, pairings=[{**pairing, **fields}])
    lines = said(ReviewTopic.CLOSED, before, after)
    assert f"示例乙（YYL-2222）：结对“2023-09-15” › {said_of_it}" in lines, lines


def test_a_term_of_office_that_is_written_anew_reaches_back(said: Said, worlds: Any) -> None:
    before, after = worlds
    [role] = after.records[HELPER].data["roles"]
    edit(after, HELPER, roles=[{**role, "to": "2026-08-01"}])
    assert any(line.startswith("示例甲（YYL-B-2222）：任职经历") for line in said(ReviewTopic.CLOSED, before, after))
    edit(after, HELPER, roles=[{**role, "to": "2026-11-20"}])
    assert said(ReviewTopic.CLOSED, before, after) == []


def test_another_code_is_loud(said: Said, worlds: Any) -> None:
    before, after = worlds
    record = after.records.pop(HELPER)
    path = "yueyanglou/helpers/YYL-B-9999.yml"
    data = {**record.data, "id": "YYL-B-9999"}
    after.records[path] = replace(record, place=Place(path, "helper", "YYL-B-9999", "yueyanglou"), data=data)
    assert said(ReviewTopic.IDENTITY, before, after) == ["示例甲（YYL-B-9999）：编号 YYL-B-2222 → YYL-B-9999"]


def test_a_meeting_of_a_closed_quarter_that_is_edited_is_loud(said: Said, worlds: Any) -> None:
    for world, title in zip(worlds, ("推进会", "调度会"), strict=True):
        world.event("meeting", "yueyanglou", "2026-08-03", kind="工作会议", title=title)
        world.event("meeting", "yueyanglou", "2026-11-03", kind="工作会议", title=title)
    assert said(ReviewTopic.CLOSED, *worlds) == ["岳阳楼区残联 2026-08-03-meeting1（会议）：议题：推进会 → 调度会"]
    assert said(ReviewTopic.FACT, *worlds) == ["岳阳楼区残联 2026-11-03-meeting2（会议）：议题：推进会 → 调度会"]


def test_a_bulletin_that_is_edited_is_loud(said: Said, worlds: Any) -> None:
    before, after = worlds
    before.bulletin({"id": "2026Q3", "summary": "联系率 90%。"})
    after.bulletin({"id": "2026Q3", "summary": "联系率 95%。"})
    [line] = said(ReviewTopic.BULLETIN, before, after)
    assert line.startswith("市残联 2026Q3（季通报）：")
    assert line.endswith("联系率 90%。 → 联系率 95%。")
