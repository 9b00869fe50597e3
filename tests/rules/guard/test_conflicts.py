"""Conflicts in the words of the office: what either side did to a file, and what is done about it."""

from __future__ import annotations

from datetime import date

import pytest

from jiedui.review.target import Conflict, ConflictError
from jiedui.rules.guard.conflicts import conflict_report, ways_out

VISIT = "records/yueyanglou/households/YYL-2A3C/visits/2026-03-05.yml"
HELPER = "records/yueyanglou/helpers/YYL-B-2A3C.yml"


@pytest.mark.parametrize(
    ("path", "sides", "message", "remedy"),
    [
        (HELPER, "both base", "这次改动和 main 改了同一处。", "对照两边，留下对的写法；各写各的内容，两边都留。"),
        (HELPER, "both", "这次改动和 main 都新建了这份文件，内容不一样。", "说的是同一件事的，合成一份；"),
        (VISIT, "both", "这次改动和 main 都新建了这份文件，内容不一样。", "是同一次走访的，合成一份；是两次的，"),
        (HELPER, "ours base", "main 上这份文件没有了（删掉或者换了位置），这次改动又改了它。", "换了位置的，"),
        (HELPER, "theirs base", "这次改动删掉了这份文件，或者给它换了位置，main 上又有人改了它。", "记录不删："),
        (HELPER, "base", "这次改动和 main 给这份文件换了不同的位置。", "商量好留在哪一处，另一处删掉。"),
    ],
)
def test_each_kind_has_its_words(path: str, sides: str, message: str, remedy: str) -> None:
    ours, theirs = ("both" in sides or side in sides for side in ("ours", "theirs"))
    conflict = Conflict(path, ours=ours, theirs=theirs, base="base" in sides)
    report = conflict_report(ConflictError("main", (conflict,)), "records/", date(2026, 11, 23))
    (finding,) = report.findings
    assert (finding.path, finding.message) == (path.removeprefix("records/"), message)
    assert finding.remedy.startswith(remedy)
    assert (report.errors, report.files) == (1, 1)


def test_paths_are_seen_from_the_ledger_wherever_it_lies() -> None:
    conflicts = tuple(Conflict(path, ours=True, theirs=True, base=True) for path in ("unit.yml", "README.md"))
    for prefix, expected in (("", ["unit.yml", "README.md"]), ("a/b/", ["../../unit.yml", "../../README.md"])):
        report = conflict_report(ConflictError("main", conflicts), prefix, date(2026, 11, 23))
        assert [finding.path for finding in report.findings] == expected


def test_what_to_do_names_the_branch() -> None:
    assert "git merge origin/trunk；" in "".join(ways_out("trunk"))
