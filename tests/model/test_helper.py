"""帮扶责任人: posts over time."""

from __future__ import annotations

from datetime import date
from typing import Any

from jiedui.model.helper import Helper
from jiedui.model.time import Span

CLERK = {"body": "县级残联", "department": "办公室", "post": "干部", "from": "2024-01-01", "to": "2025-06-30"}
SOCIAL = {"body": "社会力量", "department": "爱心人士", "post": "志愿者", "from": "2025-09-01"}


def helper(*roles: dict[str, Any], **more: Any) -> Helper:
    return Helper.of(
        {"id": "PJ-B-2222", "name": "示例甲", "mobile": "15400000001", "roles": roles, **more}, "pingjiang"
    )


def test_what_is_not_said_is_empty_and_the_post_is_full_time() -> None:
    found = helper(CLERK)
    assert (found.unit, found.sex, found.office_phone, found.pauses) == ("pingjiang", "", "", ())
    assert (found.filed_with, found.filed_on) == ("", None)
    role = found.roles[0]
    assert (role.tenure, role.township, role.rank, role.end_reason) == ("专职", "", "", "")
    assert role.span == Span(date(2024, 1, 1), date(2025, 6, 30))


def test_an_office_is_held_on_its_last_day_and_not_on_the_next() -> None:
    found = helper(CLERK, SOCIAL)
    assert found.active_on(date(2025, 6, 30))
    assert not found.active_on(date(2025, 7, 1))
    assert [role.post for role in found.roles_on(date(2025, 9, 1))] == ["志愿者"]


def test_between_two_offices_the_last_one_is_shown_and_before_all_the_first() -> None:
    found = helper(CLERK, SOCIAL)
    posts = [found.latest_role(date(year, 8, 1)).post for year in (2023, 2024, 2025, 2026)]
    assert posts == ["干部", "干部", "干部", "志愿者"]


def test_of_two_offices_at_once_the_later_one_is_shown() -> None:
    chair = {**CLERK, "post": "主席", "from": "2024-03-01"}
    assert helper(CLERK, chair).latest_role(date(2024, 5, 1)).post == "主席"


def test_only_who_never_held_another_office_is_social() -> None:
    assert helper(SOCIAL).is_social()
    assert not helper(CLERK, SOCIAL).is_social()


def test_a_leave_and_a_filing_are_typed() -> None:
    pause = {"from": "2026-01-10", "to": "2026-04-20", "reason": "病假", "deputy": "PJ-B-3333"}
    found = helper(CLERK, pauses=[pause], filing={"unit": "pingjiang", "date": "2025-09-09"})
    assert found.pauses[0].span == Span(date(2026, 1, 10), date(2026, 4, 20))
    assert (found.pauses[0].deputy, found.pauses[0].approved_by) == ("PJ-B-3333", "")
    assert (found.filed_with, found.filed_on) == ("pingjiang", date(2025, 9, 9))


def test_a_helper_is_known_by_what_had_begun_and_ended() -> None:
    pauses = [{"from": day, "to": "2026-04-20", "reason": "病假"} for day in ("2025-06-30", "2025-07-01")]
    gone = {**CLERK, "end_reason": "退休离岗"}
    found = helper(gone, SOCIAL, pauses=pauses, filing={"unit": "pingjiang", "date": "2025-09-09"})
    before = found.until(date(2025, 6, 29))
    assert [(role.span, role.end_reason) for role in before.roles] == [(Span(date(2024, 1, 1)), "")]
    assert (before.pauses, before.filed_with, before.filed_on) == ((), "", None)
    on_the_day = found.until(date(2025, 6, 30))
    assert [(role.span.end, role.end_reason) for role in on_the_day.roles] == [(date(2025, 6, 30), "退休离岗")]
    assert len(on_the_day.pauses) == 1
    assert found.until(date(2025, 9, 9)) == found
    to_come = found.until(date(2023, 12, 31))
    assert to_come.roles == before.roles, "who is to come is shown by the office to come"
    assert not to_come.active_on(date(2023, 12, 31))


def test_an_office_that_goes_on_the_same_is_one_spell() -> None:
    """Parted on 1 April with nothing changed, on 1 July with a rise: two spells."""
    first = {**CLERK, "from": "2024-01-01", "to": "2024-03-31", "end_reason": "其他"}
    second = {**CLERK, "from": "2024-04-01", "to": "2024-06-30", "end_reason": "职务变化"}
    third = {**CLERK, "post": "股长", "from": "2024-07-01"}
    third.pop("to", None)
    roles = helper(first, second, third).until(date(2024, 12, 31)).roles
    assert [(item.span, item.end_reason, item.post) for item in roles] == [
        (Span(date(2024, 1, 1), date(2024, 6, 30)), "职务变化", CLERK["post"]),
        (Span(date(2024, 7, 1)), "", "股长"),
    ]
    late = {**second, "from": "2024-04-02"}
    assert len(helper(first, late).until(date(2024, 12, 31)).roles) == 2
