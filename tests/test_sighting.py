"""What was told of a ledger is told again of the very same, and of nothing else."""

from __future__ import annotations

import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest

from jiedui.check import run
from jiedui.records.finding import Finding, Rule, Severity
from jiedui.records.memo import Memo
from jiedui.records.schema import SchemaLibrary
from jiedui.reports.bulletin.rule import UNVERIFIED
from jiedui.review import git as asking
from jiedui.review.committed import CommittedTree
from jiedui.review.trees import tree
from jiedui.review.working import WorkingFolder
from jiedui.rules.report import Report
from jiedui.sighting import Sighting
from jiedui.struct import replace

AS_OF = date(2026, 11, 23)
HOUSEHOLD = "records/yueyanglou/households/YYL-2A3C/household.yml"
BULLETIN = "records/city/bulletins/2026Q3.yml"
RULE = Rule(id="a-rule", title="规则", scope="台账", why="缘由。", severity=Severity.WARNING)


@pytest.fixture
def repository(repo_root: Path, policy_root: Path, tmp_path: Path) -> Path:
    """A repository in which a ledger lies as ``records``."""
    shutil.copytree(repo_root / "tests" / "rules" / "base", tmp_path / "records")
    shutil.copytree(policy_root / "policy", tmp_path / "records" / "policy")
    git(tmp_path, "init", "--quiet")
    commit(tmp_path)
    return tmp_path


def git(folder: Path, *arguments: str) -> None:
    person = ("-c", "user.name=t", "-c", "user.email=t@example.invalid")
    subprocess.run(["git", "-C", str(folder), *person, *arguments], check=True)


def commit(folder: Path) -> None:
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "--allow-empty", "--message=一")


def sighting(repository: Path, known: Memo) -> Sighting:
    return Sighting(WorkingFolder(repository / "records", known), known)


def seen(repository: Path, known: Memo) -> Report | None:
    return sighting(repository, known).report(AS_OF)


def told(*findings: Finding) -> Report:
    return Report(findings=findings, files=9, as_of=AS_OF, is_judged=True, later=2, is_sealed=True)


def keep(repository: Path, known: Memo, report: Report) -> None:
    sighting(repository, known).keep(report)


def test_a_check_is_told_again_as_it_was(repository: Path, library: SchemaLibrary) -> None:
    file, known = repository / HOUSEHOLD, Memo(None)
    file.write_text(file.read_text("utf-8").replace('expires: "2030-05-20"', 'expires: "2026-12-31"'), "utf-8")
    report = run(repository / "records", library, AS_OF, seen=sighting(repository, known))
    assert [finding.severity for finding in report.findings] == [Severity.WARNING]
    again = seen(repository, known)
    assert again is not None
    assert again == replace(report, whole=None)
    assert [finding.rule for finding in again.findings] == [finding.rule for finding in report.findings]


def test_of_a_ledger_that_says_something_else_nothing_is_told(repository: Path) -> None:
    file, known = repository / HOUSEHOLD, Memo(None)
    written = file.read_bytes()
    keep(repository, known, told(RULE.at("", message="甲。", remedy="乙。")))
    file.write_bytes(written + b"# x\n")
    assert seen(repository, known) is None
    file.write_bytes(written)
    assert seen(repository, known) == told(RULE.at("", message="甲。", remedy="乙。"))
    commit(repository)  # no bulletin rests on the history
    assert seen(repository, known) is not None
    (file.parent / "x").mkdir()
    assert seen(repository, known) is None


def test_a_tree_that_was_looked_at_is_not_listed_again(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    known, root, asked = Memo(None), repository / "records", list[str]()

    def run_bytes(folder: Path, *words: str, given: str = "", **environment: str) -> bytes:
        asked.append(words[0])
        return ask(folder, *words, given=given, **environment)

    ask = asking.run_bytes
    monkeypatch.setattr(asking, "run_bytes", run_bytes)
    keep(repository, known, told(RULE.at("", message="甲。", remedy="乙。")))
    (repository / HOUSEHOLD).write_bytes(b"")
    for lists in (1, 0):
        name = tree(root, "HEAD")
        asked.clear()
        then = Sighting(CommittedTree(root, name), known, name)
        assert then.report(AS_OF) == told(RULE.at("", message="甲。", remedy="乙。"))
        assert asked.count("ls-tree") == lists
    (repository / BULLETIN).parent.mkdir()
    (repository / BULLETIN).touch()
    commit(repository)
    for _ in range(2):  # what rests on the history is not known by the tree alone
        name = tree(root, "HEAD")
        Sighting(CommittedTree(root, name), known, name).keep(told())
        commit(repository)
        assert Sighting(CommittedTree(root, name), known, name).report(AS_OF) is None


def test_a_record_beside_the_ledger_is_looked_for(repository: Path) -> None:
    known, beside = Memo(None), repository / "2026-03-05.YML"
    keep(repository, known, told())
    (repository / "README.md").touch()
    assert seen(repository, known) == told()
    beside.write_text("date: x\n", "utf-8")
    assert seen(repository, known) is None
    keep(repository, known, told())
    beside.write_text("date: y\n", "utf-8")
    assert seen(repository, known) is None


def test_where_a_bulletin_rests_on_the_history_that_counts_too(repository: Path) -> None:
    known = Memo(None)
    (repository / BULLETIN).parent.mkdir()
    (repository / BULLETIN).touch()
    commit(repository)
    keep(repository, known, told())
    assert seen(repository, known) == told()
    commit(repository)
    assert seen(repository, known) is None
    keep(repository, known, told())
    assert seen(repository, known) == told()
    git(repository, "gc", "--quiet", "--prune=now")  # the commit that it names may have been on no branch
    assert seen(repository, known) is None


def test_before_the_first_commit_a_record_beside_a_ledger_with_a_bulletin_is_looked_for(repository: Path) -> None:
    known = Memo(None)
    shutil.rmtree(repository / ".git")
    git(repository, "init", "--quiet")
    (repository / BULLETIN).parent.mkdir()
    (repository / BULLETIN).touch()
    keep(repository, known, told())
    assert seen(repository, known) == told()
    (repository / "2026-03-05.yml").touch()
    assert seen(repository, known) is None


def test_what_was_written_beside_while_it_was_judged_is_looked_for(repository: Path) -> None:
    known, beside = Memo(None), repository / "2026-03-05.yml"
    seen_before = sighting(repository, known)
    beside.touch()
    seen_before.keep(told(RULE.at("", message="甲。", remedy="乙。")))
    beside.unlink()
    assert seen(repository, known) is None


def test_what_cannot_be_verified_is_looked_at_another_time(repository: Path) -> None:
    known = Memo(None)
    keep(repository, known, told(UNVERIFIED.at(BULLETIN, message="甲。", remedy="乙。")))
    assert seen(repository, known) is None


def test_what_was_not_judged_is_not_kept(repository: Path, library: SchemaLibrary) -> None:
    known = Memo(None)
    shutil.rmtree(repository / "records" / "policy")
    report = run(repository / "records", library, AS_OF, seen=sighting(repository, known))
    assert not report.is_judged
    assert seen(repository, known) is None


def test_outside_git_a_ledger_is_known_by_its_files(repository: Path) -> None:
    known = Memo(None)
    shutil.rmtree(repository / ".git")
    keep(repository, known, told())
    assert seen(repository, known) == told()
    (repository / HOUSEHOLD).unlink()
    assert seen(repository, known) is None
