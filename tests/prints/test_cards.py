"""What stands on the cards, checked by hand on a small ledger (R-120, R-121)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from jiedui.model.ledger import Ledger
from jiedui.prints.cards import CardIssue, WorkerCard, issues
from jiedui.prints.choice import Choice
from jiedui.struct import replace

TODAY = date(2026, 10, 1)


def issue_of(ledger: Ledger, household: str, when: date = TODAY) -> CardIssue:
    return next(issue for issue in issues(ledger, when) if issue.household == household)


def version(ledger: Ledger, household: str, when: date = TODAY) -> str:
    card = issue_of(ledger, household, when).family
    assert card
    return card.version


def test_the_family_side_names_the_helper(small: Ledger) -> None:
    card = issue_of(small, "PJ-7K3Q").family
    assert card
    assert (card.household, card.name, card.workplace) == ("PJ-7K3Q", "示例甲", "平江县残疾人联合会")
    assert (card.department, card.office_phone, card.mobile) == ("教育就业股", "0730-0123456", "15400000001")
    assert card.supervision_phone == "0730-0000012"
    assert card.version[:11] == "2023-09-15-"


def test_the_worker_side_names_the_household(small: Ledger) -> None:
    card = issue_of(small, "PJ-7K3Q").worker
    expected = WorkerCard(
        household="PJ-7K3Q",
        helper="PJ-B-2222",
        name="示例子",
        categories="肢体",
        phone="0730-0654321",
        difficulties="常年卧床， 生活不能自理。",
    )
    assert card == expected


def test_further_disabled_people_are_counted_by_category(small: Ledger) -> None:
    card = issue_of(small, "PJ-2222").worker
    assert card
    assert card.categories == "多重（视力、肢体）；同户另有：智力2人"
    assert (card.phone, card.difficulties) == ("", "")


def test_a_household_without_a_disabled_person_has_no_category(desk: Any) -> None:
    desk.unit("pingjiang", "平江县")
    desk.helper("PJ-B-2222", "示例甲")
    desk.household("PJ-7K3Q", "PJ-B-2222", [("示例子", "")])
    card = issue_of(desk.ledger, "PJ-7K3Q").worker
    assert card
    assert (card.name, card.categories) == ("示例子", "")


def test_each_helpers_cards_lie_together(small: Ledger) -> None:
    order = [(issue.unit, issue.helper, issue.household) for issue in issues(small, TODAY)]
    assert order == [
        ("pingjiang", "PJ-B-2222", "PJ-7K3Q"),
        ("pingjiang", "PJ-B-2222", "PJ-9999"),
        ("pingjiang", "PJ-B-3333", "PJ-2222"),
        ("yueyanglou", "YYL-B-4444", "YYL-5555"),
    ]


def test_some_units_or_one_helper_only(small: Ledger) -> None:
    assert [issue.household for issue in issues(small, TODAY, Choice(("yueyanglou",)))] == ["YYL-5555"]
    assert [issue.household for issue in issues(small, TODAY, Choice(helper="PJ-B-2222"))] == ["PJ-7K3Q", "PJ-9999"]
    assert issues(small, TODAY, Choice(("yueyanglou",), "PJ-B-2222")) == []


@pytest.mark.parametrize(
    ("when", "printed"),
    [(date(2023, 9, 14), False), (date(2023, 9, 15), True), (date(2024, 3, 31), True), (date(2024, 4, 1), False)],
)
def test_a_card_exists_from_the_first_to_the_last_day_of_the_pairing(desk: Any, when: date, *, printed: bool) -> None:
    desk.unit("pingjiang", "平江县")
    desk.helper("PJ-B-2222", "示例甲")
    desk.household("PJ-7K3Q", "PJ-B-2222", [("示例子", "肢体")], pairing={"to": "2024-03-31"})
    assert bool(issues(desk.ledger, when)) is printed


@pytest.mark.parametrize("more", [{"pairing": {"role": "协助"}}, {"closed": {"date": "2024-01-01", "reason": "脱困"}}])
def test_no_card_for_an_assisting_helper_or_a_closed_household(desk: Any, more: dict[str, Any]) -> None:
    desk.unit("pingjiang", "平江县")
    desk.helper("PJ-B-2222", "示例甲")
    desk.household("PJ-7K3Q", "PJ-B-2222", [("示例子", "肢体")], **more)
    assert issues(desk.ledger, TODAY) == []


def test_the_office_is_the_one_of_the_day(desk: Any) -> None:
    desk.unit("pingjiang", "平江县")
    desk.helper("PJ-B-2222", "示例甲", {"to": "2025-05-31"}, {"department": "康复股", "from": "2025-06-01"})
    desk.household("PJ-7K3Q", "PJ-B-2222", [("示例子", "肢体")], pairing={"card_on": "2023-10-01"})
    before, after = (issue_of(desk.ledger, "PJ-7K3Q", day) for day in (date(2025, 5, 31), date(2025, 6, 1)))
    assert before.family
    assert after.family
    assert (before.family.department, before.family.version[:10]) == ("教育就业股", "2023-09-15")
    assert (after.family.department, after.family.version[:10]) == ("康复股", "2025-06-01")
    assert (before.outdated, after.outdated) == (False, True)


def test_a_promotion_in_the_same_office_needs_no_new_card(desk: Any) -> None:
    desk.unit("pingjiang", "平江县")
    promotion = {"rank": "一级主任科员", "from": "2025-06-01"}
    desk.helper("PJ-B-2222", "示例甲", {"rank": "二级主任科员", "to": "2025-05-31"}, promotion)
    desk.household("PJ-7K3Q", "PJ-B-2222", [("示例子", "肢体")], pairing={"card_on": "2023-10-01"})
    assert version(desk.ledger, "PJ-7K3Q", date(2025, 5, 31)) == version(desk.ledger, "PJ-7K3Q", date(2025, 6, 1))
    assert not issue_of(desk.ledger, "PJ-7K3Q").outdated


def test_a_new_phone_changes_the_version_but_not_its_date(small: Ledger) -> None:
    before = version(small, "PJ-7K3Q")
    small.helpers["PJ-B-2222"] = replace(small.helpers["PJ-B-2222"], mobile="15400000009")
    after = version(small, "PJ-7K3Q")
    assert before[:10] == after[:10] == "2023-09-15"
    assert before != after


def test_the_version_left_with_the_family_tells_an_outdated_card(desk: Any) -> None:
    desk.unit("pingjiang", "平江县")
    desk.helper("PJ-B-2222", "示例甲")
    desk.household("PJ-7K3Q", "PJ-B-2222", [("示例子", "肢体")])
    now = version(desk.ledger, "PJ-7K3Q")
    left = {"card_on": "2023-10-01", "card_version": now}
    desk.household("PJ-7K3Q", "PJ-B-2222", [("示例子", "肢体")], pairing=left)
    same = issue_of(desk.ledger, "PJ-7K3Q")
    assert (same.delivered_version, same.outdated, same.due) == (now, False, False)
    desk.ledger.helpers["PJ-B-2222"] = replace(desk.ledger.helpers["PJ-B-2222"], mobile="15400000009")
    changed = issue_of(desk.ledger, "PJ-7K3Q")
    assert (changed.outdated, changed.due) == (True, True)


def test_cards_that_were_never_delivered_are_due(small: Ledger) -> None:
    assert [issue.household for issue in issues(small, TODAY) if issue.due] == ["PJ-7K3Q", "PJ-2222", "YYL-5555"]


def test_a_social_helper_works_for_no_federation(desk: Any) -> None:
    desk.unit("pingjiang", "平江县")
    desk.helper("PJ-B-2222", "示例甲", {"body": "社会力量", "department": "示例公司", "post": "志愿者"})
    desk.household("PJ-7K3Q", "PJ-B-2222", [("示例子", "肢体")])
    card = issue_of(desk.ledger, "PJ-7K3Q").family
    assert card
    assert (card.workplace, card.department) == ("示例公司", "")


def test_delivery_as_of_the_day(small: Ledger) -> None:
    assert issue_of(small, "PJ-9999").delivered == date(2023, 10, 1)
    assert issue_of(small, "PJ-9999", date(2023, 9, 30)).delivered is None
    assert issue_of(small, "PJ-7K3Q").delivered is None


def test_a_missing_helper_is_listed_without_cards(small: Ledger) -> None:
    del small.helpers["PJ-B-3333"]
    issue = issue_of(small, "PJ-2222")
    assert (issue.family, issue.worker, issue.helper) == (None, None, "PJ-B-3333")


@pytest.mark.parametrize(("left", "categories"), [("2026-10-02", "肢体；同户另有：智力"), ("2026-10-01", "肢体")])
def test_who_has_left_is_on_no_card(desk: Any, left: str, categories: str) -> None:
    desk.unit("pingjiang", "平江县")
    desk.helper("PJ-B-2222", "示例甲")
    desk.household("PJ-2222", "PJ-B-2222", [("示例子", "肢体"), ("示例丑", "智力")])
    desk.leaves("PJ-2222", "示例丑", left)
    card = issue_of(desk.ledger, "PJ-2222").worker
    assert card
    assert card.categories == categories
