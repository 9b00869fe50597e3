"""Reading everything and applying every rule: what stands in the way of the rules is told alone."""

from __future__ import annotations

import shutil
import subprocess
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from jiedui import check
from jiedui.check import run, run_merged
from jiedui.migrations.chain import CURRENT
from jiedui.migrations.reading import read
from jiedui.records.schema import SchemaLibrary, default_folder
from jiedui.records.source import LedgerSource
from jiedui.records.tree import Place
from jiedui.review.target import Merged
from jiedui.rules.change import change_since
from jiedui.rules.engine import Engine
from jiedui.rules.report import Older, Report
from jiedui.struct import replace

AS_OF = date(2026, 11, 23)
VISIT = "pingjiang/households/PJ-2H3J/visits/2023-10-12.yml"
HOUSEHOLD = "yueyanglou/households/YYL-2A3C/household.yml"


@pytest.fixture
def root(repo_root: Path, policy_root: Path, tmp_path: Path) -> Path:
    """A small ledger without a fault, with the policy as shipped."""
    shutil.copytree(repo_root / "tests" / "rules" / "base", tmp_path / "records")
    shutil.copytree(policy_root / "policy", tmp_path / "records" / "policy")
    return tmp_path / "records"


def checked(root: Path) -> Report:
    return run(root, SchemaLibrary(default_folder()), AS_OF)


def said(report: Report) -> list[tuple[str, str]]:
    return [(finding.rule.id, finding.path) for finding in report.findings]


def edit(root: Path, path: str, old: str, new: str) -> None:
    text = (root / path).read_text("utf-8")
    assert text.count(old) == 1
    (root / path).write_text(text.replace(old, new), "utf-8")


def test_a_sound_ledger_has_no_finding_and_every_file_is_counted(root: Path) -> None:
    report = checked(root)
    assert report.findings == ()
    assert report.files == len(list(root.rglob("*.yml")))
    assert report.ledger is not None
    assert report.as_of == AS_OF


@pytest.mark.parametrize(("written", "older"), [(str(CURRENT - 1), True), (str(CURRENT + 1), False)])
def test_another_format_is_told_once_and_nothing_else(root: Path, written: str, *, older: bool) -> None:
    edit(root, "policy/ledger.yml", f"format: {CURRENT} ", f"format: {written} ")
    report = checked(root)
    assert said(report) == [("ledger-format", "policy/ledger.yml")]
    assert report.ledger is None
    assert ("jiedui migrate" in report.findings[0].remedy) is older
    assert report.findings[0].line > 0


def test_without_a_policy_no_rule_speaks_of_the_records(root: Path) -> None:
    (root / "policy" / "quotas.yml").unlink()
    (root / "policy" / "ranks.yml").unlink()
    report = checked(root)
    assert said(report) == [("policy-missing", "policy/quotas.yml"), ("policy-missing", "policy/ranks.yml")]
    assert report.ledger is None


def test_one_bad_file_never_stops_the_others(root: Path) -> None:
    helpers = sorted(root.glob("*/helpers/*.yml"))
    helpers[0].write_text("name：示例甲\n", "utf-8")
    helpers[1].write_bytes("name: 示例甲\n".encode("gbk"))
    report = checked(root)
    assert {finding.path for finding in report.findings} >= {
        helper.relative_to(root).as_posix() for helper in helpers[:2]
    }
    assert report.ledger is not None
    assert report.files == len(list(root.rglob("*.yml")))


@pytest.fixture
def committed(root: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The ledger with an error and a warning in it, committed."""
    for name in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{name}_NAME", "t")
        monkeypatch.setenv(f"GIT_{name}_EMAIL", "t@example.invalid")
    edit(root, VISIT, 'entered_on: "2023-10-12"', 'entered_on: "2023-10-11"')
    edit(root, HOUSEHOLD, 'expires: "2030-05-20"', 'expires: "2026-12-31"')
    for arguments in (["init", "--quiet"], ["add", "."], ["commit", "--quiet", "--message=一"]):
        subprocess.run(["git", "-C", str(root.parent), *arguments], check=True)
    return root


def since_last_commit(root: Path) -> Report:
    library = SchemaLibrary(default_folder())
    return run(root, library, AS_OF, change=change_since(root, "HEAD", library))


def test_a_change_is_told_what_it_brings_and_not_what_was_there(committed: Path) -> None:
    report = since_last_commit(committed)
    assert (report.findings, report.older, report.left_out) == ((), Older(1, 1), 0)
    edit(committed, HOUSEHOLD, "3组12号", "3组13号")
    report = since_last_commit(committed)
    assert (report.findings, report.older) == ((), Older(1, 1))  # the certificate expired in the file that is touched


def test_what_was_found_before_a_change_is_looked_for_once(committed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    library, looks = SchemaLibrary(default_folder()), list[str]()

    def look(source: LedgerSource, *others: Any, **more: Any) -> Engine:
        looks.append(type(source).__name__)
        return Engine(source, *others, **more)

    monkeypatch.setattr("jiedui.check.Engine", look)
    edit(committed, HOUSEHOLD, 'expires: "2026-12-31"', 'expires: "2026-12-30"')
    change = change_since(committed, "HEAD", library)
    first, again = (run(committed, library, AS_OF, change=change, keeps=True) for _ in range(2))
    assert looks == ["WorkingFolder", "CommittedTree", "WorkingFolder"]
    anew = run(committed, library, AS_OF, change=change)
    assert replace(again, whole=None) == replace(first, whole=None) == replace(anew, whole=None)


def test_what_is_judged_of_a_merge_is_not_read_again_for_whoever_needs_all_of_it(
    committed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    times, library = Counter[str](), SchemaLibrary(default_folder())

    def counting(root: Any, place: Place, of: SchemaLibrary) -> Any:
        times[place.path] += 1
        return read(root, place, of)

    monkeypatch.setattr(check, "read", counting)
    edit(committed, HOUSEHOLD, "3组12号", "3组13号")
    subprocess.run(["git", "-C", str(committed.parent), "commit", "-qam", "二"], check=True)
    report, change = run_merged(Merged(folder=committed, since="HEAD~1"), library, AS_OF)
    assert report.records is not None
    assert change is not None
    assert change.paths == {HOUSEHOLD}
    visits = {
        path: number for path, number in times.items() if "/visits/" in path and not path.startswith("yueyanglou")
    }
    assert visits == {record.path: 1 for record in report.records.of_kind("visit") if record.path in visits}
    assert VISIT in visits


def test_an_error_of_before_is_one_also_where_the_records_were_of_an_older_format(committed: Path) -> None:
    edit(committed, "policy/ledger.yml", f"format: {CURRENT} ", "format: 5 ")
    subprocess.run(["git", "-C", str(committed.parent), "commit", "-qam", "二"], check=True)
    edit(committed, "policy/ledger.yml", "format: 5 ", f"format: {CURRENT} ")
    assert since_last_commit(committed).older == Older(1, 1)


def test_what_rests_on_a_policy_that_the_change_breaks_is_not_taken_for_old(committed: Path) -> None:
    (committed / "policy" / "quotas.yml").unlink()
    (committed / "city" / "照片.jpg").touch()
    report = since_last_commit(committed)
    assert said(report) == [("tree-unknown-file", "city/照片.jpg"), ("policy-missing", "policy/quotas.yml")]
    assert report.older == Older(0, 0)


def test_where_no_ledger_could_be_judged_before_every_finding_is_new(committed: Path) -> None:
    text = (committed / "policy" / "quotas.yml").read_bytes()
    (committed / "policy" / "quotas.yml").unlink()
    subprocess.run(["git", "-C", str(committed.parent), "commit", "-qam", "二"], check=True)
    (committed / "policy" / "quotas.yml").write_bytes(text)
    report = since_last_commit(committed)
    assert sorted(said(report)) == [("certificate-expires", HOUSEHOLD), ("visit-entered-before", VISIT)]
    assert report.older == Older(0, 0)


def test_a_ledger_that_was_moved_is_told_nothing_new(root: Path, committed: Path) -> None:
    moved = root.parent / "elsewhere"
    committed.rename(moved)
    report = since_last_commit(moved)
    assert (report.findings, report.older) == ((), Older(1, 1))


def test_where_there_was_no_ledger_every_finding_is_new(root: Path, committed: Path) -> None:
    moved = root.parent / "elsewhere"
    shutil.copytree(committed, moved)
    report = since_last_commit(moved)
    assert sorted(said(report)) == [("certificate-expires", HOUSEHOLD), ("visit-entered-before", VISIT)]
    assert report.older == Older(0, 0)


def test_findings_are_in_order_of_file_and_line(root: Path) -> None:
    for number, helper in enumerate(sorted(root.glob("*/helpers/*.yml"))):
        text = helper.read_text("utf-8")
        helper.write_text(f"{text}extra_{number}: 1\nother: 2\n", "utf-8")
    places = [(finding.path, finding.line, finding.column) for finding in checked(root).findings]
    assert places == sorted(places)
    assert len(places) > 2
