"""A machine that nothing is compiled for (龙芯, LoongArch): each command works, with the same verdict."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
# What has no wheel for such a machine, whole or in its compiled part.
COMPILED = (
    "yaml._yaml", "jsonschema_rs", "msgspec", "rpds", "python_calamine", "pypdfium2", "lxml", "docx",
    "markupsafe._speedups", "charset_normalizer.md",
)  # fmt: skip
SLOWER = "注意：这台电脑没有 jsonschema-rs、libyaml，检查要慢一些，结果一样。\n"
PROGRESS = re.compile(r"\n正在检查 \d+/\d+\n")  # is told where a busy machine takes its time
BLOCKING = f"import sys\nfor name in {COMPILED!r}:\n    sys.modules[name] = None\n"


@pytest.fixture
def folder(policy_root: Path, tmp_path: Path) -> Path:
    """A folder with a small ledger, and what keeps Python from its compiled packages."""
    shutil.copytree(ROOT / "tests" / "rules" / "base", tmp_path / "records")
    shutil.copytree(policy_root / "policy", tmp_path / "records" / "policy")
    (tmp_path / "blocking").mkdir()
    (tmp_path / "blocking" / "sitecustomize.py").write_text(BLOCKING, "utf-8")
    return tmp_path


def run(folder: Path, *args: str, blocked: bool = True) -> subprocess.CompletedProcess[str]:
    ways = [str(ROOT / "scripts"), *([str(folder / "blocking")] if blocked else [])]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(ways), "PYTHONUTF8": "1"}
    command = [sys.executable, "-m", "jiedui", *args]
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, timeout=300, check=False
    )


def test_a_faulty_ledger_is_judged_alike(folder: Path) -> None:
    visits = sorted(folder.glob("records/*/households/*/visits/*.yml"))
    for visit, fault in zip(
        visits, ("channel: 散步\n", "content: [甲\n", "phone: 1\n", "content: &甲 乙\n"), strict=False
    ):
        visit.write_text(visit.read_text("utf-8") + fault, "utf-8")
    slow, fast = (
        run(folder, "check", "--no-cache", "--as-of", "2026-11-23", blocked=blocked) for blocked in (True, False)
    )
    assert (slow.returncode, slow.stdout) == (fast.returncode, fast.stdout)
    assert slow.returncode == 1
    assert slow.stdout.count("错误") >= 4
    assert [PROGRESS.sub("", done.stderr) for done in (slow, fast)] == [SLOWER, ""]


@pytest.mark.soak
def test_every_fault_is_found_by_the_judge_that_runs_everywhere(folder: Path) -> None:
    blocking = "import sys\nsys.modules |= {'jsonschema_rs': None, 'rpds': None}\n"
    (folder / "blocking" / "sitecustomize.py").write_text(blocking, "utf-8")
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join((str(ROOT / "scripts"), str(folder / "blocking")))}
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider"]
    command += ["tests/rules/test_faults.py", "tests/rules/test_slips.py", "tests/schemas/test_exercise.py"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-2000:]


@pytest.mark.soak
@pytest.mark.parametrize(
    "args",
    [
        ("fmt", "--check"),
        ("site", "--docs", "docs", "--out", "site", "--no-pictures"),
        ("print", "--no-pdf"),
        ("report", "annual", "2026", "--format", "html"),
        ("report", "overview"),
        ("bulletin", "show", "2026Q3", "--draft", "--format", "html"),
        ("bulletin", "show", "2026Q3", "--draft", "--format", "xlsx"),
    ],
    ids=" ".join,
)
def test_every_command_works(folder: Path, args: tuple[str, ...]) -> None:
    day = [] if args[0] == "fmt" else ["--as-of", "2026-11-23"]
    done = run(folder, *args, *day)
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
