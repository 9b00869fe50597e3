"""The check of a pull request, as the workflow runs it: on the branch merged into main, compared with main."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

import jiedui
from jiedui.records.schema import SchemaLibrary
from jiedui.records.writer import write
from jiedui.site.pages import guide

Done = subprocess.CompletedProcess[str]

VISIT = "records/yueyanglou/households/YYL-4D5E/visits/2025-09-03.yml"
OTHER = "records/pingjiang/households/PJ-2H3J/visits/2023-10-12.yml"


class PullRequest:
    """A forge's repository with a main line and a branch, and the clone that a machine of it is given."""

    def __init__(self, folder: Path, repo_root: Path, policy_root: Path) -> None:
        self.origin, self.clone = folder / "origin", folder / "clone"
        workflow = yaml.safe_load((repo_root / ".github" / "workflows" / "check.yml").read_text("utf-8"))
        steps = {step.get("name"): step.get("run") for step in workflow["jobs"]["ledger"]["steps"]}
        self.steps: dict[str, str] = steps
        self.origin.mkdir()
        shutil.copytree(repo_root / "tests" / "rules" / "base", self.origin / "records")
        shutil.copytree(policy_root / "policy", self.origin / "records" / "policy")
        program = self.origin / ".venv" / "bin" / "jiedui"
        program.parent.mkdir(parents=True)
        program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m jiedui "$@"\n', "utf-8")
        program.chmod(0o755)
        self.git("init", "--quiet", "--initial-branch=main")
        self.commit("先有的")
        self.git("checkout", "--quiet", "-b", "mine")

    def git(self, *words: str, cwd: Path | None = None) -> None:
        identity = {f"GIT_{role}_{part}": "x" for role in ("AUTHOR", "COMMITTER") for part in ("NAME", "EMAIL")}
        subprocess.run(["git", *words], cwd=cwd or self.origin, env={**os.environ, **identity}, check=True)

    def commit(self, message: str) -> None:
        self.git("add", "--all", "--force")
        self.git("commit", "--quiet", "--message", message)

    def check(self) -> Done:
        """Merge the branch into main, as the forge does before it checks, and run what the workflow runs."""
        self.git("clone", "--quiet", "--branch=main", str(self.origin), str(self.clone))
        self.git("merge", "--quiet", "--no-ff", "--message=并", "origin/mine", cwd=self.clone)
        return self.step("内容")

    def step(self, name: str) -> Done:
        """Run what one step of the workflow runs."""
        ours = str(Path(jiedui.__file__).parents[1])
        environment = {**os.environ, "GITHUB_BASE_REF": "main", "PYTHONPATH": ours}
        command = ["bash", "-e", "-c", self.steps[name]]
        return subprocess.run(
            command, cwd=self.clone, env=environment, capture_output=True, text=True, timeout=120, check=False
        )


@pytest.fixture
def pull(tmp_path: Path, repo_root: Path, policy_root: Path) -> PullRequest:
    return PullRequest(tmp_path, repo_root, policy_root)


def test_a_record_that_the_branch_deletes_is_an_error(pull: PullRequest) -> None:
    (pull.origin / VISIT).unlink()
    pull.commit("删")
    done = pull.check()
    assert done.returncode == 1
    assert f"::error file={VISIT},title=记录不见了::2025-09-03 的走访记录不见了。" in done.stdout


def test_faults_of_main_do_not_stop_a_branch_nor_does_what_only_main_has_got(pull: PullRequest) -> None:
    new = pull.origin / VISIT.replace("2025-09-03", "2026-03-05")
    text = (pull.origin / VISIT).read_text("utf-8")
    new.write_text(text.replace("2025-09-03", "2026-03-05").replace("2025-09-04", "2026-03-05"), "utf-8")
    pull.commit("我的")
    pull.git("checkout", "--quiet", "main")
    other = pull.origin / OTHER
    other.write_text(other.read_text("utf-8").replace('entered_on: "2023-10-12"', 'entered_on: "2023-10-11"'), "utf-8")
    (pull.origin / "records" / "city" / "events" / "2023-12-18-meeting.yml").unlink()
    pull.commit("别人的")
    done = pull.check()
    assert done.returncode == 0, done.stdout
    assert done.stdout.endswith("，这次改动没有带来问题。另有旧的错误 1 处、警告 0 处，运行 jiedui check 查看。\n")


# ---- a visit as the manual says it ----


def as_typed(visit: dict[str, Any], library: SchemaLibrary, end: str) -> bytes:
    """Return an example of the manual for a household of this ledger, copied as it allows: without what follows a #."""
    lines = [re.sub(r"  # .*", "", line).replace('"', "") for line in write(visit, library["visit"]).splitlines()]
    text = re.sub(r"2026-11-(?=2)", "2024-04-", end.join(lines))
    return text.replace("YYL-B-7K3Q", "PJ-B-2H3J").replace("n-7K3Q", "n-RDB5").encode("utf-8")


@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["line feeds", "as on Windows"])
@pytest.mark.parametrize("name", ["SHORT", "VISIT", "WITHDRAWN"])
def test_a_visit_as_the_manual_says_it_merges_with_a_notice_at_most(
    pull: PullRequest, repo_root: Path, name: str, end: str
) -> None:
    path = "records/pingjiang/households/PJ-2H3J/visits/2024-04-20.yml"
    typed = as_typed(getattr(guide, name), SchemaLibrary(repo_root / "schemas"), end)
    (pull.origin / path).write_bytes(typed)
    pull.commit("登记走访一次")
    done = pull.check()
    assert done.returncode == 0, done.stdout
    assert "::error" not in done.stdout
    form = pull.step("写法")
    assert form.returncode == 0, form.stdout
    told = [line for line in form.stdout.splitlines() if line.startswith("::")]
    assert [line.split("::")[1] for line in told] == [f"notice file={path},title=写法和统一格式不同"]
    assert "::最后一行没有换行；" in told[0]
    assert ("CRLF" in told[0]) == (end == "\r\n")


def test_a_visit_that_the_manual_calls_faulty_is_stopped_by_its_content_alone(
    pull: PullRequest, repo_root: Path
) -> None:
    path = "records/pingjiang/households/PJ-2H3J/visits/2024-04-20.yml"
    (pull.origin / path).write_bytes(as_typed(guide.FAULTY, SchemaLibrary(repo_root / "schemas"), "\n"))
    pull.commit("登记走访一次")
    done = pull.check()
    assert done.returncode == 1
    assert sorted(line.split("::")[1].split(",title=")[1] for line in done.stdout.splitlines() if line[:2] == "::") == [
        "不在可选范围内", "必填项没有填",
    ]  # fmt: skip
    assert "::" not in pull.step("写法").stdout
