"""Numbers of persons in what is written beside the records: it stays in the history, and everybody reads it (R-112)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jiedui.records.digits import many
from jiedui.records.finding import OwnWords
from jiedui.review.git import SHORT
from jiedui.review.trigger import Whereabouts
from jiedui.rules.change import OUTSIDE
from jiedui.rules.registry import change_rule

if TYPE_CHECKING:
    from jiedui.review.trigger import Wording
    from jiedui.rules.context import ChangeContext, Findings

_FOUND = "里有证件、银行卡或者电话的号码。"
_REMEDIES = {
    Whereabouts.COMMIT: (
        "改写这次提交的说明：最近一次的用 git commit --amend，更早的用 git rebase -i，再用 git push --force-with-lease "
        "交上来。在网页上改的，换一个分支重新交，删掉原来的分支。"
    ),
    Whereabouts.BRANCH: "换一个没有号码的分支名重新交，删掉原来的分支。",
    Whereabouts.TITLE: "改掉标题里的号码，再检查一遍。",
    Whereabouts.BODY: "删掉说明里的号码，再检查一遍。",
}
_MERGED = "已经合并，改不了了：请告诉管台账的人，商量怎样清除历史里的号码。以后写编号，不写号码。"
# In a path they stand before what would be taken for a part of an address.
_OF_NAME = re.compile(r"[/_.]")


@change_rule(
    "change-number",
    "提交说明、分支名或者文件名里有号码",
    why="这些地方人人看得到，留在历史里删不掉。写户和人的编号，不写号码。",
    clause="附件2",
    requirement="R-112",
)
def no_number_beside_the_records(context: ChangeContext) -> Findings:
    def has_number(text: str) -> bool:
        if not many(text):  # as most messages
            return False
        from jiedui.rules.number_forms import has_identity, has_telephone

        return has_identity(text) or has_telephone(text, context.summaries.telephones)

    for wording in filter(lambda wording: has_number(wording.text), context.change.wordings):
        remedy = _MERGED if context.change.is_merged else _REMEDIES[wording.where]
        yield context.rule.at("", message=OwnWords(f"{_called(wording)}{_FOUND}"), remedy=OwnWords(remedy))
    for path in sorted(context.change.added):
        if path.startswith(OUTSIDE) and has_number(_OF_NAME.sub(" ", path)):  # of a name in the ledger others tell
            yield context.rule.at(path, message=f"文件名{_FOUND}", remedy="换一个没有号码的文件名。")


def _called(wording: Wording) -> str:
    """Return what a wording is called; of a commit the short name, which is no number of a person whatever it is."""
    return f"提交 {wording.commit[:SHORT]} 的说明" if wording.commit else wording.where
