"""What one office asks for on a day."""

from __future__ import annotations

from datetime import date

import pytest

from jiedui.duties.owed import Owed, need_on, owed_for, rules_on
from jiedui.model.quota import Raise
from jiedui.model.time import Span
from jiedui.struct import replace

LATER = date(2026, 11, 23)


def owed(world, role, unit="yueyanglou", when=LATER):
    helper = world.helper("A", {"department": "办公室", "post": "干部", **role})
    return owed_for(helper.roles[0], unit, world.ledger.policy, when)


@pytest.mark.parametrize(
    ("role", "quota", "expected"),
    [
        ({"body": "市残联机关", "post_level": "县处级副职", "tenure": "挂职"}, "city_division", (4, "处级", False)),
        ({"body": "市残联机关", "post_level": "乡科级正职"}, "city_section", (2, "科级", False)),
        ({"body": "市残联机关", "post_level": "乡科级正职", "tenure": "兼职"}, "city_section", (2, "科级", True)),
        ({"body": "市残联机关", "tenure": "兼职"}, "city_staff", (0, "其他干部职工", False)),
        ({"body": "市级专门协会", "post": "秘书长"}, "association_other", (0, "其他干部职工", False)),
        ({"body": "县级专门协会", "post": "主席", "tenure": "兼职"}, "association_chair", (1, "其他干部职工", False)),
    ],
)
def test_an_office_names_its_quota_number_class_and_doubt(world, policy, role, quota, expected):
    row = next(item for item in policy.quotas if item.id == quota)
    assert owed(world, role) == Owed(row, *expected, role.get("tenure", "专职"))


def test_only_who_would_owe_something_is_spared_for_his_tenure(world):
    offices = (
        {"body": "市残联机关", "tenure": "兼职"},
        {"body": "市残联机关", "post_level": "县处级副职", "tenure": "兼职"},
        {"body": "县级专门协会", "post": "副主席", "tenure": "兼职"},
        {"body": "县级残联"},
    )
    assert [owed(world, office).spared for office in offices] == [True, False, False, False]


def test_before_the_notice_no_quota_speaks(world):
    role = {"body": "县级残联"}
    assert owed(world, role, when=date(2023, 8, 31)) is None
    assert owed(world, role, when=date(2023, 9, 1)).need == 1
    assert owed(world, {"body": "别的单位"}) is None


@pytest.mark.parametrize(
    ("role", "unit", "need"),
    [
        ({"body": "县级残联"}, "yueyanglou", 3),
        (
            {"body": "乡镇(街道)残联"},
            "pingjiang",
            1,
        ),  # the raise of another county is not its own, and 0 lowers nothing
        ({"body": "市残联机关", "tenure": "兼职"}, "yueyanglou", 0),  # nothing is owed, so nothing is raised
        ({"body": "市残联机关", "post_level": "县处级正职"}, "yueyanglou", 4),
    ],
)
def test_the_highest_raise_counts_where_something_is_owed(world, policy, role, unit, need):
    raises = (
        Raise("yueyanglou", 3, Span(date(2025, 1, 1))),
        Raise("yueyanglou", 2, Span(date(2025, 6, 1))),
        Raise("yueyanglou", 5, Span(date(2027, 1, 1))),
        Raise("pingjiang", 0, Span(date(2025, 1, 1))),
    )
    world.ledger.policy = replace(policy, raises=raises)
    assert owed(world, role, unit).need == need


def test_of_two_offices_the_higher_number_counts_or_the_sum(world, policy):
    """A head of section owes 2, the chair of an association 1."""
    section = {"body": "市残联机关", "department": "办公室", "post": "科长", "post_level": "乡科级正职"}
    chair = {"body": "市级专门协会", "department": "市盲人协会", "post": "主席"}
    helper = world.helper("A", section, chair)
    need, parts = need_on(helper, policy, LATER)
    assert (need, [part.need for part in parts]) == (2, [2, 1])
    added = replace(policy, settings=replace(policy.settings, multi_role="相加"))
    assert need_on(helper, added, LATER)[0] == 3


def test_the_rules_of_a_day_are_the_quota_and_the_raises_that_lift_it(world, policy):
    """A raise of another county, or of another day, speaks of nobody here."""
    raises = (
        Raise("yueyanglou", 3, Span(date(2025, 1, 1))),
        Raise("pingjiang", 3, Span(date(2025, 1, 1))),
        Raise("yueyanglou", 4, Span(date(2027, 1, 1))),
    )
    world.ledger.policy = replace(policy, raises=raises)
    helper = world.helper("A", {"body": "县级残联", "department": "办公室", "post": "干部"}, unit="yueyanglou")
    quota, raised = rules_on(helper, world.ledger.policy, LATER)
    assert (quota.need, raised) == (1, raises[0])


def test_a_raise_lifts_the_full_time_staff_and_no_chair_of_an_association(world, policy):
    world.ledger.policy = replace(policy, raises=(Raise("yueyanglou", 3, Span(date(2025, 1, 1))),))
    chair = {"body": "县级专门协会", "post": "主席"}
    assert owed(world, {"body": "县级残联"}, "yueyanglou").need == 3
    assert owed(world, {"body": "乡镇(街道)残联"}, "yueyanglou").need == 3
    assert owed(world, chair, "yueyanglou").need == 1


def test_a_raise_lifts_those_whom_it_names(world, policy):
    """A county's document: 县级残联科级干部至少 2 户, 乡镇残联专干至少 3 户 (A-01)."""
    since = Span(date(2025, 1, 1))
    chiefs = Raise("yueyanglou", 2, since, frozenset({"县级残联"}), "科级")
    townships = Raise("yueyanglou", 3, since, frozenset({"乡镇(街道)残联"}))
    world.ledger.policy = replace(policy, raises=(chiefs, townships))
    told = [
        owed(world, role, "yueyanglou").need
        for role in (
            {"body": "县级残联", "rank": "四级主任科员"},
            {"body": "县级残联", "rank": "一级科员"},
            {"body": "县级残联", "rank": "四级主任科员", "tenure": "挂职"},
            {"body": "乡镇(街道)残联"},
            {"body": "县级专门协会", "post": "主席"},
        )
    ]
    assert told == [2, 1, 0, 3, 1]


def test_part_time_staff_below_the_city_owe_nothing(world):
    """The notice speaks of 县乡残联专职残疾人工作者 (A-01, A-03)."""
    for body in ("县级残联", "乡镇(街道)残联"):
        for tenure, need in (("专职", 1), ("兼职", 0), ("挂职", 0)):
            part = owed(world, {"body": body, "tenure": tenure}, "yueyanglou")
            assert (part.quota.id, part.need, part.doubtful) == ("county_township", need, False)
            assert (part.tenure, part.spared) == (tenure, need == 0)
