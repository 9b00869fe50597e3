"""The workflows of a new ledger, on each forge: they have the shape that it reads, and every step of them runs."""

from __future__ import annotations

import json
import subprocess
import sysconfig
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.founding.conftest import about_of
from tests.publishing.fake_forge import TOKEN, FakeForge, running
from tests.workflows import Done, Forge, Machine, copy_ledger, git, have_shape, jobs, play

from jiedui.founding.machinery import machinery
from jiedui.model.forge import KINDS
from jiedui.model.time import today
from jiedui.records import memo
from jiedui.site.pages import steward

VISIT = "records/pingjiang/households/PJ-2H3J/visits/2023-10-12.yml"
CLEAN = "检查了 41 个文件，没有发现问题。\n"
BROUGHT = "检查了 41 个文件：这次改动带来 1 处错误，0 处警告。\n"
# What the job that builds the site asks of the program: nothing is published that was not looked through.
BUILT = ["jiedui site --audience all --out sites", "jiedui scan sites --audience all"]
# What stands for the file that installs.
SETUP = "#!/bin/sh\n[ -x .venv/bin/jiedui ]\n"

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
    texts = {**machinery(about_of(kind)), ".ci/setup": SETUP}
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


# What the jobs are called that GitLab has in one file: by workflow and, where that has several, by job.
IN_ONE_FILE = {
    "check": "检查", "site": "网站", "verify": "核对通报", "digest": "每周要办", "retention": "保存期满的记录",
}  # fmt: skip


def in_one_file(name: str) -> dict[str, Any]:
    """Return a job of GitLab's, with what it extends."""
    found = yaml.safe_load(workflows("GitLab")[".gitlab-ci"])
    return {**found.get(found[name].get("extends"), {}), **found[name]}


def run(kind: str, machine: Machine, name: str, asked: str = "") -> list[tuple[str, Done]]:
    """Play the job of the workflow ``name``, or of its several the one ``asked`` for; of GitLab what does the same."""
    if kind == "GitLab":
        machine.fetch()
        machine.install()
        on_main = "CI_COMMIT_BRANCH" in machine.variables and (asked or name) == "check"
        job = in_one_file("检查主分支" if on_main else IN_ONE_FILE[asked or name])
        variables = job.get("variables", {}).items()
        own = {key: value.replace("$CI_PROJECT_DIR", str(machine.work)) for key, value in variables}
        lines = [*job.get("before_script", ()), *job["script"]]
        return list(play(machine, [{"name": line, "run": line, "env": own} for line in lines]))
    found = jobs(workflows(kind)[name])
    job = found[asked or next(iter(found))]
    if kind == "Gitea":  # what the first step fetches is no program
        played = play(machine, job["steps"])
        first = next(played)
        machine.install()
        return [first, *played]
    return list(play(machine, job["steps"]))


@pytest.mark.parametrize("kind", KINDS)
def test_each_forge_has_its_workflows(kind: str) -> None:
    assert {"GitLab": {".gitlab-ci"}}.get(kind, {"check", "site", "form", "weekly"}) <= workflows(kind).keys()


@pytest.mark.parametrize("kind", KINDS)
def test_each_has_the_shape_that_the_forge_reads(kind: str, tmp_path: Path) -> None:
    for name, text in workflows(kind).items():
        (tmp_path / f"{name}.yml").write_text(text, "utf-8")
    files = sorted(tmp_path.iterdir())
    have_shape("gitlab-ci" if kind == "GitLab" else "github-workflows", *files)
    if kind == "GitHub":
        audit = [Path(sysconfig.get_path("scripts")) / "zizmor", "--offline", "--no-progress", "--color=never", *files]
        done = subprocess.run(audit, capture_output=True, text=True, timeout=120, check=False)
        assert done.returncode == 0, done.stdout + done.stderr


def test_what_has_another_shape_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "check.yml"
    file.write_text("jobs: []\n", "utf-8")
    with pytest.raises(AssertionError, match="jobs"):
        have_shape("github-workflows", file)


def test_of_github_main_alone_saves_and_is_judged_anew_and_so_is_what_waits_for_it() -> None:
    steps = jobs(workflows("GitHub")["check"])["ledger"]["steps"]
    asked = {step["uses"].partition("@")[0]: step["if"] for step in steps if "actions/cache" in step.get("uses", "")}
    assert asked == {
        "actions/cache/restore": "github.event_name == 'pull_request'",
        "actions/cache/save": "github.event_name == 'push'",
    }


def test_of_gitlab_main_alone_saves_and_is_judged_anew() -> None:
    request, main = (in_one_file(name) for name in ("检查", "检查主分支"))
    assert [job["cache"]["policy"] for job in (request, main)] == ["pull", "push"]
    assert [job["rules"] for job in (request, main)] == [
        [{"if": '$CI_PIPELINE_SOURCE == "merge_request_event"'}],
        [{"if": "$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH"}],
    ]
    for job in (request, main):
        assert [f"$CI_PROJECT_DIR/{path}" for path in job["cache"]["paths"]] == [
            f"{job['variables'][memo.FOLDER]}/*.memo"
        ]


@pytest.mark.parametrize("kind", ["Gitea", "GitLab"])
def test_off_github_nothing_is_taken_from_outside(kind: str) -> None:
    for text in workflows(kind).values():
        assert "uses:" not in text
        assert not [line for line in text.splitlines() if "github.com" in line.partition("#")[0]]


@pytest.mark.parametrize("kind", KINDS)
def test_main_is_checked_whole_and_published_where_it_is_said(kind: str, forge: Forge, tmp_path: Path) -> None:
    checked = run(kind, on(kind, forge, "main"), "check")
    assert [done.returncode for _, done in checked] == [0] * len(checked)
    assert checked[-1][1].stdout == CLEAN
    if kind == "GitHub":  # of which no copy of the records
        assert {file.suffix for file in (forge.folder / "cache").iterdir()} == {".memo"}
    machine = on(kind, forge, "main")
    built = run(kind, machine, "site")
    assert [done.returncode for _, done in built] == [0] * len(built)
    assert (machine.asked, built[-1][1].stdout) == (BUILT, "")
    for ends_with in ("0", "1"):  # a site of a ledger with errors is published, and the job fails
        place = tmp_path / f"网 站 {ends_with}"
        machine = on(kind, forge, "main")
        machine.variables = {**machine.variables, "SITE_ENDS_WITH": ends_with}
        done = published(kind, machine, f"{place}/internal")  # as it was to be written before
        assert (str(done.returncode), machine.asked) == (ends_with, BUILT)
        assert done.stdout.startswith(f"那里还没有网站。\n发布好了：{place}/county-pingjiang/current 现在是 releases/")
        for name in ("internal", "county-pingjiang"):
            assert (place / name / "current" / "index.html").read_text("utf-8") == "网站\n"


def published(kind: str, machine: Machine, place: str) -> Done:
    """Run the job that publishes, to a place that a variable of the forge names; return what became of it."""
    machine.values = {**machine.values, "vars.JIEDUI_PUBLISH": place}
    if kind == "GitLab":
        machine.variables = {**machine.variables, "JIEDUI_PUBLISH": place}
    return run(kind, machine, "site")[-1][1]


@pytest.mark.parametrize("kind", ["GitLab"])
def test_a_site_with_what_its_audience_may_not_see_stops_all_before_any_is_published(
    kind: str, forge: Forge, tmp_path: Path
) -> None:
    machine = on(kind, forge, "main")
    machine.variables = {**machine.variables, "SCAN_ENDS_WITH": "1"}
    done = published(kind, machine, str(tmp_path / "web"))
    assert (done.returncode, machine.asked) == (1, BUILT)
    assert not (tmp_path / "web").exists()


@pytest.mark.parametrize("kind", KINDS)
def test_a_change_that_brings_a_fault_is_stopped_as_the_forge_shows_it(kind: str, forge: Forge) -> None:
    git(forge.desk, "checkout", "--quiet", "-b", "mine")
    file = forge.desk / VISIT
    file.write_text(file.read_text("utf-8").replace('entered_on: "2023-10-12"', 'entered_on: "2023-10-11"'), "utf-8")
    forge.commit("补录", "mine")
    kept = forge.folder / "cache" / "x.memo"
    kept.parent.mkdir()
    kept.touch()
    machine = on(kind, forge, "mine")
    done = run(kind, machine, "check")[-1][1]
    assert [*kept.parent.iterdir()] == [kept], "a request saves nothing"
    assert (machine.work / ".cache" / "x.memo").exists() == (kind == "GitHub")
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
    if kind == "GitHub":  # of which a company may have one of its own
        server = forge.origin.parents[1].as_uri()
        own = {f"url.{server}/.insteadOf": f"https://x-access-token:t@{server}/"}
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


# ---- every week ----


@pytest.fixture
def platform(kind: str, forge: Forge) -> Iterator[FakeForge]:
    """What the forge answers about issues; the ledger says that it is there."""
    with running(FakeForge(kind)) as platform:
        file = forge.desk / "records" / "policy" / "ledger.yml"
        said = f"forge:\n  kind: {kind}\n  url: {platform.repository}\n  branch: main\n"
        file.write_text(file.read_text("utf-8") + said, "utf-8")
        forge.commit("写明平台")
        yield platform


def weekly(kind: str, forge: Forge, job: str) -> Done:
    """Play a job of every week on main, with the token that the forge gives it; return the outcome of its command."""
    machine = on(kind, forge, "main")
    machine.values = {**machine.values, "secrets.GITHUB_TOKEN": TOKEN, "github.token": TOKEN}
    machine.variables = {**machine.variables, "NO_PROXY": "127.0.0.1", "no_proxy": "127.0.0.1"}
    if kind == "GitLab":
        machine.variables = {**machine.variables, "CI_PIPELINE_SOURCE": "schedule", "JIEDUI_TOKEN": TOKEN}
    outcomes = run(kind, machine, "weekly", job)
    assert [done.returncode for _, done in outcomes] == [0] * len(outcomes), outcomes[-1][1].stderr
    return outcomes[-1][1]


@pytest.mark.parametrize("kind", KINDS)
def test_every_week_bulletins_are_verified_and_notices_are_posted(kind: str, forge: Forge, platform: FakeForge) -> None:
    assert weekly(kind, forge, "verify").stdout == "台账里没有已经冻结的通报。\n"
    assert platform.asked == []
    day = today().isoformat()
    assert weekly(kind, forge, "digest").stdout == f"发了议题 #7：每周要办（{day}）。\n"
    assert weekly(kind, forge, "digest").stdout == f"更新了议题 #7：每周要办（{day}）。\n"
    old = platform.add("保存期满的记录（2026-11-16）", "<!-- jiedui retention -->\n")
    assert weekly(kind, forge, "retention").stdout == f"更新了议题 #{old}：保存期满的记录（{day}）。\n"


@pytest.mark.parametrize("kind", KINDS)
def test_the_jobs_of_every_week_are_those_of_the_manual_and_begin_on_monday_morning(kind: str) -> None:
    commands = (steward.VERIFYING, steward.DIGEST, steward.RETENTION)
    if kind == "GitLab":
        found = yaml.safe_load(workflows(kind)[".gitlab-ci"])
        scheduled = [job for job in found.values() if isinstance(job, dict) and job.get("extends") == ".每周"]
        assert found[".每周"]["rules"] == [{"if": '$CI_PIPELINE_SOURCE == "schedule"'}]
        assert [job["script"] for job in scheduled] == [[".ci/setup", f".venv/bin/{command}"] for command in commands]
        return
    text = workflows(kind)["weekly"]
    steps = [[step["run"] for step in job["steps"] if "run" in step] for job in jobs(text).values()]
    assert [found[-2:] for found in steps] == [[".ci/setup", f".venv/bin/{command}"] for command in commands]
    # Sunday, 22:40 in UTC, is Monday, 6:40 in Beijing. YAML 1.1 reads the key “on” as true.
    assert yaml.safe_load(text)[True]["schedule"] == [{"cron": "40 22 * * 0"}]
