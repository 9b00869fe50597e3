"""The same commit and day give the same bytes, in whatever folder, locale, time zone and order of hashing."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from jiedui.site.machine.output import KEYS

DAY = "2026-06-30"
GIT = {
    f"GIT_{who}_{what}": text
    for who in ("AUTHOR", "COMMITTER")
    for what, text in (("NAME", "示例"), ("EMAIL", "x@example.com"), ("DATE", "2026-06-30T00:00:00Z"))
}
# Two machines as far apart as may be.
PLACES = {
    "a": {"TZ": "Asia/Shanghai", "LC_ALL": "C.UTF-8", "LANG": "zh_CN.UTF-8", "PYTHONHASHSEED": "1"},
    "another folder, 深": {"TZ": "America/Anchorage", "LC_ALL": "C", "LANG": "C", "PYTHONHASHSEED": "77"},
}
COMMANDS = (
    ("print", "cards", "forms", "--no-pdf", "--out", "out/prints"),
    ("export", "out/book.xlsx"),
    ("report", "annual", "2025", "--out", "out/reports"),
)
MORE = (
    ("print", "--no-pdf", "--out", "out/prints"),
    ("report", "overview", "--out", "out/reports"),
    ("report", "register", "--out", "out/reports"),
    ("report", "dispatch", "--unit", "pingjiang", "--out", "out/reports"),
    ("bulletin", "show", "2026Q1", "--draft", "--format", "xlsx", "--out", "out/bulletin.xlsx"),
    ("bulletin", "show", "2026Q1", "--draft", "--format", "docx", "--out", "out/bulletin.docx"),
)
PAGES = ("site", "--pages-only", "--no-pictures", "--docs", "out/docs")
BUILT = ("site", "--no-pictures", "--docs", "out/docs", "--out", "out/site")
# All in one process: most of the time of a command goes into its beginning.
RUN = """
import json, sys
from jiedui.cli.verbs import cli
for words in json.loads(sys.argv[1]):
    try:
        cli.main(words, "jiedui", standalone_mode=False)
    except SystemExit as left:
        assert not left.code, (words, left.code)
"""


@pytest.fixture
def ledger(repo_root: Path, policy_root: Path, tmp_path: Path) -> Path:
    """A ledger with its history, made once, so that its commit is the same wherever it is cloned to."""
    folder = tmp_path / "origin"
    shutil.copytree(repo_root / "tests" / "rules" / "base", folder / "records")
    shutil.copytree(policy_root / "policy", folder / "records" / "policy")
    for words in (("init", "-q"), ("add", "-A"), ("commit", "-qm", "建账")):
        subprocess.run(("git", *words), cwd=folder, check=True, env=os.environ | GIT)
    return folder


def made(place: Path, ledger: Path, settings: dict[str, str], commands: tuple[tuple[str, ...], ...]) -> dict[str, str]:
    """Return the digest of every file that the commands write beside a clone of the ledger, by its path."""

    shutil.copytree(ledger, place)
    words = json.dumps([[*command, "--as-of", DAY] for command in commands])
    done = subprocess.run(
        (sys.executable, "-c", RUN, words), cwd=place, env=os.environ | GIT | settings, capture_output=True, text=True,
        encoding="utf-8", errors="replace",
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    # When a page was written tells whether anybody has touched it since; that is of its machine.
    files = (file for file in (place / "out").rglob("*") if file.is_file() and file.name != KEYS)
    return {file.relative_to(place).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest() for file in files}


def compare(ledger: Path, tmp_path: Path, *commands: tuple[str, ...]) -> int:
    """Hold that two machines make the same files; return how many."""
    one, other = (made(tmp_path / name, ledger, settings, commands) for name, settings in PLACES.items())
    assert [path for path in one.keys() | other.keys() if one.get(path) != other.get(path)] == []
    return len(one)


def test_pages_prints_workbooks_and_documents_are_the_same_to_the_byte(ledger: Path, tmp_path: Path) -> None:
    assert compare(ledger, tmp_path, *COMMANDS, PAGES) > 100


@pytest.mark.soak
@pytest.mark.engine
def test_a_built_site_and_all_that_is_printed_and_reported_are_the_same_to_the_byte(
    ledger: Path, tmp_path: Path
) -> None:
    assert compare(ledger, tmp_path, *MORE, BUILT) > 100
