"""台账 as a workbook: a row for each disabled person, the columns of 附件2 in the form's order (R-080, R-110 … R-119).

Certificate numbers are left out unless asked for: they belong on the printed form alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from jiedui.model.helper import Helper
from jiedui.model.household import Disability, Household, Member
from jiedui.model.ledger import Ledger
from jiedui.model.time import age
from jiedui.reports.implementation import implementation
from jiedui.workbook.sheets import Column, Sheet

_CERTIFICATE = Column("残疾人证号码", 24)
_HEAD = (Column("户编号", 12), Column("管理残联", 14), Column("纳入国家防返贫监测范围", 10))
_PERSON = (Column("姓名", 10), Column("性别", 6), Column("出生日期", 12), Column("残疾类别", 9), Column("残疾等级", 9))
_HOME = (
    Column("家庭地址", 34), Column("联系电话", 14), Column("家庭成员情况", 50), Column("惠残政策享受情况", 50),
    Column("家庭特殊困难情况", 50),
)  # fmt: skip
_HELPER = (
    Column("帮扶人姓名", 10), Column("帮扶人性别", 8), Column("帮扶人联系方式", 14), Column("帮扶人单位", 18),
    Column("帮扶人职务", 12), Column("帮扶人职级", 12),
)  # fmt: skip
_WORK = (Column("拟帮扶措施", 50), Column("年度帮扶工作落实情况", 70))
MONITORED = ("已纳入",)


def register_sheet(ledger: Ledger, unit: str, as_of: date, *, certificates: bool = False) -> Sheet:
    """Return the ledger of one federation on a day; of each household first the person that it is called after."""
    columns = (*_HEAD, *_PERSON, *((_CERTIFICATE,) if certificates else ()), *_HOME, *_HELPER, *_WORK)
    rows = [
        row
        for household in sorted(ledger.of_unit(unit), key=lambda item: item.id)
        if household.active_on(as_of)
        for row in _rows(ledger, household, as_of, certificates=certificates)
    ]
    title = f"{ledger.units[unit].short}困难重度残疾人帮扶台账（{as_of.isoformat()}）"
    notes = ("栏目和登记表（附件2）相同，一名残疾人一行。",)
    return Sheet("台账", title, columns, tuple(rows), notes)


def _rows(ledger: Ledger, household: Household, as_of: date, *, certificates: bool) -> Iterator[tuple[str | int, ...]]:
    pairing = household.primary_on(as_of)
    helper = ledger.helpers.get(pairing.helper) if pairing else None
    for member in household.disabled:
        disability = member.disability
        assert disability is not None
        yield (
            household.id,
            ledger.units[household.unit].short,
            "是" if household.relapse.monitoring in MONITORED else "否",
            member.name,
            member.sex,
            member.birth,
            disability.category,
            disability.grade,
            *((_certificate(disability),) if certificates else ()),
            f"{household.county}{household.township}{household.village}{household.address}",
            household.phone,
            _family(household, member, as_of),
            _benefits(ledger, member),
            household.difficulties,
            *_helper(helper, as_of),
            household.plan,
            "\n".join(
                implementation(ledger, household, as_of.year, as_of, person=member.id, supplement=household.annual)
            ),
        )


def _certificate(disability: Disability) -> str:
    return disability.certificate


def _family(household: Household, member: Member, as_of: date) -> str:
    """Return the other members, a line each: name, age, relation, education, employment."""
    others = [item for item in household.members if item.id != member.id]
    return "\n".join(
        "，".join(
            filter(None, (item.name, f"{age(item.birth, as_of)}岁", item.relation, item.education, item.employment))
        )
        for item in others
    )


def _benefits(ledger: Ledger, member: Member) -> str:
    """Return the policies that the form asks about, each with its state (R-114)."""
    return "；".join(
        f"{item.name}：{member.benefits.get(item.key, '未填')}" for item in ledger.policy.benefits if item.on_form
    )


def _helper(helper: Helper | None, as_of: date) -> tuple[str, ...]:
    if helper is None:
        return ("",) * len(_HELPER)
    role = helper.latest_role(as_of)
    return (helper.name, helper.sex, helper.mobile, f"{role.body}{role.department}", role.post, role.rank)
