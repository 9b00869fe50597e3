"""Fictional identities: a demonstration ledger holds no real person, and a real one no fictional."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedui.records.sealing.sealed_text import is_hidden
from jiedui.rules.member.certificates import listed
from jiedui.rules.registry import helper_rule, household_rule, record_rule

if TYPE_CHECKING:
    from jiedui.model.helper import Helper
    from jiedui.model.household import Household
    from jiedui.records.reader import Record
    from jiedui.records.values import Pointer
    from jiedui.rules.context import Findings, RuleContext

_WHY = "示例台账里不能有真人的姓名、证号和电话；正式台账里不能有示例的。"


def _judged(file: RuleContext, *held: tuple[Pointer, str, tuple[str, ...]]) -> Findings:
    """Yield a finding where a ledger of fictional people holds another value, or one of real people such a value.

    What is ``held`` are values at their places, each with the prefixes of which a fictional one has any.
    """
    fictional = file.policy.fictional
    for pointer, value, prefixes in held:
        if not value or value.startswith(prefixes) == fictional or is_hidden(value):
            continue
        if fictional:
            remedy = f"示例台账只用虚构的：以 {' 或 '.join(map(_spoken, prefixes))} 开头。"
            yield file.fault(pointer, "这里不像是虚构的内容。", remedy=remedy)
        else:
            yield file.fault(pointer, "这里是示例用的虚构内容。", remedy="填写真实内容，或者删掉示例记录。")


def _spoken(prefix: str) -> str:
    """Return a prefix in groups, because a message hides seven digits in a row."""
    return f"{prefix[:3]} {prefix[3:]}" if prefix.isdigit() else prefix.strip()


@helper_rule("fictional-helper", "责任人身份与台账性质不符", why=_WHY, clause="附件2", requirement="R-116")
def helpers(helper: Helper, context: RuleContext) -> Findings:
    identity = context.policy.identity
    yield from _judged(
        context,
        (("name",), helper.name, identity.name_prefixes),
        (("mobile",), helper.mobile, (identity.mobile_prefix,)),
        (("office_phone",), helper.office_phone, (identity.landline_prefix,)),
    )


@household_rule("fictional-household", "家庭身份与台账性质不符", why=_WHY, clause="附件2", requirement="R-112")
def households(household: Household, context: RuleContext) -> Findings:
    identity = context.policy.identity
    names, area = identity.name_prefixes, (identity.id_area_prefix,)
    yield from _judged(
        context,
        (("phone",), household.phone, (identity.mobile_prefix, identity.landline_prefix)),
        (("village",), household.village, (identity.name_prefix,)),
        *[(("members", index, "name"), member.name, names) for index, member in enumerate(household.members)],
        *[((*item.place, "number"), item.certificate.number, area) for item in listed(household)],
    )


@record_rule(
    "fictional-unit",
    "残联的电话、姓名与台账性质不符",
    why=_WHY,
    clause="发文",
    requirement="R-002",
    kinds=("unit",),
)
def units(record: Record, context: RuleContext) -> Findings:
    identity, data = context.policy.identity, record.data
    for key in ("phone", "supervision_phone"):
        yield from _judged(context, ((key,), data.get(key, ""), (identity.landline_prefix,)))
    for key in ("responsible", "leading_group"):
        for index, item in enumerate(data.get(key, ())):
            yield from _judged(context, ((key, index, "holder"), item["holder"], identity.name_prefixes))
