"""What records are compared with: those of a commit by Git's names for texts, or those of now."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from jiedui.entry.importing.base import Base, CommitBase, LedgerBase
from jiedui.records.reader import Records
from jiedui.records.schema import SchemaLibrary
from jiedui.records.tree import Tree, placed
from jiedui.review.git import GitUnavailableError, revision

HOME = "yueyanglou/households/YYL-2A3C/household.yml"
GIT = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    **{f"GIT_{role}_{key}": "t@example.invalid" for role in ("AUTHOR", "COMMITTER") for key in ("NAME", "EMAIL")},
}


@pytest.fixture
def commit(ledger: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Commit the ledger, then change the village of a household."""
    for name, value in GIT.items():
        monkeypatch.setenv(name, value)
    for words in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "记录"]):
        subprocess.run(["git", *words], cwd=ledger.parent, check=True)
    name = revision(ledger)
    home = ledger / HOME
    home.write_text(home.read_text("utf-8").replace("village: 示例", "village: 另一"), "utf-8", newline="\r\n")
    return name


@pytest.mark.parametrize(
    ("make", "village"),
    [(CommitBase, "示例"), (lambda root, _: LedgerBase(Records(root, [], Tree(root).places)), "另一")],
)
def test_records_are_those_of_the_commit_or_of_now(
    make: Callable[[Path, str], Base], village: str, commit: str, ledger: Path, library: SchemaLibrary
) -> None:
    base, place = make(ledger, commit), placed(HOME)
    assert place is not None
    assert HOME in base.paths
    assert "policy/ledger.yml" in base.paths
    (judged,) = base.read([place], library)
    assert judged.data is not None
    assert judged.data["village"].startswith(village)
    text = (ledger / HOME).read_text("utf-8").replace("village: 另一", f"village: {village}")
    assert base.says(HOME, text)
    assert not base.says(HOME, text.replace(village, "第三"))


def test_of_a_commit_is_known_what_still_says_the_same(
    commit: str, ledger: Path, records: Callable[[], Records]
) -> None:
    now = LedgerBase(records())
    base = CommitBase(ledger, commit, now)
    assert base.known(HOME) is None
    assert all(base.known(path) is now.known(path) is not None for path in now.paths - {HOME})
    assert CommitBase(ledger, commit).known(HOME.replace("2A3C", "4E5F")) is None


@pytest.mark.parametrize("name", ["HEAD", "HEAD~1000000", "main", "--upload-pack=x", "v1", "", "A" * 40])
def test_a_commit_goes_by_its_full_name_alone(name: str, commit: str, ledger: Path) -> None:
    assert CommitBase(ledger, commit).paths
    with pytest.raises(GitUnavailableError):
        CommitBase(ledger, name)


def test_a_record_that_is_not_to_be_read_is_told(ledger: Path, library: SchemaLibrary) -> None:
    (ledger / HOME).write_text("坏了", "utf-8")
    place = placed(HOME)
    assert place is not None
    (judged,) = LedgerBase(Records(ledger, [], [place])).read([place], library)
    assert judged.data is None
    assert judged.findings


def test_a_commit_that_is_not_here_is_no_base(commit: str, ledger: Path) -> None:
    with pytest.raises(GitUnavailableError):
        CommitBase(ledger, commit[::-1])
