"""Some of what nobody means, of each kind, so that it runs on all workers; an hour of it in ``make soak``."""

from __future__ import annotations

import math
from datetime import date
from pathlib import Path

import pytest
from tests.faults import fuzz
from tests.faults.fuzz import KINDS, Finding
from tests.faults.fuzzing import bench as benches
from tests.faults.fuzzing.bench import Bench, BrokenPromiseError, Case
from tests.faults.fuzzing.records import judge

# The same cases on every machine: those that a busy one once had time for in ten seconds.
CASES = {"bytes": 6, "data": 5, "take": 10, "book": 5, "list": 15, "options": 20, "history": 6, "sealed": 1}
HOUR = 3600


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    return Bench.at(tmp_path_factory.mktemp("fuzz") / "bench")


@pytest.fixture
def _patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is said does not depend on the machine."""
    monkeypatch.setattr("jiedui.cli.progress.PATIENCE", math.inf)


@pytest.mark.usefixtures("_patient")
@pytest.mark.parametrize("kind", KINDS)
def test_promises_are_held(kind: str, bench: Bench) -> None:
    """A case is played again by its name: ``python tests/faults/fuzz.py --again NAME``."""
    found = [fuzz.play(bench, f"{kind}:suite:{number}") for number in range(CASES[kind])]
    assert [each for each in found if each] == []


@pytest.mark.soak
@pytest.mark.usefixtures("_patient")
@pytest.mark.parametrize("kind", KINDS)
def test_promises_are_held_for_an_hour(kind: str, bench: Bench) -> None:
    played = [*fuzz.fuzz(bench, [kind], date.today().isoformat(), HOUR / len(KINDS))]
    assert played
    assert [found for found in played if isinstance(found, Finding)] == []


def played(bench: Bench, monkeypatch: pytest.MonkeyPatch, case: object) -> Finding | None:
    monkeypatch.setitem(KINDS, "bytes", case)  # type: ignore[arg-type]
    return fuzz.play(bench, "bytes:1:1")


def test_it_notices_what_it_looks_for(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each promise is broken once."""
    said = iter(range(9))
    monkeypatch.setattr(benches, "PATIENCE", 0.2)

    def does(text: str) -> None:
        monkeypatch.setattr("jiedui.cli.main.main", lambda: exec(text, {"said": said, "Path": Path}))

    def check(case: Case) -> None:
        case.given = "15400001234"
        case.twice("check")

    broken = {
        "raise KeyError": "traceback",
        "while True: pass": "hang",
        "print('15400001234')": "echo",
        "Path('records/x').write_text('x')": "written",
        "Path('records/.jiedui-draft-x').write_text('x')": "draft left",
        "print(next(said))": "another answer",
        "raise SystemExit(70)": "code",
        "print('1540000123', 'PJ-2H3J')": None,
    }
    for text, what in broken.items():
        does(text)
        found = played(bench, monkeypatch, check)
        assert (found and found.what) == what, text
    does(
        "import sys; file = Path('records/city/unit.yml'); text = file.read_text()\n"
        "file.write_text(text.replace('岳阳市', '')) if sys.argv[1:] == ['fmt'] else None\n"
        "print('需要整理：，' if '--check' in sys.argv else '已整理：')"
    )
    found = played(bench, monkeypatch, judge)
    assert found
    assert found.what == "lost", found


def test_a_seed_gives_the_same_again(bench: Bench) -> None:
    def record(case: Case) -> None:
        raise BrokenPromiseError("drawn", case.rng.random())

    kinds = dict(KINDS)
    try:
        KINDS["bytes"] = record
        first, same, other = (fuzz.play(bench, f"bytes:{seed}:1") for seed in "112")
    finally:
        KINDS.update(kinds)
    assert first
    assert other
    assert first == same
    assert first.shown != other.shown
