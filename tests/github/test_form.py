"""`.ci/form`: after a merge, main is brought into form by the machine."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

VISIT = "records/pingjiang/households/PJ-2H3J/visits/2023-10-12.yml"
HELPER = "records/pingjiang/helpers/PJ-B-4K5M.yml"


class Forge:
    """A clone as the machine has it, and the repository that it came from."""

    def __init__(self, folder: Path, repo_root: Path, policy_root: Path) -> None:
        self.origin, self.clone = folder / "origin.git", folder / "clone"
        self.command = folder / "jiedui"
        self.command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m jiedui "$@"\n', "utf-8")
        self.command.chmod(0o755)
        self.git("init", "--quiet", "--bare", "--initial-branch=main", str(self.origin), cwd=folder)
        self.git("clone", "--quiet", str(self.origin), str(self.clone), cwd=folder)
        shutil.copytree(repo_root / "tests" / "rules" / "base", self.clone / "records")
        shutil.copytree(policy_root / "policy", self.clone / "records" / "policy")
        shutil.copytree(repo_root / ".ci", self.clone / ".ci")
        shutil.copy(repo_root / ".gitattributes", self.clone)
        self.commit("先有的")

    def git(self, *words: str, cwd: Path | None = None) -> str:
        identity = {f"GIT_{role}_{part}": "x" for role in ("AUTHOR", "COMMITTER") for part in ("NAME", "EMAIL")}
        command = ["git", *words]
        done = subprocess.run(
            command, cwd=cwd or self.clone, env={**os.environ, **identity}, capture_output=True, check=True
        )
        return done.stdout.decode("utf-8")

    def commit(self, message: str) -> None:
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", message)
        self.git("push", "--quiet", "origin", "HEAD:main")

    def form(self) -> subprocess.CompletedProcess[str]:
        environment = {**os.environ, "JIEDUI": str(self.command)}
        command = [str(self.clone / ".ci" / "form")]
        return subprocess.run(
            command, cwd=self.clone, env=environment, capture_output=True, text=True, timeout=120, check=False
        )

    def main(self) -> list[str]:
        return self.git("log", "--format=%s", "main", cwd=self.origin).splitlines()

    def on_main(self, path: str) -> bytes:
        return subprocess.check_output(["git", "show", f"main:{path}"], cwd=self.origin)


@pytest.fixture
def forge(tmp_path: Path, repo_root: Path, policy_root: Path) -> Forge:
    return Forge(tmp_path, repo_root, policy_root)


def typed(forge: Forge) -> bytes:
    """Merge a visit as somebody typed it, without quotes and last line feed; return how it should be."""
    file = forge.clone / VISIT
    canonical = file.read_bytes()
    file.write_bytes(canonical.replace(b'"', b"").rstrip(b"\n"))
    forge.commit("登记走访一次")
    return canonical


def test_main_is_brought_into_form_once_by_a_commit_that_says_so(forge: Forge) -> None:
    canonical = typed(forge)
    done = forge.form()
    assert (done.returncode, done.stderr) == (0, "")
    assert forge.main() == ["整理台账写法", "登记走访一次", "先有的"]
    assert forge.on_main(VISIT) == canonical
    assert forge.git("show", "--name-only", "--format=%an%n%b", "main", cwd=forge.origin).split() == [
        "台账整理", "由", "jiedui", "fmt", "自动整理：只改写法，不改内容。", VISIT,
    ]  # fmt: skip
    done = forge.form()
    assert (done.returncode, done.stdout.splitlines()[-1]) == (0, "写法都是统一的，没有要提交的。")
    assert len(forge.main()) == 3


def test_line_ends_that_came_in_through_the_web_are_put_right(forge: Forge) -> None:
    file = forge.clone / VISIT
    canonical = file.read_bytes()
    attributes = (forge.clone / ".gitattributes").read_bytes()
    (forge.clone / ".gitattributes").write_text("* -text\n", "utf-8")
    file.write_bytes(canonical.replace(b"\n", b"\r\n"))
    forge.commit("登记走访一次")
    (forge.clone / ".gitattributes").write_bytes(attributes)
    forge.git("add", ".gitattributes")
    forge.git("commit", "--quiet", "--message", "换行统一")
    assert forge.form().returncode == 0
    assert forge.on_main(VISIT) == canonical


def test_what_cannot_be_read_stops_nothing_else(forge: Forge) -> None:
    (forge.clone / HELPER).write_text("id：PJ-B-4K5M\n", "utf-8")
    canonical = typed(forge)
    done = forge.form()
    assert done.returncode == 0
    assert f"{HELPER}:1:3: 错误" in done.stdout
    assert forge.on_main(VISIT) == canonical
    assert forge.on_main(HELPER) == "id：PJ-B-4K5M\n".encode()


def test_a_main_that_refuses_stays_as_it_is_and_nothing_fails(forge: Forge) -> None:
    typed(forge)
    hook = forge.origin / "hooks" / "pre-receive"
    hook.write_text("#!/bin/sh\nexit 1\n", "utf-8")
    hook.chmod(0o755)
    done = forge.form()
    assert done.returncode == 0
    assert done.stdout.splitlines()[-1].startswith("没有交上去：主线又有新的合并，或者受保护")
    assert forge.main() == ["登记走访一次", "先有的"]


def test_a_command_that_could_not_run_fails(forge: Forge) -> None:
    shutil.rmtree(forge.clone / "records")
    done = forge.form()
    assert done.returncode == 2
    assert len(forge.main()) == 1
