"""The check of a pull request, as the workflow runs it: main merged first, and compared with main."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from tests.workflows import Done, Forge, Machine, copy_ledger, copy_program, git, jobs, play

from jiedui.records.schema import SchemaLibrary
from jiedui.records.writer import write
from jiedui.site.pages import guide_records

VISIT = "records/yueyanglou/households/YYL-4D5E/visits/2025-09-03.yml"
OTHER = "records/pingjiang/households/PJ-2H3J/visits/2023-10-12.yml"


class PullRequest(Forge):
    """A forge with the ledger on main, and a branch ``mine`` on the desk that is to be merged."""

    def __init__(self, folder: Path, repo_root: Path, policy_root: Path) -> None:
        super().__init__(folder)
        self.workflow = (repo_root / ".github" / "workflows" / "check.yml").read_text("utf-8")
        copy_ledger(repo_root, policy_root, self.desk)
        copy_program(repo_root, self.desk)
        (self.desk / ".git" / "info" / "attributes").write_text("* -text\n", "utf-8")  # as the editor of a forge does
        self.commit("先有的")
        git(self.desk, "checkout", "--quiet", "-b", "mine")

    def check(self) -> Done:
        """Let a machine of GitHub run the job on the branch."""
        variables = {"GITHUB_ACTIONS": "true", "GITHUB_EVENT_NAME": "pull_request", "GITHUB_BASE_REF": "main"}
        machine = Machine(self, ref="refs/heads/mine", variables=variables)
        outcomes = dict(play(machine, jobs(self.workflow)["ledger"]["steps"]))
        assert list(outcomes) == ["准备", "检查"]
        return outcomes["检查"]


@pytest.fixture
def pull(tmp_path: Path, repo_root: Path, policy_root: Path) -> PullRequest:
    return PullRequest(tmp_path, repo_root, policy_root)


def test_a_record_that_the_branch_deletes_is_an_error(pull: PullRequest) -> None:
    (pull.desk / VISIT).unlink()
    pull.commit("删", "mine")
    done = pull.check()
    assert done.returncode == 1
    assert f"::error file={VISIT},title=记录不见了::2025-09-03 的走访记录不见了。" in done.stdout


def test_faults_of_main_do_not_stop_a_branch_nor_does_what_only_main_has_got(pull: PullRequest) -> None:
    new = pull.desk / VISIT.replace("2025-09-03", "2026-03-05")
    text = (pull.desk / VISIT).read_text("utf-8")
    new.write_text(text.replace("2025-09-03", "2026-03-05").replace("2025-09-04", "2026-03-05"), "utf-8")
    pull.commit("我的", "mine")
    git(pull.desk, "checkout", "--quiet", "main")
    other = pull.desk / OTHER
    other.write_text(other.read_text("utf-8").replace('entered_on: "2023-10-12"', 'entered_on: "2023-10-11"'), "utf-8")
    (pull.desk / "records" / "city" / "events" / "2023-12-18-meeting.yml").unlink()
    pull.commit("别人的")
    done = pull.check()
    assert done.returncode == 0, done.stdout
    assert "：这次改动带来 0 处错误，1 处警告。另有旧的错误 1 处、警告 0 处，运行 jiedui check 查看。\n" in done.stdout
    assert "规则 merge-left-out" in done.stdout  # the meeting, which the branch still has


# ---- a visit as the manual says it ----


def as_typed(visit: dict[str, Any], library: SchemaLibrary, end: str) -> bytes:
    """Return an example of the manual for a household of this ledger, copied as it allows: without what follows a #."""
    lines = [re.sub(r"  # .*", "", line).replace('"', "") for line in write(visit, library["visit"]).splitlines()]
    text = re.sub(r"2026-11-(?=2)", "2024-04-", end.join(lines))
    return text.replace("SLX-B-7K3Q", "PJ-B-2H3J").replace("n-7K3Q", "n-RDB5").encode("utf-8")


@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["line feeds", "as on Windows"])
@pytest.mark.parametrize("name", ["SHORT", "VISIT", "WITHDRAWN"])
def test_a_visit_as_the_manual_says_it_merges_with_a_notice_at_most(
    pull: PullRequest, repo_root: Path, name: str, end: str
) -> None:
    path = "records/pingjiang/households/PJ-2H3J/visits/2024-04-20.yml"
    typed = as_typed(getattr(guide_records, name), SchemaLibrary(repo_root / "schemas"), end)
    (pull.desk / path).write_bytes(typed)
    pull.commit("登记走访一次", "mine")
    done = pull.check()
    assert done.returncode == 0, done.stdout
    assert "::error" not in done.stdout
    told = [line for line in done.stdout.splitlines() if line.startswith("::")]
    assert [line.split("::")[1] for line in told] == [f"notice file={path},title=写法和统一格式不同"]
    assert "::最后一行没有换行；" in told[0]
    assert ("CRLF" in told[0]) == (end == "\r\n")


def test_a_visit_that_the_manual_calls_faulty_is_stopped_by_its_content_alone(
    pull: PullRequest, repo_root: Path
) -> None:
    path = "records/pingjiang/households/PJ-2H3J/visits/2024-04-20.yml"
    (pull.desk / path).write_bytes(as_typed(guide_records.FAULTY, SchemaLibrary(repo_root / "schemas"), "\n"))
    pull.commit("登记走访一次", "mine")
    done = pull.check()
    assert done.returncode == 1
    assert sorted(line.split("::")[1].split(",title=")[1] for line in done.stdout.splitlines() if line[:2] == "::") == [
        "不在可选范围内", "必填项没有填",
    ]  # fmt: skip
