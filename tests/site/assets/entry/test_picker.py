"""The field that finds somebody: typed, by keys, by a finger, and told to who does not see it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.engine

PAGE = """<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>找人</title>
<link rel="stylesheet" href="assets/site.css">
<body dir="ltr"><main class="md-content"><div class="md-typeset jd-form"><h1>找人</h1>
<div class="jd-field"><label for="who">户</label><input id="who"></div>
<div class="jd-field"><label for="helper">责任人</label><input id="helper"></div></div></main>
<script src="assets/find/index.js"></script><script src="assets/entry-data/index.js"></script>
<script src="assets/find-text.js"></script><script src="assets/find-people.js"></script>
<script src="assets/find-load.js"></script>
<script src="assets/entry.js"></script>
<script>
  const picked = [];
  const extra = [{ kind: "household", id: "PJ-9999", name: "示例新", place: "本次新建" }];
  JIEDUI_ENTRY.picker(who, { kinds: ["household"], extra, onPick: (one) => picked.push(one) });
  JIEDUI_ENTRY.picker(helper, { kinds: ["helper"], extra });
</script></body></html>"""


@pytest.fixture(scope="session")
def folder(pages: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page with two of these fields, and the small ledger."""
    root = tmp_path_factory.mktemp("picker")
    shutil.copytree(pages / "assets", root / "assets")
    (root / "picker.html").write_text(PAGE, "utf-8")
    return root


@pytest.fixture
def opened(page: Page, folder: Path) -> Page:
    page.goto((folder / "picker.html").as_uri())
    return page


def options(page: Page) -> list[str]:
    return [" ".join(text.split()) for text in page.locator("[role=option]").all_inner_texts()]


def typed(page: Page, text: str, told: str, field: str = "#who") -> list[str]:
    """Type into a field and wait for what is told; return the options."""
    status = page.locator(f".jd-field:has({field}) [role=status]")
    for given, said in (("", ""), (text, told)):  # what was told before is gone
        page.fill(field, given)
        expect(status).to_have_text(said)
    return options(page)


def test_somebody_is_found_by_name_code_place_and_initials(opened: Page) -> None:
    mao = ["示例卯 PJ-3333 平江县三市镇示例村"]
    assert typed(opened, "示例卯", "找到 1 户。") == mao
    assert typed(opened, "slm", "找到 1 户。") == mao
    assert typed(opened, "三市镇", "找到 1 户。") == mao
    assert typed(opened, "pj3333", "找到 1 户。") == mao
    assert typed(opened, "平江 示例寅", "找到 1 户。") == ["示例寅 PJ-2222 平江县安定镇示例村"]
    assert typed(opened, "", "") == []


def test_each_field_finds_its_own_kind_alone(opened: Page) -> None:
    assert typed(opened, "示例丁", "找到 1 名责任人。", "#helper") == ["示例丁 PJ-B-2222 平江县安定镇残联"]
    assert typed(opened, "示例新", "没有找到。可以少打几个字再试。", "#helper") == []
    assert typed(opened, "PJ-3333", "没有找到。可以少打几个字再试。", "#helper") == []


def test_who_is_in_the_basket_comes_first(opened: Page) -> None:
    assert typed(opened, "示例新", "找到 本次新建 1 份。") == ["示例新 PJ-9999 本次新建"]
    assert typed(opened, "pj-9999", "找到 本次新建 1 份。") == ["示例新 PJ-9999 本次新建"]


def test_a_code_that_the_site_does_not_know_may_be_used_all_the_same(opened: Page) -> None:
    told = "网站还不知道这个编号，照样用"
    assert typed(opened, "ｐｊ-7k3q", f"{told}。") == [f"PJ-7K3Q {told}"]
    opened.press("#who", "Enter")
    expect(opened.locator("#who")).to_have_value("PJ-7K3Q")
    assert opened.evaluate("picked") == [{"kind": "household", "id": "PJ-7K3Q", "name": "", "place": told}]


@pytest.mark.parametrize("text", ["15400000011", "490602195803121017", "0730 0000001"])
def test_numbers_of_persons_find_nobody(opened: Page, text: str) -> None:
    assert typed(opened, text, "电话号码、证件号码查不到人，请打姓名、编号或者乡镇。") == []


def test_the_keys_choose_and_close(opened: Page) -> None:
    field, chosen = opened.locator("#who"), opened.locator("[aria-selected=true]")
    expect(field).to_have_attribute("aria-expanded", "false")
    found = typed(opened, "平江", "找到 2 户。")
    assert len(found) == 2
    expect(field).to_have_attribute("aria-expanded", "true")
    expect(chosen).to_have_count(0)
    for key, number in (("ArrowDown", 0), ("ArrowDown", 1), ("ArrowDown", 0), ("ArrowUp", 1)):
        opened.keyboard.press(key)
        assert " ".join(chosen.inner_text().split()) == found[number]
        assert field.get_attribute("aria-activedescendant") == chosen.get_attribute("id")
    opened.keyboard.press("Escape")
    assert (options(opened), field.get_attribute("aria-activedescendant")) == ([], "")
    expect(field).to_have_value("平江")
    opened.keyboard.press("ArrowUp")  # opens again
    expect(opened.locator("[role=option]")).to_have_count(2)
    opened.keyboard.press("ArrowUp")
    opened.keyboard.press("Enter")
    expect(field).to_have_value(found[1].split()[1])
    expect(field).to_have_attribute("aria-expanded", "false")


def test_enter_takes_nobody_of_several(opened: Page) -> None:
    typed(opened, "平江", "找到 2 户。")
    opened.keyboard.press("Enter")
    assert opened.evaluate("picked") == []
    assert len(options(opened)) == 2


def test_a_press_picks_and_says_who_it_is(opened: Page) -> None:
    typed(opened, "示例卯", "找到 1 户。")
    opened.locator("[role=option]").click()
    expect(opened.locator("#who")).to_have_value("PJ-3333")
    expect(opened.locator("#who")).to_be_focused()
    expect(opened.locator(".jd-field:has(#who) [role=status]")).to_have_text("示例卯，平江县三市镇示例村")
    picked = [{"kind": "household", "id": "PJ-3333", "name": "示例卯", "place": "平江县三市镇示例村"}]
    assert opened.evaluate("picked") == picked
    typed(opened, "示例卯", "找到 1 户。")
    opened.focus("#helper")
    assert options(opened) == []


def test_where_the_data_cannot_be_read_a_whole_code_will_do(opened: Page) -> None:
    opened.evaluate("() => { JIEDUI_LOAD = () => Promise.reject(new Error('gone')); }")
    told = "查找的数据没有读到，再打一次，或者打完整的编号。"
    assert typed(opened, "示例卯", told) == []
    assert typed(opened, "PJ-7K3Q", told) == ["PJ-7K3Q 网站还不知道这个编号，照样用"]


def test_markup_that_is_typed_stays_text(opened: Page) -> None:
    assert typed(opened, "<img src=x onerror=alert(1)>", "没有找到。可以少打几个字再试。") == []
    assert opened.locator("img").count() == 0


@pytest.mark.node
def test_nobody_is_shut_out(opened: Page, axe: Callable[..., Any]) -> None:
    typed(opened, "平江", "找到 2 户。")
    opened.keyboard.press("ArrowDown")
    assert axe(opened) == []
