"""`.ci/form`: after a merge, main is brought into form by the machine."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from tests.workflows import Done, Forge, Machine, copy_ledger, copy_program, git

VISIT = "records/pingjiang/households/PJ-2H3J/visits/2023-10-12.yml"
HELPER = "records/pingjiang/helpers/PJ-B-4K5M.yml"


class Ledger(Forge):
    """A forge with the ledger on main."""

    def __init__(self, folder: Path, repo_root: Path, policy_root: Path) -> None:
        super().__init__(folder)
        copy_ledger(repo_root, policy_root, self.desk)
        copy_program(repo_root, self.desk)
        self.commit("先有的")

    def machine(self) -> Machine:
        machine = Machine(self)
        machine.fetch()
        machine.install()
        return machine

    def form(self) -> Done:
        return self.machine().run(".ci/form")

    def on_main(self, path: str) -> bytes:
        return subprocess.check_output(["git", "show", f"main:{path}"], cwd=self.origin)


@pytest.fixture
def forge(tmp_path: Path, repo_root: Path, policy_root: Path) -> Ledger:
    return Ledger(tmp_path, repo_root, policy_root)


def typed(forge: Ledger) -> bytes:
    """Merge a visit as somebody typed it, without quotes and last line feed; return how it should be."""
    file = forge.desk / VISIT
    canonical = file.read_bytes()
    file.write_bytes(canonical.replace(b'"', b"").rstrip(b"\n"))
    forge.commit("登记走访一次")
    return canonical


def test_main_is_brought_into_form_once_by_a_commit_that_says_so(forge: Ledger) -> None:
    canonical = typed(forge)
    done = forge.form()
    assert (done.returncode, done.stderr) == (0, "")
    assert forge.log() == ["整理台账写法", "登记走访一次", "先有的"]
    assert forge.on_main(VISIT) == canonical
    assert git(forge.origin, "show", "--name-only", "--format=%an%n%b", "main").split() == [
        "台账整理", "由", "jiedui", "fmt", "自动整理：只改写法，不改内容。", VISIT,
    ]  # fmt: skip
    done = forge.form()
    assert (done.returncode, done.stdout.splitlines()[-1]) == (0, "写法都是统一的，没有要提交的。")
    assert len(forge.log()) == 3


def test_line_ends_that_came_in_through_the_web_are_put_right(forge: Ledger) -> None:
    file = forge.desk / VISIT
    canonical = file.read_bytes()
    attributes = (forge.desk / ".gitattributes").read_bytes()
    (forge.desk / ".gitattributes").write_text("* -text\n", "utf-8")
    file.write_bytes(canonical.replace(b"\n", b"\r\n"))
    forge.commit("登记走访一次")
    (forge.desk / ".gitattributes").write_bytes(attributes)
    git(forge.desk, "commit", "--quiet", "--message=换行统一", "--", ".gitattributes")
    git(forge.desk, "push", "--quiet", "origin", "main")
    assert forge.form().returncode == 0
    assert forge.on_main(VISIT) == canonical


def test_what_cannot_be_read_stops_nothing_else(forge: Ledger) -> None:
    (forge.desk / HELPER).write_text("id：PJ-B-4K5M\n", "utf-8")
    canonical = typed(forge)
    done = forge.form()
    assert done.returncode == 0
    assert f"{HELPER}:1:3: 错误" in done.stdout
    assert forge.on_main(VISIT) == canonical
    assert forge.on_main(HELPER) == "id：PJ-B-4K5M\n".encode()


def test_a_main_that_refuses_stays_as_it_is_and_nothing_fails(forge: Ledger) -> None:
    typed(forge)
    hook = forge.origin / "hooks" / "pre-receive"
    hook.write_text("#!/bin/sh\nexit 1\n", "utf-8")
    hook.chmod(0o755)
    done = forge.form()
    assert done.returncode == 0
    assert done.stdout.splitlines()[-1].startswith("没有交上去：主分支又有新的合并，或者受保护")
    assert forge.log() == ["登记走访一次", "先有的"]


def test_a_command_that_could_not_run_fails(forge: Ledger) -> None:
    machine = forge.machine()
    shutil.rmtree(machine.work / "records")
    assert machine.run(".ci/form").returncode == 2
    assert len(forge.log()) == 1
