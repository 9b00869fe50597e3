"""The number of the computation: which figures and sentences the same records give.

It stands in every frozen bulletin, so that one that was reckoned otherwise by another version of the software is told
apart from one that somebody edited. Raise it whenever a figure or a sentence of a bulletin changes for the same
records, and say in :data:`CHANGES` what changed; a golden test fails until that is done. A bulletin without a number is
of the first.
"""

from __future__ import annotations

COMPUTATION = 3
FIRST = 1

# What each computation reckons otherwise than the one before, as a bulletin tells it.
CHANGES = {
    2: (
        "统计日以后才有的情况不再算进去",
        "结对的户按结对那天的困难情况算",
        "县乡残联的户数要求只对专职人员，县里加户到最后一天为止",
        "后来结的对用掉宽限期",
        "原来主责、现在协助的人，联系也算",
        "同一名责任人首尾相接的结对算一段",
        "撤销了的残联，全市的数字里还有它的，也列一行，名称后面注明已撤销",
        "百分数四舍五入",
    ),
    3: ("季度过了不能补联系：“下一步”要求查明原因，联系过没有登记的补录，没有联系的本季先联系",),
}


def changes_since(number: int) -> tuple[str, ...]:
    """Return what is reckoned otherwise than by the computation of a number."""
    return tuple(change for later in range(number + 1, COMPUTATION + 1) for change in CHANGES[later])
