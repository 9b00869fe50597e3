"""The wheel: installed into an empty environment and called from any folder, it does all that a checkout does."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

Jiedui = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def jiedui(environment: Path, tmp_path: Path) -> Jiedui:
    """Run the installed command in an empty folder, far from any checkout."""
    home = tmp_path / "elsewhere"
    home.mkdir()
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    command = "import sys; sys.argv[0] = 'jiedui'; from jiedui.cli.main import main; main()"

    def run(*words: object) -> subprocess.CompletedProcess[str]:
        started = [environment / "bin" / "python", "-c", command, *map(str, words)]
        return subprocess.run(started, cwd=home, env=kept, capture_output=True, text=True, check=False)

    return run


@pytest.fixture
def records(repo_root: Path, policy_root: Path, tmp_path: Path) -> Path:
    """A small ledger, in a folder with a blank in its name."""
    root = tmp_path / "本单位 台账" / "records"
    shutil.copytree(repo_root / "tests" / "rules" / "base", root)
    shutil.copytree(policy_root / "policy", root / "policy")
    return root


def test_a_wheel_holds_every_file_of_the_package_and_what_stands_at_the_top(wheel: Path, repo_root: Path) -> None:
    places = ("scripts/jiedui", "schemas", "mkdocs.yml", "requirements.txt")
    asked = ["git", "-C", repo_root, "ls-files", "-z", "--cached", "--others", "--exclude-standard", *places]
    listed = subprocess.run(asked, capture_output=True, text=True, check=True).stdout.split("\0")
    wanted = {path.removeprefix("scripts/jiedui/") for path in listed if path and (repo_root / path).exists()}
    with zipfile.ZipFile(wheel) as archive:
        held = {name.removeprefix("jiedui/") for name in archive.namelist() if name.startswith("jiedui/")}
    assert wanted - held == set()
    assert held - wanted == {"commit.txt"}


def test_a_wheel_says_which_release_and_commit_it_is(jiedui: Jiedui, wheel: Path) -> None:
    said = re.fullmatch(r"jiedui (\S+) ([0-9a-f]{10})\n", jiedui("--version").stdout)
    assert said
    assert wheel.name == f"jiedui-{said[1]}-py3-none-any.whl"


@pytest.mark.parametrize(
    "words",
    [
        ("check",),
        ("fmt", "--check"),
        ("print", "cards", "--no-pdf", "--out", "prints"),
        ("report", "halfyear", "2026H1", "--out", "report"),
        ("bulletin", "verify"),
    ],
    ids=lambda words: words[0],
)
def test_what_is_installed_does_it_from_any_folder(jiedui: Jiedui, records: Path, words: tuple[str, ...]) -> None:
    done = jiedui(*words, "--records", records)
    assert (done.returncode, done.stderr) == (0, ""), done.stdout
