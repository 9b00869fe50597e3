"""Certificates: each that is listed agrees with the form, and all of a person with each other (R-112, 附件2)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from jiedui.model.identity import GRADES, CertificateNumber, holder
from jiedui.rules.once import once
from jiedui.rules.registry import WARNING, household_rule
from jiedui.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiedui.model.household import Household
    from jiedui.model.member import Certificate, Disability, Member
    from jiedui.records.values import Pointer
    from jiedui.rules.context import Findings, RuleContext

_PROOF = (
    "原证就印成这样的，exception（证件例外）填“原证如此”，再写 exception_reason（例外理由）和 seen_by（看过原证的人）。"
)


class ListedCertificate(Struct):
    """A ``certificate`` where it is listed: number ``index`` of the member in ``row``."""

    row: int
    member: Member
    disability: Disability
    index: int
    certificate: Certificate

    @property
    def is_last(self) -> bool:
        """Tell whether it is the one in force."""
        return self.certificate is self.disability.certificate

    @property
    def is_proved(self) -> bool:
        """Tell whether an exception says why, and who else saw the certificate."""
        certificate = self.certificate
        return bool(certificate.exception and certificate.exception_reason and certificate.seen_by)

    @property
    def checksum_ok(self) -> bool:
        """Tell whether the check digit is right. Some certificates were printed with a wrong one.

        Of a number that is sealed nobody can tell without the key.
        """
        stated = CertificateNumber.stated(self.certificate.number)
        return stated is None or stated.checksum_ok

    @property
    def ends_before_it_begins(self) -> bool:
        """Tell whether one of its two days must be wrong."""
        since, expires = self.certificate.since, self.certificate.expires
        return bool(since and expires and expires < since)

    @property
    def person(self) -> Pointer:
        """The place of the member in the file."""
        return "members", self.row

    @property
    def place(self) -> Pointer:
        """The place of the certificate in the file."""
        return *self.person, "disability", "certificates", self.index


@once
def listed(household: Household) -> tuple[ListedCertificate, ...]:
    """Return every certificate of a household, those of one person one after the other, the oldest first."""
    return tuple(
        ListedCertificate(row, member, member.disability, index, certificate)
        for row, member in enumerate(household.members)
        if member.disability
        for index, certificate in enumerate(member.disability.certificates)
    )


@household_rule(
    "certificate-checksum",
    "残疾人证号校验不对",
    why="第 18 位是校验码，对不上多半是有数字写错了。原证就印错的很少，要写明理由，还要有第二个人看过原证。",
    clause="附件2",
    requirement="R-112",
)
def checksum(household: Household, context: RuleContext) -> Findings:
    for item in listed(household):
        if not item.checksum_ok and not item.is_proved:
            yield context.fault(
                (*item.place, "number"),
                f"{item.member.id} 的残疾人证号校验码不对。",
                remedy=f"对照残疾人证逐位核对前 18 位。{_PROOF}",
            )


@household_rule(
    "certificate-birth",
    "残疾人证号里的日期不存在",
    why="第 7 到 14 位是出生日期，日历上没有这一天，就是有数字写错了。",
    clause="附件2",
    requirement="R-112",
)
def birth_exists(household: Household, context: RuleContext) -> Findings:
    for item in listed(household):
        stated = CertificateNumber.stated(item.certificate.number)
        if stated and stated.birth is None:
            yield context.fault(
                (*item.place, "number"),
                f"{item.member.id} 的残疾人证号里，出生日期在日历上没有。",
                remedy="对照残疾人证核对第 7 到 14 位。",
            )


def contradictions(item: ListedCertificate) -> Iterator[tuple[Pointer, str]]:
    """Yield what the number of a certificate contradicts, as (place, words)."""
    member, certificate = item.member, item.certificate
    stated = CertificateNumber.stated(certificate.number)
    if stated is None:
        return
    if stated.birth and member.has_whole_birth and stated.birth != date.fromisoformat(member.birth):
        yield (*item.person, "birth"), "出生日期与证号不一致"
    if stated.sex != member.sex:
        yield (*item.person, "sex"), "性别与证号第 17 位不一致"
    if stated.category != certificate.category:
        yield (*item.place, "category"), "残疾类别与证号第 19 位不一致"
    if stated.grade != certificate.grade:
        yield (*item.place, "grade"), "残疾等级与证号第 20 位不一致"


@household_rule(
    "certificate-mismatch",
    "登记内容与残疾人证号对不上",
    why="证号里有出生日期、性别、类别和等级，登记的要一致。",
    clause="附件2",
    requirement="R-112",
)
def cross_check(household: Household, context: RuleContext) -> Findings:
    messages: dict[Pointer, str] = {}  # several certificates may contradict one birth
    for item in listed(household):
        if not item.certificate.exception:
            messages |= {place: f"{item.member.id} 的{words}。" for place, words in contradictions(item)}
    for place, message in messages.items():
        yield context.fault(place, message, remedy="对照残疾人证更正。证件或户籍正在更正的，填 exception（证件例外）。")


@household_rule(
    "certificate-person",
    "几本残疾人证不是同一个人的",
    why="证号前 18 位是身份证号，换证和重新评定都不会变。",
    clause="附件2",
    requirement="R-112",
)
def one_person(household: Household, context: RuleContext) -> Findings:
    first: dict[Pointer, str] = {}
    for item in listed(household):
        if item.certificate.exception:
            continue
        identity = holder(item.certificate.number)
        if identity != first.setdefault(item.person, identity):
            yield context.fault(
                (*item.place, "number"),
                f"{item.member.id} 的这本残疾人证，证号前 18 位与前面的不一样。",
                remedy="对照残疾人证核对两本证的前 18 位；身份证号更正过的，给旧的一本填 exception（证件例外）。",
            )


@household_rule(
    "certificate-order",
    "残疾人证的先后不对",
    why="先旧后新，后面每一本都写从哪天起，过去的季度才不会跟着变。",
    clause="附件2",
    requirement="R-112",
)
def in_order(household: Household, context: RuleContext) -> Findings:
    latest: dict[Pointer, date] = {}
    for item in listed(household):
        since, before = item.certificate.since, latest.get(item.person)
        if since:
            latest[item.person] = since
        if since is None and item.index:
            yield context.fault(
                item.place,
                f"{item.member.id} 的第 {item.index + 1} 本残疾人证，没有写从哪天起。",
                remedy="补上 from（发证或重新评定日期）。",
                missing="from",
            )
        elif since and before and since <= before:
            yield context.fault(
                (*item.place, "from"),
                f"{item.member.id} 的这本残疾人证，日期不比前一本晚。",
                remedy="核对日期；先旧后新，最后一本是现在用的。",
            )


@household_rule(
    "certificate-term",
    "残疾人证到期早于发证",
    why="先发证，后到期；日期写反了，快到期时就不会提醒换证。",
    clause="附件2",
    requirement="R-112",
    given=("expires",),
)
def term(household: Household, context: RuleContext) -> Findings:
    for item in listed(household):
        if item.ends_before_it_begins:
            yield context.fault(
                (*item.place, "expires"),
                f"{item.member.id} 的这本残疾人证，到期日早于发证或重新评定日期。",
                remedy="对照残疾人证核对 from 和 expires。",
            )


@household_rule(
    "components",
    "多重残疾明细不对",
    why="多重残疾至少两类，等级按最重的一类；别的类别不写明细。",
    clause="附件2",
    requirement="R-112",
)
def components(household: Household, context: RuleContext) -> Findings:
    for item in listed(household):
        certificate, parts = item.certificate, item.certificate.components
        if certificate.category != "多重":
            if parts:
                yield context.fault(
                    (*item.place, "components"),
                    f"{item.member.id} 不是多重残疾，不写明细。",
                    remedy="删掉明细，或更正残疾类别。",
                )
            continue
        if not parts:
            yield context.fault(
                item.place,
                f"{item.member.id} 是多重残疾，没有写明细。",
                remedy="补上各类残疾和等级。",
                missing="components",
            )
        elif len({category for category, _ in parts}) < len(parts):
            yield context.fault(
                (*item.place, "components"), f"{item.member.id} 的明细里有重复的类别。", remedy="每一类只写一次。"
            )
        elif min((grade for _, grade in parts), key=GRADES.index) != certificate.grade:
            yield context.fault(
                (*item.place, "grade"),
                f"{item.member.id} 的等级不是明细里最重的一级。",
                remedy="多重残疾按最重的一类定级，核对等级和明细。",
            )


@household_rule(
    "certificate-expires",
    "残疾人证快要到期",
    why="残疾人证有效期十年，过期会影响享受政策，请提前帮助换证。",
    clause="附件2",
    requirement="R-112",
    severity=WARNING,
    given=("expires",),
)
def certificate_lasts(household: Household, context: RuleContext) -> Findings:
    limit = context.policy.expiry_days
    if household.closed_on or limit is None:
        return
    for item in listed(household):
        expires = item.certificate.expires
        if not item.is_last or item.ends_before_it_begins or not item.member.present_on(context.as_of):
            continue
        if expires and (expires - context.as_of).days <= limit:
            yield context.fault(
                (*item.place, "expires"),
                f"{item.member.id} 的残疾人证到 {expires} 为止。",
                remedy="帮助换证；换好以后在 certificates 里加一本新的，旧的不改。",
            )
