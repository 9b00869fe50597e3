"""A list of several rows beside a ledger of several households."""

from __future__ import annotations

from datetime import date

import pytest
from tests.reports.comparison.conftest import NUMBER, MakeHome
from tests.reports.conftest import World

from jiedui.model.ledger import Ledger
from jiedui.reports.comparison.comparison import Comparison, compare
from jiedui.reports.comparison.listed import Listed, ListedNumber

AS_OF = date(2026, 11, 23)
# The check digit of 49060219580312105 is X.
OTHER = "49060219580312105X"


@pytest.fixture
def ledger(world: World, make_home: MakeHome) -> Ledger:
    """Three households in one township of 平江县, and one that is closed."""
    ledger = world.ledger()
    for home in (
        make_home("PJ-3333"),
        make_home("PJ-2222", name="示例丁", number=OTHER, hardship=[{"status": "低保边缘户"}]),
        make_home("PJ-4444", name="示例戊", number=OTHER, closed={"date": "2026-01-01", "reason": "脱困"}),
    ):
        ledger.households[home.id] = home
    return ledger


def told(found: Comparison) -> list[tuple[str, str, str, str, bool]]:
    return [(item.household.id, item.person, item.doubt.kind, item.place, item.by_name) for item in found.doubts]


def row(number: int, name: str, holder: str = "", mask: str = "", **said: object) -> Listed:
    known = ListedNumber(holder=holder, mask=mask) if holder or mask else None
    return Listed(place=f"第 {number} 行", name=name, number=known, **said)  # type: ignore[arg-type]  # what a test says


def test_who_is_not_in_the_ledger_is_counted_alone(ledger: Ledger) -> None:
    found = compare(ledger, AS_OF, [row(2, "示例子", "490602195803121018", died=True)])
    assert (found.rows, found.known, found.doubts, found.households) == (1, 0, (), 0)


def test_doubts_come_by_household(ledger: Ledger) -> None:
    rows = [row(2, "示例乙", NUMBER, died=True, moved=True), row(3, "示例丁", OTHER, died=True)]
    found = compare(ledger, AS_OF, rows)
    assert told(found) == [
        ("PJ-2222", "示例丁", "去世", "第 3 行", False),
        ("PJ-3333", "示例乙", "去世", "第 2 行", False),
        ("PJ-3333", "示例乙", "迁出", "第 2 行", False),
    ]
    assert (found.known, found.households) == (2, 2)


def test_whoever_stands_in_a_list_twice_is_one_doubt(ledger: Ledger) -> None:
    rows = [row(2, "示例乙", NUMBER, died=True), row(9, "示例乙", NUMBER, died=True)]
    found = compare(ledger, AS_OF, rows)
    assert told(found) == [("PJ-3333", "示例乙", "去世", "第 2 行", False)]
    assert (found.rows, found.known) == (2, 1)


def test_without_a_whole_number_the_name_decides_and_the_doubt_says_so(ledger: Ledger) -> None:
    rows = [
        row(2, "示例乙", died=True),
        row(3, "示例丁", mask="490602********1018", died=True),
        row(4, "示例丁", mask="490602********105X", moved=True),
        row(5, "示例丙", died=True),
    ]
    # 示例丙, the mother, is in both households: each is a doubt.
    assert told(compare(ledger, AS_OF, rows)) == [
        ("PJ-2222", "示例丁", "迁出", "第 4 行", True),
        ("PJ-2222", "示例丙", "去世", "第 5 行", True),
        ("PJ-3333", "示例乙", "去世", "第 2 行", True),
        ("PJ-3333", "示例丙", "去世", "第 5 行", True),
    ]


@pytest.mark.parametrize(
    ("number", "found"),
    [
        ({"holder": "490602193001010025"}, True),  # a woman of 1930, as the mother is
        ({"holder": "490602193001010017"}, False),  # a man
        ({"holder": "490602193101010025"}, False),  # of 1931
        ({"mask": "490602********0025"}, True),
        ({"mask": "490602********0017"}, False),
        ({"mask": "4906021931********"}, False),
        ({"mask": "490602****"}, True),
    ],
)
def test_who_has_no_number_here_is_known_by_name_birth_and_sex(
    ledger: Ledger, number: dict[str, str], *, found: bool
) -> None:
    known = told(compare(ledger, AS_OF, [row(2, "示例丙", died=True, **number)]))
    assert [item[0] for item in known] == (["PJ-2222", "PJ-3333"] if found else [])
    assert all(by_name for *_, by_name in known)


def test_one_of_the_name_with_another_number_is_another(ledger: Ledger) -> None:
    assert told(compare(ledger, AS_OF, [row(2, "示例乙", "490602195803121025", died=True)])) == []


def test_one_of_the_name_birth_and_sex_with_another_number_is_told_without_it(ledger: Ledger) -> None:
    found = compare(ledger, AS_OF, [row(2, "示例乙", "490602195803121033")])
    assert told(found) == [("PJ-3333", "示例乙", "号码不同", "第 2 行", True)]
    assert told(compare(ledger, AS_OF, [row(at, "示例乙", "490602195803121033") for at in (2, 9)])) == told(found)
    (item,) = found.doubts
    assert not any(sign.isdigit() for sign in f"{item.doubt.listed}{item.doubt.recorded}{item.doubt.remedy}")
    # Somebody else of the list is he: the other is another of the name.
    assert told(compare(ledger, AS_OF, [row(2, "示例乙", NUMBER), row(3, "示例乙", "490602195803121033")])) == []


def test_closed_and_later_households_and_other_federations_stay_out(ledger: Ledger) -> None:
    rows = [row(2, "示例戊", died=True)]
    assert compare(ledger, AS_OF, rows).known == 0
    assert compare(ledger, date(2023, 8, 31), [row(2, "示例乙", NUMBER, died=True)]).known == 0
    assert compare(ledger, date(2023, 9, 1), [row(2, "示例乙", NUMBER, died=True)]).known == 1
    assert compare(ledger, AS_OF, [row(2, "示例乙", NUMBER, died=True)], unit="yueyanglou").known == 0
    assert compare(ledger, AS_OF, [row(2, "示例乙", NUMBER, died=True)], unit="pingjiang").known == 1


def test_a_complete_list_tells_who_is_recorded_with_a_kind_on_it_and_is_not_listed(ledger: Ledger) -> None:
    rows = [row(2, "示例丁", OTHER, aid="低保边缘"), row(3, "示例辛", "490602195803121018", aid="低保")]
    assert told(compare(ledger, AS_OF, rows)) == []
    assert told(compare(ledger, AS_OF, rows, complete=True)) == [("PJ-3333", "示例乙", "不在名单上", "", False)]


def test_a_kind_of_which_the_list_has_only_ends_is_not_on_it(ledger: Ledger) -> None:
    rows = [row(2, "示例丁", OTHER, aid="低保", aid_ended=True)]
    assert told(compare(ledger, AS_OF, rows, complete=True)) == []


def test_a_household_whose_member_without_a_certificate_applied_is_listed(ledger: Ledger) -> None:
    rows = [row(2, "示例丙", "490602193001010017", aid="低保")]
    assert told(compare(ledger, AS_OF, rows, complete=True)) == []
