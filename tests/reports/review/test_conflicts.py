"""Conflicts in the words of the office: what either side did to a file, field by field, and what is done about it."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from jiedui.records.reader import parse
from jiedui.records.schema import SchemaLibrary
from jiedui.records.writer import write
from jiedui.reports.review.conflicts import conflict_report, ways_out, whole
from jiedui.review.joining import Conflict
from jiedui.review.target import ConflictError

VISIT = "yueyanglou/households/YYL-2A3C/visits/2026-03-05.yml"
HELPER = "yueyanglou/helpers/YYL-B-2A3C.yml"
HOUSEHOLD = "pingjiang/households/PJ-4WXY/household.yml"
AS_OF = date(2026, 11, 23)

Told = Callable[..., list[tuple[str, str]]]


@pytest.mark.parametrize(
    ("path", "sides", "message", "remedy"),
    [
        (HELPER, "both base", "这次改动和 main 改了同一处。", "对照两边，留下对的写法；各写各的内容，两边都留。"),
        (HELPER, "both", "这次改动和 main 都新建了这份文件，内容不一样。", "说的是同一件事的，合成一份；"),
        (VISIT, "both", "这次改动和 main 都新建了这份文件，内容不一样。", "是同一次走访的，合成一份；是两次的，"),
        (HELPER, "ours base", "main 上这份文件没有了（删掉或者换了位置），这次改动又改了它。", "换了位置的，"),
        (HELPER, "theirs base", "这次改动删掉了这份文件，或者给它换了位置，main 上又有人改了它。", "记录不删："),
        (HELPER, "ours", "这次改动新建了这份文件，main 上它的文件夹换了位置，或者这里是同名的文件夹。", "文件夹换了"),
        (HELPER, "theirs", "main 上新建了这份文件，这次改动给它的文件夹换了位置，或者这里是同名的文件夹。", "文件夹换"),
        (HELPER, "base", "这次改动和 main 给这份文件换了不同的位置。", "商量好留在哪一处，另一处删掉。"),
    ],
)
def test_each_kind_has_its_words(path: str, sides: str, message: str, remedy: str) -> None:
    ours, theirs = ("x" * ("both" in sides or side in sides) for side in ("ours", "theirs"))
    finding = whole(Conflict(path, ours=ours, theirs=theirs, base="x" * ("base" in sides)), path, "main")
    assert (finding.path, finding.message) == (path, message)
    assert finding.remedy.startswith(remedy)


class Repository:
    """A repository that keeps texts, as Git does of those in conflict; ``root`` is where the ledger lies in it."""

    def __init__(self, top: Path, where: str) -> None:
        self.root = top / where
        self.root.mkdir(parents=True, exist_ok=True)
        subprocess.run(["git", "init", "--quiet", top], check=True)

    def _git(self, *words: str, text: str = "") -> str:
        done = subprocess.run(["git", *words], cwd=self.root, input=text.encode(), capture_output=True, check=True)
        return done.stdout.decode().strip()

    def conflict(self, path: str, *texts: str) -> Conflict:
        """Return a conflict of the text that both began from with those of the change and of main."""
        kept = (text and self._git("hash-object", "-w", "--stdin", text=text) for text in texts)
        return Conflict(path, **dict(zip(("base", "ours", "theirs"), kept, strict=True)))


@pytest.fixture(scope="module")
def household(repo_root: Path, library: SchemaLibrary) -> dict[str, Any]:
    """What the fullest example of a household says, to be read only."""
    text = (repo_root / "tests" / "schemas" / "valid" / "household" / "full.yml").read_text("utf-8")
    data = parse(text, "household.yml", library["household"]).data
    assert data is not None
    return data


@pytest.fixture
def told(tmp_path: Path, household: dict[str, Any], library: SchemaLibrary) -> Told:
    """What is told of a household of which the change and main made something: messages and remedies."""
    repository = Repository(tmp_path, "records")

    def tell(ours: dict[str, Any], theirs: dict[str, Any]) -> list[tuple[str, str]]:
        texts = (write({**household, **edits}, library["household"]) for edits in ({}, ours, theirs))
        conflict = repository.conflict(f"records/{HOUSEHOLD}", *texts)
        report = conflict_report(ConflictError("main", (conflict,)), repository.root, library, AS_OF)
        assert {finding.path for finding in report.findings} == {HOUSEHOLD}
        assert report.files == 1
        return [(finding.message, finding.remedy) for finding in report.findings]

    return tell


def test_a_record_is_told_field_by_field_and_no_number_is_shown(told: Told) -> None:
    ours = {"phone": "15400001111", "address": "3组13号", "village": "示例庄"}
    theirs = {"phone": "15400002222", "address": "3组14号"}
    messages = [message for message, _ in told(ours, theirs)]
    assert [message.split("，")[0] for message in messages] == ["address（门牌组别）", "phone（联系电话）"]
    assert messages[0].endswith("；main 上：3组14号；这次改动：3组13号。")
    assert messages[1] == (
        "phone（联系电话），两边改得不一样。原来：（号码不显示）；main 上：和原来长短不同；这次改动：和原来长短不同。"
    )


def test_what_one_side_took_away_is_told_to_be_nothing(told: Told) -> None:
    ((message, _),) = told({"difficulties": ""}, {"difficulties": "都好。"})
    assert message.endswith("main 上：都好；这次改动：（没有）。")


def test_where_each_changed_another_field_the_merge_of_records_is_told_to_do(told: Told) -> None:
    ((message, remedy),) = told({"phone": "15400001111"}, {"address": "3组14号"})
    assert message == "这次改动和 main 改了同一份记录的不同地方，挨得太近，按行合不上。"
    assert remedy.startswith("按栏合得上，不用手改：在自己的电脑上运行 jiedui merge --install，")


def test_what_fits_together_and_is_no_sound_record_is_told(told: Told, household: dict[str, Any]) -> None:
    members = household["members"]
    ((message, _),) = told({"members": members[:1]}, {"members": members[1:]})
    assert message.startswith("这次改动和 main 改的是不同的地方，合在一起却不合填写要求：")


@pytest.mark.parametrize("where", ["", "a/b/"])
def test_of_what_is_no_record_or_cannot_be_read_the_file_is_told(
    tmp_path: Path, library: SchemaLibrary, where: str
) -> None:
    repository = Repository(tmp_path, where)
    paths = ("README.md", f"{where}{HELPER}", f"{where}policy/ledger.yml")
    conflicts = tuple(repository.conflict(path, "1: [", "2: [", "3: [") for path in paths)
    report = conflict_report(ConflictError("main", conflicts), repository.root, library, AS_OF)
    up = "../" * where.count("/")
    assert [finding.path for finding in report.findings] == [f"{up}README.md", HELPER, "policy/ledger.yml"]
    assert {finding.message for finding in report.findings} == {"这次改动和 main 改了同一处。"}
    assert (report.errors, report.files) == (3, 3)


def test_what_to_do_names_the_branch() -> None:
    assert "git merge origin/trunk；" in "".join(ways_out("trunk"))
