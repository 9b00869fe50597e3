"""Every step of every workflow of this repository runs, as a machine of the forge runs it."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.workflows import Forge, Machine, copy_ledger, copy_program, jobs, play

# What the steps of a job come to: what they print, or what they ask of programs that take long.
EXPECTED = {
    ("check", "ledger"): {"准备": "", "检查": "检查了 41 个文件，没有发现问题。\n"},
    ("tests", "tests"): {"测试": ""},
    ("site", "build"): {"生成网站": "site/index.html"},
    ("weekly", "verify"): {"准备": "", "核对通报": "台账里没有已经冻结的通报。\n"},
    ("form", "form"): {"准备": "", "整理": "写法都是统一的，没有要提交的。\n"},
}
ASKED = {
    "tests": ["npm ci --prefix tests/node", "make lint", "make test PYTEST_ARGS=--cov"],
    "site": ["jiedui site --records records"],
}


@pytest.fixture
def forge(tmp_path: Path, repo_root: Path, policy_root: Path) -> Forge:
    forge = Forge(tmp_path)
    copy_ledger(repo_root, policy_root, forge.desk)
    copy_program(repo_root, forge.desk)
    forge.commit("先有的")
    return forge


def test_every_job_is_played(repo_root: Path) -> None:
    files = sorted((repo_root / ".github" / "workflows").iterdir())
    assert {(file.stem, job) for file in files for job in jobs(file.read_text("utf-8"))} == EXPECTED.keys()


@pytest.mark.parametrize(("file", "job"), EXPECTED)
def test_each_step_runs(forge: Forge, file: str, job: str) -> None:
    main = {"GITHUB_ACTIONS": "true", "GITHUB_EVENT_NAME": "push", "GITHUB_REF": "refs/heads/main"}
    machine = Machine(forge, values={"github.repository": "office/ledger", "github.token": "t"})
    main |= machine.event({"repository": {"default_branch": "main"}})
    # The forge itself is out of reach, and is not asked where there is nothing to hand in.
    machine.variables = {**main, "GIT_ALLOW_PROTOCOL": "file"}
    if file == "tests":
        machine.note("npm", "make", "apt-get", "sudo")
    text = (forge.desk / ".github" / "workflows" / f"{file}.yml").read_text("utf-8")
    outcomes = list(play(machine, jobs(text)[job]["steps"]))
    assert [name for name, done in outcomes if done.returncode == 0] == list(EXPECTED[file, job])
    for name, done in outcomes:
        assert EXPECTED[file, job][name] in done.stdout, name
    for asked, line in zip(ASKED.get(file, []), [line for line in machine.asked if "apt-get" not in line], strict=True):
        assert line.startswith(asked)
