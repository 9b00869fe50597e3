"""Fictional identities: a demonstration ledger holds no real person, and a real one no fictional (design §10)."""

from __future__ import annotations

from collections.abc import Iterator

from jiedui.model.helper import Helper
from jiedui.model.household import Household
from jiedui.records.finding import Finding, Rule
from jiedui.records.values import Pointer
from jiedui.rules.registry import Context, check

_WHY = "示例台账里不能有真人的姓名、证号和电话；正式台账里不能有示例的。"


def _fault(
    rule: Rule, context: Context, path: str, pointer: Pointer, value: str, prefixes: tuple[str, ...]
) -> Iterator[Finding]:
    fictional = context.ledger.policy.fictional
    if value and value.startswith(prefixes) != fictional:
        message = "这里不像是虚构的内容。" if fictional else "这里是示例用的虚构内容。"
        remedy = "填写真实内容，或者删掉示例记录。"
        if fictional:
            remedy = f"示例台账只用虚构的：以 {' 或 '.join(map(_spoken, prefixes))} 开头。"
        yield rule.at(path, pointer, message=message, remedy=remedy)


def _spoken(prefix: str) -> str:
    """Return a prefix in groups, because a message hides seven digits in a row."""
    return f"{prefix[:3]} {prefix[3:]}" if prefix.isdigit() else prefix


@check("helper", "fictional-helper", "责任人身份与台账性质不符", _WHY, requirement="R-116", clause="附件2")
def helpers(rule: Rule, helper: Helper, context: Context) -> Iterator[Finding]:
    identity, path = context.ledger.policy.identity, context.path(helper)
    yield from _fault(rule, context, path, ("name",), helper.name, (identity.name_prefix,))
    yield from _fault(rule, context, path, ("mobile",), helper.mobile, (identity.mobile_prefix,))
    yield from _fault(rule, context, path, ("office_phone",), helper.office_phone, (identity.landline_prefix,))


@check("household", "fictional-household", "家庭身份与台账性质不符", _WHY, requirement="R-112", clause="附件2")
def households(rule: Rule, household: Household, context: Context) -> Iterator[Finding]:
    identity, path = context.ledger.policy.identity, context.path(household)
    yield from _fault(
        rule, context, path, ("phone",), household.phone, (identity.mobile_prefix, identity.landline_prefix)
    )
    yield from _fault(rule, context, path, ("village",), household.village, (identity.name_prefix,))
    for index, member in enumerate(household.members):
        yield from _fault(rule, context, path, ("members", index, "name"), member.name, (identity.name_prefix,))
        if member.disability:
            pointer = ("members", index, "disability", "certificate")
            yield from _fault(rule, context, path, pointer, member.disability.certificate, (identity.id_area_prefix,))


@check("ledger", "fictional-unit", "残联的电话、姓名与台账性质不符", _WHY, requirement="R-002", clause="发文")
def units(rule: Rule, context: Context) -> Iterator[Finding]:
    identity = context.ledger.policy.identity
    for record in context.of_kind("unit"):
        for key in ("phone", "supervision_phone"):
            yield from _fault(rule, context, record.path, (key,), record.data.get(key, ""), (identity.landline_prefix,))
        for key in ("responsible", "leading_group"):
            for index, item in enumerate(record.data.get(key, ())):
                pointer = (key, index, "holder")
                yield from _fault(rule, context, record.path, pointer, item["holder"], (identity.name_prefix,))
