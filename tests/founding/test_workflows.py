"""The workflows of a new ledger, on each forge: they have the shape that it reads, and every step of them runs."""

from __future__ import annotations

import json
import subprocess
import sysconfig
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.founding.conftest import about_of
from tests.workflows import Done, Forge, Machine, copy_ledger, git, jobs, play

from jiedui.founding.machinery import machinery

VISIT = "records/pingjiang/households/PJ-2H3J/visits/2023-10-12.yml"
KINDS = ("GitHub", "Gitea", "GitLab")
CLEAN = "检查了 41 个文件，没有发现问题。\n"
BROUGHT = "检查了 41 个文件：这次改动带来 1 处错误，0 处警告。\n"
# What stands for files that other parts bring: one installs, one publishes.
SETUP = "#!/bin/sh\n[ -x .venv/bin/jiedui ]\n"
PUBLISH = '#!/bin/sh\necho "发布到 $JIEDUI_PUBLISH"\n'

Steps = list[dict[str, Any]]


def workflows(kind: str) -> dict[str, str]:
    """Return the workflow files of a new ledger, by their names; of GitLab the one file that it has."""
    texts = machinery(about_of(kind))
    return {Path(path).stem: text for path, text in texts.items() if "workflows/" in path or path == ".gitlab-ci.yml"}


@pytest.fixture
def forge(tmp_path: Path, repo_root: Path, policy_root: Path, kind: str) -> Forge:
    """A forge of a kind that holds a ledger with its machinery."""
    forge = Forge(tmp_path)
    copy_ledger(repo_root, policy_root, forge.desk)
    texts = {**machinery(about_of(kind)), ".ci/setup": SETUP, ".ci/publish": PUBLISH}
    for path, text in texts.items():
        Machine.program(forge.desk / path, text)
    forge.commit("建立台账")
    return forge


def on(kind: str, forge: Forge, branch: str) -> Machine:
    """Return a machine of the forge for a push to main, or for a request to merge ``mine``."""
    sha, merging = git(forge.origin, "rev-parse", branch), branch != "main"
    if kind == "GitLab":
        asked = {"CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "main"} if merging else {"CI_COMMIT_BRANCH": "main"}
        return Machine(forge, f"refs/heads/{branch}", {"GITLAB_CI": "true", "CI_DEFAULT_BRANCH": "main", **asked})
    variables = {
        "GITHUB_ACTIONS": "true",
        "GITHUB_EVENT_NAME": "pull_request" if merging else "push",
        "GITHUB_BASE_REF": "main" if merging else "",
        "GITHUB_REF": f"refs/heads/{branch}",
        "GITHUB_SHA": sha,
        "GITHUB_SERVER_URL": forge.origin.parents[1].as_uri(),
        "GITHUB_REPOSITORY": "office/ledger",
        **({"GITEA_ACTIONS": "true"} if kind == "Gitea" else {}),
    }
    values = {"secrets.GITHUB_TOKEN": "t", "github.token": "t", "github.repository": "office/ledger"}
    machine = Machine(forge, f"refs/heads/{branch}", variables, values)
    machine.variables = {**variables, **machine.event({"repository": {"default_branch": "main"}})}
    return machine


def run(kind: str, machine: Machine, name: str) -> list[tuple[str, Done]]:
    """Play the job ``name`` of a workflow, of GitLab the job that does the same."""
    if kind == "GitLab":
        machine.fetch()
        machine.install()
        job = yaml.safe_load(workflows(kind)[".gitlab-ci"])[{"check": "检查", "site": "网站"}[name]]
        return list(play(machine, [{"name": line, "run": line} for line in job["script"]]))
    (job,) = jobs(workflows(kind)[name]).values()
    if kind == "Gitea":  # what the first step fetches is no program
        played = play(machine, job["steps"])
        first = next(played)
        machine.install()
        return [first, *played]
    return list(play(machine, job["steps"]))


@pytest.mark.parametrize("kind", KINDS)
def test_each_forge_has_its_workflows(kind: str) -> None:
    assert {"GitLab": {".gitlab-ci"}}.get(kind, {"check", "site", "form"}) <= workflows(kind).keys()


@pytest.mark.parametrize("kind", KINDS)
def test_each_has_the_shape_that_the_forge_reads(kind: str, tmp_path: Path) -> None:
    for name, text in workflows(kind).items():
        (tmp_path / f"{name}.yml").write_text(text, "utf-8")
    schema = "vendor.gitlab-ci" if kind == "GitLab" else "vendor.github-workflows"
    files = sorted(map(str, tmp_path.iterdir()))
    tool("check-jsonschema", "--builtin-schema", schema, *files)
    if kind == "GitHub":
        tool("zizmor", "--offline", "--no-progress", "--color=never", *files)


def tool(name: str, *arguments: str) -> None:
    command = [str(Path(sysconfig.get_path("scripts")) / name), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("kind", ["Gitea", "GitLab"])
def test_off_github_nothing_is_taken_from_outside(kind: str) -> None:
    for text in workflows(kind).values():
        assert "uses:" not in text
        assert not [line for line in text.splitlines() if "github.com" in line.partition("#")[0]]


@pytest.mark.parametrize("kind", KINDS)
def test_main_is_checked_whole_and_published_where_it_is_said(kind: str, forge: Forge) -> None:
    checked = run(kind, on(kind, forge, "main"), "check")
    assert [done.returncode for _, done in checked] == [0] * len(checked)
    assert checked[-1][1].stdout == CLEAN
    machine = on(kind, forge, "main")
    built = run(kind, machine, "site")
    assert [done.returncode for _, done in built] == [0] * len(built)
    assert (machine.asked, built[-1][1].stdout) == (["jiedui site"], "")
    machine = on(kind, forge, "main")
    machine.values = {**machine.values, "vars.JIEDUI_PUBLISH": "/srv/ledger"}
    if kind == "GitLab":
        machine.variables = {**machine.variables, "JIEDUI_PUBLISH": "/srv/ledger"}
    assert run(kind, machine, "site")[-1][1].stdout == "发布到 /srv/ledger\n"


@pytest.mark.parametrize("kind", KINDS)
def test_a_change_that_brings_a_fault_is_stopped_as_the_forge_shows_it(kind: str, forge: Forge) -> None:
    git(forge.desk, "checkout", "--quiet", "-b", "mine")
    file = forge.desk / VISIT
    file.write_text(file.read_text("utf-8").replace('entered_on: "2023-10-12"', 'entered_on: "2023-10-11"'), "utf-8")
    forge.commit("补录", "mine")
    machine = on(kind, forge, "mine")
    done = run(kind, machine, "check")[-1][1]
    assert done.returncode == 1
    assert f"{VISIT}:6:1: 错误 录入日期早于联系日期。" in done.stdout
    assert BROUGHT in done.stdout
    assert ("::error" in done.stdout) == (kind == "GitHub")
    report = machine.work / "gl-code-quality-report.json"
    assert report.exists() == (kind == "GitLab")
    if report.exists():
        assert [entry["location"]["path"] for entry in json.loads(report.read_text("utf-8"))] == [VISIT]


@pytest.mark.parametrize("kind", ["GitHub", "Gitea"])
def test_main_is_brought_into_form(kind: str, forge: Forge) -> None:
    file = forge.desk / VISIT
    canonical = file.read_bytes()
    file.write_bytes(canonical.replace(b'"', b""))
    forge.commit("登记走访一次")
    machine = on(kind, forge, "main")
    if kind == "GitHub":  # which is at this address alone
        own = {f"url.{forge.origin.parents[1].as_uri()}/.insteadOf": "https://x-access-token:t@github.com/"}
        names = {f"GIT_CONFIG_KEY_{number}": key for number, key in enumerate(own)}
        values = {f"GIT_CONFIG_VALUE_{number}": value for number, value in enumerate(own.values())}
        machine.variables = {**machine.variables, "GIT_CONFIG_COUNT": str(len(own)), **names, **values}
        git(forge.origin, "config", "receive.denyCurrentBranch", "ignore")
        (forge.origin.parent / "ledger.git").symlink_to(forge.origin)
    outcomes = run(kind, machine, "form")
    assert [done.returncode for _, done in outcomes] == [0] * len(outcomes), outcomes[-1][1].stderr
    assert forge.log() == ["整理台账写法", "登记走访一次", "建立台账"]
    assert git(forge.origin, "show", f"main:{VISIT}").encode() == canonical.rstrip()


@pytest.mark.parametrize("kind", ["GitHub"])
def test_the_check_installs_where_nothing_is_installed(kind: str, forge: Forge) -> None:
    machine = on(kind, forge, "main")
    machine.fetch()
    machine.install()
    (machine.work / ".venv").rename(machine.work.parent / "venv")
    Machine.program(machine.work / ".ci" / "setup", f"#!/bin/sh\nmv {machine.work.parent / 'venv'} .venv\n")
    assert machine.run(".ci/check").stdout == CLEAN
