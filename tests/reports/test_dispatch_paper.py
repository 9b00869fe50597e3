"""The page of a federation for a dispatch: its figures, the questions, room for answers."""

from __future__ import annotations

from datetime import date
from typing import Any

from jiedui.reports.dispatch_paper import dispatch_paper
from jiedui.reports.figures import Figures
from jiedui.reports.paper import Note, Paper, Paragraph, Table

PJ, YYL = "pingjiang", "yueyanglou"


def paper(world: Any, unit: str, when: date) -> Paper:
    return dispatch_paper(Figures(world.ledger(), when), unit)


def test_the_figures_stand_in_three_pairs_a_row(quarter_world: Any) -> None:
    """2026Q3: PJ-2222 was not met, PJ-3333 was; on 2026-10-01 the fourth quarter has begun."""
    made = paper(quarter_world, PJ, date(2026, 10, 1))
    table = made.blocks[0]
    assert isinstance(table, Table)
    assert (made.title, table.caption) == (
        "平江县残联2026年第四季度调度会材料", "到2026年10月1日的情况（按户的属地，配额按责任人的单位）",
    )  # fmt: skip
    assert [column.title for column in table.columns] == ["指标", "数"] * 3
    assert [column.is_number for column in table.columns] == [False, True] * 3
    assert table.rows == (
        ("名册户数", "2", "已结对户数", "2", "结对覆盖率", "100.0%"),
        ("应结对户数", "2", "实结对户数", "2", "欠户数", "0"),
        ("本季应联系", "2", "本季已联系", "0", "本季联系率", "0.0%"),
        ("上季应联系", "2", "上季逾期", "1", "上季联系率", "50.0%"),
        ("未办结需求", "2", "措施超期", "1", "五件事未齐", "0"),
    )


def test_the_questions_are_numbered_with_room_for_answers(quarter_world: Any) -> None:
    made = paper(quarter_world, PJ, date(2026, 10, 1))
    asked = made.blocks[1]
    assert isinstance(asked, Table)
    assert [column.title for column in asked.columns] == ["序号", "提问", "答复：由谁办，何时办结"]
    assert [row[0] for row in asked.rows] == [str(number) for number in range(1, len(asked.rows) + 1)]
    assert asked.rows[0][1].startswith("2026年第三季度为什么有1户逾期（")
    assert {row[2] for row in asked.rows} == {""}
    assert made.blocks[2] == Note("提问里的数，和上表一样算。最多列9问，名字多的只列前3个。")


def test_before_a_quarter_is_over_there_is_no_last_one_and_nothing_to_ask(world: Any) -> None:
    made = paper(world, YYL, date(2023, 9, 15))
    table, said = made.blocks[:2]
    assert isinstance(table, Table)
    assert table.rows[-1] == ("未办结需求", "0", "措施超期", "0", "五件事未齐", "0")
    assert [row[0] for row in table.rows] == ["名册户数", "应结对户数", "本季应联系", "未办结需求"]
    assert said == Paragraph("从数字看，没有要问的。")


def test_the_paper_is_one_page_without_signature_or_annex(quarter_world: Any) -> None:
    made = paper(quarter_world, PJ, date(2026, 10, 1))
    assert (made.signature, made.date, made.footnote, made.annexes, made.issuer) == ("", "", "", (), "")


def test_the_citys_own_federation_is_told_what_its_staff_answer_for(quarter_world: Any) -> None:
    """YYS-B-2222 takes PJ-2222 over on 2026-10-01: one household is theirs, wherever it lives."""
    quarter_world.household(
        "PJ-2222",
        quarter_world.pairing("PJ-B-2222", end="2026-09-30"),
        quarter_world.pairing("YYS-B-2222", "2026-10-01"),
        unit=PJ,
    )
    made = paper(quarter_world, "city", date(2026, 10, 2))
    table = made.blocks[0]
    assert isinstance(table, Table)
    assert table.caption == "到2026年10月2日的情况（按责任人的单位）"
    assert table.rows[:2] == (
        ("应结对户数", "1", "实结对户数", "1", "欠户数", "0"),
        ("本季应联系", "1", "本季已联系", "0", "本季联系率", "0.0%"),
    )
