"""Drafts of the form stay on the device for the days that were wished, and none beats another's or a newer record."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page
from tests.waiting import until

from jiedui.site.files.assets import ASSETS

DAY = 86_400_000
NOW = 1_795_780_000_000
PATH, KEY = "/tz/entry.html", "jiedui-draft-/tz/-"
VISIT = {
    "kind": "visit",
    "unit": "shiliqu",
    "household": "SLX-7K3Q",
    "stem": "2026-11-27",
    "data": {"by": "SLX-B-7K3Q"},
}


@pytest.fixture
def run(node_run: Callable[[str, Any], Any]) -> Callable[..., Any]:
    """What drafts answer step by step: ``run([NOW, "list"], stored={…})``; beside it what is stored at last."""

    def given(
        *steps: list[Any], stored: dict[str, str] | None = None, quota: int | None = 10_000, path: str = PATH
    ) -> Any:
        asked = {"stored": stored or {}, "quota": quota, "path": path, "steps": list(steps)}
        answer = node_run("entry-drafts.mjs", asked)
        return answer["done"], answer["stored"]

    return given


def draft(identifier: str = "bcd", *, saved: int = NOW, days: int = 1, **more: Any) -> dict[str, Any]:
    return {"version": 1, "id": identifier, "saved": saved, "until": saved + days * DAY, "items": [VISIT]} | more


def stored(*drafts: dict[str, Any], **more: str) -> dict[str, str]:
    return {f"{KEY}{item['id']}": json.dumps(item) for item in drafts} | more


def test_a_draft_comes_back_as_it_was_until_its_last_moment(run: Callable[..., Any]) -> None:
    whole = VISIT | {"base": {"phone": "15400000009"}}
    (saved, found), there = run([NOW, "save", {"items": [whole]}, 3], [NOW + 3 * DAY - 1, "list"])
    made = saved["draft"]
    assert saved["told"] == ""
    assert (made["items"], made["until"]) == ([VISIT], NOW + 3 * DAY)
    assert found == [made | {"told": ""}]
    assert list(there) == [KEY + made["id"]]
    done, left = run([NOW + 3 * DAY, "list"], stored=there)
    assert (done, left) == ([[]], {})


def test_what_was_saved_last_stands_first_and_each_can_be_deleted(run: Callable[..., Any]) -> None:
    there = stored(draft("b", saved=NOW - 5), draft("c"), draft("d", saved=NOW - 9))
    (first, _, second), left = run([NOW, "list"], [NOW, "remove", "c"], [NOW, "list"], stored=there)
    assert [item["id"] for item in first] == ["c", "b", "d"]
    assert [item["id"] for item in second] == ["b", "d"]
    assert run([NOW, "clear"], stored=left | {"other": "stays"})[1] == {"other": "stays"}


def test_two_ledgers_on_one_host_do_not_see_each_other_s(run: Callable[..., Any]) -> None:
    for path in ("/other/entry.html", "/entry.html", "/tz/old/entry.html"):
        there = stored(draft())
        done, left = run([NOW, "list"], [NOW, "remove", "bcd"], [NOW, "clear"], stored=there, path=path)
        assert done[0] == []
        assert left == there


BROKEN = [
    "", "{", "null", "[]", "1", json.dumps(draft(version=2)), json.dumps(draft("other")), json.dumps(draft(items={})),
    json.dumps(draft(until="later")), '{"__proto__": {"version": 1}}',
]  # fmt: skip


def test_what_is_broken_or_foreign_is_no_draft_and_can_be_cleared(run: Callable[..., Any]) -> None:
    there = {f"{KEY}{number}": text.replace("bcd", str(number)) for number, text in enumerate(BROKEN)} | {
        "theme": "dark"
    }
    done, left = run([NOW, "list"], stored=there)
    assert (done, left) == ([[]], there)
    assert run([NOW, "clear"], stored=there)[1] == {"theme": "dark"}


def test_a_draft_of_a_day_to_come_is_kept_and_told(run: Callable[..., Any]) -> None:
    """The clock was wrong then or is now; within a day it may be."""
    [found], left = run([NOW, "list"], stored=stored(draft("b", saved=NOW + DAY), draft("c", saved=NOW + DAY + 1)))
    assert [(item["id"], item["told"]) for item in found] == [
        ("c", "保存时间比设备的时间晚，请看设备的日期对不对。"),
        ("b", ""),
    ]
    assert len(left) == 2


@pytest.mark.parametrize("quota", [100, None])
def test_where_the_device_keeps_nothing_the_way_out_is_told(run: Callable[..., Any], quota: int | None) -> None:
    there = {"theme": "dark"}
    done, left = run(
        [NOW, "save", {"items": [VISIT]}, 1], [NOW, "list"], [NOW, "remove", "b"], [NOW, "clear"],
        stored=there, quota=quota,
    )  # fmt: skip
    assert "请“存成文件”" in done[0]["fault"]
    assert done[1] == []
    assert left == there


def test_saved_again_it_takes_its_own_place(run: Callable[..., Any]) -> None:
    (saved, found), left = run(
        [NOW, "again", "bcd", [VISIT, VISIT], NOW - 5, 7], [NOW, "list"], stored=stored(draft(saved=NOW - 5))
    )
    assert (saved["told"], saved["draft"]["id"], len(left)) == ("", "bcd", 1)
    assert [(item["until"], len(item["items"])) for item in found] == [(NOW + 7 * DAY, 2)]


def test_where_another_window_has_saved_it_meanwhile_both_stay(run: Callable[..., Any]) -> None:
    theirs = stored(draft(saved=NOW - 2))
    (saved,), left = run([NOW, "again", "bcd", [], NOW - 5, 1], stored=theirs)
    assert saved["told"] == "这份草稿在别的窗口改过，那一份没有动，这一份另存了。"
    assert saved["draft"]["id"] != "bcd"
    assert left == theirs | {
        KEY + saved["draft"]["id"]: json.dumps(saved["draft"], ensure_ascii=False, separators=(",", ":"))
    }


def test_one_that_another_window_deleted_is_saved_anew(run: Callable[..., Any]) -> None:
    (saved,), left = run([NOW, "again", "bcd", [VISIT], NOW - 5, 1])
    assert (saved["told"], list(left)) == ("", [f"{KEY}bcd"])


def test_leaving_is_asked_about_only_while_something_is_unsent(run: Callable[..., Any]) -> None:
    assert run([NOW, "leaves", True], [NOW, "leaves", False])[0] == [True, False]


def test_two_windows_of_a_page_from_a_folder_keep_their_drafts_apart(page: Page, tmp_path: Path) -> None:
    """What both had open is there twice after both saved it."""
    scripts = "".join(
        f'<script src="{(ASSETS / f"entry/{name}.js").as_uri()}"></script>' for name in ("codes", "drafts")
    )
    file = tmp_path / "entry.html"
    file.write_text(f'<!doctype html><meta charset="utf-8">{scripts}', "utf-8")
    other = page.context.new_page()
    for window in (page, other):
        window.goto(file.as_uri())
    made = page.evaluate("() => JIEDUI_ENTRY.drafts.save({ items: [{ stem: '甲' }] }, 1).draft")
    until(other, "JIEDUI_ENTRY.drafts.list().length === 1")
    [found] = other.evaluate("() => JIEDUI_ENTRY.drafts.list()")
    assert (found["id"], found["saved"], found["items"]) == (made["id"], made["saved"], [{"stem": "甲"}])
    save = "draft => JIEDUI_ENTRY.drafts.save(draft, 1)"
    assert other.evaluate(save, found)["told"] == ""
    until(page, "saved => JIEDUI_ENTRY.drafts.list()[0].saved !== saved", arg=made["saved"])
    assert page.evaluate(save, made)["told"] != ""
    assert len(page.evaluate("() => JIEDUI_ENTRY.drafts.list()")) == 2
    large = page.evaluate("() => JIEDUI_ENTRY.drafts.save({ items: [{ stem: '满'.repeat(6e6) }] }, 1)")
    assert "存成文件" in large["fault"]
    page.evaluate("() => JIEDUI_ENTRY.drafts.clear()")
    until(other, "JIEDUI_ENTRY.drafts.list().length === 0")
