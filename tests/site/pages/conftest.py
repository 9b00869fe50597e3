"""A ledger in which every part of every page has something to show, and the pages of it as outlines to read.

It is the small ledger with more of everything. What its pages must say stands in ``expected/``, a file for each page,
which guards against loss: not all of it was counted by hand. ``JIEDUI_ACCEPT=1`` writes the files anew, for the
difference to be read.
"""

from __future__ import annotations

import copy
import os
import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from tests.confined import unconfined
from tests.ended import VOID, ended

from jiedui.model.ledger import Ledger
from jiedui.model.time import Quarter
from jiedui.records.kinds import path_of
from jiedui.records.reader import Record, Records
from jiedui.records.schema import SchemaLibrary
from jiedui.records.tree import Place
from jiedui.reports.bulletin.content import bulletin
from jiedui.reports.requirements import Service, Services
from jiedui.site import Edition
from jiedui.site.build import pages_of
from jiedui.site.site import Site, environment
from jiedui.struct import replace

EXPECTED = Path(__file__).parent / "expected"
DONE = {"form_on": "2026-01-20", "card_on": "2026-01-20", "onsite_on": "2026-01-20", "module_on": "2026-01-20"}


def office(kind: str, post: str, holder: str, start: str, end: str = "") -> dict[str, Any]:
    return {"kind": kind, "post": post, "holder": holder, "from": start, **({"to": end} if end else {})}


# What is added to the units of the small ledger.
UNITS = {
    "city": {"leading_group": [
        office("组长", "理事长", "示例庚", "2023-09-01"), office("办公室主任", "教就部主任", "示例辛", "2025-01-01"),
        office("办公室主任", "教就部主任", "示例壬", "2023-09-01", "2024-12-31"),
        office("副组长", "副理事长", "示例癸", "2023-09-01", "2026-10-31")]},
    "pingjiang": {"responsible": [
        office("第一责任人", "理事长", "示例己", "2023-09-01"), office("直接责任人", "副理事长", "示例申",
         "2025-03-01"),
        office("直接责任人", "副理事长", "示例酉", "2023-09-01", "2025-02-28")],
        "lead_department": "组联部"},
}  # fmt: skip


def role(department: str, start: str, end: str = "", **more: Any) -> dict[str, Any]:
    spell = {"body": "县级残联", "department": department, "post": "干事", "from": start, **more}
    return spell | ({"to": end, "end_reason": "岗位调整"} if end else {})


HELPERS = {
    "pingjiang": [
        # In two offices, on leave with a deputy; the second office asks for the higher number.
        {"id": "PJ-B-4444", "name": "示例戌", "mobile": "15400000004", "office_phone": "0730-0000004",
         "roles": [role("组联部", "2020-01-01", "2024-05-31", rank="二级科员"),
                   role("组联部", "2024-06-01", post="主任", post_level="乡科级正职", rank="四级主任科员"),
                   role("盲人协会", "2025-01-01", body="县级专门协会", tenure="兼职", post="副主席")],
         "pauses": [{"from": "2026-11-01", "to": "2027-01-31", "reason": "产假", "deputy": "PJ-B-2222",
                     "approved_by": "平江县残联"},
                    {"from": "2025-02-01", "to": "2025-03-31", "reason": "培训"}]},
        # New in office: a grace hides the gap.
        {"id": "PJ-B-5555", "name": "示例亥", "mobile": "15400000005",
         "roles": [role("三市镇残联", "2026-11-02", body="乡镇(街道)残联", township="三市镇")]},
        {"id": "PJ-B-6666", "name": "示例社", "mobile": "15400000006",
         "roles": [role("示例公司", "2025-01-01", body="社会力量", post="经理")],
         "filing": {"unit": "pingjiang", "date": "2025-02-03"}},
        {"id": "PJ-B-7777", "name": "示例团", "mobile": "15400000007",
         "roles": [role("示例协会", "2025-01-01", body="社会力量", post="秘书长")]},
    ],
}  # fmt: skip


def member(number: int, name: str, certificate: str, **more: Any) -> dict[str, Any]:
    birth = f"{certificate[6:10]}-{certificate[10:12]}-{certificate[12:14]}"
    card = {"number": certificate, "category": "肢体", "grade": "一级"} | more.pop("card", {})
    disability = {"certificates": [card], **more.pop("disability", {})}
    return {"id": ("m-2F8D", "m-3G9H")[number - 1], "name": name, "sex": "男", "birth": birth, "relation": "本人",
            "disability": disability, **more}  # fmt: skip


REGRADED = [
    {"number": "49062619920101101142", "category": "肢体", "grade": "二级"},
    {"number": "49062619920101101141", "category": "肢体", "grade": "一级", "from": "2019-05-06"},
]

HOUSEHOLDS = {
    "pingjiang": [
        # Everything that a household page can show.
        {"id": "PJ-4444", "registered_on": "2024-03-01", "county": "平江县", "township": "安定镇", "village": "示例村",
         "address": "三组12号", "phone": "15400000044", "hukou": "农业",
         "hardship": [{"status": "其他特殊困难", "to": "2027-12-31"}],
         "exception_reason": "一户两残，收入不高", "difficulties": "房子漏雨",
         "priorities": [{"kind": "依老养残", "basis": "父亲七十二岁"}], "moved_from": "YYL-5555",
         "members": [
             member(1, "示例金", "49062619900101101143", education="初中", employment="农村种养加",
                    benefits={"dibao": "已享受", "living_subsidy": "申请中", "pension": "不符合"},
                    card={"category": "多重", "components": [{"category": "肢体", "grade": "一级"},
                                                              {"category": "言语", "grade": "三级"}]},
                    disability={"self_care": "部分丧失", "care": "父母照料", "guardian": "无监护人", "labour": "部分"}),
             member(2, "示例木", "49062619920101101143", relation="弟",
                    disability={"no_need_on": "2026-09-01", "certificates": REGRADED}),
             {"id": "m-4K5M", "name": "示例水", "sex": "男", "birth": "1954", "relation": "父亲"}],
         "relapse": [
             {"risk": "无", "found_on": "2024-03-01"},
             {"risk": "有", "kind": "受灾", "found_on": "2024-07-02",
              "monitoring": [{"status": "未申报"}, {"status": "已消除", "date": "2024-09-30"}]},
             {"risk": "有", "kind": "大病", "found_on": "2025-05-05",
              "monitoring": [{"status": "已申报", "date": "2025-05-20"}, {"status": "已纳入", "date": "2025-06-01"}]}],
         "plan": "先修屋顶，再找活。",
         "pairings": [
             {"helper": "PJ-B-2222", "role": "主责", "from": "2024-03-01", "to": "2025-12-31", "end_reason": "岗位调整",
              "decided_by": "平江县残联", "decided_on": "2025-12-20", "document": "平残〔2025〕9号",
              "consulted_on": "2025-12-18", "handover": "屋顶还没有修。", **DONE},
             {"helper": "PJ-B-4444", "role": "主责", "from": "2026-01-01", "form_on": "2026-01-20",
              "card_on": "2026-01-21", "onsite_on": "2026-01-20", "module_on": "2026-04-15", "module_by": "示例录",
              "module_ref": "PT-0001", "to": "2026-11-30", "end_reason": "岗位调整"},
             {"helper": "PJ-B-2222", "role": "主责", "from": "2026-12-01"},
             {"helper": "PJ-B-6666", "role": "协助", "from": "2026-02-01", "exception_reason": "公司在邻县"}],
         "needs": [
             {"id": "n-7K3Q", "person": "m-2F8D", "content": "修屋顶", "raised_on": "2026-01-20",
              "closed_on": "2026-05-05",
              "result": "修好了",
              "measures": [
                  {"code": "送无障碍", "content": "请人修", "promised_on": "2026-01-20", "due_on": "2026-04-30",
                   "by": "PJ-B-4444", "done_on": "2026-05-05", "result": "三天完工",
                   "resources": [{"source": "财政经费", "name": "修缮", "amount": 800}]},
                  {"code": "送无障碍", "content": "买瓦", "promised_on": "2026-01-20", "due_on": "2026-03-31",
                   "by": "PJ-B-6666", "done_on": "2026-03-31"}]},
             {"id": "n-8M4R", "content": "找活", "raised_on": "2026-02-10",
              "measures": [
                  {"code": "帮就业", "content": "问工厂", "promised_on": "2026-02-10", "due_on": "2026-06-30",
                   "by": "PJ-B-4444"},
                  {"code": "帮就业", "content": "学手艺", "promised_on": "2026-03-10", "by": "PJ-B-4444",
                   "resources": [{"source": "慈善捐赠", "name": "学费", "amount": 500}]}]},
             {"id": "n-9N5S", "content": "发大水", "raised_on": "2026-08-01", "urgent": True,
              "responded_on": "2026-08-03"}],
         "outings": [{"person": "m-2F8D", "date": "2025-05-18", "kind": "看一次电影"},
                     {"person": "m-2F8D", "date": "2026-05-17", "kind": "游一次园", "note": "县城"}],
         "annual": [{"year": 2025, "text": "全年没有断过联系。"}], "note": "门牌换过。"},
        # Ended; held by a helper who left.
        {"id": "PJ-5555", "registered_on": "2024-01-01", "county": "平江县", "township": "三市镇", "village": "示例村",
         "hardship": [{"status": "低保户"}], "members": [member(1, "示例火", "49062619700101101143")],
         "pairings": [{"helper": "PJ-B-2222", "role": "主责", "from": "2024-01-01", "to": "2026-08-31",
                       "end_reason": "去世", "decided_by": "平江县残联", "decided_on": "2026-08-31", **DONE}],
         "closed": {"date": "2026-08-31", "reason": "去世", "note": "八月病故"}},
        # Waits for a helper.
        {"id": "PJ-6666", "registered_on": "2024-01-01", "county": "平江县", "township": "三市镇", "village": "示例村",
         "hardship": [{"status": "低保户"}], "members": [member(1, "示例土", "49062619800101101143")],
         "pairings": [{"helper": "PJ-B-3333", "role": "主责", "from": "2024-01-01", "to": "2026-06-30",
                       "end_reason": "退休离岗", "decided_by": "平江县残联", "decided_on": "2026-06-20", **DONE}]},
        # Ended in the running quarter, for which no contact is asked any more.
        {"id": "PJ-9999", "registered_on": "2024-01-01", "county": "平江县", "township": "三市镇", "village": "示例村",
         "hardship": [{"status": "低保户"}], "members": [member(1, "示例宙", "49062619500101101143")],
         "pairings": [{"helper": "PJ-B-2222", "role": "主责", "from": "2024-01-01", "to": "2026-11-20",
                       "end_reason": "去世", "decided_by": "平江县残联", "decided_on": "2026-11-21", **DONE}],
         "closed": {"date": "2026-11-20", "reason": "去世"}},
        # Not of the roster, without a reason.
        {"id": "PJ-7777", "registered_on": "2024-01-01", "county": "平江县", "township": "安定镇", "village": "示例村",
         "hardship": [{"status": "其他特殊困难"}], "members": [member(1, "示例日", "49062619880101101144",
                                              card={"category": "听力", "grade": "四级"})],
         "pairings": [{"helper": "PJ-B-7777", "role": "主责", "from": "2026-10-20"}]},
        # New: the last quarter of the year is the first, and short.
        {"id": "PJ-8888", "registered_on": "2026-11-10", "county": "平江县", "township": "安定镇", "village": "示例村",
         "hardship": [{"status": "低保户"}],
         "members": [member(1, "示例月", "49062620110905101142", schooling="未入学")],
         "pairings": [{"helper": "PJ-B-4444", "role": "主责", "from": "2026-11-15"}]},
    ],
    "yueyanglou": [
        {"id": "YYL-4444", "registered_on": "2024-01-01", "county": "岳阳楼区", "township": "郭镇乡",
         "village": "示例村",
         "hardship": [{"status": "低保户"}],
         "members": [member(1, "示例星", "49060219850101101141", employment="其他未就业", disability={"labour": "有"})],
         "pairings": [{"helper": "YYL-B-3333", "role": "主责", "from": "2024-01-01", **DONE}]},
    ],
}  # fmt: skip


def visit(when: str, by: str, **more: Any) -> dict[str, Any]:
    return {
        "date": when,
        "by": by,
        "channel": "入户",
        "reached": True,
        "counterpart": "本人",
        "entered_on": when,
    } | more


VISITS = {
    "PJ-4444": [
        visit("2026-01-20", "PJ-B-4444", topics=["家庭生产生活"], preached=["新时代思想"], companions=2,
              hazards={"fire": "有", "gas": "有", "electric": "无"}, content="第一次上门。",
              needs=[{"id": "n-7K3Q", "action": "提出"}], satisfaction=5),
        visit("2026-05-05", "PJ-B-4444", hazards={"fire": "无"}, satisfaction=2,
              needs=[{"id": "n-7K3Q", "action": "办结", "note": "看过了"}]),
        visit("2026-07-09", "PJ-B-4444", channel="电话", reached=False),
        visit("2026-08-03", "PJ-B-4444", channel="微信", channel_note="视频", entered_on="2026-11-20"),
        visit("2026-10-06", "PJ-B-6666"),
    ],
    "PJ-5555": [visit("2026-02-03", "PJ-B-2222"), visit("2026-05-03", "PJ-B-2222", also=["PJ-6666"])],
    "YYL-4444": [visit("2026-03-03", "YYL-B-3333", entered_on="2026-06-30"), visit("2026-11-23", "YYL-B-3333")],
}  # fmt: skip

EVENTS = {
    "city": [
        ("meeting", {"date": "2026-03-01", "kind": "听取汇报", "title": "听汇报", "host": "示例庚", "attendees": 12,
                     "minutes": "纪要三号", "decisions": "抓紧"}),
        ("meeting", {"date": "2026-05-06", "kind": "调度", "title": "调度会"}),
        ("reminder", {"date": "2026-10-11", "kind": "提醒", "unit": "pingjiang", "reason": "沟通联络不及时",
                      "quarter": "2026Q3", "content": "请补上", "due_on": "2026-10-20", "answered_on": "2026-10-20",
                      "answer": "补了"}),
        ("reminder", {"date": "2026-10-12", "kind": "督办", "unit": "pingjiang", "reason": "其他", "content": "请报",
                      "due_on": "2026-10-31"}),
        ("reminder", {"date": "2026-10-13", "kind": "督办", "helper": "PJ-B-2222", "reason": "其他",
          "content": "请办"}),
        ("branch", {"date": "2026-04-01", "branch": "机关一支部", "partner": "示例村支部"}),
        ("branch", {"date": "2024-04-01", "branch": "机关二支部", "partner": "示例社区支部", "to": "2025-03-31",
                    "activities": [{"date": "2024-07-01", "content": "过党日"}, {"date": "2024-12-03",
                     "content": "慰问"}]}),
        ("story", {"date": "2026-09-01", "kind": "好办法", "title": "办法一", "content": "内容一", "consent": True,
                   "anonymised": True}),
        ("story", {"date": "2026-09-02", "kind": "好办法", "title": "办法二", "content": "内容二", "consent": False,
                   "anonymised": True}),
        ("award", {"date": "2026-09-09", "unit": "pingjiang", "form": "通报表扬", "reason": "办得好",
                   "document": "岳残〔2026〕3号"}),
        ("award", {"date": "2026-09-10", "helper": "PJ-B-6666", "form": "锦旗", "reason": "出了力"}),
    ],
    "pingjiang": [
        ("village", {"date": "2026-08-02", "helper": "PJ-B-2222", "household": "PJ-3333", "topics": ["基本需求"],
                     "content": "要水"}),
        ("village", {"date": "2026-08-05", "helper": "PJ-B-2222", "household": "PJ-4444",
                     "topics": ["基本情况", "服务情况"], "content": "都好"}),
    ],
}  # fmt: skip


def rich_records(small: list[Record]) -> list[Record]:
    found = copy.deepcopy({record.path: record for record in small})

    def put(kind: str, unit: str, stem: str, data: dict[str, Any], household: str = "", path: str = "") -> None:
        where = path or path_of(kind, unit, stem, household)
        found[where] = Record(Place(where, kind, stem, unit, household), data)

    for unit, more in UNITS.items():
        found[f"{unit}/unit.yml"].data.update(more)
    for unit, helpers in HELPERS.items():
        for data in helpers:
            put("helper", unit, data["id"], data)
    for unit, homes in HOUSEHOLDS.items():
        for home in homes:
            put("household", unit, home["id"], home)
            for contact in VISITS.get(home["id"], ()):
                put("visit", unit, contact["date"], contact, home["id"])
    for unit, events in EVENTS.items():
        for number, (kind, data) in enumerate(events):
            stem = f"{data['date']}-{kind}{number}"
            put(f"event-{kind}", unit, stem, data, path=f"{unit}/events/{stem}.yml")
    return [found[path] for path in sorted(found)]


@pytest.fixture(scope="session")
def rich(small_records: Records, library: SchemaLibrary) -> Ledger:
    """The small ledger with more of everything, and the bulletin of 2026Q2 frozen."""
    records = rich_records(small_records.valid)
    for record in records:
        assert library[record.place.kind].validator.is_valid(record.data), record.path
    ledger = Ledger.of(Records(Path(), records))
    frozen = bulletin(ledger, Quarter(2026, 2), "a" * 40).data()
    person = {"list": "沟通联络不及时", "unit": "pingjiang", "household": "PJ-2222", "helper": "PJ-B-2222",
     "name": "示例丁",
              "helper_unit": "pingjiang", "since": "2026-06-30", "why": "没有联系上", "clause": "六(二)"}  # fmt: skip
    # Of one that was in the ledger then and is no more, nobody was in charge.
    gone = {key: value for key, value in person.items() if key not in ("helper", "name", "helper_unit")}
    frozen["struck"] = [person | {"reason": "住院"}, gone | {"household": "PJ-2345", "reason": "重复"}]
    frozen["corrections"] = [
        {"quarter": "2026Q1", "kind": "户", "unit": "pingjiang", "household": "PJ-3333", "was": "逾期", "now": "补录",
         "text": "补录了一次联系。"},
        {"quarter": "2026Q1", "kind": "指标", "figure": "due", "was": "3", "now": "4", "text": "应联系多一户。"},
    ]  # fmt: skip
    return Ledger.of(Records(Path(), [*records, Record(Place("b", "bulletin", "2026Q2", "city"), frozen)]))


# Five rules and two services stand for all: a new one changes none of the pages expected here.
SOME_RULES = ("file-bom", "filing-missing", "visit-future", "wrong-unit", "lead-department-missing")


@pytest.fixture(scope="session")
def rich_edition(edition: Edition) -> Edition:
    rules = tuple(rule for rule in edition.rules if rule.id in SOME_RULES)
    services = Services((Service("每季度联系", ("R-084",)),), (Service("联系卡", ("R-084", "R-120")),))
    return replace(edition, rules=rules, services=services)


@pytest.fixture(scope="session")
def rich_site(rich: Ledger, site: Site, rich_edition: Edition) -> Site:
    return Site(rich, site.as_of, rich_edition)


@pytest.fixture(scope="session")
def text_of_page(rich_site: Site) -> Callable[[str], str]:
    """The text of a page of the rich ledger: ``text_of_page("contact/pingjiang")``.

    Its tables are short, so that one row is called many here: else none would have its filter.
    """
    pages = {page.path.rpartition(".")[0]: page for page in pages_of(rich_site)}

    def render(name: str) -> str:
        with pytest.MonkeyPatch.context() as patch:
            patch.setitem(environment().globals, "MANY_ROWS", 1)
            patch.setitem(rich_site._common, "macros", {})  # those of another test know of the usual number
            return ended(rich_site.render(pages[name]))

    return render


BLOCKS = {"p", "li", "dt", "caption", "tr", "div", "nav", "h1", "h2", "h3", "figure", "text", "rect", "line", "circle",
          "path", "section", "ul", "ol", "dl", "table", "tbody", "tfoot", "desc", "pre"}  # fmt: skip


# What a table says of its columns once more for the style sheet (``drawing/test_columns.py``).
OF_HEADS = ("style", "data-num")


class Outline(HTMLParser):
    """A page as lines to read: each block with what it is and its words, a row of a table on one line.

    A link is followed by → and where it leads, and of every tag the attributes stand there too: nothing of a page can
    be lost without a line that differs.
    """

    def __init__(self, source: str) -> None:
        super().__init__()
        self.lines: list[str] = [""]
        self._targets: list[str] = []
        self.feed(source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            attrs = [(key, (value or "").replace(" jd-rows", "")) for key, value in attrs if key not in OF_HEADS]
        shown = [(key, value) for key, value in attrs if not (tag == "a" and (key == "href" or value == "jd-ref"))]
        said = " ".join(f"{key}={value}" if value else key for key, value in shown)
        if tag == "a":
            self._targets.append(dict(attrs).get("href") or "")
        if tag in ("td", "th", "dd"):
            self.lines[-1] += f" | [{said}] " if said else " | "
        elif tag in BLOCKS:
            self.lines.append(f"{tag} {said}: " if said else f"{tag}: ")
        elif said or tag not in ("a", "small", "thead", "svg"):
            self.lines[-1] += f"<{tag} {said}>" if said else f"<{tag}>"

    def handle_endtag(self, tag: str) -> None:
        if tag == "a":
            self.lines[-1] += f"→{self._targets.pop()}"

    def handle_data(self, data: str) -> None:
        first, *more = data.split("\n")
        self.lines[-1] += first
        self.lines += more


class Nesting(HTMLParser):
    """What is wrong with how the tags of a page are opened and closed: an outline does not show it."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.faults: list[str] = []
        self._open: list[str] = []
        self.feed(source)
        self.close()
        self.faults += [f"{tag} stays open" for tag in self._open]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A drawing's part that closes itself."""

    def handle_endtag(self, tag: str) -> None:
        if self._open and self._open[-1] == tag:
            self._open.pop()
        else:
            self.faults.append(f"line {self.getpos()[0]}: {tag} is closed in {self._open[-3:]}")


def outline(text: str) -> str:
    """A page as an outline, without the frame that every page has."""
    parts = (r"\A<!doctype html>.*?(?=<nav class=\"jd-nav\")", "^(?:opening|closing): .*?$",
             r"<p class=\"jd-asof\".*?</p>", r"<footer.*\Z")  # fmt: skip
    frame = "|".join(parts)
    lines = (
        line.rstrip() for line in Outline(re.sub(frame, "", unconfined(text), flags=re.DOTALL | re.MULTILINE)).lines
    )
    return "\n".join(line for line in lines if line.strip()) + "\n"


def part_of(found: str, start: str, end: str) -> str:
    """The lines of an outline from the first one with ``start`` up to the next one with ``end``."""
    lines = found.splitlines(keepends=True)
    first = next(number for number, line in enumerate(lines) if start in line)
    last = next(
        (number for number, line in enumerate(lines[first + 1 :], first + 1) if end and end in line), len(lines)
    )
    return "".join(lines[first:last])


@pytest.fixture(scope="session")
def as_expected(text_of_page: Callable[[str], str]) -> Callable[..., None]:
    """Compare a page of the rich ledger with what it must say: ``as_expected("contact/pingjiang")``.

    Of a page that tells the whole policy a part is enough: ``as_expected("policy", "#c-5-4-3", "#c-5-4-4")``.
    """

    def compare(name: str, start: str = "", end: str = "") -> None:
        tail = re.sub(r"[^\w-]", "", f"-{start}") if start else ""
        file = EXPECTED / f"{name.replace('/', '-')}{tail}.txt"
        text = text_of_page(name)
        assert Nesting(text).faults == []
        found = part_of(outline(text), start, end)
        if os.environ.get("JIEDUI_ACCEPT") == "1":
            file.parent.mkdir(exist_ok=True)
            file.write_text(found, "utf-8")
        assert found == file.read_text("utf-8"), f"if this is meant: JIEDUI_ACCEPT=1, then read git diff {file.name}"

    return compare
