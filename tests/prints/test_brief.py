"""走访提要: what is open, promised, unanswered and told of a household, on half a sheet, as of a day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from jiedui.model.ledger import Ledger
from jiedui.model.time import Span
from jiedui.model.visit import Visit
from jiedui.prints import Choice
from jiedui.prints.brief import Brief, BriefList, brief, documents
from jiedui.reports.figures import Figures
from jiedui.struct import replace

TODAY = date(2026, 10, 1)


def measure(content: str, due: str = "", done: str = "") -> dict[str, str]:
    data = {"code": "帮就业", "content": content, "promised_on": "2026-01-05"}
    return data | ({"due_on": due} if due else {}) | ({"done_on": done} if done else {})


def helped(desk: Any, *needs: dict[str, Any], **more: Any) -> Any:
    desk.unit("pingjiang", "平江县")
    desk.helper("PJ-B-2222", "示例甲")
    return desk.household("PJ-7K3Q", "PJ-B-2222", [("示例子", "肢体")], needs=list(needs), **more)


def need(identifier: str, content: str, raised: str = "2026-09-01", **more: Any) -> dict[str, Any]:
    return {"id": identifier, "content": content, "raised_on": raised, **more}


def test_open_needs_are_told_with_their_age_and_where_they_are_from(desk: Any) -> None:
    home = helped(
        desk,
        need("n1", "想做事"),
        need("n2", "摔伤了", urgent=True, origin="本人申报"),
        need("n3", "办好了", closed_on="2026-09-30"),
        need("n4", "以后的", raised="2026-10-02"),
    )
    # September has 30 days: from its first to the first of October.
    assert brief(Figures(desk.ledger, TODAY), home).needs == BriefList(
        ("（2026年9月1日提出，30天）想做事", "（突发困难，本人申报，2026年9月1日提出，30天）摔伤了"), 0
    )


def test_what_is_due_is_told_with_the_words_of_promises(desk: Any) -> None:
    measures = [measure("找一份活", due="2026-12-31"), measure("修门", due="2026-09-30"), measure("问一问")]
    done = measure("办好了", done="2026-09-01")
    closed = need("n2", "了结的", closed_on="2026-09-30", measures=[measure("不用办了")])
    home = helped(desk, need("n1", "想做事", raised="2026-01-01", measures=[*measures, done]), closed)
    found = brief(Figures(desk.ledger, TODAY), home).tasks
    missed, intake, promise = found.lines
    assert (missed, promise) == ("（已错过）联系帮扶户：2026年第三季度", "（超期 1 天）办好答应的措施：修门")
    # The stage of visits ended on 2023-10-31, 1,066 days before the first of October 2026.
    assert intake.startswith("（超期 1066 天）做齐入户五件事：还缺入户了解家庭情况、")
    # The contact of this quarter, the activity of the year, and two promises, one of them without a day.
    assert found.left_out == 4


def test_hazards_that_stand_and_the_risk_are_told_with_their_days(desk: Any) -> None:
    risk = [
        {"risk": "有", "kind": "大病", "found_on": "2026-07-01",
         "monitoring": [{"status": "已申报", "date": "2026-08-01"}, {"status": "已纳入", "date": "2026-10-02"}]},
    ]  # fmt: skip
    home = helped(desk, relapse=risk)
    assert (
        brief(Figures(desk.ledger, TODAY), home).risks
        == "风险和隐患　返贫致贫风险：（2026年7月1日发现，监测已申报）大病"
    )
    record = {"by": "PJ-B-2222", "channel": "入户", "counterpart": "本人", "reached": True, "content": "看过。"}
    desk.ledger.visits["PJ-7K3Q"] = [
        Visit.of({**record, "date": day, "entered_on": day, "hazards": seen}, "PJ-7K3Q", day)
        for day, seen in (
            ("2026-03-05", {"fire": "有", "drowning": "有"}), ("2026-06-05", {"electric": "有", "drowning": "无"}),
            ("2026-10-02", {"fire": "无"}),
        )
    ]  # fmt: skip
    # The water is fenced since June; that the fire was put out is not known before tomorrow.
    fire, shock = (desk.ledger.policy.hazard_name(key) for key in ("fire", "electric"))
    hazards = f"安全隐患：{fire}、{shock}（最早2026年3月5日发现）"
    assert brief(Figures(desk.ledger, TODAY), home).risks == (
        f"风险和隐患　{hazards}；返贫致贫风险：（2026年7月1日发现，监测已申报）大病"
    )
    assert brief(Figures(desk.ledger, date(2026, 6, 30)), home).risks == f"风险和隐患　{hazards}"
    assert brief(Figures(desk.ledger, date(2026, 3, 1)), home).risks == "风险和隐患　没有填"


def test_a_risk_that_nobody_reported_is_told_so_and_one_that_is_gone_is_not(desk: Any) -> None:
    bare = {"risk": "有", "kind": "大病"}
    home = helped(desk, relapse=[bare])
    assert brief(Figures(desk.ledger, TODAY), home).risks == "风险和隐患　返贫致贫风险：（监测未申报）大病"
    gone = helped(desk, relapse=[bare | {"monitoring": [{"status": "已消除", "date": "2026-09-01"}]}])
    assert brief(Figures(desk.ledger, TODAY), gone).risks == "风险和隐患　没有"


def test_policies_without_an_answer_are_told_by_state(desk: Any) -> None:
    home = helped(desk)
    benefits = {
        "dibao": "已享受",
        "pension": "待核",
        "pension_aid": "未通过",
        "medical_insurance": "符合未享受",
        "education_aid": "申请中",
        "housing": "待核",
    }
    told = replace(home, members=(replace(home.head, benefits=benefits),))
    assert brief(Figures(desk.ledger, TODAY), told).policies.lines == (
        "示例子　符合未享受：基本医疗保险；申请中：教育救助；待核：基本养老保险、住房保障",
    )
    answered = replace(home, members=(replace(home.head, benefits={"pension": "不符合"}),))
    assert brief(Figures(desk.ledger, TODAY), answered).policies == BriefList((), 0)


def test_the_last_three_contacts_are_told_with_what_was_said(desk: Any) -> None:
    home = helped(desk)
    record = {"by": "PJ-B-2222", "channel": "入户", "counterpart": "本人"}
    desk.ledger.visits["PJ-7K3Q"] = [
        Visit.of({**record, "date": day, "entered_on": day, "reached": reached, "content": said}, "PJ-7K3Q", day)
        for day, reached, said in (
            ("2026-01-05", True, "第一次"), ("2026-03-05", True, "腿疼。\n要去医院。"), ("2026-06-05", False, ""),
            ("2026-09-05", True, "好些了。"), ("2026-10-02", True, "以后的"),
        )
    ]  # fmt: skip
    assert brief(Figures(desk.ledger, TODAY), home).contacts == BriefList(
        (
            "2026年9月5日　入户　示例甲　好些了。",
            "2026年6月5日　入户　示例甲（没有联系上）",
            "2026年3月5日　入户　示例甲　腿疼。 要去医院。",
        ),
        0,
    )


def test_a_list_keeps_three_entries_of_two_lines_and_counts_the_rest() -> None:
    # 122 mm hold 36.4 characters of 9.5 points, one of them to spare: two lines are 70.
    assert BriefList.of(["一", "二", "三"]) == BriefList(("一", "二", "三"), 0)
    assert BriefList.of(["一", "二", "三", "四", "五"]) == BriefList(("一", "二", "三"), 2)
    (line,) = BriefList.of(["字" * 300]).lines
    assert line.endswith("字……")
    assert len(line) == 70
    assert BriefList.of(["字" * 70]).lines == ("字" * 70,)


def test_type_is_as_large_as_the_half_has_room_for(desk: Any) -> None:
    home = helped(desk)
    bare = brief(Figures(desk.ledger, TODAY), home)
    assert bare.size == 11.5
    full = BriefList(("字" * 70,) * 3, 1)
    assert replace(bare, needs=full, tasks=full).size == 11.5
    assert filled(bare, full).size == 9.5


def filled(bare: Brief, full: BriefList) -> Brief:
    return replace(bare, needs=full, tasks=full, policies=full, contacts=full)


def test_the_briefs_of_each_helper_stand_together_and_those_without_one_last(small: Ledger) -> None:
    home = small.households["PJ-2222"]
    (pairing,) = home.pairings
    over = replace(pairing, span=Span(pairing.span.start, TODAY - timedelta(1)))
    small.households["PJ-2222"] = replace(home, pairings=(over,))
    (found,) = documents(Figures(small, TODAY), Choice(units=("pingjiang",)))
    assert (found.path, found.title, found.number) == ("pingjiang/brief.html", "平江县 走访提要", "3 户")
    places = [found.html.index(f'aria-label="{name}家"') for name in ("示例子", "示例巳", "示例丑")]
    assert places == sorted(places)
    # Three halves are two sheets.
    assert found.html.count('<section class="sheet"') == 2


@pytest.mark.parametrize("word", ["不印", "示例丑", "PJ-2222"])
def test_no_certificate_number_and_no_other_household(small: Ledger, word: str) -> None:
    (found,) = documents(Figures(small, TODAY), Choice(households=("PJ-7K3Q",)))
    assert "示例子" in found.html
    assert word not in found.html


def test_hostile_text_stays_text(desk: Any) -> None:
    helped(desk, need("n1", "<script>alert(1)</script>"))
    (found,) = documents(Figures(desk.ledger, TODAY), Choice())
    assert "&lt;script&gt;" in found.html
    assert "<script" not in found.html
