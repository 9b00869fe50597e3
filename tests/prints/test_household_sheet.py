"""我家的帮扶: what a household reads, in hand-checked words, and that it reads of nobody else."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from jiedui.model.ledger import Ledger
from jiedui.model.service import ServiceKind, ServiceLevels
from jiedui.model.visit import Visit
from jiedui.prints import Choice
from jiedui.prints.household_sheet import LATEST, PersonPolicies, documents, sheet, size
from jiedui.reports.figures import Figures
from jiedui.struct import replace

TODAY = date(2026, 10, 1)


def measure(content: str, due: str = "", done: str = "") -> dict[str, str]:
    data = {"code": "帮就业", "content": content, "promised_on": "2026-01-05"}
    return data | ({"due_on": due} if due else {}) | ({"done_on": done, "result": "用上了"} if done else {})


def helped(desk: Any) -> Any:
    desk.unit("pingjiang", "平江县", supervision_phone="0730-0000012")
    desk.helper("PJ-B-2222", "示例甲")
    measures = [
        measure("找一份活", due="2026-12-31"),
        measure("修门", due="2026-09-01"),
        *(measure(f"事情{month}", done=f"2026-0{month}-01") for month in range(2, 7)),
    ]
    need = {"id": "n1", "content": "想做事", "raised_on": "2026-01-02", "measures": measures}
    return desk.household("PJ-7K3Q", "PJ-B-2222", [("示例㴩𠮷", "肢体")], needs=[need])


def html_of(ledger: Ledger, choice: Choice, as_of: date = TODAY) -> str:
    """The sheets in the usual size."""
    return "".join(item.html for item in documents(Figures(ledger, as_of), choice) if "large" not in item.path)


def test_nobody_is_promised_a_contact_after_the_programme(desk: Any) -> None:
    helped(desk)
    days = (date(2028, 12, 31), date(2029, 1, 1))
    promised = ["每个季度至少联系我家一次" in html_of(desk.ledger, Choice(), day) for day in days]
    assert promised == [True, False]


def test_promises_are_told_open_ones_apart_and_only_the_latest_done(desk: Any) -> None:
    home = helped(desk)
    found = sheet(Figures(desk.ledger, TODAY), home)
    assert [(item.measure.content, str(item.state)) for item in found.open] == [
        ("找一份活", "办理中"),
        ("修门", "超期"),
    ]
    assert [item.measure.content for item in found.done] == ["事情6", "事情5", "事情4"]
    assert (LATEST, found.earlier) == (3, 2)


def test_what_was_asked_for_and_nothing_promised_yet_is_not_called_nothing(desk: Any) -> None:
    """One need without a measure, one with, one settled, one told later than the day."""
    desk.unit("pingjiang", "平江县")
    desk.helper("PJ-B-2222", "示例甲")
    needs = [
        {"id": "n1", "content": "换轮椅", "raised_on": "2026-09-01"},
        {"id": "n2", "content": "想做事", "raised_on": "2026-01-02", "measures": [measure("找一份活")]},
        {"id": "n3", "content": "修窗", "raised_on": "2026-01-02", "closed_on": "2026-02-01", "result": "修了"},
        {"id": "n4", "content": "装扶手", "raised_on": "2026-10-02"},
    ]
    home = desk.household("PJ-7K3Q", "PJ-B-2222", [("示例㴩𠮷", "肢体")], needs=needs)
    assert [need.content for need in sheet(Figures(desk.ledger, TODAY), home).asked] == ["换轮椅"]
    desk.household("PJ-7K3Q", "PJ-B-2222", [("示例㴩𠮷", "肢体")], needs=needs[:1])
    html = html_of(desk.ledger, Choice())
    assert "换轮椅<br>记下了，还没有定怎么办，可以问一问。" in html
    assert "现在没有正在办的事" not in html


def test_the_sheet_answers_its_questions_in_order(desk: Any) -> None:
    helped(desk)
    html = html_of(desk.ledger, Choice())
    told = (
        "谁来帮我？", "示例甲", "平江县残疾人联合会教育就业股", "答应了我什么", "找一份活", "2026年12月31日前办好",
        "已经过了日子", "已经办好了什么？", "事情6（2026年6月1日办好）", "以前还办好了 2 件", "没有人来",
        "0730-0000012", "可以要求改", "可以要求停",
    )  # fmt: skip
    places = [html.find(words) for words in told]
    assert -1 not in places
    assert places == sorted(places)


def test_what_may_be_asked_for_is_a_question_and_never_a_decision(small: Ledger) -> None:
    record = small.households["PJ-7K3Q"]
    member = replace(record.head, benefits={"dibao": "已享受", "living_subsidy": "符合未享受", "housing": "申请中"})
    small.households["PJ-7K3Q"] = replace(record, members=(member,))
    found = sheet(Figures(small, TODAY), small.households["PJ-7K3Q"])
    assert found.enjoyed == (PersonPolicies("示例子", "最低生活保障"),)
    assert found.applied == (PersonPolicies("示例子", "住房保障"),)
    assert [(line.person, line.policies.split("、")[0]) for line in found.ask] == [("示例子", "困难残疾人生活补贴")]
    html = html_of(small, Choice(households=("PJ-7K3Q",)))
    assert "还可以问一问什么？" in html
    assert "由主管部门核定" in html
    assert "疑似" not in html


def test_a_household_reads_of_nobody_else_and_no_certificate(small: Ledger) -> None:
    html = html_of(small, Choice(households=("PJ-7K3Q",)))
    assert "示例子" in html
    assert [word for word in ("不印", "示例丑", "PJ-2222", "示例㴩𠮷", "15400000077") if word in html] == []


def test_hostile_text_stays_text(new_desk: Callable[[], Any]) -> None:
    desk = new_desk()
    desk.helper("PJ-B-2222", "<script>alert(1)</script>")
    desk.household("PJ-7K3Q", "PJ-B-2222", [("<img src=x>", "肢体")])
    html = html_of(desk.ledger, Choice())
    assert "&lt;script&gt;" in html
    assert "<script" not in html
    assert "<img" not in html


def test_type_is_as_large_as_leaves_the_page_whole() -> None:
    # 177 mm less one heading of 11.4 mm leave 165.6 mm; a line and the gap after it take 7.31, 6.79, 6.27 mm
    def told(lines: int) -> str:
        return "<h3>事</h3>" + "<li>字</li>" * lines

    assert [size(told(lines), 177) for lines in (1, 22, 23, 24, 25, 26, 80)] == [
        "size-14", "size-14", "size-13", "size-13", "size-12", "size-12", "size-12",
    ]  # fmt: skip
    assert size("<li>一<br><strong>二</strong></li>" * 13, 177) == "size-13"
    # 100 mm less the heading are 88.6: twelve lines of 7.31 and eleven gaps in them
    assert [size(told(lines), 100) for lines in (12, 13)] == ["size-14", "size-13"]


def contact(when: str) -> Visit:
    record = {"by": "PJ-B-2222", "channel": "入户", "reached": True, "counterpart": "本人", "entered_on": when}
    return Visit.of({**record, "date": when}, "PJ-7K3Q", when)


def test_the_next_contact_is_the_last_day_of_this_quarter_and_once_it_was_made_of_the_next(desk: Any) -> None:
    home = helped(desk)
    days = (TODAY, date(2026, 12, 31), date(2027, 1, 1), date(2028, 12, 31), date(2029, 1, 1))

    def told() -> list[str]:
        return [str(sheet(Figures(desk.ledger, day), home).next_contact) for day in days]

    assert told() == ["2026-12-31", "2026-12-31", "2027-03-31", "2028-12-31", "None"]
    desk.ledger.visits["PJ-7K3Q"] = [contact("2026-10-01"), contact("2028-10-01")]
    assert told() == ["2027-03-31", "2027-03-31", "2027-03-31", "None", "None"]
    assert "下一次最晚在 <strong>2027年3月31日</strong>" in html_of(desk.ledger, Choice())


def test_no_contact_is_announced_where_nobody_helps(desk: Any) -> None:
    desk.unit("pingjiang", "平江县")
    home = desk.household("PJ-7K3Q", "PJ-B-9999", [("示例子", "肢体")])
    assert sheet(Figures(desk.ledger, TODAY), home).next_contact is None


def test_the_slip_says_who_gets_it_and_when_an_answer_comes(desk: Any) -> None:
    helped(desk)
    html = html_of(desk.ledger, Choice())
    _, _, slip = html.partition('<div class="slip">')
    plain = re.sub(r"<[^>]*>", "", slip)
    told = (
        "沿线剪下", "求助条：我家有困难", "什么困难", "姓名", "电话", "交给示例甲", "转到平江县残疾人联合会",
        "收到以后，2 个工作日内有人来看，20 个工作日内给答复。", "户编号 PJ-7K3Q",
    )  # fmt: skip
    places = [plain.find(words) for words in told]
    assert -1 not in places
    assert places == sorted(places)
    assert 'class="slip"' not in html_of(desk.ledger, Choice(), date(2029, 1, 1))


def test_a_ledger_without_limits_promises_no_answer(desk: Any) -> None:
    home = helped(desk)
    level = desk.ledger.policy.service.level(ServiceKind.DECIDE, TODAY)
    desk.ledger.policy = replace(desk.ledger.policy, service=ServiceLevels())
    assert sheet(Figures(desk.ledger, TODAY), home).answer == ""
    assert "收到以后" not in html_of(desk.ledger, Choice())
    desk.ledger.policy = replace(desk.ledger.policy, service=ServiceLevels((level,)))
    assert sheet(Figures(desk.ledger, TODAY), home).answer == "20 个工作日内给答复"


def test_every_name_of_a_policy_on_the_sheet_is_explained_once(small: Ledger) -> None:
    record = small.households["PJ-7K3Q"]
    member = replace(record.head, benefits={"dibao": "已享受", "housing": "申请中"})
    small.households["PJ-7K3Q"] = replace(record, members=(member,))
    html = html_of(small, Choice(households=("PJ-7K3Q",)))
    assert html.count("<strong>最低生活保障</strong>：就是低保。") == 1
    words = [word.name for word in sheet(Figures(small, TODAY), small.households["PJ-7K3Q"]).words]
    assert words[:2] == ["最低生活保障", "住房保障"]


def test_each_file_has_one_in_large_print_with_the_same_words(small: Ledger) -> None:
    found = {item.path: item for item in documents(Figures(small, TODAY), Choice(units=("pingjiang",)))}
    assert list(found) == ["pingjiang/household.html", "pingjiang/household-large.html"]
    usual, large = found.values()
    assert (large.title, large.number) == ("平江县 我家的帮扶（大字版）", "3 户")
    assert '<body class="household large">' in large.html

    def words(html: str) -> str:
        return re.sub(r"<[^>]*>", "", html[html.index("<main") :])

    assert words(large.html) == words(usual.html)


def test_what_a_rule_supposes_is_told_by_the_policy_and_once(small: Ledger) -> None:
    record = small.households["PJ-7K3Q"]
    member = replace(record.head, birth="1990-05-05", benefits={"pension": "符合未享受", "medical_insurance": "申请中"})
    small.households["PJ-7K3Q"] = replace(record, members=(member,))
    (line,) = sheet(Figures(small, TODAY), small.households["PJ-7K3Q"]).ask
    names = line.policies.split("、")
    assert names.count("基本养老保险") == 1
    assert not {"城乡居民基本养老保险参保", "基本医疗保险参保", "基本医疗保险"} & set(names)


def test_the_sheet_tells_no_policies_of_who_has_left(desk: Any) -> None:
    desk.unit("pingjiang", "平江县")
    desk.helper("PJ-B-2222", "示例甲")
    desk.household("PJ-2222", "PJ-B-2222", [("示例子", "肢体"), ("示例丑", "智力")])
    record = desk.ledger.households["PJ-2222"]
    members = tuple(replace(item, benefits={"dibao": "已享受"}) for item in record.members)
    desk.ledger.households["PJ-2222"] = replace(record, members=members)
    desk.leaves("PJ-2222", "示例丑", "2026-10-01")
    days = (date(2026, 9, 30), TODAY)
    told = [
        [line.person for line in sheet(Figures(desk.ledger, day), desk.ledger.households["PJ-2222"]).enjoyed]
        for day in days
    ]
    assert told == [["示例子", "示例丑"], ["示例子"]]


def test_who_moved_here_reads_that_nothing_was_done_since(desk: Any) -> None:
    desk.unit("pingjiang", "平江县")
    desk.helper("PJ-B-2222", "示例甲")
    desk.household("PJ-2222", "PJ-B-2222", [("示例子", "肢体")])
    assert "<p>还没有记下办好的事。</p>" in html_of(desk.ledger, Choice())
    desk.household("PJ-2222", "PJ-B-2222", [("示例子", "肢体")], moved_from="YYL-2222")
    assert "<p>搬来以后还没有记下办好的事。</p>" in html_of(desk.ledger, Choice())
