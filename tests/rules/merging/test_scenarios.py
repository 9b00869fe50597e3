"""What comes of two people's work when it is merged: a conflict, all of it, or a finding that names what is lost.

What was lost is told by an oracle that knows nothing of the program: each value of the YAML files by its path in them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.rules.merging.conftest import Repository

from jiedui.rules.report import Report

SCENARIOS = {file.stem: file for file in sorted((Path(__file__).parent / "scenarios").glob("*.yml"))}
Fact = tuple[str, ...]
Check = Callable[..., Report]


def read(name: str) -> dict[str, Any]:
    scenario: dict[str, Any] = yaml.load(SCENARIOS[name].read_text("utf-8"), Loader=yaml.CBaseLoader)
    return scenario


def facts(root: Path) -> set[Fact]:
    """Return each value of each file below a folder, by its path, the keys and the ids that lead to it."""
    files = ((file.relative_to(root).as_posix(), file.read_text("utf-8")) for file in root.rglob("*.yml"))
    return set().union(*(_facts_of(path, text) for path, text in files))


@cache
def _facts_of(path: str, text: str) -> frozenset[Fact]:
    return frozenset(() if "\n<<<<<<< " in text else _facts(yaml.load(text, Loader=yaml.CBaseLoader), (path,)))


def _facts(node: Any, way: Fact) -> Iterator[Fact]:
    if isinstance(node, dict):
        for key, value in node.items():
            yield from _facts(value, (*way, key))
    elif isinstance(node, list):
        for item in node:
            yield from _facts(item, (*way, item["id"]) if isinstance(item, dict) and "id" in item else way)
    else:
        yield (*way, node)


class Play:
    """One scenario, played by the repository: who writes what where, and how it comes together."""

    def __init__(self, repository: Repository, scenario: dict[str, Any]) -> None:
        self.repository = repository
        self.scenario = scenario
        self.sides: list[set[Fact]] = []
        if "base" in scenario:
            repository.write(scenario["base"], "基础")
        self.base = facts(repository.root)
        repository.done("branch", "work")
        self._written("main", "main")
        self._written("work", "work")

    def _written(self, branch: str, key: str) -> None:
        self.repository.done("checkout", "--quiet", branch)
        self.repository.write(self.scenario.get(key) or {}, key)
        self.sides.append(facts(self.repository.root))

    def merge(self, *arguments: str) -> bool:
        """Merge into what is checked out; tell whether it went without a conflict."""
        return self.repository.git("merge", "--no-edit", *arguments).returncode == 0

    def play(self) -> str:
        """Bring both sides together; return since when the check has to look at it, nothing where Git stopped."""
        done = getattr(self, "_" + self.scenario.get("how", "merged").replace("-", "_"))()
        assert isinstance(done, str)
        assert bool(done) is not self.repository.is_in_conflict()
        return done

    def _merged(self, *options: str) -> str:
        return "main" if self.merge(*options, "main") else ""

    def _own_side_in_conflicts(self) -> str:
        return self._merged("-X", "ours")

    def _other_side_in_conflicts(self) -> str:
        return self._merged("-X", "theirs")

    def _own_side_whole(self) -> str:
        return self._merged("-s", "ours")

    def _main_kept_whole(self) -> str:
        self.repository.done("checkout", "--quiet", "main")
        return "HEAD^1" if self.merge("-s", "ours", "work") else ""

    def _squashed(self) -> str:
        self.repository.done("checkout", "--quiet", "main")
        if not self.merge("--squash", "work"):
            return ""
        self.repository.done("commit", "--quiet", "--message", "压缩")
        return "HEAD^1"

    def _squash_continued(self) -> str:
        self._squashed()
        self._written("work", "later")
        return self._merged()

    def _taken_back(self) -> str:
        """Merge the branch into main, take that back there, go on in the branch; return the commit that took back."""
        self.repository.done("checkout", "--quiet", "main")
        assert self.merge("--no-ff", "work")
        self.repository.done("revert", "--no-edit", "-m", "1", "HEAD")
        self._written("work", "later")
        return self.repository.done("rev-parse", "main")

    def _revert_again(self) -> str:
        self._taken_back()
        return self._merged()

    def _revert_reverted(self) -> str:
        taken = self._taken_back()
        assert self.merge("main")
        self.repository.done("revert", "--no-edit", taken)
        return "main"

    def _octopus(self) -> str:
        self.repository.done("branch", "third", "main~1")
        self._written("third", "later")
        self.repository.done("checkout", "--quiet", "work")
        return self._merged("third")

    def _criss_cross(self) -> str:
        self.repository.done("branch", "other", "main")
        if not self.merge("main"):
            return ""
        self.repository.done("checkout", "--quiet", "main")
        assert self.merge("work~1")
        self._written("work", "later")
        self._written("main", "main_later")
        self.repository.done("checkout", "--quiet", "work")
        return self._merged()

    def _criss_cross_conflict(self) -> str:
        """Each branch merges the other and keeps its own in the conflict: of the two bases Git has to make one."""
        self.repository.done("branch", "other", "main")
        for branch, other in (("work", "other"), ("main", "work~1")):
            self.repository.done("checkout", "--quiet", branch)
            assert not self.merge(other)
            self.repository.done("checkout", "--ours", "--", ".")
            self.repository.done("commit", "--quiet", "--all", "--no-edit")
        self.repository.done("checkout", "--quiet", "work")
        return self._merged()

    def _cherry_picked(self) -> str:
        self.repository.done("checkout", "--quiet", "main")
        self.repository.done("cherry-pick", "--allow-empty", "work")
        self._written("work", "later")
        return self._merged()

    def _rebased(self) -> str:
        return "main" if self.repository.git("rebase", "main").returncode == 0 else ""

    def _fast_forward(self) -> str:
        self.repository.done("checkout", "--quiet", "-B", "main", "main~1")
        start = self.repository.done("rev-parse", "HEAD")
        assert self.merge("--ff-only", "work")
        return start

    def _marks_committed(self) -> str:
        assert not self.merge("main")
        self.repository.done("add", "--all")
        self.repository.done("commit", "--quiet", "--message", "没有看")
        return "main"


def plays() -> Iterator[Any]:
    """Yield each scenario with each tool; where the driver makes no difference, its play is a long run."""
    for name in SCENARIOS:
        yield pytest.param(name, "git", id=f"{name}-git")
        marks = () if "driver" in read(name) else (pytest.mark.soak,)
        yield pytest.param(name, "driver", id=f"{name}-driver", marks=marks)


@pytest.mark.parametrize(("name", "tool"), [*plays()])
def test_nothing_is_lost_without_a_word(
    name: str, tool: str, repository: Repository, check: Check, with_driver: Callable[[], None]
) -> None:
    scenario = read(name)
    if tool == "driver":
        with_driver()
    play = Play(repository, scenario)
    since = play.play()
    expected = scenario.get(tool, scenario["git"])
    if not since:
        assert expected == "conflict"
        assert_both_are_there(repository)
        return
    findings = check(since=since).findings
    rules = sorted({finding.rule.id for finding in findings})
    lost = set.union(*(side - play.base for side in play.sides)) - facts(repository.root)
    told = [finding.path for finding in findings]
    silent = {fact for fact in lost if not any(fact[0] == path or fact[0].startswith(f"{path}/") for path in told)}
    assert silent == set(), rules
    assert (rules or "right") == expected, [(finding.path, finding.message) for finding in findings]
    assert expected != "right" or not lost


def assert_both_are_there(repository: Repository) -> None:
    """Assert that of each file in conflict every line that a side has written stands in the working tree."""
    paths: dict[str, set[str]] = {}
    for entry in filter(None, repository.git("ls-files", "--unmerged", "-z").stdout.split("\0")):
        described, _, path = entry.partition("\t")
        paths.setdefault(path, set()).add(described[-1])
    assert paths
    for path, stages in paths.items():
        versions = {stage: repository.git("show", f":{stage}:{path}").stdout.splitlines() for stage in stages}
        there = {said(line) for line in (repository.root.parent / path).read_text("utf-8").splitlines()}
        for stage in stages - {"1"}:
            assert {said(line) for line in versions[stage] if line not in versions.get("1", [])} <= there, path


def said(line: str) -> str:
    """Return what a line says, however it is quoted and whatever field it is in a list."""
    return line.partition("  #")[0].replace('"', "").replace("'", "").strip(" -\r")
