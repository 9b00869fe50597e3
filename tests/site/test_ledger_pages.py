"""The ledgers' pages (台账) and the lists that come first on a county page, counted by hand on a small ledger."""

from __future__ import annotations

import html
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from jiedui.duties.entitlement import GapState
from jiedui.model.event import Award, Branch, Meeting, Reminder, Story, VillageReport
from jiedui.model.ledger import Ledger
from jiedui.model.need import Measure, Need, Resource
from jiedui.model.time import Span
from jiedui.model.unit import FIRST, Office
from jiedui.model.visit import Progress
from jiedui.reports.figures import Figures
from jiedui.reports.needs import NeedBook
from jiedui.site import build_pages
from jiedui.site.site import Site
from jiedui.struct import replace

AS_OF = date(2026, 11, 23)


def day(text: str) -> date:
    return date.fromisoformat(text)


def measure(code: str, promised: str, due: str, done: str = "", *resources: Resource) -> Measure:
    return Measure(
        code=code, content="措施", promised_on=day(promised), due_on=day(due), by="PJ-B-2222", resources=resources,
        done_on=day(done) if done else None, result="",
    )  # fmt: skip


def need(identifier: str, person: str, content: str, raised: str, **more: Any) -> Need:
    nothing = {"urgent": False, "responded_on": None, "measures": (), "closed_on": None, "result": ""}
    return Need(id=identifier, person=person, content=content, raised_on=day(raised), **{**nothing, **more})


NEEDS = (
    # Closed, the promise kept late; money was spent.
    need("n-7K3Q", "m-2F8D", "要轮椅", "2026-02-02",
         measures=(measure("送康复", "2026-02-02", "2026-04-01", "2026-05-05", Resource("财政经费", "轮椅", 800)),),
         closed_on=day("2026-05-05"), result="有了"),
    # 294 days old, the promise broken.
    need("n-8M4R", "m-2F8D", "门口有坎", "2026-02-02",
         measures=(measure("送无障碍", "2026-02-02", "2026-06-30", "", Resource("慈善捐赠", "坡道", 500)),)),
    # Urgent, helped after two days, nothing promised.
    need("n-9P6T", "", "发大水", "2026-08-01", urgent=True, responded_on=day("2026-08-03")),
)  # fmt: skip


def meeting(unit: str, when: str, kind: str) -> Meeting:
    return Meeting(unit=unit, stem=f"{when}-meeting", date=day(when), kind=kind, title="议题一", attendees=12)


def reminder(number: int, due: str, answered: str = "") -> Reminder:
    return Reminder(
        unit="city", stem=f"2026-10-1{number}-reminder", date=date(2026, 10, 10 + number), kind="督办",
        to_unit="pingjiang", reason="其他", content="请办", due_on=day(due),
        answered_on=day(answered) if answered else None, answer="办了" if answered else "",
    )  # fmt: skip


def story(number: int, *, consent: bool) -> Story:
    return Story(
        unit="city", stem=f"2026-09-0{number}-story", date=date(2026, 9, number), kind="好办法", title=f"办法{number}",
        content="内容", consent=consent, anonymised=True,
    )  # fmt: skip


EVENTS = {
    "city": [
        meeting("city", "2026-03-01", "听取汇报"), meeting("city", "2026-05-06", "调度"),
        reminder(1, "2026-10-20", "2026-10-20"), reminder(2, "2026-10-31"), reminder(3, "2026-12-31"),
        Branch(unit="city", stem="2026-04-01-branch", date=day("2026-04-01"), branch="机关一支部",
               partner="示例村支部"),
        story(1, consent=True), story(2, consent=False),
        Award(unit="city", stem="2026-09-09-award", date=day("2026-09-09"), to_unit="pingjiang", form="通报表扬",
              reason="办得好"),
    ],
    "pingjiang": [
        VillageReport(
            unit="pingjiang", stem="2026-08-02-village", date=day("2026-08-02"), helper="PJ-B-2222",
            household="PJ-3333", topics=("基本需求",), content="要水",
        )
    ],
}  # fmt: skip


def grown(ledger: Ledger) -> Ledger:
    """Return the small ledger with needs, events and people of whom the county lists speak."""
    homes = dict(ledger.households)
    homes["PJ-3333"] = replace(homes["PJ-3333"], needs=NEEDS)
    child = replace(homes["PJ-2222"].members[0], schooling="未入学")
    homes["PJ-2222"] = replace(homes["PJ-2222"], members=(child,))
    able = homes["YYL-3333"].members[0]
    able = replace(able, disability=replace(able.disability, labour="部分"))
    homes["YYL-3333"] = replace(homes["YYL-3333"], members=(able,))
    visits = {household: list(found) for household, found in ledger.visits.items()}
    visits["PJ-3333"][0] = replace(
        visits["PJ-3333"][0], progress=(Progress("n-7K3Q", "提出", ""),), satisfaction=2, companions=2
    )
    post = Office(FIRST, "理事长", "示例己", Span(day("2023-09-01")))
    units = dict(ledger.units)
    units["pingjiang"] = replace(units["pingjiang"], responsible=(post,))
    return replace(ledger, households=homes, visits=visits, events=EVENTS, units=units)


@pytest.fixture(scope="module")
def grown_site(ledger, edition):
    return Site(grown(ledger), AS_OF, edition)


@pytest.fixture(scope="module")
def folder(ledger, edition, tmp_path_factory) -> Path:
    out = tmp_path_factory.mktemp("ledgers") / "docs"
    build_pages(grown(ledger), AS_OF, out, edition)
    return out


@pytest.fixture(scope="module")
def page(folder, source):
    return lambda name: source(folder, name)


def table(text: str, identifier: str) -> list[list[str]]:
    """Return the rows of a table's body and foot as texts."""
    piece = re.search(rf'id="t-{identifier}".*?</table>', text, re.S)[0]
    piece = piece[piece.index("<tbody") :]
    rows = re.findall(r"<tr[^>]*>(.*?)</tr>", piece, re.S)
    return [[plain(cell) for cell in re.findall(r"<t[dh][^>]*>(.*?)</t[dh]>", row, re.S)] for row in rows]


def plain(text: str) -> str:
    return html.unescape(re.sub(r"<[^>]*>", "", text)).strip()


def numbers(rows: list[list[str]]) -> list[list[int]]:
    return [[int(re.sub(r"\D", "", cell)) for cell in row[1:] if re.fullmatch(r"\D*\d+", cell)] for row in rows]


def is_sum(rows: list[list[str]]) -> bool:
    *parts, total = numbers(rows)
    return [sum(column) for column in zip(*parts, strict=True)] == total


def test_needs_and_promises_by_unit(page):
    rows = table(page("needs"), "totals")
    # Over their limits are two of PJ-2222: the hardship of 15 July and the risk that was found then.
    assert rows[2] == ["平江县", "4", "1", "0", "… 3", "✗ 2", "1", "1", "1", "1", "50.0%"]
    assert rows[1] == ["岳阳楼区", "0", "0", "0", "✓ 0", "✓ 0", "0", "0", "0", "0", "不计算"]
    assert rows[-1] == ["全市", "4", "1", "0", "… 3", "✗ 2", "1", "1", "1", "1", "50.0%"]


def test_promises_by_code_say_running_overdue_and_done(page, grown_site):
    codes = [code.key for code in grown_site.ledger.policy.measures]
    row = dict(zip(codes, table(page("needs"), "codes")[2][1:], strict=True))
    assert {code: found for code, found in row.items() if found != "没有"} == {
        "帮就学": "1／0／0", "送康复": "0／0／1", "送无障碍": "0／1／0",
    }  # fmt: skip
    leaf = page("needs/pingjiang")
    behind = {code: f"t-code-{number}" for number, code in enumerate(codes, 1)}
    assert [row[6] for row in table(leaf, behind["送康复"][2:])] == ["迟 迟兑现"]
    assert [row[6] for row in table(leaf, behind["送无障碍"][2:])] == ["✗ 超期"]


def test_needs_by_quarter_and_what_takes_long(page):
    assert table(page("needs"), "quarters") == [
        ["2026年第四季度", "0", "0"], ["2026年第三季度", "2", "0"], ["2026年第二季度", "0", "1"],
        ["2026年第一季度", "2", "0"],
    ]  # fmt: skip
    assert [(row[2], row[4], row[5]) for row in table(page("needs"), "long")] == [("门口有坎", "没有写", "294")]
    assert [(row[3], row[5]) for row in table(page("needs"), "urgent")] == [
        ("2026-08-01", "2"),
        ("2026-07-15", "还没有"),
    ]


def test_the_city_s_needs_are_the_sum_of_the_units(grown_site):
    city, units = NeedBook(grown_site.figures.city), map(NeedBook, grown_site.figures.units.values())
    sums = [(len(book.lines), len(book.long), book.overdue, book.kept, len(book.urgent)) for book in units]
    assert tuple(map(sum, zip(*sums, strict=True))) == (
        len(city.lines), len(city.long), city.overdue, city.kept, len(city.urgent),
    ) == (4, 1, 1, 1, 2)  # fmt: skip


def test_a_need_of_an_ended_household_is_open_no_longer(ledger):
    home = replace(ledger.households["PJ-3333"], needs=NEEDS, closed_on=day("2026-09-30"))
    book = NeedBook(Figures(replace(ledger, households={"PJ-3333": home}), AS_OF).city)
    assert [(line.state.value, line.days) for line in book.lines] == [
        ("已办结", 92), ("已终止", 240), ("已终止", 60),
    ]  # fmt: skip


def test_needs_and_contacts_lead_to_each_other(page):
    text = page("households/PJ-3333")
    assert '<a href="#v-2026-02-02">' in text
    assert 'id="v-2026-02-02"' in text
    assert '需求 <a href="#need-n-7K3Q">n-7K3Q</a> 提出' in text
    rows = [row for row in table(text, "needs") if len(row) == 4]
    assert [row[2] for row in rows] == ["迟 迟兑现 2026-05-05", "✗ 超期", ""]
    assert rows[-1][0] == "还没有措施"


def test_a_contact_says_how_many_went_along(page):
    text = page("households/PJ-3333")
    contact = re.search(r'<tr id="v-2026-02-02">.*?</tr>', text, re.S)[0]
    assert "<small>陪同：2 人</small>" in contact
    assert text.count("陪同：") == 1


def test_no_need_is_said_and_not_left_open(page):
    text = page("households/YYL-2222")
    assert "没有在办需求，也没有写明“暂无需求”" in plain(text)
    assert 'id="no-need"' not in page("households/PJ-3333")


def test_changes_by_quarter_unit_and_reason(page):
    text = page("changes")
    assert table(text, "quarters") == [
        ["2026年第三季度", "1", "1", "0", "0", "2"], ["2026年第一季度", "2", "0", "0", "0", "2"],
        ["合计", "3", "1", "0", "0", "4"],
    ]  # fmt: skip
    assert table(text, "units")[2] == ["平江县", "2", "1", "0", "0", "3"]
    assert table(text, "reasons")[1] == ["退休离岗", "0", "1", "0", "0", "1"]
    assert all(is_sum(table(text, name)) for name in ("quarters", "units", "reasons"))
    moved = table(page("changes/2026Q3"), "k-2")
    assert moved == [["示例卯 PJ-3333", "平江县", "2026-07-01", "退休离岗", "示例戊", "示例丁", "平江县残联", ""]]
    assert len(table(page("changes/pingjiang"), "k-1")) == 2
    assert "现在有 0 户等待重新结对" in text


def test_who_answers_and_what_is_missing(page):
    rows = {row[0]: row for row in table(page("organisation"), "responsible")}
    assert rows["平江县"][1:] == ["没有登记", "示例己 理事长，2023-09-01 起", "没有登记", "✗ 牵头部门、直接责任人"]
    assert rows["岳阳楼区"][-1] == "✗ 第一责任人、直接责任人"


def test_recurring_duties_and_what_is_missing(page):
    text = page("organisation")
    rows = {row[0]: row[1:] for row in table(text, "hearings")}
    assert [cell[0] for cell in rows["市残联"][:8]] == ["✗", "✗", "✗", "✗", "✗", "✓", "…", "·"]
    assert (rows["市残联"][-1], rows["岳阳楼区"][-1]) == ("5", "6")
    assert "registers.html#m-city-2026-03-01-meeting" in text
    assert 'id="m-city-2026-03-01-meeting"' in page("registers")
    # 13 quarters are over; one was dispatched. The bulletin of the last may still come.
    assert table(text, "dispatches")[-1] == ["缺几次", "12", "12"]


def test_the_other_registers(page):
    text = page("registers")
    assert "一共 3 件，已经答复 1 件，办结率 33.3%" in plain(text)
    assert [row[6] for row in table(text, "reminders")] == ["… 待答复", "✗ 逾期未答复", "✓ 已答复"]
    assert [row[0] for row in table(text, "stories")] == ["办法1"]
    assert "另有 1 则没有同意或者没有隐去身份，不展示" in text
    assert "办法2" not in text
    assert [row[:2] for row in table(text, "branches")] == [["机关一支部", "示例村支部"]]
    assert [row[:2] for row in table(text, "awards")] == [["平江县", "通报表扬"]]
    assert table(text, "villages")[-1] == ["全市", "1", "1"]
    assert table(text, "scores")[2] == ["平江县", "1", "2", "1"]


def test_resources_are_summed_and_single_amounts_kept_back(page):
    rows = table(page("registers"), "resources")
    assert rows[2] == ["平江县", "1", "1", "2", "2", "1300", "800"]
    assert is_sum(rows)
    leaf = page("registers/pingjiang")
    assert [row[4:] for row in table(leaf, "resources")] == [
        ["财政经费", "轮椅", "已用"],
        ["慈善捐赠", "坡道", "还没有用"],
    ]
    assert "800" not in plain(leaf)


def test_what_the_provincial_module_lacks(page):
    rows = table(page("provincial"), "totals")
    assert rows == [
        ["市残联", "0", "0", "0", "0"], ["岳阳楼区", "0", "1", "0", "1"], ["平江县", "1", "1", "0", "2"],
        ["全市", "1", "2", "0", "3"],
    ]  # fmt: skip
    leaf = page("provincial/pingjiang")
    assert [row[0] for row in table(leaf, "s-1")] == ["示例寅 PJ-2222"]
    assert "2026-08-03 n-9P6T 首次援助" in table(leaf, "s-2")[0][9]
    sheet = [row[0] for row in table(leaf, "k-PJ-2222-m-2F8D")]
    assert sheet[:3] == ["纳入国家防返贫监测范围", "姓名", "性别"]
    assert not {"出生日期", "残疾人证号码"} & set(sheet)


def test_the_lists_that_come_first_on_a_county_page(page, grown_site):
    text = page("units/pingjiang")
    heads = re.findall(r"^## .* \{ #(\w+) \}", text, re.M)
    assert heads[:9] == ["summary", "townships", "todo", "due", "risks", "hazards", "suspects", "school", "able"]
    assert [row[0] for row in table(text, "school")] == ["示例寅 PJ-2222"]
    assert [row[3] for row in table(page("units/yueyanglou"), "able")] == ["部分"]
    group = grown_site.figures.units["pingjiang"]
    # The child of fifteen that is not at school, and the doorstep promised away 294 days ago and still there; of all
    # three persons of the county something is not known.
    found = {(item.household, item.person, item.rule.id) for item in group.suspects}
    assert found == {("PJ-2222", "m-2F8D", "schooling"), ("PJ-3333", "m-2F8D", "home_access")}
    assert sorted(row[0] for row in table(text, "suspects")) == ["示例卯 PJ-3333", "示例寅 PJ-2222"]
    assert len(group.undecided) == len(table(text, "undecided")) == 3


def test_suspects_and_missing_facts_stand_on_the_household_page(page, grown_site):
    found = grown_site.figures.suspects["PJ-2222"]
    rows = table(page("households/PJ-2222"), "suspects")
    assert sorted(row[1] for row in rows) == sorted(f"{item.rule.name} {item.rule.id}" for item in found)
    for item in found:
        row = next(row for row in rows if row[1] == f"{item.rule.name} {item.rule.id}")
        assert (row[2] == "？ 疑似应享未享") is (item.state is GapState.SUSPECT)
        assert all(name in row[3] for name in item.missing)


def test_a_rule_that_a_unit_switched_off_prompts_there_no_more(ledger):
    base = grown(ledger)
    before = Figures(base, AS_OF)
    rule = before.units["pingjiang"].suspects[0].rule
    rules = tuple(
        replace(item, units_off=frozenset({"pingjiang"})) if item.id == rule.id else item
        for item in base.policy.entitlements
    )
    policy = replace(base.policy, entitlements=rules)
    after = Figures(replace(base, policy=policy), AS_OF)
    lost = [item for item in before.city.suspects if item.rule.id == rule.id and item.household.startswith("PJ")]
    assert len(before.city.suspects) - len(after.city.suspects) == len(lost) > 0
