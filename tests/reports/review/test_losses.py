"""What is gone: a visit, a household with all that lay in its folder, one that another took the place of."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.reports.review.conftest import HOME, VISITS

from jiedui.records.tree import Place
from jiedui.reports.review.review import ReviewTopic
from jiedui.rules.former import Former
from jiedui.struct import replace

Said = Callable[..., list[str]]
GONE = ReviewTopic.GONE


def test_a_visit_that_is_gone_is_told_with_its_household(said: Said, worlds: Any) -> None:
    before, after = worlds
    del after.records[f"{VISITS}/2026-08-10.yml"]
    assert said(GONE, before, after) == ["示例乙（YYL-2222）2026-08-10 的联系（2026Q3，已经结束）：整份不见了"]


def test_visits_that_went_together_are_told_with_their_household(said: Said, worlds: Any) -> None:
    before, after = worlds
    for path in (f"{VISITS}/2026-05-10.yml", f"{VISITS}/2026-08-10.yml"):
        del after.records[path]
    assert said(GONE, before, after) == ["示例乙（YYL-2222）：文件夹 visits/ 里的 2 条走访记录都不见了"]


def test_of_a_visit_that_nobody_could_read_its_name_is_known(said: Said, worlds: Any) -> None:
    before, after = worlds
    path = f"{VISITS}/2026-02-30.yml"
    place = Place(path, "visit", "2026-02-30", "yueyanglou", "YYL-2222")
    more = {"before": (Former(place, {}, faulty=True),), "paths": frozenset((path,))}
    assert said(GONE, before, after, **more) == ["示例乙（YYL-2222）2026-02-30 的联系：整份不见了"]


def test_a_household_goes_with_its_visits_in_one_line(said: Said, worlds: Any) -> None:
    before, after = worlds
    for path in (HOME, f"{VISITS}/2026-05-10.yml", f"{VISITS}/2026-08-10.yml"):
        del after.records[path]
    assert said(GONE, before, after) == ["示例乙（YYL-2222）：户 YYL-2222 的档案不见了，连同 2 条走访记录"]


def test_a_household_that_is_another_family_now_is_told(said: Said, worlds: Any) -> None:
    before, after = worlds
    home = after.records[HOME]
    stranger = {**home.data["members"][0], "id": "m-9P9P", "name": "示例外", "birth": "1970-01-02"}
    after.records[HOME] = replace(home, data={**home.data, "members": [stranger]})
    assert said(GONE, before, after) == ["示例外（YYL-2222）：户 YYL-2222 的档案整个换成了别的；原来是示例乙"]


def test_a_file_of_the_policy_that_is_gone_is_told_by_its_path(said: Said, worlds: Any) -> None:
    before, after = worlds
    del after.records["policy/weights.yml"]
    assert said(GONE, before, after) == ["policy/weights.yml：文件不见了"]
