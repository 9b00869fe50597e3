"""Conflicts of a change with the branch that it is to be merged into, told field by field with what to do (B-09).

Git goes by lines. What two people have changed in one record is looked at by fields: where they changed different ones
there is nothing to decide.
"""

from __future__ import annotations

from fnmatch import fnmatch
from posixpath import relpath
from typing import TYPE_CHECKING

from jiedui.records.change_wording import ChangeWording
from jiedui.records.finding import CHANGE, declare
from jiedui.records.kinds import path_of
from jiedui.records.tree import placed
from jiedui.review.git import prefix
from jiedui.review.merging.clone import INSTALL
from jiedui.review.merging.driver import tried
from jiedui.rules.report import Report

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from pathlib import Path

    from jiedui.records.finding import Finding
    from jiedui.records.schema import SchemaLibrary
    from jiedui.review.joining import Conflict
    from jiedui.review.merging.three_way import Dispute
    from jiedui.review.target import ConflictError

CONFLICT = declare(
    "merge-conflict",
    "和主分支的改动有冲突",
    CHANGE,
    "两个人改了同一处，电脑不知道留哪一个。由改的人对照着定下来，再合并。",
    clause="六(三)",
    requirement="R-108",
)
_VISITS = path_of("visit", "*", "*", "*")


def conflict_report(error: ConflictError, root: Path, library: SchemaLibrary, as_of: date) -> Report:
    """Return the report of a change that cannot be merged into the ledger at ``root``.

    Nothing else is told: what main would be nobody knows.
    """
    start = prefix(root) or "."
    findings = [
        finding
        for conflict in error.conflicts
        for finding in _findings(conflict, relpath(conflict.path, start), error.branch, root, library)
    ]
    return Report(findings=tuple(findings), files=len(error.conflicts), as_of=as_of)


def _findings(conflict: Conflict, path: str, branch: str, root: Path, library: SchemaLibrary) -> Iterator[Finding]:
    """Yield what there is to decide in a file: of a record that both sides have changed, field by field."""
    place = placed(path) if conflict.base and conflict.ours and conflict.theirs else None
    tried_out = tried(root, conflict, library) if place else None
    if tried_out is None or not place:
        yield whole(conflict, path, branch)
    elif tried_out.disputes:
        wording = ChangeWording(library[place.kind], {})
        yield from (_disputed(dispute, wording, path, branch) for dispute in tried_out.disputes)
    elif tried_out.fault:
        said = f"这次改动和 {branch} 改的是不同的地方，合在一起却不合填写要求：{tried_out.fault}"
        yield CONFLICT.at(path, message=said, remedy="商量好该怎么写，再改好。")
    elif tried_out.told:
        yield whole(conflict, path, branch)
    else:
        said = f"这次改动和 {branch} 改了同一份记录的不同地方，挨得太近，按行合不上。"
        remedy = f"按栏合得上，不用手改：在自己的电脑上运行 {INSTALL}，再照下面的合并一遍。"
        yield CONFLICT.at(path, message=said, remedy=remedy)


def _disputed(dispute: Dispute, wording: ChangeWording, path: str, branch: str) -> Finding:
    base, ours, theirs = wording.sides(dispute.sides, dispute.schema)
    said = f"{dispute.where}，两边改得不一样。原来：{base}；{branch} 上：{theirs}；这次改动：{ours}。"
    return CONFLICT.at(path, message=said, remedy="留下对的一个。拿不准的，问改的那个人。")


def whole(conflict: Conflict, path: str, branch: str) -> Finding:
    """Return what is told of a file in conflict that is not looked into; ``path`` leads to it from the ledger."""
    match bool(conflict.ours), bool(conflict.theirs):
        case True, True if conflict.base:
            said, remedy = f"这次改动和 {branch} 改了同一处。", "对照两边，留下对的写法；各写各的内容，两边都留。"
        case True, True:
            said = f"这次改动和 {branch} 都新建了这份文件，内容不一样。"
            remedy = "说的是同一件事的，合成一份；是两件事的，两份都留，自己的换个编号再建。"
            if fnmatch(path, _VISITS):
                remedy = "是同一次走访的，合成一份；是两次的，两份都留，自己的文件名在日期后面加 -2。"
        case True, False if not conflict.base:
            said = f"这次改动新建了这份文件，{branch} 上它的文件夹换了位置，或者这里是同名的文件夹。"
            remedy = "文件夹换了位置的，把文件放到新的位置；这里是文件夹的，文件换个名字。"
        case False, True if not conflict.base:
            said = f"{branch} 上新建了这份文件，这次改动给它的文件夹换了位置，或者这里是同名的文件夹。"
            remedy = "文件夹换了位置的，把文件放到新的位置；这里是文件夹的，文件夹换个名字。"
        case True, False:
            said = f"{branch} 上这份文件没有了（删掉或者换了位置），这次改动又改了它。"
            remedy = "换了位置的，把自己改的内容写到新的位置；不该删的，把文件留下。"
        case False, True:
            said = f"这次改动删掉了这份文件，或者给它换了位置，{branch} 上又有人改了它。"
            remedy = "记录不删：留下文件，记错了的写 withdrawn（撤销）和原因；换了位置的，把别人改的内容写到新的位置。"
        case _:
            said = f"这次改动和 {branch} 给这份文件换了不同的位置。"
            remedy = "商量好留在哪一处，另一处删掉。"
    return CONFLICT.at(path, message=said, remedy=remedy)


def ways_out(branch: str) -> tuple[str, ...]:
    """Return what whoever made the change does about conflicts with a branch, on his computer or in the browser."""
    return (
        "别的还没有检查：先解决冲突。",
        f"在自己的电脑上：运行一次 {INSTALL}，合并时只剩真要人定的地方；"
        f"运行 git fetch origin，再运行 git merge origin/{branch}；逐份打开上面的文件，"
        "照提示留下对的内容，删掉 <<<<<<<、=======、>>>>>>> 开头的行；运行 git add 和 git commit，再运行 git push。",
        "在网页上：合并请求的页面上有“解决冲突”的，照着改；没有的，请管台账的人帮忙。",
        "一步一步怎么做，写在网站“台账管理”的“冲突了怎么办”。",
    )
