"""What tools say of a conflict, word for word, and what somebody does then: a test lets each tool say it again.

The words of the forges are those of their own translations; GitHub has none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedui.records.dialect import conflict
from jiedui.reports.review.conflicts import whole
from jiedui.review.joining import Conflict
from jiedui.review.merging import clone
from jiedui.review.merging.driver import CHOOSE
from jiedui.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiedui.records.finding import Finding

MARKED = """\
phone: "15400000011"  # 联系电话
<<<<<<< HEAD
township: 示例镇  # 乡镇（街道）
=======
township: 示例乡  # 乡镇（街道）
>>>>>>> main
"""


class ForgeWords(Struct, frozen=True):
    """What a forge shows on a request that cannot be merged, and the button that opens its editor, where it has one.

    ``chinese`` is empty where it speaks English alone.
    """

    name: str
    english: str
    chinese: str = ""
    button: str = ""
    then: str = ""


class GitWords(Struct, frozen=True):
    """What Git says of the file 〈文件〉, in English and in Chinese; what it means, and what to do."""

    english: str
    chinese: str
    means: str
    do: str


PLATFORMS = (
    ForgeWords(
        "GitHub",
        "This branch has conflicts that must be resolved",
        button="Resolve conflicts",
        then="每份文件改好以后点 Mark as resolved，全部改好点 Commit merge。",
    ),
    ForgeWords(
        "GitLab",
        "Merge conflicts must be resolved.",
        "必须解决合并冲突。",
        button="Resolve conflicts（解决冲突）",
        then="点 Edit inline 在网页上改文字，不要点 Use ours、Use theirs：那样整处只留一边。"
        "改好点 Commit to source branch。",
    ),
    ForgeWords(
        "Gitea、Forgejo",
        "This pull request has changes conflicting with the target branch.",
        "此合并请求有变更与目标分支冲突。",
    ),
)
GIT = (
    GitWords(
        "CONFLICT (content): Merge conflict in 〈文件〉",
        "冲突（内容）：合并冲突于 〈文件〉",
        "两边改了这份文件的同一处。",
        "打开它，照上面“怎么定”一处一处定下来。",
    ),
    GitWords(
        "CONFLICT (add/add): Merge conflict in 〈文件〉",
        "冲突（添加/添加）：合并冲突于 〈文件〉",
        "两边都新建了这份文件，内容不一样。",
        "是同一件事的，合成一份；是同一天两次走访的，另一次写成新文件，名字后面加 -2。",
    ),
    GitWords(
        "CONFLICT (modify/delete): 〈文件〉 deleted in origin/main and modified in HEAD.  "
        "Version HEAD of 〈文件〉 left in tree.",
        "冲突（修改/删除）：〈文件〉 在 origin/main 中被删除，在 HEAD 中被修改。〈文件〉 的 HEAD 版本在树中被保留。",
        "一边删了这份文件，一边改了它。文件里没有记号。",
        "记录不删：留下文件，git add 它；记错了的写 withdrawn（撤销）和原因。",
    ),
    GitWords(
        "Automatic merge failed; fix conflicts and then commit the result.",
        "自动合并失败，修正冲突然后提交修正的结果。",
        "上面列出的文件要人来定，别的都合并好了。",
        "定好以后 git add、git commit。不想现在定，运行 git merge --abort，回到合并以前。",
    ),
    GitWords(
        "error: Committing is not possible because you have unmerged files.",
        "错误：无法提交，因为您有未合并的文件。",
        "还有文件没有 git add。",
        "git status 里写着 both modified 的就是。定好一份，git add 一份。",
    ),
)
DRIVER = (
    f"冲突：户 〈户编号〉：phone（联系电话），两边改得不一样。{CHOOSE}",
    f"冲突：户 〈户编号〉 在 2026-11-20 的走访记录：两边各建了一份，内容不一样。"
    f"是同一天两次的，另一次写进 2026-11-20-2.yml。{CHOOSE}",
    "注意：〈文件〉 有一版读不懂，是按行合并的。提交前运行 jiedui check。",
)
INSTALL, UNINSTALL = clone.INSTALL, clone.UNINSTALL
# On somebody's own computer: the first brings the conflict, the rest follow when the files are right.
FETCH = ("git fetch origin", "git merge origin/main")
FINISH = ("jiedui check", "git add --all", "git commit --no-edit", "git push")
GIVE_UP = "git merge --abort"
TAKEN_BACK = (*FETCH, "git revert --no-edit 〈提交〉", "jiedui check --since origin/main", "git push")


def left() -> Finding:
    """Return what the check says of a file in which the marks are left."""
    finding = conflict(MARKED, "household.yml")
    assert finding is not None
    return finding


def told_by_check() -> Iterator[Finding]:
    """Yield what the check of a request says of a file that both have changed, and of one that both have made."""
    for base in ("a", ""):
        yield whole(Conflict("household.yml", ours="b", theirs="c", base=base), "household.yml", "main")
