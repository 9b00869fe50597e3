"""Exceptions of certificates: each excuses something, and a second person saw what was printed wrong (R-112, 附件2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedui.model.identity import holder
from jiedui.model.names import folded
from jiedui.pattern import pattern
from jiedui.records.sealing.sealed_text import is_hidden
from jiedui.rules.member.certificates import contradictions, listed
from jiedui.rules.registry import household_rule

if TYPE_CHECKING:
    from jiedui.model.household import Household
    from jiedui.rules.context import Findings, RuleContext

AS_PRINTED = "原证如此"

_HELPER = pattern(r"[A-Z]{2,4}-B-\w{4}")
_OFFICE = pattern(r"[，、,；;（(]|\s(?=[\u4e00-\u9fff])")


@household_rule(
    "certificate-witness",
    "证件例外没有凭据",
    why="“原证如此”放过了对不上的证号，要写明理由，还要有第二个人看过原证。",
    clause="附件2",
    requirement="R-112",
    given=("exception", "seen_by"),
)
def seen_by_another(household: Household, context: RuleContext) -> Findings:
    for item in listed(household):
        certificate = item.certificate
        if certificate.exception == AS_PRINTED and item.checksum_ok and not item.is_proved:
            yield context.fault(
                (*item.place, "exception"),
                f"{item.member.id} 的证件例外是“{AS_PRINTED}”，没有写理由，或者没有写还有谁看过原证。",
                remedy="补上 exception_reason（例外理由）和 seen_by（看过原证的人）。",
            )
        if said := _no_witness(certificate.seen_by, household, context):
            yield context.fault(
                (*item.place, "seen_by"),
                f"{item.member.id} 的残疾人证，{said}",
                remedy="换成主责责任人和家里人以外、看过原证的人：写责任人编号，或姓名和单位。",
            )


def _no_witness(name: str, household: Household, context: RuleContext) -> str:
    """Say why somebody is no second person who saw a certificate; nothing of one who is, or where none is named."""
    if not name or is_hidden(name):
        return ""
    if _HELPER.fullmatch(name) and (absent := context.files.absent(name, context.ledger.helpers, "责任人")):
        return absent
    pairing = household.primary_on(context.as_of)
    charge = context.ledger.helpers.get(pairing.helper) if pairing else None
    if charge and (name == charge.id or _is_called(name, charge.name)):
        return "看过原证的第二个人，写的是主责责任人自己。"
    if any(_is_called(name, member.name) for member in household.members):
        return "看过原证的第二个人，写的是家里人。"
    return ""


def _is_called(witness: str, name: str) -> bool:
    """Tell whether a witness, perhaps with an office behind the name, has a name."""
    return folded(name) in (folded(witness), folded(_OFFICE.split(witness)[0]))


@household_rule(
    "certificate-exception-unused",
    "证件例外没有用处",
    why="内容已经对得上，就删掉例外，免得以后漏查。",
    clause="附件2",
    requirement="R-112",
    given=("exception", "exception_reason", "seen_by"),
)
def exception_needed(household: Household, context: RuleContext) -> Findings:
    for item in listed(household):
        certificate = item.certificate
        identities = {holder(other.number) for other in item.disability.certificates}
        if not certificate.exception and (certificate.exception_reason or certificate.seen_by):
            key = "exception_reason" if certificate.exception_reason else "seen_by"
            yield context.fault(
                (*item.place, key),
                f"{item.member.id} 的残疾人证没有填证件例外，却写了例外的凭据。",
                remedy="补上 exception（证件例外），或者删掉这一行。",
            )
        unknown = is_hidden(certificate.number)
        needed = unknown or len(identities) > 1 or not item.checksum_ok or any(contradictions(item))
        if certificate.exception and not needed:
            yield context.fault(
                (*item.place, "exception"),
                f"{item.member.id} 的登记内容与证号一致，不需要例外。",
                remedy="删掉这一行。",
            )
