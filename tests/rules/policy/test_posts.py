"""Posts whose level or name decides a quota."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

CHIEF = "city/helpers/YY-B-2A3C.yml"
CLERK = "yueyanglou/helpers/YYL-B-6F7G.yml"
TOWNSHIP = "pingjiang/helpers/PJ-B-2H3J.yml"
UNRANKED = ["roles.1.post_level", "roles.1.rank"]

# Right, though it looks odd: a rule that cries here would teach people to look away.
SOUND: dict[str, dict[str, Any]] = {
    "a level without a rank": {"file": CHIEF, "remove": ["roles.1.rank"]},
    "a rank without a level": {"file": CHIEF, "remove": ["roles.1.post_level"]},
    "a leader who is said to be of no level": {
        "file": CHIEF,
        "remove": ["roles.1.rank"],
        "set": {"roles.1.post": "副理事长", "roles.1.tenure": "兼职", "roles.1.post_level": "科员级及以下"},
    },
    "a driver of the city": {"file": CHIEF, "remove": UNRANKED, "set": {"roles.1.post": "司机"}},
    "a post that has 长 within its name": {"file": CHIEF, "remove": UNRANKED, "set": {"roles.1.post": "长聘干部"}},
    "a section head of a county, which is no 科级": {"file": CLERK, "set": {"roles.0.post": "股长"}},
    "a clerk of a county who is seconded": {"file": CLERK, "set": {"roles.0.tenure": "挂职"}},
    "a leader of a township": {"file": TOWNSHIP, "set": {"roles.0.post": "残联理事长"}},
    "others of an association": {
        "file": CHIEF,
        "append": {
            "roles": {
                "body": "市级专门协会", "department": "市肢残人协会", "post": "主席助理", "from": "2024-01-01",
            },
        },
        "more": [
            {
                "file": CLERK,
                "append": {
                    "roles": {
                        "body": "县级专门协会", "department": "区聋人协会", "post": "名誉主席", "from": "2024-01-01",
                    },
                },
            },
        ],
    },
    "a chair of a village, whom the notice asks for nothing": {
        "file": "pingjiang/helpers/PJ-B-4K5M.yml",
        "set": {"roles.0.post": "负责人"},
    },
}  # fmt: skip


def test_nothing_is_found(said: Callable[[dict[str, Any]], list[str]], sound: dict[str, Any]) -> None:
    assert said(sound) == []


@pytest.mark.parametrize(
    "post",
    [
        "党组成员", "副理事长", "处长", "科长（兼）", "科长兼会计", "四级调研员", "二级巡视员", "四级主任科员",
        "正科级干部", "副处级干部", "办公室主任", "机关党委专职副书记",
    ],
)  # fmt: skip
def test_a_post_of_level_in_the_city_is_known_by_its_name(said: Callable[..., list[str]], post: str) -> None:
    assert said({"file": CHIEF, "remove": UNRANKED, "set": {"roles.1.post": post}}) == [
        f"rank-missing: 文教就业科{post}（专职）没有写职务层次，也没有写职级，只能按其他干部职工算。"
    ]


@pytest.mark.parametrize(("tenure", "found"), [("专职", 0), ("兼职", 1), ("挂职", 1)])
def test_a_clerk_of_the_city_needs_a_level_where_it_decides_between_some_and_none(
    said: Callable[..., list[str]], tenure: str, found: int
) -> None:
    change = {"file": CHIEF, "remove": UNRANKED, "set": {"roles.1.post": "干部", "roles.1.tenure": tenure}}
    assert len(said(change)) == found


@pytest.mark.parametrize(("ended", "found"), [("2023-08-31", 0), ("2023-09-01", 2)])
def test_an_office_counts_from_the_first_day_of_the_programme(
    said: Callable[..., list[str]], ended: str, found: int
) -> None:
    days = {"from": "2018-01-02", "to": ended, "end_reason": "岗位调整"}
    head = {"body": "市残联机关", "department": "办公室", "post": "主任", **days}
    chair = {"body": "市级专门协会", "department": "市肢残人协会", "post": "会长", **days}
    change = {"file": CHIEF, "append": {"roles": head}, "more": [{"file": CHIEF, "append": {"roles": chair}}]}
    assert len(said(change)) == found


@pytest.mark.parametrize(
    ("body", "post", "found"),
    [
        ("市级专门协会", "主席", 0), ("市级专门协会", "副主席", 0), ("市级专门协会", "秘书长", 0),
        ("市级专门协会", "原主席", 0), ("市级专门协会", "荣誉会长", 0), ("市级专门协会", "主席团委员", 0),
        ("市级专门协会", "常务副主席", 1), ("市级专门协会", "主席（兼）", 1), ("市级专门协会", "代理主席", 1),
        ("市级专门协会", "协会负责人", 1), ("市级专门协会", "副会长", 1), ("县级专门协会", "理事长", 1),
        ("县级专门协会", "主任", 1), ("社会力量", "负责人", 0),
    ],
)  # fmt: skip
def test_what_is_nearly_a_chair(said: Callable[..., list[str]], body: str, post: str, found: int) -> None:
    role = {"body": body, "department": "市肢残人协会", "post": post, "from": "2024-01-01"}
    lines = said({"file": CHIEF, "append": {"roles": role}})
    assert [line.partition(":")[0] for line in lines] == ["association-post"] * found


def test_all_posts_of_a_person_are_looked_at(said: Callable[..., list[str]]) -> None:
    change = {"file": CHIEF, "remove": [*UNRANKED, "roles.0.post_level"]}
    assert [line.split("（")[0] for line in said(change)] == [
        "rank-missing: 文教就业科副科长",
        "rank-missing: 文教就业科科长",
    ]
