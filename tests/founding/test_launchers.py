"""The launchers of a ledger: they make its environment once, from the lock alone, and hand on whatever is asked."""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import jiedui as module
from jiedui.founding.lock import read_lock
from jiedui.founding.wheels import PLATFORMS, NotCollectedError, collect
from jiedui.shipped import shipped

# A Python that notes what it is called for, and makes environments of its own kind.
STAND_IN = """\
#!/bin/sh
echo "$*" >> "$CALLS"
case "$1$2" in
  -mvenv) mkdir -p "$3/bin" && cp "$0" "$3/bin/python" ;;
  -mjiedui) pwd >> "$CALLS"; exit 7 ;;
esac
"""
LOCK = """\
click==8.5.1 \\
    --hash=sha256:aa
setuptools==84.2.1 ; platform_machine == 'loongarch64' \\
    --hash=sha256:bb
    # via PyYAML
tzdata==1 --hash=sha256:cc
"""
MAKING = "正在准备运行环境 .venv（第一次和换版本时要几分钟）……\n"
INSTALL = (
    "-m pip install --quiet --disable-pip-version-check --no-input --no-deps --no-build-isolation --require-hashes "
    "--find-links {top}/wheels -r {lock}"
)
Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def ledger(founded: Path) -> Path:
    """A new ledger, with a lock that is soon read."""
    top = founded.rename(founded.with_name("本单位 台账"))
    (top / "requirements.txt").write_text(LOCK, "utf-8")
    return top


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """The Python that an environment is made with."""
    file = tmp_path / "python-stand-in"
    file.write_text(STAND_IN, "utf-8")
    file.chmod(0o755)
    return file


@pytest.fixture
def run(base: Path, tmp_path: Path) -> Run:
    """Run a command with the stand-in for Python."""

    def started(*command: str | Path, **variables: str) -> subprocess.CompletedProcess[str]:
        kept = {name: value for name, value in os.environ.items() if name not in ("WHEELS", "PYTHONPATH")}
        environment = {**kept, "PYTHON": str(base), "CALLS": str(tmp_path / "calls"), **variables}
        return subprocess.run(
            [*map(str, command)], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
        )

    return started


def calls(tmp_path: Path) -> list[str]:
    """Return what Python was called for since this was last asked."""
    file = tmp_path / "calls"
    said = file.read_text("utf-8").splitlines() if file.exists() else []
    file.unlink(missing_ok=True)
    return [line for line in said if not line.startswith("-c ")]


def made(top: Path, *more: str) -> list[str]:
    install = " ".join((INSTALL.format(top=top, lock=top / "requirements.txt"), *more))
    return [f"-m venv {top}/.venv", install]


def test_the_environment_is_made_once_and_what_is_asked_is_handed_on(ledger: Path, run: Run, tmp_path: Path) -> None:
    setup = run(ledger / ".ci" / "setup")
    assert (setup.returncode, setup.stdout, setup.stderr) == (0, "", MAKING)
    assert calls(tmp_path) == made(ledger)
    done = run(ledger / "jiedui", "check", "records/a b", PYTHON=sys.executable)
    assert (done.returncode, done.stderr) == (7, "")
    assert calls(tmp_path) == ["-m jiedui check records/a b", str(ledger)]


def test_another_lock_or_another_place_makes_it_anew(ledger: Path, run: Run, tmp_path: Path) -> None:
    run(ledger / ".ci" / "setup")
    calls(tmp_path)
    (ledger / "requirements.txt").write_text(LOCK + "b==1 --hash=sha256:dd\n", "utf-8")
    assert run(ledger / ".ci" / "setup").stderr == MAKING
    assert calls(tmp_path) == made(ledger)
    moved = ledger.rename(ledger.with_name("新位置"))
    assert run(moved / ".ci" / "setup").stderr == MAKING
    assert calls(tmp_path) == made(moved)
    assert (run(moved / ".ci" / "setup").stderr, calls(tmp_path)) == ("", [])


def test_without_the_internet_a_folder_is_enough(ledger: Path, run: Run, tmp_path: Path) -> None:
    (tmp_path / "u 盘").mkdir()
    assert run(ledger / ".ci" / "setup", WHEELS="u 盘").returncode == 0
    assert calls(tmp_path) == made(ledger, "--no-index", "--find-links", str(tmp_path / "u 盘"))


def test_what_is_built_on_the_machine_is_built_by_what_is_locked(ledger: Path, run: Run, tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text("import platform\nplatform.machine = lambda: 'loongarch64'\n", "utf-8")
    assert run(ledger / ".ci" / "setup", PYTHONPATH=str(tmp_path)).returncode == 0
    venv, *installs = calls(tmp_path)
    build = ledger / ".venv" / "build"
    assert [venv, installs[1]] == made(ledger)
    assert installs[0] == INSTALL.format(top=ledger, lock=build)
    assert build.read_text("utf-8") == "".join(f"{line}\n" for line in LOCK.splitlines()[2:5])


def test_an_environment_that_could_not_be_made_is_told(ledger: Path, run: Run, base: Path, tmp_path: Path) -> None:
    done = run(ledger / ".ci" / "setup", WHEELS="没有")
    assert (done.returncode, done.stderr) == (2, f"不能运行：没有 WHEELS 指的文件夹：{tmp_path}/没有\n")
    base.write_text(STAND_IN.replace("-mvenv)", "-mvenv) exit 1 ;; -none)"), "utf-8")
    done = run(ledger / ".ci" / "setup")
    assert done.returncode == 2
    assert done.stderr.endswith("统信、麒麟、Debian 先运行：sudo apt install python3-venv\n")
    base.write_text(STAND_IN.replace("esac", "  -mpip) exit 1 ;;\nesac"), "utf-8")
    done = run(ledger / ".ci" / "setup")
    assert (done.returncode, done.stderr.removeprefix(MAKING)) == (
        2, "不能运行：没有装好，原因见上面。有互联网的，看看能不能连上；没有的，设环境变量 WHEELS，见管理员手册。\n",
    )  # fmt: skip
    assert not (ledger / ".venv" / "ready").exists()


def test_a_python_that_is_too_old_says_which_is_needed(ledger: Path, run: Run, tmp_path: Path) -> None:
    setup = ledger / ".ci" / "setup"
    text = setup.read_text("utf-8")
    assert ast.parse(text, feature_version=(3, 6)), "whatever Python a system brings along can say it"
    alone = f"import sys, runpy; sys.executable = ''; runpy.run_path({str(setup)!r}, run_name='__main__')"
    done = run(sys.executable, "-c", alone, PYTHON="", PATH=str(tmp_path))
    said = "不能运行：需要 Python 3.11 或更新的版本。装好以后再运行；装了找不到的，设环境变量 PYTHON 指明它。\n"
    assert (done.returncode, done.stderr, calls(tmp_path)) == (2, said, [])


@pytest.mark.soak
def test_what_was_collected_runs_where_no_network_is(ledger: Path, tmp_path: Path) -> None:
    if sys.platform != "linux" or not shutil.which("unshare"):
        pytest.skip("no way to take the network away")
    lock = shipped("requirements.txt").read_text("utf-8")
    (ledger / "requirements.txt").write_text(lock, "utf-8")
    python = f"3.{sys.version_info.minor}"
    try:
        assert not collect(read_lock(lock), tmp_path / "u 盘", [(PLATFORMS["x86_64"], python)])
    except NotCollectedError as error:
        pytest.skip(f"no index: {error}")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PIP_", "PYTHONPATH"))}
    environment = {**kept, "PYTHON": sys.executable, "WHEELS": str(tmp_path / "u 盘")}
    away = ["unshare", "--net", "--map-root-user"]
    subprocess.run([*away, ledger / ".ci" / "setup"], env=environment, check=True)
    command = [ledger / ".venv" / "bin" / "python", "-m", "jiedui", "check"]
    environment["PYTHONPATH"] = str(Path(module.__file__).parents[1])
    done = subprocess.run([*away, *command], cwd=ledger, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, "注意" in done.stderr) == (0, False), done.stderr


def test_the_launcher_of_windows_is_one_that_windows_reads(ledger: Path) -> None:
    content = (ledger / "jiedui.cmd").read_bytes()
    lines = content.decode("utf-8").split("\r\n")
    assert content.count(b"\n") == content.count(b"\r\n") == len(lines) - 1
    until = lines.index("chcp 65001 >nul")
    assert all(line.isascii() for line in lines[: until + 1]), "until then it is read as GBK"
    code = "\n".join(line for line in lines if not line.startswith("rem "))
    assert re.findall(r".%~dp0.", code) == ['"%~dp0"'], "paths hold blanks"
    assert not re.search(r"%cd%|%0|[()]", re.sub(r"for /f .*", "", code), re.IGNORECASE)
    assert all(re.fullmatch(r'set "[A-Z0-9]+=[^"]*"', found) for found in re.findall(r'set [^&\n]*"?', code))
    assert lines[-2:] == ["exit /b %CODE%", ""]
