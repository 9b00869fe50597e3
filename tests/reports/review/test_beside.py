"""What a change touches beside the records of one federation."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.reports.review.conftest import HOME, VISITS

from jiedui.reports.review.review import ReviewTopic

Said = Callable[..., list[str]]


def test_what_is_no_record_is_told_file_by_file(said: Said, worlds: Any) -> None:
    beside = ("../.github/workflows/check.yml", "city/照片.jpg", "city/15400001234.txt")
    assert said(ReviewTopic.OUTSIDE, *worlds, *beside) == [
        "../.github/workflows/check.yml：新增",
        "city/（号码不显示）.txt：新增",
        "city/照片.jpg：新增",
    ]


def test_federations_that_are_mixed_are_counted(said: Said, worlds: Any) -> None:
    before, after = worlds
    after.helper("YYL-B-3333")
    after.helper("PJ-B-2222", "pingjiang")
    assert said(ReviewTopic.FEDERATIONS, before, after) == [
        "一次改了几个残联的记录：平江县残联 1 份、岳阳楼区残联 1 份"
    ]
    assert said(ReviewTopic.FEDERATIONS, before, after, tree="") == []


def test_folders_of_no_federation_are_not_counted_as_such(said: Said, worlds: Any) -> None:
    before, after = worlds
    after.helper("YYL-B-3333")
    assert said(ReviewTopic.FEDERATIONS, before, after, "nowhere/a.yml", "nobody/b.yml") == []


def test_a_record_that_became_something_else_is_told(said: Said, worlds: Any, tmp_path: Path) -> None:
    before, after = worlds
    path = f"{VISITS}/2026-08-10.yml"
    del after.records[path]
    (tmp_path / VISITS).mkdir(parents=True)
    (tmp_path / path).symlink_to("2026-05-10.yml")
    assert said(ReviewTopic.OUTSIDE, before, after, added=frozenset()) == [f"{path}：修改"]


def test_a_ledger_that_was_moved_is_told(said: Said, worlds: Any) -> None:
    assert said(ReviewTopic.OUTSIDE, *worlds, folder="../旧的/") == ["../旧的/：台账文件夹从这里搬走了"]


def test_a_stray_file_of_the_policy_is_told(said: Said, worlds: Any) -> None:
    assert said(ReviewTopic.OUTSIDE, *worlds, "policy/旧的.txt") == ["policy/旧的.txt：新增"]
    assert said(ReviewTopic.OUTSIDE, *worlds, HOME, added=frozenset()) == []
