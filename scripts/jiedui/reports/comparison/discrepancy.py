"""What a list and the ledger say differently of one person, as doubts: each is to be looked into, none is a finding."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedui.model.member import DIED
from jiedui.model.names import folded
from jiedui.reports.comparison.aid import agrees
from jiedui.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from jiedui.model.household import Household
    from jiedui.model.member import Member
    from jiedui.reports.comparison.listed import Listed


class Discrepancy(Struct, frozen=True, kw_only=True):
    """What is doubtful: its kind, what the list says and the record, what to do where it is true, and the clause."""

    kind: str
    listed: str
    recorded: str
    remedy: str
    clause: str


class Known(Struct, frozen=True):
    """A person of the ledger on a day, and the household."""

    household: Household
    member: Member
    as_of: date


def discrepancies(listed: Listed, known: Known) -> Iterator[Discrepancy]:
    """Yield what a row says otherwise than the ledger does of the person."""
    for judge in _JUDGES:
        if found := judge(listed, known):
            yield found


def _death(listed: Listed, known: Known) -> Discrepancy | None:
    left = known.member.left
    if not listed.died or (left and left.reason != DIED):
        return None
    if listed.died_on and listed.died_on > known.as_of:
        return _to_come("去世日期", f"{listed.died_on} 去世", left.words if left else "在这一户")
    when = f"{listed.died_on} 去世" if listed.died_on else "已去世"
    if left is None:
        return Discrepancy(
            kind=DIED,
            listed=when,
            recorded="在这一户",
            remedy="核实后在这个人下面写“离开”（left：日期、原因“去世”）；户里没有别的残疾人了，终止这一户。",
            clause="二(四)",
        )
    if listed.died_on and listed.died_on != left.on:
        return Discrepancy(
            kind="去世日期", listed=when, recorded=left.words, remedy="核对死亡证明，改“离开日期”。", clause="二(四)"
        )
    return None


def _move(listed: Listed, known: Known) -> Discrepancy | None:
    if not listed.moved or known.member.left:
        return None
    if listed.moved_on and listed.moved_on > known.as_of:
        return _to_come("迁出日期", f"{listed.moved_on} 迁出", "在这一户")
    return Discrepancy(
        kind="迁出",
        listed=f"{listed.moved_on} 迁出" if listed.moved_on else "已迁出",
        recorded="在这一户",
        remedy="核实后，一个人迁走的写“离开”；全家迁到本市别处的用 jiedui move；迁出本市的终止这一户。",
        clause="二(四)",
    )


def _to_come(kind: str, listed: str, recorded: str) -> Discrepancy:
    """Return the doubt about a day that has not come."""
    return Discrepancy(
        kind=kind,
        listed=listed,
        recorded=recorded,
        remedy="这一天还没有到：问来名单的部门，日期对不对。",
        clause="二(四)",
    )


def _certificate(listed: Listed, known: Known) -> Discrepancy | None:
    card = known.member.disability and known.member.disability.certificate
    if not card or known.member.left:
        return None
    remedy = "看残疾人证原件或问发证的残联；换了证的，在“残疾人证”里另起一条。"
    if listed.certificate:
        return Discrepancy(
            kind=f"残疾人证{listed.certificate}",
            listed=listed.certificate,
            recorded=f"有效期到 {card.expires}" if card.expires else "没有写有效期",
            remedy=remedy,
            clause="五(一)",
        )
    if listed.expires and listed.expires != card.expires and (card.expires or listed.expires < known.as_of):
        return Discrepancy(
            kind="残疾人证有效期",
            listed=f"到 {listed.expires}",
            recorded=f"到 {card.expires}" if card.expires else "没有写有效期",
            remedy=remedy,
            clause="五(一)",
        )
    return None


def _grade(listed: Listed, known: Known) -> Discrepancy | None:
    if not known.member.disability or known.member.left:
        return None
    card = known.member.disability.certificate
    said = (listed.category or card.category, listed.grade or card.grade)
    if said == (card.category, card.grade):
        return None
    return Discrepancy(
        kind="残疾类别和等级",
        listed="".join(said),
        recorded=f"{card.category}{card.grade}",
        remedy="看残疾人证原件；重新评定过的，在“残疾人证”里另起一条，写从哪天起。",
        clause="五(一)",
    )


def _name(listed: Listed, known: Known) -> Discrepancy | None:
    if not listed.name or folded(listed.name) == folded(known.member.name):
        return None
    return Discrepancy(
        kind="姓名",
        listed="姓名不同，号码相同",
        recorded=known.member.name,
        remedy="看残疾人证和身份证原件，哪一边写错了，改哪一边。",
        clause="附件2",
    )


def _hardship(listed: Listed, known: Known) -> Discrepancy | None:
    household, aid = known.household, listed.aid
    if not aid or known.member.left:
        return None
    now = household.hardship_on(known.as_of)
    if listed.aid_over(known.as_of):
        if not now or not agrees(aid, now):
            return None
        when = f"{listed.aid_until} 退出{aid}" if listed.aid_until else f"已退出{aid}"
        remedy = "核实后在“困难类型”这一段写止日；还要不要帮，按“困难身份退出”的办法定。"
    elif now and agrees(aid, now):
        return None
    else:
        when, remedy = f"在{aid}", "核实后，旧的困难类型写上止日，另起一段；低保、特困的惠残政策跟着改。"
    return Discrepancy(
        kind="困难类型", listed=when, recorded=now or "没有在期的困难类型", remedy=remedy, clause="五(一)"
    )


_JUDGES: tuple[Callable[[Listed, Known], Discrepancy | None], ...] = (
    _death,
    _move,
    _certificate,
    _grade,
    _name,
    _hardship,
)
