"""What a record says of one person, worked out by hand."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from jiedui.duties.facts import FIELDS, Circumstances, verdict
from jiedui.duties.verdict import NO, YES, Verdict
from jiedui.model.entitlement import Condition, Impairment, MeasureCondition
from jiedui.model.household import Hardship
from jiedui.model.time import day
from jiedui.struct import replace

AS_OF = date(2026, 11, 23)


def said(found: Verdict) -> bool | tuple[str, ...]:
    """Return yes, no, or what is missing."""
    return found.missing if found.value is None else found.value


def unknown(field: str) -> tuple[str, ...]:
    return (FIELDS[field],)


@pytest.fixture
def person(world):
    """A maker of persons: changes of the member, and of the household."""

    def make(member=None, as_of=AS_OF, **home):
        record = {**world.member(), **(member or {})}
        household = world.household("YYL-2222", members=[record], **home)
        return Circumstances(household, household.members[0], world.ledger.policy, as_of)

    return make


@pytest.fixture
def certified(world, person):
    """A maker of persons by their certificate alone."""
    return lambda **disability: person(world.member(**disability))


def test_what_a_field_leaves_open_lacks_that_field():
    assert verdict("hukou", holds=True) == YES
    assert verdict("hukou", holds=None) == Verdict(None, ("户籍类型",))


def test_a_member_without_a_certificate_has_no_circumstances(world):
    household = world.household("YYL-2222", members=[world.relative("m2", "1960")])
    with pytest.raises(ValueError, match="m2"):
        Circumstances(household, household.members[0], world.ledger.policy, AS_OF)


# Age and disability


@pytest.mark.parametrize(
    ("birth", "at_least", "at_most", "expected"),
    [
        ("2020-11-23", 6, None, True),
        ("2020-11-24", 6, None, False),
        ("2020-11-23", None, 6, True),
        ("2019-11-24", None, 6, True),
        ("2019-11-23", None, 6, False),
        ("2020-11-23", None, None, True),
        # A year of birth alone: born in 2020, one is 5 or 6 on 23 November 2026.
        ("2020", 5, 6, True),
        ("2020", 6, None, ("出生日期",)),
        ("2020", None, 5, ("出生日期",)),
        ("2020", 7, None, False),
        ("2020", None, 4, False),
        ("2020", 6, 6, ("出生日期",)),
        ("2020", 5, 5, ("出生日期",)),
    ],
)
def test_ages_are_whole_years_and_a_year_alone_leaves_two_open(person, birth, at_least, at_most, expected):
    assert said(person({"birth": birth}).aged(at_least, at_most)) == expected


@pytest.mark.parametrize(
    ("birth", "education", "when", "expected"),
    [
        # Six on 31 August: to school from 1 September, not before.
        ("2020-08-31", "", "2026-08-31", False),
        ("2020-08-31", "", "2026-09-01", True),
        # Six on 1 September or in October: to school a year later.
        ("2020-09-01", "", "2026-12-31", False),
        ("2020-10-15", "", "2026-10-15", False),
        ("2020-10-15", "", "2027-08-31", False),
        ("2020-10-15", "", "2027-09-01", True),
        ("2020", "", "2026-11-23", ("出生日期",)),
        # Fifteen: to the day before the sixteenth birthday, unless 初中 is done.
        ("2010-11-24", "小学", "2026-11-23", True),
        ("2010-11-23", "小学", "2026-11-23", False),
        ("2011-11-23", "初中", "2026-11-23", False),
        ("2011-11-24", "初中", "2026-11-23", True),
        ("2011-11-23", "中等职业教育", "2026-11-23", False),
        ("2011-11-23", "", "2026-11-23", True),
    ],
)
def test_school_age_goes_by_term_and_stage(person, birth, education, when, expected):
    found = person({"birth": birth, "education": education}, as_of=date.fromisoformat(when))
    assert said(found.at_school_age(found.policy.school_age)) == expected


SEVERE = frozenset({"一级", "二级"})


@pytest.mark.parametrize(
    ("disability", "categories", "grades", "expected"),
    [
        ({}, (), SEVERE, True),
        ({}, ("肢体", "视力"), SEVERE, True),
        ({}, ("视力",), SEVERE, False),
        ({"grade": "三级"}, (), SEVERE, False),
        ({"category": "多重", "grade": "二级"}, (), SEVERE, True),
        # Of a multiple disability whose parts are not recorded, the gravest is of its grade.
        ({"category": "多重", "grade": "二级"}, ("视力",), SEVERE, ("多重残疾明细",)),
        ({"category": "多重", "grade": "二级"}, ("视力",), {"二级"}, ("多重残疾明细",)),
        ({"category": "多重", "grade": "二级"}, ("视力",), {"一级"}, False),
        ({"category": "多重", "grade": "二级"}, ("视力",), {"三级"}, ("多重残疾明细",)),
        ({"category": "多重", "components": [{"category": "视力", "grade": "一级"}]}, ("视力",), {"一级"}, True),
        ({"category": "多重", "components": [{"category": "视力", "grade": "三级"}]}, ("视力",), {"一级"}, False),
        ({"category": "多重", "components": [{"category": "听力", "grade": "一级"}]}, ("视力",), {"一级"}, False),
    ],
)
def test_a_disability_is_compared_part_by_part(certified, disability, categories, grades, expected):
    wanted = Impairment(frozenset(categories), frozenset(grades))
    assert said(certified(**disability).impaired(wanted)) == expected


@pytest.mark.parametrize(
    ("expires", "within", "valid"),
    [("2027-02-21", True, True), ("2027-02-22", False, True), ("2026-11-23", True, True), ("2026-11-22", True, False)],
)
def test_a_certificate_holds_on_its_last_day(certified, expires, within, valid):
    found = certified(expires=expires)
    assert (said(found.expiring(90)), said(found.fact("certificate_valid"))) == (within, valid)


def test_the_certificate_in_force_is_the_last(certified):
    old = {"number": "49060219580312101712", "category": "视力", "grade": "二级", "expires": "2026-11-22"}
    new = {"number": "49060219580312101732", "category": "言语", "grade": "三级", "expires": "2027-02-21"}
    found = certified(certificates=[old, {**new, "from": "2026-11-23"}])
    assert (said(found.expiring(90)), said(found.expiring(89)), said(found.fact("certificate_valid"))) == (
        True, False, True,
    )  # fmt: skip
    assert said(found.impaired(Impairment(frozenset({"言语"}), frozenset({"三级"})))) is True
    assert said(found.impaired(Impairment(frozenset(), SEVERE))) is False


def test_without_a_last_day_nothing_is_known_of_the_certificate(certified):
    assert said(certified().expiring(90)) == said(certified().fact("certificate_valid")) == ("证件到期日",)


# Words and benefits


@pytest.mark.parametrize(
    ("key", "field", "member", "home"),
    [
        ("hukou", "hukou", {}, {"hukou": "农业"}),
        ("employment", "members.employment", {"employment": "农业"}, {}),
        ("schooling", "members.schooling", {"schooling": "农业"}, {}),
    ],
)
def test_a_word_of_the_record_is_compared_and_asked_for_where_it_is_not_there(person, key, field, member, home):
    assert said(person(member, **home).word(key, frozenset({"农业", "其他"}))) is True
    assert said(person(member, **home).word(key, frozenset({"其他"}))) is False
    assert said(person().word(key, frozenset({"农业"}))) == unknown(field)


@pytest.mark.parametrize("key", ["self_care", "care"])
def test_a_word_of_the_disability_is_compared(certified, key):
    assert said(certified(**{key: "示例"}).word(key, frozenset({"示例"}))) is True
    assert said(certified().word(key, frozenset({"示例"}))) == unknown(f"members.disability.{key}")


@pytest.mark.parametrize(
    ("until", "word", "expected"),
    [
        ("", "低保户", True),
        ("2026-11-23", "低保户", True),
        ("2026-11-22", "低保户", False),
        ("2026-11-22", "已退出", True),
    ],
)
def test_hardship_holds_on_its_last_day(person, until, word, expected):
    home = {"hardship_until": until} if until else {}
    assert said(person(**home).word("hardship", frozenset({word}))) is expected


@pytest.mark.parametrize(
    ("relapse", "expected"),
    [
        ({}, ("监测情况",)),
        ({"relapse": {"risk": "无"}}, "未申报"),
        ({"relapse": {"risk": "有"}}, ("监测情况",)),
        ({"relapse": {"risk": "有", "monitoring": "已纳入"}}, "已纳入"),
    ],
)
def test_who_is_without_risk_is_not_monitored(person, relapse, expected):
    found = [word for word in ("未申报", "已纳入") if person(**relapse).word("monitoring", frozenset({word})).value]
    told = person(**relapse).word("monitoring", frozenset({"x"}))
    assert (found[0] if found else said(told)) == expected


@pytest.mark.parametrize(
    ("state", "expected"), [("已享受", True), ("不符合", False), ("待核", ("基本养老保险",)), ("", ("基本养老保险",))]
)
def test_what_is_to_be_checked_is_not_known(person, state, expected):
    benefits = {"benefits": {"pension": state}} if state else {}
    assert said(person(benefits).benefit("pension", frozenset({"已享受", "申请中"}))) == expected


# Measures

HELP = "帮就业"


@pytest.mark.parametrize(
    ("measure", "state", "expected"),
    [
        ({"promised": "2026-11-23"}, "已登记", True),
        ({"promised": "2026-11-24"}, "已登记", False),
        ({"promised": "2026-01-01", "done": "2026-02-01"}, "已登记", True),
        ({"promised": "2026-01-01", "code": "送康复"}, "已登记", False),
        ({"promised": "2026-01-01"}, "未办结", True),
        ({"promised": "2026-01-01", "done": "2026-11-23"}, "未办结", False),
        ({"promised": "2026-01-01", "done": "2026-11-24"}, "未办结", True),
        ({"promised": "2026-01-01", "code": "送康复"}, "未办结", False),
        ({"promised": "2026-11-24"}, "未办结", False),
        ({"promised": "2026-01-01"}, "有期限", False),
        ({"promised": "2026-01-01", "due": "2026-11-22"}, "有期限", False),
        ({"promised": "2026-01-01", "due": "2026-11-23"}, "有期限", True),
        ({"promised": "2026-01-01", "due": "2026-12-01", "done": "2026-11-23"}, "有期限", False),
        ({"promised": "2026-11-24", "due": "2026-12-01"}, "有期限", False),
    ],
)
def test_the_states_of_a_measure(world, person, measure, state, expected):
    needs = [world.need("n1", "2026-01-01", world.measure(**{"code": HELP, **measure}))]
    assert said(person(needs=needs).measure(MeasureCondition(HELP, state, None))) == expected


@pytest.mark.parametrize("state", ["已登记", "未办结"])
@pytest.mark.parametrize(("whose", "expected"), [("", True), ("m1", True), ("m2", False)])
def test_a_measure_concerns_its_person_or_the_whole_household(world, person, state, whose, expected):
    need = world.need(
        "n1", "2026-01-01", world.measure("2026-01-01", code=HELP), **({"person": whose} if whose else {})
    )
    assert said(person(needs=[need]).measure(MeasureCondition(HELP, state, None))) is expected


def test_a_measure_is_looked_for_in_every_need(world, person):
    needs = [
        world.need("n1", "2026-01-01", world.measure("2026-01-01")),
        world.need("n2", "2026-01-01"),
        world.need("n3", "2026-01-01", world.measure("2026-01-01"), world.measure("2026-01-01", code=HELP)),
    ]
    for state in ("已登记", "未办结"):
        assert person(needs=needs).measure(MeasureCondition(HELP, state, None)) == YES
    assert person(needs=needs[:2]).measure(MeasureCondition(HELP, "未办结", None)) == NO
    assert person(needs=needs[:2]).measure(MeasureCondition(HELP, "有期限", None)) == NO
    assert person(needs=needs[:2]).measure(MeasureCondition(HELP, "已登记", None)) == NO


@pytest.mark.parametrize(("raised", "closed", "expected"), [(30, "", False), (31, "", True), (31, "2026-11-23", False)])
def test_a_measure_may_have_to_be_open_for_more_than_some_days(world, person, raised, closed, expected):
    day = str(AS_OF - timedelta(days=raised))
    needs = [world.need("n1", day, world.measure(day, code=HELP), closed=closed)]
    assert said(person(needs=needs).measure(MeasureCondition(HELP, "未办结", 30))) is expected


# Facts


@pytest.mark.parametrize(("answer", "expected"), [("是", True), ("否", False), ("", ("本省户籍",))])
def test_a_fact_is_what_was_recorded(person, answer, expected):
    assert said(person({"facts": {"province_hukou": answer}} if answer else {}).fact("province_hukou")) == expected


ENJOYS, LACKS = {"benefits": {"dibao": "已享受"}}, {"benefits": {"dibao": "不符合"}}


@pytest.mark.parametrize(
    ("hardship", "member", "expected"),
    [
        # 低保, 单人户低保, 低保边缘, 特困
        ("低保户", LACKS, (True, False, False, False)),
        ("单人户低保", LACKS, (True, True, True, False)),
        ("低保边缘户", LACKS, (False, False, True, False)),
        ("低保边缘户", ENJOYS, (True, True, True, False)),
        ("其他特殊困难", ENJOYS, (True, True, False, False)),
        ("其他特殊困难", {}, (("最低生活保障",), ("最低生活保障",), False, False)),
        ("分散特困供养", ENJOYS, (False, False, False, True)),
        ("集中特困供养", {}, (False, False, False, True)),
    ],
)
def test_what_hardship_implies(person, hardship, member, expected):
    found = person(member, hardship=hardship)
    assert tuple(said(found.fact(key)) for key in ("dibao", "dibao_single", "dibao_edge", "tekun")) == expected


@pytest.mark.parametrize(
    ("spells", "member", "expected"),
    [
        ([("低保户", "2026-11-22")], ENJOYS, False),
        ([("低保户", "2026-11-23")], ENJOYS, True),
        ([("单人户低保", "2026-11-22")], ENJOYS, False),
        ([("低保户", "2026-01-31"), ("低保边缘户", "")], ENJOYS, False),
        ([("低保户", "2026-01-31"), ("单人户低保", "")], LACKS, True),
        ([("低保户", "2026-01-31"), ("低保户", "")], LACKS, True),
        # One who has 低保 alone in a household near its line lost nothing with that.
        ([("低保边缘户", "2026-11-22")], ENJOYS, True),
        ([("低保边缘户", "2026-01-31"), ("低保户", "2026-11-22"), ("其他特殊困难", "")], {}, False),
    ],
)
def test_a_lost_dibao_is_none_whatever_is_recorded_of_the_policy(world, spells, member, expected):
    home = world.household("YYL-2222", members=[{**world.member(), **member}])
    home = replace(home, hardships=tuple(Hardship(status, None, day(end)) for status, end in spells))
    found = Circumstances(home, home.members[0], world.ledger.policy, AS_OF)
    assert said(found.fact("dibao")) is expected


def test_whose_the_single_dibao_is_is_asked_where_two_are_disabled(world):
    two = [{**world.member(), **LACKS}, world.member("m2")]
    household = world.household("YYL-2222", hardship="单人户低保", members=two)
    policy = world.ledger.policy
    found = [said(Circumstances(household, member, policy, AS_OF).fact("dibao")) for member in household.members]
    assert found == [False, ("最低生活保障",)]
    left = [{**two[0], "left": {"date": "2026-11-23", "reason": "迁出"}}, two[1]]
    alone = world.household("YYL-3333", hardship="单人户低保", members=left)
    days = (date(2026, 11, 22), date(2026, 11, 23))  # on the second only one of the two is still there: it is his
    assert [said(Circumstances(alone, alone.members[1], policy, day).fact("dibao")) for day in days] == [
        ("最低生活保障",), True,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("member", "expected"),
    [
        ({"employment": "在校学习"}, True),
        ({"employment": "灵活就业"}, False),
        ({"employment": "灵活就业", "schooling": "在校"}, False),
        ({"schooling": "在校"}, True),
        ({"schooling": "送教上门"}, True),
        ({"schooling": "未入学"}, ("就业状况",)),
        ({}, ("就业状况",)),
    ],
)
def test_who_is_a_student(person, member, expected):
    assert said(person(member).fact("student")) == expected


@pytest.mark.parametrize(
    ("home", "expected"),
    [({"relapse": {"risk": "有"}}, True), ({"relapse": {"risk": "无"}}, False), ({}, ("有无风险",))],
)
def test_a_risk_is_known_once_it_is_recorded(person, home, expected):
    assert said(person(**home).fact("relapse_risk")) == expected


@pytest.mark.parametrize(
    ("noted", "raised", "whose", "expected"),
    [
        ("2026-11-23", "", "", True),
        ("2026-11-24", "", "", False),
        ("", "2026-11-23", "", True),
        ("", "2026-11-24", "", False),
        ("", "2026-11-23", "m1", True),
        ("", "2026-11-23", "m2", False),
        ("", "", "", False),
    ],
)
def test_who_was_asked_about_needs(world, person, noted, raised, whose, expected):
    member = world.member(**({"no_need_on": noted} if noted else {}))
    needs = [world.need("n1", raised, **({"person": whose} if whose else {}))] if raised else []
    assert said(person(member, needs=needs).fact("asked")) is expected


# Conditions

ANYTHING = Condition(
    facts=(), age_at_least=None, age_at_most=None, school_age=None, disability=(), words=(), benefits=(), measures=(),
    expires_in=None,
)  # fmt: skip


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        ({}, True),
        ({"age_at_least": 68}, True),
        ({"age_at_least": 69}, False),
        ({"age_at_most": 68}, True),
        ({"age_at_most": 67}, False),
        ({"disability": (Impairment(frozenset({"视力"}), SEVERE),)}, False),
        ({"disability": (Impairment(frozenset({"视力"}), SEVERE), Impairment(frozenset({"肢体"}), SEVERE))}, True),
        ({"words": (("hardship", frozenset({"低保户"})),)}, True),
        ({"words": (("hardship", frozenset({"低保户"})), ("hardship", frozenset({"低保边缘户"})))}, False),
        ({"benefits": (("pension", frozenset({"已享受"})),)}, ("基本养老保险",)),
        ({"measures": (MeasureCondition(HELP, "已登记", None),)}, False),
        ({"expires_in": 90}, ("证件到期日",)),
        ({"facts": ("dibao", "tekun")}, False),
        ({"facts": ("dibao", "province_hukou")}, ("本省户籍",)),
        ({"facts": ("dibao",)}, True),
        ({"age_at_most": 67, "expires_in": 90}, False),
    ],
)
def test_all_that_a_condition_names_must_hold(person, part, expected):
    assert said(person().judge(replace(ANYTHING, **part))) == expected
