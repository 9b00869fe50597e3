"""附件2 as data: one row for each disabled person, its cells in the form's order (R-110 … R-119, 附件2; A-17)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from jiedui.duties.benefit import states_on
from jiedui.duties.office import main_office
from jiedui.model import relation
from jiedui.model.time import DAY, age
from jiedui.records.sealable import in_words
from jiedui.reports.implementation import implementation
from jiedui.reports.workplace import workplace
from jiedui.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from jiedui.model.helper import Helper
    from jiedui.model.household import Household
    from jiedui.model.ledger import Ledger
    from jiedui.model.member import Member

TITLE = "登记表各栏"
SERVES: tuple[str, ...] = ("R-110", "R-111", "R-112", "R-113", "R-114", "R-115", "R-116", "R-117", "R-118", "R-119")

BIRTH, CERTIFICATE = "出生日期", "残疾人证号码"
COLUMNS = (
    "纳入国家防返贫监测范围", "姓名", "性别", BIRTH, "残疾类别", "残疾等级", CERTIFICATE, "家庭地址", "联系电话",
    "家庭成员情况", "惠残政策享受情况", "家庭特殊困难情况", "帮扶人姓名", "帮扶人性别", "帮扶人联系方式", "帮扶人单位",
    "帮扶人职务", "帮扶人职级", "拟帮扶措施", "年度帮扶工作落实情况",
)  # fmt: skip
_ALONE = "没有登记其他家庭成员。"


class FormText(NamedTuple):
    """What stands in a column of the form, lines parted by line feeds."""

    column: str
    text: str


class FormRow(Struct, frozen=True):
    """The form of one disabled person. ``cells`` are in the form's order."""

    household: str
    person: str
    cells: tuple[FormText, ...]

    def __getitem__(self, column: str) -> str:
        """Return the text of a column; raise ``KeyError`` for one that the row does not hold."""
        return dict(self.cells)[column]


def form_rows(ledger: Ledger, household: Household, as_of: date, *, certificates: bool = False) -> Iterator[FormRow]:
    """Yield a row for each disabled person who belongs to the household on a day, the first in the record first.

    Where all have died or left and the family goes on (A-22), the row is that of the last one, marked with the day.
    After the programme it is the form of its last day, whose year is over. ``certificates`` puts in the certificate
    numbers, which belong on the signed form and on no list.
    """
    asked_on, as_of = as_of, min(as_of, ledger.policy.end)
    pairing = household.primary_on(as_of)
    helper = ledger.helpers.get(pairing.helper) if pairing else None
    for member in _subjects(household, as_of):
        texts = (
            *_person(household, member, as_of), *_home(ledger, household, member, as_of),
            *_helper(ledger, helper, as_of), household.plan, "\n".join(_year(ledger, household, member, asked_on)),
        )  # fmt: skip
        cells = [FormText(column, text) for column, text in zip(COLUMNS, texts, strict=True)]
        kept = tuple(cell for cell in cells if certificates or cell.column != CERTIFICATE)
        yield FormRow(household.id, member.id, kept)


def _subjects(household: Household, as_of: date) -> tuple[Member, ...]:
    """Return whose forms there are on a day: the disabled members, or where all have left, whoever left last."""
    last = household.last_disabled(as_of)
    return (last,) if last else household.disabled_on(as_of)


def _person(household: Household, member: Member, as_of: date) -> tuple[str, ...]:
    assert member.disability is not None
    # Where nobody has looked, neither box is ticked: the family signs what stands there.
    relapse = household.relapse
    monitored = ("是" if relapse.monitored else "否") if relapse.recorded else ""
    disability = member.disability
    number = in_words(disability.certificate.number)
    name = f"{member.name}（{left.words}）" if (left := member.left_by(as_of)) else member.name
    return monitored, name, member.sex, member.birth, disability.category, disability.grade, number


def _home(ledger: Ledger, household: Household, member: Member, as_of: date) -> tuple[str, ...]:
    address = f"{household.county}{household.township}{household.village}{household.address}"
    others = [
        _relative(other, relation_words(household, member, other, as_of), as_of)
        for other in household.present_on(as_of)
        if other is not member
    ]
    # The form asks about five policies only; what nobody has filled in is said to be so.
    last = left.on - DAY if (left := member.left_by(as_of)) else as_of
    states = states_on(household, member, ledger.policy, last)
    benefits = "；".join(
        f"{item.name}：{states.get(item.key, '未填')}" for item in ledger.policy.benefits_on(as_of) if item.on_form
    )
    return address, household.phone, "\n".join(others) or _ALONE, benefits, household.difficulties


def relation_words(household: Household, person: Member, other: Member, as_of: date) -> str:
    """Return what a member is to a person, or to the first disabled person where only that is known (R-113).

    The first is named, with the day where he has died or left by then; where several are recorded as such, he is not.
    """
    if other is person:
        return relation.SELF
    if word := relation.printed(household, person, other):
        return word
    related = relation.of_sex(other.relation, other)
    first = relation.first_of(household)
    if first is None:
        return f"与第一位：{related}"
    left = first.left_by(as_of)
    return f"与{first.name}{f'（{left.words}）' if left else ''}：{related}"


def _relative(member: Member, related: str, as_of: date) -> str:
    """Return one line on another member; the age is reckoned for the day (R-113)."""
    said = (member.name, f"{age(member.birth, as_of)}岁", related, member.education, member.employment)
    return "，".join(filter(None, said))


def _helper(ledger: Ledger, helper: Helper | None, as_of: date) -> tuple[str, ...]:
    if helper is None:
        return ("",) * 6
    role = main_office(helper, ledger.policy, as_of)
    return helper.name, helper.sex, helper.mobile, str(workplace(ledger, helper, role)), role.post, role.rank


def _year(ledger: Ledger, household: Household, member: Member, as_of: date) -> tuple[str, ...]:
    year = min(as_of.year, ledger.policy.end.year)
    return implementation(ledger, household, year, as_of, person=member.id)
