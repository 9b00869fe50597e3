"""The bulletin as a paper: its sections in order, the persons of each list, the annexes cell by cell."""

from __future__ import annotations

from typing import Any

import pytest

from jiedui.model.time import Quarter
from jiedui.reports.bulletin.content import bulletin
from jiedui.reports.bulletin.paper import SHOWN, bulletin_paper
from jiedui.reports.paper import OFFICE, Heading, Paper, Paragraph, Table
from jiedui.reports.quarter_table import BY_KEY

Q3 = Quarter(2026, 3)
COMMIT = "0123456789abcdef" + "0" * 24


def entry(name: str, household: str, helper: str = "", unit: str = "pingjiang", **more: str) -> dict[str, Any]:
    person = {"helper": helper, "name": f"示例{helper[-1]}", "helper_unit": unit} if helper else {}
    return {
        "list": name,
        "unit": unit,
        "household": household,
        "since": "2026-10-01",
        "why": "没有联系",
        **person,
        **more,
    }


@pytest.fixture
def data(quarter_world: Any) -> dict[str, Any]:
    return bulletin(quarter_world.ledger(), Q3, COMMIT).data()


@pytest.fixture
def policy(quarter_world: Any) -> Any:
    return quarter_world.ledger().policy


def texts(paper: Paper) -> list[str]:
    return [block.text for block in paper.blocks if isinstance(block, Paragraph | Heading)]


def table(paper: Paper, annex: int, number: int = 0) -> Table:
    found = [block for block in paper.annexes[annex].blocks if isinstance(block, Table)]
    return found[number]


def test_the_head_and_the_foot(data: dict[str, Any], policy: Any) -> None:
    paper = bulletin_paper(data, policy, "2026年10月12日")
    assert paper.title == "关于2026年第三季度结对帮扶工作情况的通报"
    assert paper.addressees == "，".join(policy.notice.addressees) + "："
    assert (paper.signature, paper.date) == (OFFICE, "2026年10月12日")
    assert paper.footnote == "统计日 2026-09-30；台账版本 0123456789；按附件3所列读法计算。"
    assert bulletin_paper(data, policy).date == "　　　　年　　月　　日"


def test_the_number_of_the_document_is_left_blank_unless_it_is_given(data: dict[str, Any], policy: Any) -> None:
    """The bulletin of a fourth quarter is sent out in the next year."""
    assert bulletin_paper(data, policy).issuer == "岳阳市残疾人联合会"
    assert bulletin_paper(data, policy).number == "　　　〔2026〕　　号"
    assert bulletin_paper({**data, "id": "2026Q4"}, policy).number == "　　　〔2027〕　　号"
    assert bulletin_paper(data, policy, number="岳市残发〔2026〕12号").number == "岳市残发〔2026〕12号"


def test_sections_without_anything_are_left_out_and_the_others_numbered(data: dict[str, Any], policy: Any) -> None:
    said = texts(bulletin_paper(data, policy))
    assert [text for text in said if text[1:2] == "、"] == [
        "一、总体情况",
        "二、各单位情况",
        "三、存在的问题",
        "四、下一步要求",
    ]
    practice = {"unit": "pingjiang", "title": "夜访", "content": "晚上联系。\n周末联系。"}
    fixed = {"quarter": "2026Q2", "kind": "读法", "was": "A-07", "now": "读法已改", "text": "更正一。"}
    more = texts(bulletin_paper({**data, "practices": [practice], "corrections": [fixed]}, policy))
    start = more.index("三、好经验、好做法")
    assert more[start : start + 4] == ["三、好经验、好做法", "（一）夜访（平江县残联）", "晚上联系。", "周末联系。"]
    assert more[-2:] == ["六、对以前各期通报的更正", "更正一。"]


def test_a_federation_that_is_no_more_is_named_by_its_id(data: dict[str, Any], policy: Any) -> None:
    practice = {"unit": "gone", "title": "夜访", "content": "晚上联系。"}
    found = [entry("沟通联络不及时", "GO-2222", "GO-B-2222", "gone")]
    paper = bulletin_paper({**data, "practices": [practice], "shortfalls": found}, policy)
    said = texts(paper)
    assert said[said.index("三、好经验、好做法") + 1] == "（一）夜访（gone）"
    start = said.index("（一）沟通联络不及时")
    assert said[start + 1 : start + 4] == ["户的属地：gone1户。", "责任人的单位：gone1户。", "个人：gone示例2（1户）。"]
    assert table(paper, 1).rows == (("GO-2222", "gone", "示例2", "gone", "2026-10-01", "没有联系"),)


def test_each_of_the_three_lists_names_federations_and_persons(data: dict[str, Any], policy: Any) -> None:
    found = [
        entry("帮扶措施不到位", "PJ-2222"),
        entry("沟通联络不及时", "PJ-3333", "PJ-B-3333"),
        entry("沟通联络不及时", "PJ-2222", "PJ-B-2222"),
        entry("沟通联络不及时", "PJ-4444", "PJ-B-2222"),
        entry("沟通联络不及时", "YYL-2222", "YYL-B-2222", "yueyanglou"),
        entry("帮扶成效不明显", "PJ-2222", "PJ-B-2222"),
        entry("帮扶成效不明显", "PJ-2222", "PJ-B-3333"),
    ]
    said = texts(bulletin_paper({**data, "shortfalls": found}, policy))
    start = said.index("（一）帮扶措施不到位")
    assert said[start : said.index("四、下一步要求")] == [
        "（一）帮扶措施不到位",
        "户的属地：平江县残联1户。",
        "（二）沟通联络不及时",
        "户的属地：岳阳楼区残联1户、平江县残联3户。",
        "责任人的单位：岳阳楼区残联1户、平江县残联3户。",
        "个人：岳阳楼区残联示例2（1户）、平江县残联示例2（2户）、平江县残联示例3（1户）。",
        "（三）帮扶成效不明显",
        "户的属地：平江县残联1户。",
        "责任人的单位：平江县残联1户。",
        "个人：平江县残联示例2（1户）、平江县残联示例3（1户）。",
    ]


def test_a_person_who_is_in_no_record_stands_by_his_number(data: dict[str, Any], policy: Any) -> None:
    unknown = {**entry("沟通联络不及时", "PJ-2222"), "helper": "PJ-B-9999"}
    said = texts(bulletin_paper({**data, "shortfalls": [unknown]}, policy))
    at = said.index("户的属地：平江县残联1户。")
    assert said[at + 1] == "个人：PJ-B-9999（1户）。"


def test_the_first_annex_holds_the_figures_of_each_federation_and_the_city(data: dict[str, Any], policy: Any) -> None:
    found = table(bulletin_paper(data, policy), 0)
    assert found.caption == "2026年第三季度各单位结对帮扶情况表（按户的属地，配额按责任人的单位）"
    assert [column.title for column in found.columns] == [
        "单位", "名册", "覆盖率", "应结对", "实结对", "欠户", "应联系", "已联系", "联系率",
        "升降", "逾期", "未办结", "兑现率",
    ]  # fmt: skip
    assert [column.is_number for column in found.columns] == [False, *[True] * 12]
    assert found.rows == (
        ("市残联", "0", "不计算", "1", "0", "1", "0", "0", "不计算", "不计算", "0", "0", "不计算"),
        ("岳阳楼区残联", "1", "100.0%", "1", "1", "0", "1", "1", "100.0%", "0.0", "0", "0", "100.0%"),
        ("平江县残联", "2", "100.0%", "2", "2", "0", "2", "1", "50.0%", "-50.0", "1", "2", "0.0%"),
        ("全市", "3", "100.0%", "4", "3", "1", "3", "2", "66.7%", "-33.3", "1", "2", "50.0%"),
    )


def test_a_bulletin_without_federations_tells_of_the_city_alone(data: dict[str, Any], policy: Any) -> None:
    del data["units"], data["workplaces"]
    paper = bulletin_paper(data, policy)
    assert [text for text in texts(paper) if text[1:2] == "、"] == ["一、总体情况", "二、存在的问题", "三、下一步要求"]
    assert table(paper, 0).rows == (
        ("全市", "3", "100.0%", "4", "3", "1", "3", "2", "66.7%", "-33.3", "1", "2", "50.0%"),
    )


def test_the_second_annex_holds_the_lists_and_what_was_struck(data: dict[str, Any], policy: Any) -> None:
    struck = entry("沟通联络不及时", "PJ-4444", reason="外出务工")
    paper = bulletin_paper({**data, "struck": [struck]}, policy)
    assert [table(paper, 1, number).caption for number in (0, 1)] == [
        "2026年第三季度沟通联络不及时名单", "2026年第三季度沟通联络不及时，县级残联写明理由划去的",
    ]  # fmt: skip
    assert table(paper, 1).rows == (
        (
            "PJ-2222",
            "平江县残联",
            "示例甲",
            "平江县残联办公室",
            "2026-10-01",
            "2026年第三季度没有联系记录",
        ),
    )
    assert table(paper, 1, 1).rows == (("PJ-4444", "平江县残联", "—", "—", "2026-10-01", "外出务工"),)


def test_columns_share_the_width_as_their_texts_need(data: dict[str, Any], policy: Any) -> None:
    paper = bulletin_paper(data, policy)
    assert [column.share for column in table(paper, 0).columns] == [2.6, *[1.0] * 12]
    assert [column.share for column in table(paper, 1).columns] == [1.8, 2, 1.6, 2.6, 2, 4.4]


def test_without_lists_the_second_annex_says_so(data: dict[str, Any], policy: Any) -> None:
    del data["shortfalls"]
    assert bulletin_paper(data, policy).annexes[1].blocks == (Paragraph("本季度没有属于三种情形的家庭。"),)


def test_the_third_annex_holds_the_readings(data: dict[str, Any], policy: Any) -> None:
    annex = bulletin_paper(data, policy).annexes[2]
    assert annex.title == "计算用的读法"
    (found,) = annex.blocks
    assert isinstance(found, Table)
    assert found.rows == tuple((item["id"], item["reading"]) for item in data["readings"])
    assert found.rows[0][0] == "A-01"


def test_the_last_annex_says_what_each_column_counts_for_whom_and_on_which_day(
    data: dict[str, Any], policy: Any
) -> None:
    *_, annex = bulletin_paper(data, policy).annexes
    assert annex.title == "指标口径"
    (found,) = annex.blocks
    assert isinstance(found, Table)
    assert [row[0] for row in found.rows] == [BY_KEY[key].title for key in SHOWN]
    assert found.rows[0][1] == (
        "在册并符合条件的家庭。算给谁：户的属地；按责任人的单位列表时，给那一天主责的人。哪一天：季度最后一天。"
        "依据 三(二)，读法 A-16、A-29。"
    )


def test_what_another_computation_reckoned_is_not_explained(data: dict[str, Any], policy: Any) -> None:
    old = {key: value for key, value in data.items() if key != "computation"}
    assert [annex.title for annex in bulletin_paper(old, policy).annexes][-1] == "计算用的读法"


def test_a_list_names_the_household_s_federation_and_the_person_s_with_the_department(
    data: dict[str, Any], policy: Any
) -> None:
    city = entry("沟通联络不及时", "PJ-2222", "YYS-B-2222", helper_department="康复科")
    paper = bulletin_paper({**data, "shortfalls": [{**city, "helper_unit": "city"}]}, policy)
    said = texts(paper)
    start = said.index("（一）沟通联络不及时")
    assert said[start + 1 : start + 4] == [
        "户的属地：平江县残联1户。", "责任人的单位：市残联1户。", "个人：市残联康复科示例2（1户）。",
    ]  # fmt: skip
    assert table(paper, 1).rows[0][:4] == ("PJ-2222", "平江县残联", "示例2", "市残联康复科")


def test_federations_stand_by_residence_and_by_workplace(data: dict[str, Any], policy: Any) -> None:
    """市残联 has no household in its place; its 办公室 has none to answer for, either, and owes one."""
    paper = bulletin_paper(data, policy)
    said = texts(paper)
    start = said.index("（一）按户的属地")
    assert said[start : start + 10] == [
        "（一）按户的属地",
        "市残联：本季没有应联系的户；应结对1户、还没有结对，1名责任人还差1户。",
        "岳阳楼区残联：应联系1户，全部联系到；应结对1户、实结对1户，没有欠户。",
        data["units"][2]["text"],
        "（二）按责任人的单位",
        "市残联：本季没有应联系的户；应结对1户、还没有结对，1名责任人还差1户。",
        "市残联办公室：本季没有应联系的户；应结对1户、还没有结对，1名责任人还差1户。",
        "岳阳楼区残联：应联系1户，全部联系到；应结对1户、实结对1户，没有欠户。",
        data["units"][2]["text"],
        "名册里的户都有主责帮扶责任人。",
    ]
    residence, workplace = table(paper, 0), table(paper, 0, 1)
    assert (residence.caption[-17:], workplace.caption[-9:]) == (
        "（按户的属地，配额按责任人的单位）",
        "（按责任人的单位）",
    )
    assert [row[0] for row in workplace.rows] == [
        "市残联", "其中：办公室", "岳阳楼区残联", "平江县残联", "无责任人", "全市",
    ]  # fmt: skip
    assert [column.title for column in residence.columns if column not in workplace.columns] == ["覆盖率"]


def test_a_bulletin_that_knows_no_workplaces_tells_of_residence_alone(data: dict[str, Any], policy: Any) -> None:
    paper = bulletin_paper({key: value for key, value in data.items() if key != "workplaces"}, policy)
    assert not any(text.startswith("（一）按") for text in texts(paper))
    assert [table.caption for table in paper.annexes[0].blocks if isinstance(table, Table)] == [
        "2026年第三季度各单位结对帮扶情况表（按户的属地，配额按责任人的单位）"
    ]
