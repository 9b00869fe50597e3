"""What a record says of one disabled person: yes, no, or not known (R-039).

Nothing is assumed: what was not filled in is not known, and its field's Chinese title says what to ask for.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from operator import methodcaller
from typing import TYPE_CHECKING

from jiedui.duties.benefit import TO_CHECK, has_lost, states_on
from jiedui.duties.upkeep import open_needs
from jiedui.duties.verdict import NO, YES, Verdict, all_of, any_of, decided
from jiedui.model.identity import GRADES
from jiedui.model.time import age

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from jiedui.model.entitlement import Condition, Impairment, MeasureCondition, SchoolAge
    from jiedui.model.household import Household
    from jiedui.model.member import Disability, Member
    from jiedui.model.need import Need
    from jiedui.model.policy import Policy

TITLE = "享受条件的依据"
SERVES: tuple[str, ...] = ("R-014", "R-039")

MULTIPLE = "多重"
LEFT = "已退出"
DIBAO = ("低保户", "单人户低保")

# The field that decides each fact, by its place in the schema of the household, and that field's Chinese title.
FIELDS = {
    "members.birth": "出生日期",
    "members.disability.certificates.components": "多重残疾明细",
    "members.disability.certificates.expires": "证件到期日",
    "members.disability.self_care": "生活自理能力",
    "members.disability.care": "照料情况",
    "members.employment": "就业状况",
    "members.schooling": "就学情况",
    "members.benefits.dibao": "最低生活保障",
    "members.facts.province_hukou": "本省户籍",
    "members.facts.orphan_allowance": "领取孤儿等津贴",
    "members.facts.work_injury_nursing": "领取工伤护理费",
    "members.facts.no_supporter": "无法定赡养抚养扶养人",
    "members.facts.no_income": "无收入来源",
    "members.facts.employee_medical": "参加职工医保",
    "members.facts.employee_pension": "参加职工养老保险",
    "members.facts.foster_care": "已在托养",
    "members.facts.pension_paid": "领取养老待遇",
    "members.facts.medical_premium_aid": "享受医保参保资助",
    "members.facts.fuel_subsidy": "领取燃油补贴",
    "members.facts.motor_wheelchair": "有机动轮椅车",
    "hukou": "户籍类型",
    "hardship.status": "困难类型",
    "relapse.risk": "有无风险",
    "relapse.monitoring.status": "监测情况",
}


def verdict(field: str, *, holds: bool | None) -> Verdict:
    """Return a verdict; where it is not known (``None``), ``field`` (a key of ``FIELDS``) is what is missing."""
    return _unknown(field) if holds is None else decided(holds=holds)


@cache
def _unknown(field: str) -> Verdict:
    return Verdict(None, (FIELDS[field],))


class Circumstances:
    """One disabled member of a household on a day. Raises ``ValueError`` for a member without a certificate."""

    def __init__(self, household: Household, member: Member, policy: Policy, as_of: date) -> None:
        if member.disability is None:
            raise ValueError(member.id)
        self.household = household
        self.member = member
        self.policy = policy
        self.disability: Disability = member.disability
        self.as_of = as_of
        self.hardship = household.hardship_on(as_of) or LEFT  # the one in force on the day
        self.benefits = states_on(household, member, policy, as_of)
        self._judged: dict[int, Verdict] = {}

    def on(self, when: date) -> Circumstances | None:
        """Return the person as one knew him on an earlier day; ``None`` before he had a certificate or was there."""
        household = self.household.until(when)
        member = next((item for item in household.disabled if item.id == self.member.id), None) if household else None
        return Circumstances(household, member, self.policy, when) if household and member else None

    def judge(self, condition: Condition) -> Verdict:
        """Judge a condition: all that it names must hold. Many rules ask for the same."""
        tests = _tests(condition)
        known = self._judged.get(id(tests))
        if known is None:
            known = tests[0](self) if len(tests) == 1 else all_of(test(self) for test in tests)
            self._judged[id(tests)] = known
        return known

    # Age and disability

    def aged(self, at_least: int | None, at_most: int | None, on: date | None = None) -> Verdict:
        """Compare the age in whole years, on another day where one is given; a year of birth alone leaves two open."""
        birth, on = self.member.birth, on or self.as_of
        oldest = age(birth, on)
        youngest = oldest if self.member.has_whole_birth else age(f"{birth}-12-31", on)
        low, high = at_least or 0, oldest if at_most is None else at_most
        if youngest > high or oldest < low:
            return NO
        return YES if low <= youngest and oldest <= high else verdict("members.birth", holds=None)

    def at_school_age(self, band: SchoolAge) -> Verdict:
        """Tell whether one has to be at school: of age when the school year began, and not yet through (R-038).

        Nine years of school end in the last year of the band at the earliest: until then a word of 受教育程度 is the
        stage that was reached.
        """
        through = self.aged(band.at_most, None) if self.member.education in band.finished else NO
        return all_of(
            (
                self.aged(band.at_least, None, band.entered_by(self.as_of)),
                self.aged(None, band.at_most),
                ~through,
            )
        )

    def impaired(self, wanted: Impairment) -> Verdict:
        """Compare the certificate, and each part of a multiple disability, with the grades that count.

        The grade of 多重 is its gravest part: where the parts are not recorded, none can be graver than it.
        """
        own = (self.disability.category, self.disability.grade)
        for category, grade in (own, *self.disability.components):
            if grade in wanted.grades and (not wanted.categories or category in wanted.categories):
                return YES
        if self.disability.category != MULTIPLE or self.disability.components:
            return NO
        possible = any(GRADES.index(grade) >= GRADES.index(self.disability.grade) for grade in wanted.grades)
        return verdict("members.disability.certificates.components", holds=None) if possible else NO

    def expiring(self, days: int) -> Verdict:
        """Tell whether the certificate has expired or will within ``days`` days."""
        expires = self.disability.certificate.expires
        return verdict(
            "members.disability.certificates.expires", holds=(expires - self.as_of).days <= days if expires else None
        )

    # Words of the record

    def word(self, key: str, words: frozenset[str]) -> Verdict:
        """Tell whether a word of the record is one of ``words``."""
        field, read = WORD_FIELDS[key]
        value = read(self)
        return verdict(field, holds=value in words if value else None)

    def _monitoring(self) -> str:
        """A household that was found to be without risk, or is not rural (四(二)1), needs no word on its monitoring."""
        relapse = self.household.relapse
        unconcerned = (relapse.recorded and not relapse.risk) or self.household.hukou == "非农业"
        return relapse.monitoring or ("未申报" if unconcerned else "")

    def benefit(self, key: str, states: frozenset[str]) -> Verdict:
        """Tell whether a benefit is in one of ``states``; 待核 and nothing at all are not known."""
        state = self.benefits.get(key, TO_CHECK)
        return Verdict(None, (self.policy.benefit_name(key),)) if state == TO_CHECK else decided(holds=state in states)

    # Needs and measures

    def _concerns(self, need: Need) -> bool:
        return need.person in ("", self.member.id)

    def measure(self, wanted: MeasureCondition) -> Verdict:
        """Tell whether a measure of the person or the whole household is in a state.

        A need without any measure yet, whatever it is for, is not of the code that is asked for.
        """
        if wanted.state == "已登记":
            found = [
                item
                for need in self.household.needs
                if self._concerns(need)
                for item in need.measures
                if item.code == wanted.code and item.promised_on <= self.as_of
            ]
            return YES if found else NO
        needs = [
            need
            for need in open_needs(self.household, self.as_of)
            if self._concerns(need) and (wanted.days is None or (self.as_of - need.raised_on).days > wanted.days)
        ]
        running = (
            item
            for need in needs
            for item in need.measures
            if item.code == wanted.code and item.promised_on <= self.as_of
            if not (item.done_on and item.done_on <= self.as_of)
        )
        return decided(
            holds=any(wanted.state == "未办结" or (item.due_on and item.due_on >= self.as_of) for item in running)
        )

    # Facts that are yes or no

    def fact(self, key: str) -> Verdict:
        """Return a fact by its key in the policy: one that was recorded as such, or one that the record implies."""
        if key in IMPLIED:
            return IMPLIED[key](self)
        answer = self.member.facts.get(key)
        return verdict(f"members.facts.{key}", holds=answer == "是" if answer else None)

    def _certificate_valid(self) -> Verdict:
        expires = self.disability.certificate.expires
        return verdict("members.disability.certificates.expires", holds=expires >= self.as_of if expires else None)

    def _dibao(self) -> Verdict:
        """低保 comes with the household, or for the one disabled member of 单人户低保; else the benefit says so.

        What is recorded of the benefit has no day: where the household has lost 低保, it tells of the time before.
        """
        if self.hardship == "低保户" or (
            self.hardship == "单人户低保" and len(self.household.disabled_on(self.as_of)) == 1
        ):
            return YES
        if self._tekun().value or has_lost(self.household, DIBAO, self.as_of):
            return NO
        return self.benefit("dibao", frozenset({"已享受"}))

    def _dibao_single(self) -> Verdict:
        return NO if self.hardship == "低保户" else self._dibao()

    def _dibao_edge(self) -> Verdict:
        """A household in which one person has 低保 alone is itself above its line."""
        return decided(holds=self.hardship in ("低保边缘户", "单人户低保"))

    def _tekun(self) -> Verdict:
        return decided(holds=self.hardship in ("分散特困供养", "集中特困供养"))

    def _student(self) -> Verdict:
        if self.member.employment:
            return decided(holds=self.member.employment == "在校学习")
        return YES if self.member.schooling in ("在校", "送教上门") else verdict("members.employment", holds=None)

    def _relapse_risk(self) -> Verdict:
        relapse = self.household.relapse
        return verdict("relapse.risk", holds=relapse.risk if relapse.recorded else None)

    def _asked(self) -> Verdict:
        """Needs were asked about: one was raised, or 暂无需求 was noted (R-014)."""
        noted = self.disability.no_need_on is not None and self.disability.no_need_on <= self.as_of
        return decided(
            holds=noted or any(self._concerns(need) and need.raised_on <= self.as_of for need in self.household.needs)
        )


# The words that a condition may ask for: the field, and how it is read.
WORD_FIELDS: dict[str, tuple[str, Callable[[Circumstances], str]]] = {
    "hardship": ("hardship.status", lambda person: person.hardship),
    "hukou": ("hukou", lambda person: person.household.hukou),
    "employment": ("members.employment", lambda person: person.member.employment),
    "schooling": ("members.schooling", lambda person: person.member.schooling),
    "self_care": ("members.disability.self_care", lambda person: person.disability.self_care),
    "care": ("members.disability.care", lambda person: person.disability.care),
    "monitoring": ("relapse.monitoring.status", Circumstances._monitoring),
}

# The facts that the record implies.
IMPLIED: dict[str, Callable[[Circumstances], Verdict]] = {
    "certificate_valid": Circumstances._certificate_valid,
    "dibao": Circumstances._dibao,
    "dibao_single": Circumstances._dibao_single,
    "dibao_edge": Circumstances._dibao_edge,
    "tekun": Circumstances._tekun,
    "student": Circumstances._student,
    "relapse_risk": Circumstances._relapse_risk,
    "asked": Circumstances._asked,
}


Test = Callable[[Circumstances], Verdict]
_TESTS: dict[int, tuple[Condition, tuple[Test, ...]]] = {}


def _tests(condition: Condition) -> tuple[Test, ...]:
    """Return what tells of each thing that a condition names, of equal conditions the same: these are found soonest."""
    known = _TESTS.get(id(condition))
    if known is None or known[0] is not condition:
        known = _TESTS[id(condition)] = condition, _tests_of(condition)
    return known[1]


@cache
def _tests_of(condition: Condition) -> tuple[Test, ...]:
    return tuple(_named(condition))


def _named(condition: Condition) -> Iterator[Test]:
    low, high = condition.age_at_least, condition.age_at_most
    if low is not None or high is not None:
        yield lambda person: person.aged(low, high)
    if band := condition.school_age:
        yield lambda person: person.at_school_age(band)
    if wanted := condition.disability:
        yield lambda person: any_of(map(person.impaired, wanted))
    yield from (methodcaller("word", key, words) for key, words in condition.words)
    yield from (methodcaller("benefit", key, states) for key, states in condition.benefits)
    yield from (methodcaller("measure", measure) for measure in condition.measures)
    if (days := condition.expires_in) is not None:
        yield lambda person: person.expiring(days)
    yield from (methodcaller("fact", key) for key in condition.facts)
