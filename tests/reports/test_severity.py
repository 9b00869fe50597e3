"""严重逾期, 逾期, 快到期, 未到期: on which day each begins and ends."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from jiedui.duties.deadline import Due, DutyKind
from jiedui.reports.severity import DutySeverity, by_day, grouped, severity

AS_OF = date(2026, 11, 23)
DIGEST = timedelta(days=14)


def due(on: date, name: str = "PJ-2222", *, missed: bool = False) -> Due:
    return Due(
        on=on, opened=date(2026, 1, 1), kind=DutyKind.CONTACT, unit="pingjiang", household=name, helper="",
        period="2026Q4", action="联系帮扶户", detail="", clause="五(四)3", missed=missed,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("on", "found"),
    [
        # 30 days before 23 November is 24 October: still 逾期; one day more is 严重.
        (date(2026, 10, 23), DutySeverity.GRAVE),
        (date(2026, 10, 24), DutySeverity.LATE),
        (date(2026, 11, 22), DutySeverity.LATE),
        (date(2026, 11, 23), DutySeverity.SOON),
        # 14 days after 23 November is 7 December.
        (date(2026, 12, 7), DutySeverity.SOON),
        (date(2026, 12, 8), DutySeverity.LATER),
        (None, DutySeverity.LATER),
    ],
)
def test_the_last_day_says_how_pressing_it_is(on: date | None, found: DutySeverity) -> None:
    assert by_day(on, AS_OF, DIGEST) is found


def test_what_is_missed_is_grave_from_the_first_day() -> None:
    yesterday = date(2026, 11, 22)
    assert severity(due(yesterday, missed=True), AS_OF, DIGEST) is DutySeverity.GRAVE
    assert severity(due(yesterday), AS_OF, DIGEST) is DutySeverity.LATE


def test_the_most_pressing_group_stands_first_and_in_it_the_earliest_day() -> None:
    later, soon, sooner = due(date(2027, 1, 1)), due(date(2026, 12, 1)), due(date(2026, 11, 30))
    late, missed = due(date(2026, 11, 1)), due(date(2026, 9, 30), missed=True)
    groups = grouped([later, soon, late, sooner, missed], AS_OF, DIGEST)
    assert [(group.severity.value, list(group.items)) for group in groups] == [
        ("严重逾期", [missed]), ("逾期", [late]), ("快到期", [sooner, soon]), ("未到期", [later]),
    ]  # fmt: skip
    assert [group.severity.key for group in groups] == ["grave", "late", "soon", "later"]
    assert grouped([], AS_OF, DIGEST) == ()


def test_the_groups_have_an_order_and_two_of_them_are_late() -> None:
    assert [kind.order for kind in DutySeverity] == [0, 1, 2, 3]
    assert [kind.is_late for kind in DutySeverity] == [True, True, False, False]
