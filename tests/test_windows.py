"""What Windows lacks is asked for by nobody who is read there: each module is imported without it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
IMPORT_ALL = """
import os, pkgutil, signal, subprocess, sys, importlib
import multiprocessing, tempfile, shutil, asyncio
for name in ("fcntl", "resource", "pwd", "grp", "termios", "tty", "pty", "syslog"):
    sys.modules[name] = None
for name in ("fork", "getuid", "geteuid", "getgid", "chown", "lchown", "wait4", "mkfifo", "nice", "setsid", "killpg"):
    delattr(os, name)
for name in ("SIGKILL", "SIGHUP", "SIGPIPE", "SIGUSR1", "SIGALRM", "SIGCHLD"):
    delattr(signal, name)
import jiedui
found = [module.name for module in pkgutil.walk_packages(jiedui.__path__, "jiedui.") if "__main__" not in module.name]
for name in found:
    importlib.import_module(name)
print(len(found))
"""


def test_every_module_can_be_imported_there() -> None:
    done = subprocess.run(
        [sys.executable, "-c", IMPORT_ALL], cwd=ROOT / "scripts", capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) > 400


def test_no_file_of_the_package_has_a_name_that_windows_refuses() -> None:
    listed = subprocess.run(["git", "-C", ROOT, "ls-files", "-z"], capture_output=True, text=True, check=True)
    paths = [path for path in listed.stdout.split("\0") if path]
    assert len(paths) > 1000
    names = {part for path in paths for part in path.split("/")}
    assert [name for name in names if set(name) & set('<>:"|?*\\') or name.endswith((" ", "."))] == []
    folded = [path.lower() for path in paths]
    assert len(folded) == len(set(folded)), "to Windows, Name and name are one"
    assert max(len(path) for path in paths) < 160, "with the folder that it lies in, 260 are all"
