"""The form of a record: its schema's, without loss; what depends on what; lists; faults; the keyboard."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from jiedui.records.schema import RecordSchema, SchemaLibrary
from jiedui.site.files import assets

from .conftest import mutations

pytestmark = [pytest.mark.browser, pytest.mark.node]

REPO_ROOT = Path(__file__).resolve().parents[4]
CONFINED = "default-src 'none'; script-src 'self'; style-src 'self'; base-uri 'none'; form-action 'none'"
HOSTILE = '<img src=x onerror="document.title=1"> \u202e倒\u200b😀 & {{ 7*7 }} \\'
VISIT = {"date": "2026-11-27", "by": "SLX-B-7K3Q", "channel": "电话", "reached": True, "entered_on": "2026-11-27"}
HOME = {
    "id": "SLX-7K3Q", "registered_on": "2026-01-05", "county": "示例县", "township": "示例镇", "village": "示例村",
    "hardship": [{"status": "低保户"}],
    "members": [
        {"id": "m-2F8D", "name": "示例甲", "sex": "男", "birth": "1968-04-09", "relation": "本人",
         "disability": {"certificates": [{"number": "1" * 20, "category": "肢体", "grade": "一级"}]}},
        {"id": "m-3G9H", "name": "示例乙", "sex": "女", "birth": "1970", "relation": "配偶"},
    ],
    "pairings": [{"helper": "SLX-B-7K3Q", "role": "主责", "from": "2026-01-10"}],
    "needs": [{"id": "n-7K3Q", "content": "换轮椅", "raised_on": "2026-03-02"}],
}  # fmt: skip


class Form:
    """A form on the page: ``show("visit", data, {...})`` makes it, ``tell`` asks it something."""

    MAKE = """([kind, data, options]) => {
      const form = JIEDUI_ENTRY.fields(JIEDUI_ENTRY.schemas(DOCUMENTS).record(kind), data, options);
      globalThis.form = form;
      if (form) document.querySelector("#entry").replaceChildren(form.element);
      return form !== null;
    }"""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.complaints: list[str] = []
        page.on("console", lambda message: self.complaints.append(message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def show(self, kind: str, data: Any, options: Any = None) -> bool:
        made: bool = self.page.evaluate(self.MAKE, [kind, data, options or {}])
        return made

    def value(self) -> Any:
        return self.page.evaluate("form.value()")

    def faults(self, faults: list[dict[str, Any]], **how: Any) -> None:
        self.page.evaluate("([faults, how]) => form.show(faults, how)", [faults, how])

    @property
    def focused(self) -> str:
        """What has the focus is called, as its label or legend says."""
        said: str = self.page.evaluate(
            "() => { const e = document.activeElement; const l = e.labels?.[0] ?? e;"
            " return (e.closest('fieldset.jd-field')?.querySelector('legend') ?? l).textContent; }"
        )
        return said


@pytest.fixture(scope="session")
def form_page(library: SchemaLibrary, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of the page."""
    folder = tmp_path_factory.mktemp("form")
    for file in assets.files():
        (folder / file.path).parent.mkdir(parents=True, exist_ok=True)
        (folder / file.path).write_text(str(file.content), "utf-8")
    (folder / "schemas.js").write_text(f"globalThis.DOCUMENTS = {json.dumps(library.documents)}", "utf-8")
    shutil.copy(REPO_ROOT / "tests/node/node_modules/axe-core/axe.min.js", folder)
    scripts = ["schemas.js", "axe.min.js", "assets/entry.js"]
    tags = "".join(f'<script src="{src}"></script>' for src in scripts)
    (folder / "page.html").write_text(
        '<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>登记</title>'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f'<meta http-equiv="Content-Security-Policy" content="{CONFINED}">'
        '<link rel="stylesheet" href="assets/site.css"></head>'
        '<body class="md-typeset" data-md-color-scheme="default" data-md-color-primary="indigo">'
        '<main class="md-content"><h1>登记</h1><div id="entry"></div></main>'
        f"{tags}</body></html>",
        "utf-8",
    )
    return folder / "page.html"


@pytest.fixture(scope="module")
def form(browser: Browser, form_page: Path) -> Iterator[Form]:
    """The page with the form, at the width of a telephone."""
    context = browser.new_context(locale="zh-CN", timezone_id="Asia/Shanghai", viewport={"width": 390, "height": 844})
    context.set_default_timeout(5000)
    made = Form(context.new_page())
    made.page.goto(form_page.as_uri())
    # There is no ledger beside the page to find anybody in.
    made.page.evaluate("void (JIEDUI_ENTRY.data.people = () => ({}))")
    yield made
    context.close()
    assert made.complaints == []


@pytest.fixture(scope="session")
def full(valid: list[tuple[str, Any]]) -> dict[str, Any]:
    """The example of each kind that holds every property."""
    return {kind: max((data for each, data in valid if each == kind), key=len) for kind, _ in valid}


def fault(pointer: list[Any], message: str, **more: str) -> dict[str, Any]:
    return {"rule": "x", "severity": "错误", "pointer": pointer, "message": message, "remedy": "", **more}


def titles(page: Any) -> list[str]:
    """What is asked for and in sight, in order."""
    labels = page.locator(".jd-form :is(label[for], legend, summary)").filter(visible=True)
    return [re.sub(r"（.*", "", text) for text in labels.all_text_contents()]


def test_every_example_comes_back_as_it_was_put_in(form: Form, valid: list[tuple[str, Any]]) -> None:
    assert len(valid) == 22
    for kind, data in valid:
        form.show(kind, data)
        assert form.value() == data, kind
        assert not form.page.evaluate("form.changed()"), kind


@pytest.mark.parametrize("kind", ["visit", "household", "helper", "event-meeting", "event-reminder"])
def test_a_form_asks_for_every_property_of_its_kind(
    form: Form, library: SchemaLibrary, full: dict[str, Any], kind: str
) -> None:
    form.show(kind, full[kind])
    asked = form.page.locator(".jd-form :is(label[for], legend, summary)").all_text_contents()
    said = {re.sub(r"（可以不填）| [0-9]+$", "", text) for text in asked}
    record: RecordSchema = library[kind]
    made = {"成员编号", "需求编号"} if kind == "household" else set()
    assert {field.title for field in record.fields()} - said == made


def test_what_a_contact_needs_is_asked_for_and_the_rest_folded(form: Form) -> None:
    form.show("visit", VISIT, {"base": None, "hide": ["entered_on"]})
    asked = ["联系日期", "联系人", "联系方式", "是否联系上", "联系对象", "需求进展", "联系情况", "再填几项"]
    assert titles(form.page) == asked
    form.page.get_by_label("其他", exact=True).check()
    assert titles(form.page)[2:5] == ["联系方式", "方式说明", "是否联系上"], "behind what it depends on"
    form.page.get_by_label("方式说明").fill("来访")
    assert form.value()["channel_note"] == "来访"
    form.page.get_by_label("入户", exact=True).check()
    assert "方式说明" not in titles(form.page)
    assert titles(form.page)[4:10] == ["联系对象", "安全隐患察看", "火灾", "触电", "溺水", "煤气中毒"]
    assert "channel_note" not in form.value()
    form.page.get_by_label("其他", exact=True).check()
    assert form.value()["channel_note"] == "来访", "kept while it was out of sight"
    form.page.get_by_role("radiogroup", name="是否联系上").get_by_label("否").check()
    assert "联系对象" not in titles(form.page)
    assert form.value() == {**VISIT, "channel": "其他", "channel_note": "来访", "reached": False}


def test_what_was_recorded_stays_until_its_condition_is_changed(form: Form) -> None:
    odd = {**VISIT, "hazards": {"fire": "无"}}
    form.show("visit", odd)
    assert form.value() == odd
    form.page.get_by_label("书信").check()
    assert form.value() == {**VISIT, "channel": "书信"}


def test_a_choice_can_be_taken_back_and_an_old_word_kept(form: Form) -> None:
    form.show("visit", {**VISIT, "counterpart": "保姆", "satisfaction": 7, "hazards": {"gas": "有"}, "channel": "入户"})
    assert form.value()["counterpart"] == "保姆"
    form.page.get_by_role("radiogroup", name="煤气中毒").get_by_label("不填").check()
    form.page.get_by_label("满意度").fill("")
    form.page.get_by_label("陪同人数").fill(" 2 ")
    assert form.value() == {**VISIT, "channel": "入户", "counterpart": "保姆", "companions": 2}
    form.page.get_by_label("陪同人数").fill("两")
    assert form.value()["companions"] == "两", "for the judge to object to"


def test_lists_of_words_lines_and_entries_grow_and_shrink(form: Form) -> None:
    page = form.page
    form.show("visit", VISIT)
    page.locator(".jd-more > summary").click()
    page.get_by_label("惠残政策享受").check()
    page.get_by_role("button", name="添加户编号").click()
    assert form.focused == "户编号 1"
    page.keyboard.type("SLX-8M4R")
    page.get_by_role("button", name="添加户编号").click()
    assert form.value() == {**VISIT, "also": ["SLX-8M4R"], "topics": ["惠残政策享受"]}
    page.get_by_role("button", name="删除：户编号 1").click()
    assert form.value() == {**VISIT, "topics": ["惠残政策享受"]}
    assert form.focused == "放回：户编号 1"
    page.keyboard.press("Enter")
    assert form.value() == {**VISIT, "also": ["SLX-8M4R"], "topics": ["惠残政策享受"]}
    assert form.focused == "户编号 1"

    form.show("household", HOME)
    assert page.get_by_role("button", name="删除").count() == 0, "what is recorded is ended or withdrawn"
    page.get_by_role("button", name="添加家庭成员").click()
    page.keyboard.type("示例丙")
    page.get_by_role("button", name="添加需求").click()
    page.keyboard.press("Tab")
    page.keyboard.type("修门")
    members, needs = form.value()["members"], form.value()["needs"]
    assert members[2]["name"] == "示例丙"
    assert re.fullmatch(r"m-[2-9A-HJKMNP-TV-Z]{4}", members[2]["id"])
    assert re.fullmatch(r"n-[2-9A-HJKMNP-TV-Z]{4}", needs[1]["id"])
    rows = page.locator(".jd-row > summary").all_text_contents()
    assert {"示例甲 男 1968-04-09", "示例丙", "换轮椅 2026-03-02", "修门"} <= set(rows)
    assert form.page.evaluate("form.changed()")
    page.get_by_role("button", name="删除：家庭成员 3").click()
    page.get_by_role("button", name="删除：需求 2").click()
    assert form.value() == HOME
    assert not form.page.evaluate("form.changed()")


def test_one_part_can_be_asked_for_alone(form: Form) -> None:
    page = form.page
    assert form.show("household", HOME, {"at": ["members", "m-3G9H", "birth"]})
    assert titles(page) == ["出生日期"]
    page.get_by_label("出生日期").fill("1971")
    assert form.value()["members"][1]["birth"] == "1971"

    form.show("household", HOME, {"at": ["pairings", "0", "to"]})
    page.get_by_label("结束日期").fill("2026-06-30")
    assert titles(page) == ["结束日期", "结束原因", "决定单位", "决定日期", "交接说明"]
    page.get_by_label("结束原因").select_option("失联")
    assert titles(page)[4:] == ["商结对干部日期", "交接说明"]
    form.faults([fault(["pairings", 0, "end_reason"], "少了结束原因。"), fault(["members", 0, "name"], "别处的。")])
    assert page.locator(".jd-faults a").all_text_contents() == ["少了结束原因。"]
    assert page.locator(".jd-faults li").all_text_contents() == ["少了结束原因。", "别处的。"]
    form.faults([])

    form.show("household", HOME, {"at": ["needs", "+"]})
    assert titles(page) == ["需求人", "需求内容", "提出日期", "来源", "突发困难", "帮扶措施", "办结日期"]
    page.get_by_label("需求内容").fill("修门")
    assert form.value()["needs"][1]["content"] == "修门"
    assert form.value()["needs"][0] == HOME["needs"][0]

    form.show("household", HOME, {"at": ["members", "m-3G9H", "disability", "certificates", "+"]})
    page.get_by_label("残疾人证号").fill("2" * 20)
    assert form.value()["members"][1]["disability"] == {"certificates": [{"number": "2" * 20}]}

    home = {**HOME, "moved_from": "SLX-2222", "note": "甲"}
    form.show("household", home, {"at": ["note"]})
    page.get_by_label("备注").fill(" ")
    assert form.value() == {**HOME, "moved_from": "SLX-2222"}
    form.show("visit", {**VISIT, "also": ["SLX-8M4R", "SLX-9TWX"]}, {"at": ["also", "0"]})
    page.get_by_label("户编号").fill("")
    assert form.value() == {**VISIT, "also": ["SLX-9TWX"]}
    form.show("visit", VISIT, {"at": ["also", "+"]})
    assert form.value() == VISIT
    for nowhere in (["members", "m-9999"], ["x"], ["pairings", "7"], ["needs", 0, "constructor"]):
        assert not form.show("household", HOME, {"at": nowhere})


def test_what_goes_with_a_part_is_asked_for_before_it(form: Form) -> None:
    page = form.page
    home = {key: value for key, value in HOME.items() if key not in {"plan", "pairings"}}
    form.show("household", home, {"at": ["pairings", "+"], "beside": ["plan"]})
    assert titles(page)[:3] == ["拟帮扶措施", "帮扶责任人", "结对身份"]
    assert form.value() == {**home, "pairings": [{}]}
    form.faults([fault(["plan"], "没有拟帮扶措施。")])
    page.get_by_role("link", name="没有拟帮扶措施。").click()
    assert form.focused == "拟帮扶措施"
    page.get_by_label("拟帮扶措施").fill("每月上门")
    form.faults([])
    assert form.value() == {**home, "plan": "每月上门", "pairings": [{}]}


def test_options_hide_fix_note_choose_and_take_other_controls(form: Form) -> None:
    page = form.page
    page.evaluate(
        """data => {
      const own = JIEDUI_ENTRY.make("input", { "aria-label": "自己的" });
      own.value = JSON.stringify(data.needs[0]);
      const make = ({ record, schema, pointer, value }) => {
        globalThis.asked = [record.kind, schema.title, pointer, value];
        const show = (faults) => (globalThis.told = faults.length);
        return { element: own, value: () => [JSON.parse(own.value)], show };
      };
      globalThis.form = JIEDUI_ENTRY.fields(JIEDUI_ENTRY.schemas(DOCUMENTS).record("household"), data, {
        controls: { needs: make }, hide: ["pairings", "registered_on"], readonly: ["id"],
        notes: { township: "上次写的是示例乡" },
        choices: { township: [["示例镇", "示例镇（示例县）"], ["示例乡", "示例乡"]] },
      });
      document.querySelector("#entry").replaceChildren(form.element);
    }""",
        HOME,
    )
    assert page.evaluate("asked") == ["household", "需求和措施", ["needs"], HOME["needs"]]
    assert "结对" not in titles(page)
    assert page.get_by_text("（不显示）").count() == 1
    assert page.get_by_label("户编号", exact=True).evaluate("e => e.tagName") == "OUTPUT"
    assert page.get_by_label("乡镇（街道）").evaluate("e => e.tagName") == "SELECT"
    described = page.get_by_label("乡镇（街道）").evaluate(
        "e => e.getAttribute('aria-describedby').split(' ').map((id) => document.getElementById(id).textContent)"
    )
    assert described[-2:] == ["上次写的是示例乡", ""]
    assert form.value() == HOME
    page.get_by_label("自己的").fill('{"id": "n-2222"}')
    assert form.value()["needs"] == [{"id": "n-2222"}]
    form.faults([fault(["needs", 0, "id"], "没有这项需求。")])
    assert page.evaluate("told") == 1
    form.faults([])


def test_people_are_named_and_picked(form: Form) -> None:
    page = form.page
    page.evaluate("void (globalThis.real = JIEDUI_ENTRY.picker)")
    page.evaluate("void (JIEDUI_ENTRY.picker = (input, how) => (globalThis.picked = { input, ...how }))")
    page.evaluate("void (globalThis.pick = (kind) => ({ extra: [{ kind, id: 'SLX-B-2222' }] }))")
    page.evaluate(
        "options => (globalThis.form = JIEDUI_ENTRY.fields(JIEDUI_ENTRY.schemas(DOCUMENTS).record('visit'), "
        "{ by: 'SLX-B-7K3Q' }, { ...options, pick }))",
        {"names": {"SLX-B-7K3Q": "示例丙"}, "at": ["by"]},
    )
    page.evaluate("document.querySelector('#entry').replaceChildren(form.element)")
    assert page.evaluate("[picked.kinds, picked.extra]") == [["helper"], [{"kind": "helper", "id": "SLX-B-2222"}]]
    assert page.locator(".jd-before").text_content() == "示例丙"
    page.evaluate("form.onchange = () => (globalThis.changes = form.value())")
    page.evaluate("picked.input.value = 'SLX-B-2222'; picked.onPick({ id: 'SLX-B-2222', name: '示例丁' })")
    assert page.evaluate("changes") == {"by": "SLX-B-2222"}
    assert page.locator(".jd-before").text_content() == "示例丁"
    page.locator("#entry input").fill("")
    assert page.locator(".jd-before").text_content() == "打姓名、编号或者乡镇来找。"
    page.locator("#entry input").fill("示例")
    form.faults([fault(["by"], "联系人要写编号，不写姓名或文字。", rule="schema-format")])
    assert page.locator(".jd-fault p").text_content() == "还没有选好联系人。打姓名来找，点找到的那一个。"
    page.evaluate("void (JIEDUI_ENTRY.picker = real)")
    form.show("visit", VISIT, {"names": {"SLX-B-7K3Q": "示例丙"}, "at": ["by"], "readonly": ["by"]})
    assert page.locator(".jd-before").text_content() == "示例丙"
    assert page.locator("output").text_content() == "SLX-B-7K3Q"


def test_faults_are_summed_up_take_the_focus_and_lead_to_their_place(form: Form) -> None:
    page = form.page
    form.show("visit", VISIT)
    faults = [
        fault(["channel"], "联系方式不对。", remedy="选一种。", suggestion="微信"),
        fault(["companions"], "人数太多。"),
        fault(["channel_note"], "没有写方式说明。"),
        fault(["date"], "过了很久才录入。", severity="警告"),
    ]
    form.faults(faults)
    assert page.evaluate("document.activeElement.className") == "jd-faults"
    assert page.locator(".jd-faults h2").text_content() == "有 3 处要改，1 处请再看一眼"
    assert page.title() == "错误：登记"
    said = ["请再看一眼：过了很久才录入。", "联系方式不对。选一种。", "没有写方式说明。", "人数太多。"]
    assert page.locator(".jd-faults a").all_text_contents() == said
    group = page.get_by_role("radiogroup", name="联系方式")
    assert group.get_attribute("aria-invalid") == "true"
    assert page.get_by_label("方式说明").is_visible(), "what is wrong is in sight"
    assert page.get_by_label("陪同人数").is_visible()
    page.locator(".jd-faults a").nth(3).focus()
    page.keyboard.press("Enter")
    assert form.focused == "陪同人数"
    told = page.get_by_label("陪同人数").evaluate(
        "e => document.getElementById(e.getAttribute('aria-describedby').split(' ').pop()).textContent"
    )
    assert told == "人数太多。"
    page.get_by_role("button", name="改成 微信").click()
    assert form.value()["channel"] == "微信"
    assert form.focused == "联系方式"
    form.faults(faults[3:], quiet=True)
    assert page.title() == "登记"
    assert page.locator("[aria-invalid=true]").count() == 0
    assert page.locator(".jd-faults h2").text_content() == "1 处请再看一眼，没有错就再按一次“下一步”"
    form.faults([])
    assert page.locator(".jd-faults").is_hidden()


def test_members_and_needs_are_called_by_their_words_and_not_by_codes(form: Form) -> None:
    form.show("household", HOME)
    said = "需求 n-7K3Q 已办结，没有写结果。"
    form.faults([fault(["needs", 0, "closed_on"], said), fault(["members", 1, "birth"], "m-3G9H 的出生日期不对。")])
    name, need = HOME["members"][1]["name"], HOME["needs"][0]
    assert need["id"] == "n-7K3Q"
    told = form.page.locator(".jd-fault p").all_text_contents()
    assert told == [f"“{name}”的出生日期不对。", f"需求 “{need['content']}”已办结，没有写结果。"]


def test_while_one_types_only_what_was_left_is_judged(form: Form) -> None:
    page = form.page
    form.show("event-meeting", {})
    faults = [fault(["title"], "少了议题。"), fault(["date"], "少了日期。")]
    page.get_by_label("议题").focus()
    page.get_by_label("主持").focus()
    form.faults(faults, quiet=True)
    assert page.locator(".jd-fault:not(:empty)").all_text_contents() == ["少了议题。"]
    assert form.focused.startswith("主持")
    assert page.title() == "登记"
    form.faults([])


def test_hostile_text_is_text(form: Form) -> None:
    page = form.page
    long = "长\n" * 50_000
    names = {"SLX-B-7K3Q": HOSTILE}
    form.show("household", {**HOME, "note": HOSTILE, "plan": long, "village": HOSTILE}, {"names": names})
    form.faults([fault(["village"], HOSTILE, suggestion=HOSTILE)])
    assert form.value() == {**HOME, "note": HOSTILE, "plan": long, "village": HOSTILE}
    assert page.locator(".jd-form img").count() == 0
    assert page.title() == "错误：登记"
    page.get_by_label("村（社区）").fill(f" {HOSTILE} ")
    assert form.value()["village"] == HOSTILE, "tidied as records are"
    form.faults([])


def test_the_keyboard_alone_is_enough_for_a_contact(form: Form) -> None:
    page = form.page
    form.show("visit", {"date": "2026-11-27", "by": "SLX-B-7K3Q"}, {"base": None, "hide": ["date", "by", "entered_on"]})
    page.evaluate("form.focus(['channel'])")
    assert form.focused == "联系方式"
    for keys in (["Space", "ArrowRight"], ["Space"], ["Space"]):
        for key in keys:
            page.keyboard.press(key)
        page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.type("一切都好")
    contact = {"channel": "电话", "reached": True, "counterpart": "本人", "content": "一切都好"}
    assert form.value() == {"date": "2026-11-27", "by": "SLX-B-7K3Q", **contact}


@pytest.mark.parametrize("scheme", ["default", "slate"])
def test_axe_finds_no_barrier(form: Form, axe: Any, full: dict[str, Any], scheme: str) -> None:
    page = form.page
    assert form.complaints == []
    page.evaluate("scheme => (document.body.dataset.mdColorScheme = scheme)", scheme)
    for width, kind in ((390, "visit"), (390, "household"), (1280, "helper")):
        page.set_viewport_size({"width": width, "height": 844})
        form.show(kind, full[kind])
        page.evaluate("document.querySelectorAll('details').forEach((each) => (each.open = true))")
        where = {"visit": ["channel"], "household": ["members", 0, "name"], "helper": ["mobile"]}[kind]
        form.faults([fault(where, "不对。", suggestion="微信"), fault(["note"], "再看看。", severity="警告")])
        # What the scheme does not change is tried once.
        assert axe(page, None if scheme == "default" else ["color-contrast"]) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        small = page.evaluate(
            "[...document.querySelectorAll('.jd-form :is(.jd-choices label, select, summary, button, div > input)')]"
            ".filter((each) => each.offsetHeight && each.offsetHeight < 44).length"
        )
        assert small == 0, "room for a finger"
        form.faults([])
    form.complaints.clear()  # axe looks for style sheets, which the page does not allow it
    page.set_viewport_size({"width": 390, "height": 844})


def test_on_paper_stands_what_was_filled_in(form: Form, full: dict[str, Any]) -> None:
    page = form.page
    form.show("visit", VISIT)
    page.get_by_label("联系情况").fill("一切都好\n再约")
    page.get_by_label("短信").check()
    page.emulate_media(media="print")
    shown = page.evaluate(
        "[...document.querySelectorAll('.jd-field[data-value]')].filter((each) => each.offsetHeight)"
        ".map((each) => getComputedStyle(each, '::after').content)"
    )
    assert shown == ['"2026-11-27"', '"SLX-B-7K3Q"', '"2026-11-27"', '"一切都好\\a 再约"'], "whole, and nothing empty"
    assert page.locator(".jd-choices label").filter(visible=True).all_text_contents() == ["短信", "是"]
    assert page.locator(".jd-form :is(button, .jd-hint, input, textarea)").filter(visible=True).count() == 0
    page.emulate_media(media="screen")
    page.set_viewport_size({"width": 320, "height": 600})
    form.show("household", full["household"])
    page.evaluate("document.querySelectorAll('details').forEach((each) => (each.open = true))")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320, "large letters on a small screen"
    page.set_viewport_size({"width": 390, "height": 844})


def test_what_the_judge_finds_stands_at_its_field(form: Form, library: SchemaLibrary, full: dict[str, Any]) -> None:
    page = form.page
    for kind in full:
        form.show(kind, {}, {"base": None})
        faults = page.evaluate(
            "kind => { const record = JIEDUI_ENTRY.schemas(DOCUMENTS).record(kind);"
            " const { faults } = JIEDUI_ENTRY.judge(form.value(), record); form.show(faults); return faults; }",
            kind,
        )
        assert len(faults) >= len(library[kind].root["required"]) - 1, kind
        told = page.locator(".jd-field > .jd-fault:not(:empty), .jd-group > .jd-fault:not(:empty)")
        assert told.filter(visible=True).count() == len(faults), kind
        assert sorted(told.all_text_contents()) == sorted(page.locator(".jd-faults a").all_text_contents())
        page.locator(".jd-faults a").first.click()
        assert page.evaluate("document.activeElement.closest('.jd-field, .jd-group') !== null")
    form.faults([])


def test_records_of_any_shape_are_shown_and_come_back(form: Form, valid: list[tuple[str, Any]]) -> None:
    lost = []
    for kind, data in mutations(valid, 60):
        assert form.show(kind, data)
        if form.page.evaluate("data => !JIEDUI_ENTRY.values.same(form.value(), data)", data):
            lost.append((kind, data))
    assert lost == []
