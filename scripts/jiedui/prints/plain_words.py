"""What the official names of policies mean, in words that a household uses (R-039, R-102).

They say what somebody gets, never who gets how much: that is decided elsewhere, and changes.

The table is of terms that the notice and the state's rules have, the same in every city. A name of a city's own, and
other words for one of these, stand in its policy (``plain`` of ``benefits.yml`` and of a rule of ``entitlements.yml``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedui.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jiedui.model.entitlement import EntitlementRule
    from jiedui.model.policy import Policy


class PlainWord(Struct, frozen=True):
    """An official name and what it means."""

    name: str
    meaning: str


# By the name as it is printed: of a policy, or of a rule that tells what else may be asked for.
_MEANINGS = {
    "最低生活保障": "就是低保。家里收入太少，每个月发一笔生活费。",
    "困难残疾人生活补贴": "困难家庭的残疾人，每个月另外发一笔钱过日子。",
    "重度残疾人护理补贴": "残疾重、要人照护的，每个月发一笔护理的钱。",
    "基本养老保险": "先交钱，满60岁以后每个月领养老钱。",
    "养老保险代缴": "养老保险要交的钱，政府帮着交。",
    "基本医疗保险": "就是医保。每年交一次钱，看病住院能报销。",
    "教育救助": "上学减免费用，或者发补助。",
    "医疗康复": "做康复训练，配轮椅、拐杖、助听器。",
    "住房保障": "修危房，或者租便宜的公家房子。",
    "就业扶持": "教手艺、介绍活干，帮着挣钱。",
    "城乡居民基本养老保险参保": "先交钱，满60岁以后每个月领养老钱。",
    "基本医疗保险参保": "就是医保。每年交一次钱，看病住院能报销。",
    "医保参保资助": "医保要交的钱，政府帮着交。",
    "60周岁领取养老待遇": "满60岁，每个月可以领养老钱。",
    "低保边缘家庭重残人员单独申请低保": "残疾重的人，可以自己一个人申请低保。",
    "成年无业重残人员参照单人户申请": "残疾重、没有工作的大人，可以按一个人申请低保。",
    "特困": "干不了活、没有收入、也没有人养的，吃住看病由政府管。",
    "防返贫监测核查": "村里来看家里有没有大困难，早点帮。",
    "家庭无障碍改造": "家里装扶手、坡道，改厕所，走动方便些。",
    "康复服务和辅助器具": "做康复训练，配轮椅、拐杖、助听器。",
    "托养服务": "有人来照料，或者送去照料，家里人能歇一歇。",
    "困难重度残疾人集中照护": "住到机构里，吃住有人照料。",
    "残疾儿童康复救助": "孩子做康复训练，政府出钱或者补助。",
    "机动轮椅车燃油补贴": "有机动轮椅车的，每年发一笔油钱。",
    "残疾人证到期": "残疾人证过了日子，要换新的。",
    "义务教育": "6岁到15岁的孩子上学，不收学费。",
}  # fmt: skip


def asked_name(rule: EntitlementRule) -> str:
    """Return by what name a household may ask about what a rule supposes: 疑似特困 → 特困."""
    return rule.name.removeprefix("疑似")


def explained(names: Iterable[str], policy: Policy) -> tuple[PlainWord, ...]:
    """Return the meaning of each name once, in the order given: in the policy's own words, where it has any.

    A name that nobody has explained is left out.
    """
    own = {item.name: item.plain for item in policy.benefits if item.plain}
    own |= {asked_name(rule): rule.plain for rule in policy.entitlements if rule.plain}
    meanings = {**_MEANINGS, **own}
    return tuple(PlainWord(name, meanings[name]) for name in dict.fromkeys(names) if name in meanings)
