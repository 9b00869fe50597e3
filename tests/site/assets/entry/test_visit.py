"""A visit in the form: what it begins with, what of the needs is asked, and the household's record after it."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from jiedui.records.judge import judge
from jiedui.records.schema import SchemaLibrary
from jiedui.site.files.form import index
from jiedui.site.site import Site

from .test_fields import Form, form_page  # noqa: F401  (a fixture)

pytestmark = [pytest.mark.browser, pytest.mark.node]

Ask = Callable[..., list[Any]]
DAY = "2026-11-27"
DATA = {
    "id": "YYL-7K3Q", "registered_on": "2026-01-05", "county": "岳阳楼区", "township": "郭镇乡", "village": "示例村",
    "hardship": [{"status": "低保户"}],
    "members": [
        {"id": "m-2F8D", "name": "示例甲", "sex": "男", "birth": "1968-04-09", "relation": "本人",
         "disability": {"certificates": [{"number": "1" * 20, "category": "肢体", "grade": "一级"}]}},
        {"id": "m-3G9H", "name": "示例乙", "sex": "女", "birth": "1970", "relation": "配偶"},
    ],
    "pairings": [
        {"helper": "YYL-B-2222", "role": "主责", "from": "2026-01-10", "to": "2026-11-26"},
        {"helper": "YYL-B-4444", "role": "协助", "from": "2026-01-10"},
        {"helper": "YYL-B-3333", "role": "主责", "from": "2026-11-27"},
    ],
    "needs": [
        {"id": "n-7K3Q", "content": "换轮椅", "raised_on": "2026-03-02", "measures": [
            {"code": "送康复", "content": "申请轮椅", "promised_on": "2026-03-05"},
            {"code": "送康复", "content": "量尺寸", "promised_on": "2026-03-05", "done_on": "2026-03-09",
             "result": "量好"},
        ]},
        {"id": "n-8M4R", "content": "修屋顶", "raised_on": "2026-04-02", "closed_on": "2026-05-06", "result": "修好"},
        {"id": "n-9N5S", "content": "办低保", "raised_on": "2026-04-03"},
        {"id": "n-2P6T", "content": "写错的", "raised_on": "2026-04-03",
         "withdrawn": {"date": "2026-04-04", "reason": "录错了户"}},
    ],
}  # fmt: skip
HOME = {
    "id": "YYL-7K3Q", "data": DATA, "stems": ["2026-11-20", DAY, f"{DAY}-2"], "spells": {},
    "hazards": {"fire": {"state": "有", "on": "2026-08-01"}, "gas": {"state": "无", "on": "2026-05-02"}},
}  # fmt: skip
VISIT = {
    "date": DAY, "by": "YYL-B-3333", "channel": "入户", "reached": True, "counterpart": "本人", "entered_on": DAY,
}  # fmt: skip


@pytest.fixture(scope="module")
def ask(node_run: Callable[[str, Any], Any]) -> Ask:
    """What the functions of a visit answer."""
    return lambda *asks: node_run("entry-visit.mjs", list(asks))


def test_it_begins_with_the_day_and_whoever_is_in_charge_then(ask: Ask) -> None:
    nobody = HOME | {"data": DATA | {"pairings": DATA["pairings"][1:2]}}  # type: ignore[index]
    bare = HOME | {"data": {key: value for key, value in DATA.items() if key != "pairings"}}
    today, before, none, unpaired = ask(
        ["fill", HOME, DAY], ["fill", HOME, "2026-11-26"], ["fill", nobody, DAY], ["fill", bare, DAY]
    )
    assert today == {"date": DAY, "by": "YYL-B-3333", "entered_on": DAY}
    assert before["by"] == "YYL-B-2222"
    assert none == unpaired == {"date": DAY, "entered_on": DAY}


def test_its_file_takes_the_first_free_name_of_the_day(ask: Ask) -> None:
    stems = HOME["stems"]
    assert ask(["stem", "2026-11-21", stems], ["stem", "2026-11-20", stems], ["stem", DAY, stems]) == [
        "2026-11-21", "2026-11-20-2", f"{DAY}-3",
    ]  # fmt: skip


def test_the_last_look_at_each_hazard_is_told_and_what_was_found(ask: Ask) -> None:
    notes = {"hazards.fire": "上次 2026-08-01 察看：有", "hazards.gas": "上次 2026-05-02 察看：无"}
    assert ask(["notes", HOME], ["notes", {}]) == [notes, {}]


@pytest.mark.parametrize(
    ("now", "today", "warning"),
    [
        ("2026-11-22T15:59:59Z", "2026-11-22", "这台设备的日期是 2026-11-22，比网站的 2026-11-23 还早。"),
        ("2026-11-22T16:00:00Z", "2026-11-23", ""),
        ("2027-06-11T15:59:59Z", "2027-06-11", ""),
        ("2027-06-11T16:00:00Z", "2027-06-12", "网站是 2026-11-23 的，过了 201 天。"),
    ],
)
def test_the_day_is_that_of_china_and_a_wrong_one_is_told(ask: Ask, now: str, today: str, warning: str) -> None:
    (clock,) = ask(["clock", "2026-11-23", now])
    assert clock["today"] == today
    assert clock["warning"].startswith(warning)
    assert bool(clock["warning"]) == bool(warning)


def test_what_is_settled_is_closed_with_its_measures_and_what_is_raised_is_there(
    ask: Ask, library: SchemaLibrary
) -> None:
    raised = [
        {"id": "n-3Q7V", "content": "装扶手", "person": "m-2F8D",
         "measures": [{"code": "送无障碍", "content": "装扶手"}]},
        {"id": "n-4R8W", "content": "找工作"},
    ]  # fmt: skip
    extra = {"results": {"n-7K3Q": "轮椅到家", "n-8M4R": "又写", "n-2P6T": "又写"}, "raised": raised}
    after, unchanged = ask(["consequences", VISIT, HOME, extra], ["consequences", VISIT, HOME])
    assert unchanged == DATA
    wanted = copy.deepcopy(DATA)
    closed: dict[str, Any] = wanted["needs"][0]  # type: ignore[assignment,index]
    closed |= {"closed_on": DAY, "result": "轮椅到家"}
    closed["measures"][0] |= {"done_on": DAY, "result": "轮椅到家"}
    promise = {"code": "送无障碍", "content": "装扶手", "promised_on": DAY, "by": "YYL-B-3333"}
    told = {"raised_on": DAY, "origin": "走访"}
    wanted["needs"] += [raised[0] | told | {"measures": [promise]}, raised[1] | told]  # type: ignore[operator]
    assert after == wanted
    assert judge(after, library["household"], "").data is not None


class Visit(Form):
    """A visit in the form on the page; what it means is asked by ``outcome``."""

    BEGIN = """([home, recorded, index, day]) => {
      globalThis.JIEDUI_ENTRY_DATA = { index };
      const begun = (globalThis.begun = JIEDUI_ENTRY.visit.begin(home, recorded, day));
      const { data, notes, controls } = begun;
      const options = { base: recorded ? recorded.data : null, notes, controls, hide: ["entered_on"] };
      const met = { channel: "入户", reached: true, counterpart: "本人", ...data };
      globalThis.form = JIEDUI_ENTRY.fields(JIEDUI_ENTRY.schemas(DOCUMENTS).record("visit"), met, options);
      document.querySelector("#entry").replaceChildren(form.element);
    }"""
    OUTCOME = """([today, index]) => {
      const data = form.value();
      const faults = begun.judge(data, { index, today });
      form.show(faults);
      const household = begun.consequences(data)?.needs;
      return { needs: data.needs, household, faults: faults.map((fault) => fault.message) };
    }"""

    def begin(self, index: dict[str, Any], recorded: Any = None) -> None:
        self.index = index
        self.page.evaluate(self.BEGIN, [HOME, recorded, index, DAY])

    def outcome(self) -> dict[str, Any]:
        told: dict[str, Any] = self.page.evaluate(self.OUTCOME, [DAY, self.index])
        return told


@pytest.fixture(scope="module")
def visit(browser: Browser, form_page: Path) -> Iterator[Visit]:  # noqa: F811
    context = browser.new_context(locale="zh-CN", timezone_id="Asia/Shanghai", viewport={"width": 390, "height": 844})
    context.set_default_timeout(5000)
    made = Visit(context.new_page())
    made.page.goto(form_page.as_uri())
    yield made
    context.close()
    assert made.complaints == []


@pytest.fixture(scope="module")
def known(site: Site) -> dict[str, Any]:
    return index.index(site)


def test_open_needs_are_asked_after_and_nothing_has_become_of_them_at_first(
    visit: Visit, known: dict[str, Any]
) -> None:
    visit.begin(known)
    asked = visit.page.get_by_role("radiogroup").filter(has_text="没有进展")
    assert asked.count() == 2
    for name in ("换轮椅", "办低保"):
        assert visit.page.get_by_role("radiogroup", name=name).count() == 1
    assert visit.page.get_by_label("没有进展").first.is_checked()
    assert visit.outcome() == {"needs": None, "household": None, "faults": []}


def test_a_need_that_is_settled_asks_for_its_result(visit: Visit, known: dict[str, Any]) -> None:
    visit.begin(known)
    wheelchair = visit.page.get_by_role("group", name="换轮椅")
    assert not wheelchair.get_by_label("办结结果").is_visible()
    wheelchair.get_by_text("办结", exact=True).click()
    assert wheelchair.get_by_text("还没有办结的措施一起办结：申请轮椅").is_visible()
    outcome = visit.outcome()
    assert (outcome["faults"], outcome["household"]) == (["少了必填项 办结结果。"], None)
    wheelchair.get_by_label("办结结果").fill("  轮椅到家\n")
    visit.page.get_by_role("group", name="办低保").get_by_text("推进", exact=True).click()
    visit.page.get_by_role("group", name="办低保").get_by_label("说明").fill("材料交了")
    outcome = visit.outcome()
    assert outcome["faults"] == []
    assert outcome["needs"] == [
        {"id": "n-7K3Q", "action": "办结"}, {"id": "n-9N5S", "action": "推进", "note": "材料交了"},
    ]  # fmt: skip
    assert outcome["household"][0]["result"] == "轮椅到家"
    assert outcome["household"][0]["closed_on"] == DAY
    assert outcome["household"][2] == DATA["needs"][2]  # type: ignore[index]


def test_a_need_is_raised_with_a_code_of_its_own_and_known_at_once(visit: Visit, known: dict[str, Any]) -> None:
    visit.begin(known)
    more = visit.page.get_by_role("button", name="提出新的需求")
    more.click()
    new = visit.page.get_by_role("group", name="新的需求")
    assert visit.focused == "需求内容"
    assert visit.outcome()["faults"] == ["少了必填项 需求内容。"]
    new.get_by_label("需求内容").fill("装扶手")
    new.get_by_label("需求人").select_option(label="示例乙")
    assert new.get_by_label("拟帮扶措施").locator("option").first.inner_text() == "以后再定"
    assert not new.get_by_label("措施内容").is_visible()
    new.get_by_label("拟帮扶措施").select_option("送无障碍")
    assert visit.outcome()["faults"] == ["少了必填项 措施内容。"]
    new.get_by_label("措施内容").fill("卫生间装扶手")
    outcome = visit.outcome()
    (row,) = outcome["needs"]
    assert row == {"id": row["id"], "action": "提出"}
    promise = {"code": "送无障碍", "content": "卫生间装扶手", "promised_on": DAY, "by": "YYL-B-3333"}
    assert outcome["household"][-1] == {
        "id": row["id"], "person": "m-3G9H", "content": "装扶手", "measures": [promise], "raised_on": DAY,
        "origin": "走访",
    }  # fmt: skip
    assert outcome["faults"] == [], "the new need is known, though it is in no record yet"
    new.get_by_role("button", name="删除这项新需求").click()
    assert visit.page.evaluate("document.activeElement.textContent") == "提出新的需求"
    assert visit.outcome()["household"] is None


def test_the_questions_about_needs_break_no_rule_of_access(visit: Visit, known: dict[str, Any]) -> None:
    visit.begin(known)
    visit.page.get_by_role("group", name="换轮椅").get_by_text("办结", exact=True).click()
    visit.page.get_by_role("button", name="提出新的需求").click()
    visit.outcome()
    said = visit.page.evaluate(
        "axe.run('.jd-own', { preload: false }).then(({ violations }) => violations.map(({ id }) => id))"
    )
    assert said == []
    assert "0" not in visit.page.locator(".jd-own").inner_text().split("\n"), "nothing is left of an empty list"


def test_what_was_recorded_stays_as_it_is(visit: Visit, known: dict[str, Any]) -> None:
    rows = [{"id": "n-8M4R", "action": "办结", "note": "好了"}, {"id": "n-9N5S", "action": "推进"}]
    visit.begin(known, {"data": VISIT | {"needs": rows}})
    told = visit.page.locator(".jd-group li").all_text_contents()
    assert told == ["修屋顶：办结（好了）", "办低保：推进"]
    assert visit.page.get_by_role("radiogroup").filter(has_text="没有进展").count() == 1
    assert not visit.page.evaluate("form.changed()")
    outcome = visit.outcome()
    assert (outcome["needs"], outcome["household"]) == (rows, None)


def test_faults_of_needs_are_told_where_they_are_asked(visit: Visit, known: dict[str, Any]) -> None:
    visit.begin(known)
    visit.page.get_by_role("group", name="换轮椅").get_by_text("推进", exact=True).click()
    visit.page.get_by_label("联系日期").fill("2026-03-01")
    visit.outcome()
    fault = visit.page.locator(".jd-fault").filter(has_text="需求 n-7K3Q 在户档案里 2026-03-02 才提出")
    assert fault.count() == 1
