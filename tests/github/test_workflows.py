"""Every step of every workflow of this repository runs, as a machine of the forge runs it."""

from __future__ import annotations

import subprocess
import sys
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
    ("province", "city"): {"准备": "", "检查": "检查了 42 个文件，没有发现问题。\n", "报送": "写了 delivery。\n"},
    ("province", "province"): {"准备": "", "汇总": "汇总了 1 个市、1 个季度，在 province/index.html。\n"},
}
ASKED = {
    "tests": ["npm ci --prefix tests/node", "make lint", "make test PYTEST_ARGS=--cov"],
    "site": ["jiedui site --records records"],
    "province": ["make setup-rollup"],
}
VALUES = {
    "github.repository": "office/ledger",
    "github.token": "t",
    "strategy.job-index": "0",
    "vars.CITIES": '[{"name": "岳阳市", "repository": "office/ledger"}]',
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
    if file == "province":  # a city delivers what it has frozen
        freeze = [sys.executable, "-m", "jiedui", "bulletin", "freeze", "2026Q3"]
        subprocess.run(freeze, cwd=forge.desk, check=True, capture_output=True)
        forge.commit("冻结通报")
    found = jobs((forge.desk / ".github" / "workflows" / f"{file}.yml").read_text("utf-8"))
    if needed := found[job].get("needs"):
        assert [done for _, done in play(on(forge, file), found[needed]["steps"]) if done.returncode] == []
    machine = on(forge, file)
    outcomes = list(play(machine, found[job]["steps"]))
    assert [name for name, done in outcomes if done.returncode == 0] == list(EXPECTED[file, job])
    for name, done in outcomes:
        assert EXPECTED[file, job][name] in done.stdout, name
    for asked, line in zip(ASKED.get(file, []), [line for line in machine.asked if "apt-get" not in line], strict=True):
        assert line.startswith(asked)


def on(forge: Forge, file: str) -> Machine:
    """Return a machine of the forge for a push to main; what takes long or installs only notes that it was asked."""
    machine = Machine(forge, values=VALUES)
    main = {"GITHUB_ACTIONS": "true", "GITHUB_EVENT_NAME": "push", "GITHUB_REF": "refs/heads/main"}
    main |= machine.event({"repository": {"default_branch": "main"}})
    # The forge itself is out of reach, and is not asked where there is nothing to hand in.
    machine.variables = {**main, "GIT_ALLOW_PROTOCOL": "file"}
    if file in ("tests", "province"):
        machine.note("npm", "make", "apt-get", "sudo")
    return machine
