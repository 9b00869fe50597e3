"""Seed faults in one room of the code and tell which of them its tests do not notice.

``make mutants ROOM=duties SAMPLE=100`` copies the repository below ``build/mutants/``, with the package in ``src/`` as
mutmut wants it, lets mutmut run the tests of the room (``tests/<room>``) on a random sample of its mutants, and prints
the differences of those that survive. mutmut leaves constants, properties and whatever else is decorated alone.
"""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CODE, COPIED = Path("scripts"), Path("src")
# A copy with mutants fails this one by being what it is: its modules import mutmut.
DESELECTED = "tests/cli/test_main.py::test_the_version_waits_for_nothing"
NOTICED = ("killed", "timeout", "segfault", "caught by type check")
CONFIGURATION = """\
[mutmut]
source_paths = src
only_mutate = src/jiedui/{room}/*
also_copy =
    {others}
pytest_add_cli_args_test_selection = tests/{room}
pytest_add_cli_args =
    -p
    no:cacheprovider
    --deselect
    {deselected}
timeout_constant = 5
track_dependencies = false
use_git_change_detection = false
"""


def copied(room: str) -> Path:
    """Copy what Git knows of, or would take in, to a fresh folder and write mutmut's configuration there."""
    folder = ROOT / "build" / "mutants" / room
    shutil.rmtree(folder, ignore_errors=True)
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    for path in (Path(name) for name in listed.split("\0") if name and (ROOT / name).is_file()):
        target = folder / (COPIED / path.relative_to(CODE) if path.is_relative_to(CODE) else path)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / path, target)
    others = sorted(item.name for item in folder.iterdir() if item.name not in (COPIED.name, "tests", "pyproject.toml"))
    settings = CONFIGURATION.format(room=room, deselected=DESELECTED, others="\n    ".join(others))
    (folder / "setup.cfg").write_text(settings, encoding="utf-8")
    return folder


def mutmut(folder: Path, *arguments: str, check: bool = True) -> str:
    """Run mutmut in the copy and return what it prints."""
    command = [sys.executable, "-m", "mutmut", *arguments]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if check and done.returncode:
        sys.exit(done.stdout[-4000:] + done.stderr[-4000:])
    return done.stdout


def states(folder: Path) -> dict[str, str]:
    """Return the state of every mutant by its name."""
    lines = mutmut(folder, "results", "--all", "true").splitlines()
    return dict(line.strip().split(": ", 1) for line in lines if ": " in line)


def main(room: str, size: str = "100", seed: str = "1", jobs: str = "2") -> None:
    """Print the survivors of a sample and how many were noticed; ``size`` 0 takes every mutant."""
    folder = copied(room)
    mutmut(folder, "run", "--max-children", jobs, "none of these: only make them", check=False)
    names = sorted(states(folder))
    if not names:
        sys.exit(f"no mutants of {room}: is there such a room, and do its tests pass?")
    sample = random.Random(seed).sample(names, min(int(size) or len(names), len(names)))
    mutmut(folder, "run", "--max-children", jobs, *sample)
    found = {name: state for name, state in states(folder).items() if name in set(sample)}
    for name in sorted(name for name, state in found.items() if state not in NOTICED):
        print(mutmut(folder, "show", name))
    noticed = sum(state in NOTICED for state in found.values())
    print(f"{room}: {noticed} of {len(found)} noticed, of {len(names)} in all; {dict(Counter(found.values()))}")


if __name__ == "__main__":
    main(*sys.argv[1:])
