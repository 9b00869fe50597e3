"""The records of household members: births, certificates, schooling, work, and the benefits that each receives."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from jiedui.demo.families import ADULT, CHILD, OLD
from jiedui.model.identity import GRADES

if TYPE_CHECKING:
    from jiedui.demo.dice import Dice
    from jiedui.demo.draft import House, Person, Record
    from jiedui.demo.identities import Identities

SCHOOL = (6, 15)
CERTIFICATE_DAYS = 3652
_TEKUN = ("分散特困供养", "集中特困供养")
_DIBAO = ("低保户", "单人户低保")
_RECEIVED = {"已享受": 17, "申请中": 0.5, "符合未享受": 0.6, "待核": 0.5}


def write(house: House, hardship: str, identities: Identities, dice: Dice, *, reissued: int = 0) -> list[Record]:
    """Fill in and return the member records of a household."""
    for number, person in enumerate(house.people, 1):
        birth = _birth(person, house.registered, dice)
        person.record = {
            "id": f"m{number}",
            "name": identities.name(),
            "sex": person.sex,
            "birth": birth.isoformat() if person.disabled else str(birth.year),
            "relation": person.relation,
            "education": _education(person, dice),
            "employment": _employment(person, dice),
            "schooling": _schooling(person, dice),
        }
        if person.disabled:
            person.record["disability"] = _disability(
                person, house, birth, identities, dice, reissued if number == 1 else 0
            )
            person.record["benefits"] = _benefits(person, hardship, dice)
            person.record["facts"] = _facts(person, house, hardship, dice)
    return [person.record for person in house.people]


def _birth(person: Person, registered: date, dice: Dice) -> date:
    """Return a day of birth that makes the age at registration true, whether written to the day or to the year."""
    last = registered - timedelta(days=365 * person.age + 60)
    return dice.day(last - timedelta(days=200), last) if person.disabled else date(registered.year - person.age, 1, 1)


def _disability(person: Person, house: House, birth: date, identities: Identities, dice: Dice, reissued: int) -> Record:
    if not reissued and dice.chance(0.05):
        reissued = 1
    return {
        "category": person.category,
        "grade": person.grade,
        "certificate": identities.certificate(
            house.place.code, birth, person.sex, person.category, person.grade, reissued
        ),
        "expires": _expires(house.registered, dice) if dice.chance(0.93) else "",
        "components": _components(person, dice) if person.category == "多重" else [],
        "self_care": person.self_care,
        "care": person.care if person.care or person.self_care != "具备" else "",
        "guardian": _guardian(person, house),
        "labour": _labour(person, dice),
    }


def _expires(registered: date, dice: Dice) -> str:
    return dice.day(registered + timedelta(days=200), registered + timedelta(days=CERTIFICATE_DAYS)).isoformat()


def renew(person: Person, today: date) -> None:
    """Renew a certificate that would run out within the next half-year; it is good for ten years again."""
    disability = person.record["disability"]
    if disability["expires"]:
        expires = date.fromisoformat(disability["expires"])
        while expires < today + timedelta(days=200):
            expires += timedelta(days=CERTIFICATE_DAYS)
        disability["expires"] = expires.isoformat()


def _components(person: Person, dice: Dice) -> list[Record]:
    """Return the parts of 多重, the worst of which has the grade of the whole (残疾人证管理办法 art. 13)."""
    milder = GRADES[GRADES.index(person.grade) : GRADES.index(person.grade) + 3]
    worst = dice.pick(person.parts)
    return [{"category": kind, "grade": person.grade if kind == worst else dice.pick(milder)} for kind in person.parts]


def regrade(person: Person, grade: str) -> None:
    """Let a re-assessment change the grade while the number on the old certificate stays."""
    disability = person.record["disability"]
    disability |= {"grade": grade, "certificate_exception": "证件待更新"}
    for part in disability["components"][:1]:
        part["grade"] = grade
    for part in disability["components"][1:]:
        part["grade"] = max(part["grade"], grade, key=GRADES.index)
    person.grade = grade


def _guardian(person: Person, house: House) -> str:
    if person.age < ADULT:
        return "有监护人且有能力"
    if person.category not in ("智力", "精神", "多重"):
        return "具备完全民事行为能力"
    carers = [other for other in house.people if not other.disabled and other.age >= ADULT]
    if not carers:
        return "无监护人"
    return "有监护人但无监护能力" if min(other.age for other in carers) > 72 else "有监护人且有能力"


def _labour(person: Person, dice: Dice) -> str:
    if person.age < ADULT:
        return ""
    if person.self_care == "完全丧失" or person.age >= 68:
        return "无"
    if person.self_care == "具备":
        return dice.weigh({"有": 3, "部分": 2}) if person.age < OLD else "部分"
    return dice.weigh({"无": 3, "部分": 2})


def _education(person: Person, dice: Dice) -> str:
    if person.age < SCHOOL[0]:
        return "学龄前"
    if person.age < 13:
        return "小学"
    if person.age < ADULT:
        return dice.pick(("小学", "初中"))
    if person.category in ("智力", "多重"):
        return dice.weigh({"未上过学": 5, "小学": 4, "初中": 1})
    if person.age >= OLD:
        return dice.weigh({"未上过学": 2, "小学": 5, "初中": 2})
    return dice.weigh({"小学": 3, "初中": 5, "普通高中": 1, "中等职业教育": 1, "大学专科": 0.4})


def _employment(person: Person, dice: Dice) -> str:
    if person.age < SCHOOL[0]:
        return "学龄前"
    if person.age < ADULT:
        return "在校学习"
    if person.disabled:
        if person.self_care == "具备" and person.age < OLD:
            return dice.weigh({"灵活就业": 3, "农村种养加": 3, "其他未就业": 2, "无就业技能": 2, "公益性岗位就业": 1})
        return (
            "丧失劳动能力"
            if person.self_care == "完全丧失" or person.age >= OLD
            else dice.pick(("无就业技能", "其他未就业"))
        )
    if person.age >= 66:
        return dice.weigh({"农村种养加": 1, "其他未就业": 2})
    return dice.weigh({"农村种养加": 4, "灵活就业": 4, "其他未就业": 1, "个体就业": 0.6})


def _schooling(person: Person, dice: Dice) -> str:
    if not SCHOOL[0] <= person.age <= SCHOOL[1] or not person.disabled:
        return ""
    return (
        dice.weigh({"在校": 1, "送教上门": 3})
        if person.self_care == "完全丧失"
        else dice.weigh({"在校": 5, "送教上门": 1})
    )


def _benefits(person: Person, hardship: str, dice: Dice) -> Record:
    """Return each policy's state for one disabled person, in keeping with hardship, grade and age (R-039)."""
    severe, tekun = person.grade in ("一级", "二级"), hardship in _TEKUN
    grown, pupil = person.age >= 16, SCHOOL[0] <= person.age <= SCHOOL[1]
    aided = grown and person.age < OLD and severe
    works = CHILD <= person.age < OLD and person.self_care != "完全丧失"

    def drawn(weights: dict[str, float], otherwise: str = "不符合", *, entitled: bool) -> str:
        return dice.weigh(weights) if entitled else otherwise

    return {
        "dibao": "不符合" if tekun else _dibao(hardship, dice, severe=severe),
        "living_subsidy": drawn(_RECEIVED, entitled=hardship in _DIBAO),
        "nursing_subsidy": drawn(_RECEIVED, entitled=severe and not tekun),
        "pension": drawn({**_RECEIVED, "不愿": 0.3}, entitled=grown),
        "pension_aid": drawn({"已享受": 9, "待核": 2, "符合未享受": 1}, entitled=aided),
        "medical_insurance": dice.weigh({"已享受": 40, "符合未享受": 1}),
        "education_aid": drawn({"已享受": 4, "申请中": 1, "符合未享受": 1}, "", entitled=pupil),
        "medical_rehab": dice.weigh({"已享受": 6, "待核": 2, "不愿": 0.5, "符合未享受": 1}),
        "housing": dice.weigh({"不符合": 6, "已享受": 3, "待核": 1}),
        "employment": drawn({"不符合": 2, "符合未享受": 1, "已享受": 2, "待核": 1, "不愿": 0.5}, "", entitled=works),
    }


def _dibao(hardship: str, dice: Dice, *, severe: bool) -> str:
    """Return the state of 低保; a severely disabled person near the line may apply alone (单人户)."""
    if hardship == "低保边缘户" and severe:
        return dice.weigh({"符合未享受": 1, "申请中": 1, "未通过": 1, "不符合": 3})
    return "已享受" if hardship in _DIBAO else "不符合"


def _facts(person: Person, house: House, hardship: str, dice: Dice) -> Record:
    """Return what else the benefits depend on; not everybody was asked everything (R-039)."""
    grown, tekun, alone = person.age >= 16, hardship in _TEKUN, len(house.people) == 1
    found = {
        "province_hukou": True,
        "orphan_allowance": None if grown else False,
        "work_injury_nursing": False,
        "no_supporter": tekun or (alone and dice.chance(0.3)),
        "no_income": tekun,
        "employee_medical": dice.chance(0.03) if grown else None,
        "employee_pension": dice.chance(0.03) if grown else None,
        "foster_care": person.care == "机构集中照护",
        "pension_paid": person.age >= OLD,
        "medical_premium_aid": dice.chance(0.93) if tekun or hardship in _DIBAO else None,
        "motor_wheelchair": dice.chance(0.06) if person.category == "肢体" and grown else None,
    }
    asked = dice.chance(0.8)
    return {
        key: "是" if answer else "否"
        for key, answer in found.items()
        if answer is not None and (asked or dice.chance(0.5))
    }
