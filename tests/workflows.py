"""Workflow files, played: each step that runs something is run by Bash, as the runner of a forge does it.

What is no program of ours is played, too: a checkout is a clone of a repository here, installing finds a ``jiedui``
that is there already, and what would take minutes (building the site, the whole suite) only notes that it was asked.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from check_jsonschema import main as check_jsonschema
from click.testing import CliRunner

import jiedui

Done = subprocess.CompletedProcess[str]

NO_CONFIG = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
IDENTITY = {f"GIT_{role}_{part}": "x" for role in ("AUTHOR", "COMMITTER") for part in ("NAME", "EMAIL")}
OF_FORGES = re.compile(r"(GITHUB|GITEA|FORGEJO|GITLAB|CI)(_|\Z)")
EVENT = re.compile(r"github\.event_name == '(\w+)'")
EXPRESSION = re.compile(r"\$\{\{ *([\w.-]+) *\}\}")
# The program, but for what takes long: that is noted in a file that Git does not see.
JIEDUI = """#!/bin/sh
case "$1" in
  site)
    echo "jiedui $*" >> .venv/asked
    case "$*" in *"--audience all"*) made="sites/internal sites/county-pingjiang" ;; *) made=site ;; esac
    for folder in $made; do
      mkdir -p "$folder"
      echo 网站 > "$folder/index.html"
      echo '{{"as_of": "2026-11-23", "commit": "0123456789"}}' > "$folder/.jiedui-site"
    done
    exit "${{SITE_ENDS_WITH:-0}}" ;;
  scan)
    echo "jiedui $*" >> .venv/asked
    exit "${{SCAN_ENDS_WITH:-0}}" ;;
  *) exec "{python}" -m jiedui "$@" ;;
esac
"""
NOTED = '#!/bin/sh\necho "{name} $*" >> "{asked}"\n'


def have_shape(schema: str, *files: Path) -> None:
    """Hold that files have the shape that a forge reads, as ``schema`` of check-jsonschema tells it.

    It is asked in this process: to begin one takes longer than to answer.
    """
    done = CliRunner().invoke(check_jsonschema, ["--builtin-schema", f"vendor.{schema}", *map(str, files)])
    assert done.exit_code == 0, done.output


def git(folder: Path, *words: str) -> str:
    """Run Git in a folder as nobody in particular."""
    command = ["git", "-C", str(folder), *words]
    environment = {**os.environ, **NO_CONFIG, **IDENTITY}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    return done.stdout.strip()


@dataclass
class Forge:
    """A repository on a forge (``origin``, bare), and a clone of its own in which somebody works (``desk``)."""

    folder: Path
    origin: Path = field(init=False)
    desk: Path = field(init=False)

    def __post_init__(self) -> None:
        self.origin, self.desk = self.folder / "origin" / "office" / "ledger", self.folder / "desk"
        git(self.folder, "init", "--quiet", "--bare", "--initial-branch=main", str(self.origin))
        git(self.folder, "clone", "--quiet", str(self.origin), str(self.desk))
        git(self.desk, "checkout", "--quiet", "-B", "main")

    def commit(self, message: str, branch: str = "main") -> str:
        """Commit all that lies on the desk and push it; return the commit's name."""
        git(self.desk, "add", "--all")
        git(self.desk, "commit", "--quiet", "--message", message)
        git(self.desk, "push", "--quiet", "origin", f"HEAD:{branch}")
        return git(self.desk, "rev-parse", "HEAD")

    def log(self) -> list[str]:
        """Return the subjects of the commits of main, the last first."""
        return git(self.origin, "log", "--format=%s", "main").splitlines()


@dataclass
class Machine:
    """A machine of a forge: an empty folder to ``work`` in, variables, and programs that only note that they ran."""

    forge: Forge
    ref: str = "refs/heads/main"
    variables: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, str] = field(default_factory=dict)
    work: Path = field(init=False)
    bin: Path = field(init=False)

    def __post_init__(self) -> None:
        number = len(list(self.forge.folder.glob("machine*")))
        self.work = self.forge.folder / f"machine{number}" / "work"
        self.bin = self.work.parent / "bin"
        for folder in (self.work, self.bin):
            folder.mkdir(parents=True)

    @property
    def asked(self) -> list[str]:
        """What was asked of programs that only note it."""
        found = [file for file in (self.work.parent / "asked", self.work / ".venv" / "asked") if file.exists()]
        return [line for file in found for line in file.read_text("utf-8").splitlines()]

    def note(self, *names: str) -> None:
        """Let programs note that they were asked for, and do nothing."""
        for name in names:
            self.program(self.bin / name, NOTED.format(name=name, asked=self.work.parent / "asked"))

    @staticmethod
    def program(file: Path, text: str) -> None:
        """Write a program."""
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
        file.chmod(0o755)

    def event(self, data: Mapping[str, Any]) -> dict[str, str]:
        """Return the variable that names a file of the event, which holds ``data``."""
        file = self.work.parent / "event.json"
        file.write_text(json.dumps(data), "utf-8")
        return {"GITHUB_EVENT_PATH": str(file)}

    def fetch(self, path: str = ".") -> None:
        """Check out the ref with all of the history, as a checkout by the forge does, to a ``path`` in the work."""
        folder = self.work / path
        folder.mkdir(exist_ok=True)
        git(folder, "init", "--quiet")
        git(folder, "remote", "add", "origin", str(self.forge.origin))
        git(folder, "fetch", "--quiet", "origin", "+refs/heads/*:refs/remotes/origin/*", f"{self.ref}:refs/ref")
        git(folder, "checkout", "--quiet", "--detach", "refs/ref")

    def install(self) -> None:
        """Put a ``jiedui`` where installing would; a file newer than all tells make that nothing is to be done."""
        self.program(self.work / ".venv" / "bin" / "jiedui", JIEDUI.format(python=sys.executable))
        (self.work / ".venv" / "bin" / "python").symlink_to(sys.executable)
        (self.work / ".venv" / ".ready").write_text(str(self.work), "utf-8")

    def run(self, script: str, **environment: str) -> Done:
        """Run a script as a step of the machine."""
        own = {name: value for name, value in os.environ.items() if not OF_FORGES.match(name)}
        more = {"PYTHONPATH": str(Path(jiedui.__file__).parents[1]), "PATH": f"{self.bin}:{os.environ['PATH']}"}
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", script],
            cwd=self.work,
            env={**own, **more, **NO_CONFIG, **self.variables, **environment},
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert "Traceback" not in done.stdout + done.stderr, done.stderr
        return done

    def filled(self, value: str) -> str:
        """Return a text with the values that the forge puts into it; one that nobody told is empty."""
        values = {"github.workspace": str(self.work), **self.values}
        return EXPRESSION.sub(lambda found: values.get(found[1], ""), value)

    def is_asked(self, condition: str) -> bool:
        """Tell whether a step is taken under a condition: one of the event, else it is."""
        event = EVENT.fullmatch(condition)
        return event is None or event[1] == self.variables["GITHUB_EVENT_NAME"]


def jobs(text: str) -> dict[str, dict[str, Any]]:
    """Return the jobs of a workflow of GitHub's or Gitea's, by their ids."""
    found: dict[str, dict[str, Any]] = yaml.safe_load(text)["jobs"]
    return found


def play(machine: Machine, steps: list[dict[str, Any]]) -> Iterator[tuple[str, Done]]:
    """Play the steps of a job until one fails; yield the name and the outcome of each that runs something."""
    for step in steps:
        if not machine.is_asked(step.get("if", "")):
            continue
        if uses := step.get("uses"):
            asked = {key: machine.filled(str(value)) for key, value in step.get("with", {}).items()}
            _use(machine, uses.partition("@")[0], asked)
            continue
        assert set(step) <= {"name", "run", "env"}, "play what else a step may say"
        done = machine.run(step["run"], **{key: machine.filled(value) for key, value in step.get("env", {}).items()})
        yield step["name"], done
        if done.returncode:
            return


def _use(machine: Machine, action: str, asked: Mapping[str, str]) -> None:
    artifacts, cache = machine.forge.folder / "artifacts", machine.forge.folder / "cache"
    match action:
        case "actions/checkout" if "path" in asked:  # a second repository: here the same as the first
            machine.fetch(asked["path"])
        case "actions/checkout":
            machine.fetch()
            machine.install()
        case "actions/setup-python":
            assert asked["python-version"] in ("3.11", "3.13")
        case "actions/cache/restore":
            assert asked["path"] == ".cache/*.memo"
            if cache.is_dir():
                shutil.copytree(cache, machine.work / ".cache")
        case "actions/cache/save":
            cache.mkdir(exist_ok=True)
            for file in machine.work.glob(asked["path"]):
                shutil.copy(file, cache)
        case "actions/upload-artifact":
            shutil.copytree(machine.work / asked["path"], artifacts / asked["name"], dirs_exist_ok=True)
        case "actions/download-artifact":
            for artifact in artifacts.glob(asked["pattern"]):
                shutil.copytree(artifact, machine.work / asked["path"] / artifact.name)
        case _:
            raise AssertionError(f"nobody knows what {action} does")


def copy_ledger(repo_root: Path, policy_root: Path, folder: Path) -> None:
    """Put the small valid ledger, with the policy as shipped, into a folder."""
    shutil.copytree(repo_root / "tests" / "rules" / "base", folder / "records")
    shutil.copytree(policy_root / "policy", folder / "records" / "policy")


def copy_program(repo_root: Path, folder: Path) -> None:
    """Put what beside the ledger the workflows of this repository lean on into a folder."""
    for entry in (".ci", ".github"):
        shutil.copytree(repo_root / entry, folder / entry)
    for file in filter(Path.is_file, repo_root.iterdir()):
        if file.name != ".git":  # of a second working tree
            shutil.copy(file, folder)
