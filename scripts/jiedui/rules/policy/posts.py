"""Posts whose level or name decides how many households are owed: nobody falls to none because a word is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedui.model.helper import FULL_TIME
from jiedui.pattern import pattern
from jiedui.rules.registry import WARNING, helper_rule

if TYPE_CHECKING:
    from jiedui.model.helper import Helper, Role
    from jiedui.model.policy import Policy
    from jiedui.rules.context import Findings, RuleContext

COUNTY = "县级残联"
# Names of posts of 处级 and 科级. Below the city a 股长 or 主任 may be of neither.
_OF_LEVEL = pattern("[处科]级|巡视员|调研员|主任|书记|长(?:兼|[^一-鿿]|$)")
_CHAIR = pattern("(主席|会长|理事长|主任|负责人)(?!助理|团)")
_NO_CHAIR = pattern("^(名誉|荣誉|原|前)")


def _counts(role: Role, context: RuleContext) -> bool:
    """Tell whether an office is held within the programme."""
    return role.span.overlaps(context.policy.programme)


def _needs_level(role: Role, policy: Policy) -> bool:
    """Tell whether what an office owes hangs on its level: by its name, or since it is not full-time (A-03).

    A county owes the same at every level, but its raise may name a class, and it has leaders (A-15).
    """
    leader = any(post in role.post for post in policy.settings.leader_posts)
    if any(quota.rank_class and role.body in quota.bodies for quota in policy.quotas):
        return leader or role.tenure != FULL_TIME or bool(_OF_LEVEL.search(role.post))
    return leader and role.body == COUNTY


@helper_rule(
    "rank-missing",
    "领导或处级、科级职务没有写级别",
    why="户数按职务层次和职级算，两样都没有写，就只能按其他干部职工算，兼职、挂职的就一户也不算（口径 A-02、A-03）。",
    clause="五(二)1",
    requirement="R-060",
    severity=WARNING,
)
def levels_are_known(helper: Helper, context: RuleContext) -> Findings:
    policy = context.policy
    for index, role in enumerate(helper.roles):
        if not _counts(role, context) or policy.knows_class(role.post_level, role.rank):
            continue
        if listed := role.rank or role.post_level:
            yield context.fault(
                ("roles", index, "rank" if role.rank else "post_level"),
                f"policy/ranks.yml 里没有“{listed}”，只能按{policy.classes[0]}算。",
                remedy="在 policy/ranks.yml 里补上这一级和它的类别。",
            )
        elif _needs_level(role, policy):
            yield context.fault(
                ("roles", index),
                f"{role.department}{role.post}（{role.tenure}）没有写职务层次，也没有写职级，只能按{policy.classes[0]}算。",
                remedy="照任免文件补上 post_level（职务层次）或 rank（职级）；"
                "没有级别的，post_level 写“科员级及以下”。",
                missing="post_level",
            )


@helper_rule(
    "association-post",
    "协会职务写法不对",
    why="五大协会的主席、副主席，按职务的名称认。写成别的说法，就当作协会其他人员，不算户数。",
    clause="五(二)1",
    requirement="R-064",
    severity=WARNING,
)
def chairs_are_called_so(helper: Helper, context: RuleContext) -> Findings:
    for index, role in enumerate(helper.roles):
        known = {quota.post for quota in context.policy.quotas if quota.post and role.body in quota.bodies}
        near = _CHAIR.search(role.post) and not _NO_CHAIR.search(role.post)
        if _counts(role, context) and known and role.post not in known and near:
            yield context.fault(
                ("roles", index, "post"),
                f"{role.department}的职务“{role.post}”，不是“主席”，也不是“副主席”，不算户数。",
                remedy="协会的主要负责人写“主席”，副职写“副主席”；兼职写在 tenure（任职方式）里。",
            )
