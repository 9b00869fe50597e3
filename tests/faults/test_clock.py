"""A clock that is years back or ahead, or jumps: a sentence, nothing half; once it is right, all is as it would be."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, tzinfo
from itertools import cycle

import pytest
from tests.faults import machine
from tests.faults.conftest import Stage
from tests.faults.machine import killed
from tests.faults.plays import DAY, PLAYS, Play, contents

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="no processes to fork")
RIGHT = datetime(2026, 11, 23, 8, tzinfo=UTC)
DAYS = {
    "of an empty battery": (datetime(1970, 1, 1, tzinfo=UTC),),
    "before the programme": (datetime(2019, 3, 1, tzinfo=UTC),),
    "beyond 32 bits": (datetime(2038, 2, 1, tzinfo=UTC),),
    "at the end of what a package of Word can name": (datetime(2107, 12, 31, 12, tzinfo=UTC),),
    "at the end of the calendar": (datetime(9999, 12, 31, 12, tzinfo=UTC),),
    "jumping": (RIGHT, datetime(2031, 1, 1, tzinfo=UTC), datetime(2001, 1, 1, tzinfo=UTC)),
}
# What reads a ledger and makes something of it, where another day makes another thing.
LOOKS = (
    ("check",), ("digest",), ("retention",), ("report", "dispatch"), ("report", "overview"), ("report", "register"),
    ("report", "halfyear", "2026H1"), ("report", "annual", "2026"), ("report", "assessment", "2026", "--all"),
    ("bulletin", "show", "2026Q3", "--draft"), ("export", "../表.xlsx"), ("print", "--no-pdf"),
)  # fmt: skip
Set = Callable[[tuple[datetime, ...]], None]


@pytest.fixture
def set_clock(monkeypatch: pytest.MonkeyPatch) -> Set:
    """Let the clock of this process, and of those that it forks, tell these moments one after the other."""

    def set_to(moments: tuple[datetime, ...]) -> None:
        told: Iterator[datetime] = cycle(moments)

        class Clock(datetime):
            @classmethod
            def now(cls, tz: tzinfo | None = None) -> Clock:
                found = next(told).astimezone(tz)
                return cls(found.year, found.month, found.day, found.hour, tzinfo=tz)

        monkeypatch.setattr("jiedui.model.time.datetime", Clock)
        monkeypatch.setattr(time, "time", lambda: next(told).timestamp())
        monkeypatch.setattr(time, "localtime", lambda *given: time.gmtime(*(given or (next(told).timestamp(),))))

    return set_to


@pytest.mark.parametrize("clock", DAYS)
@pytest.mark.parametrize(
    "play", [pytest.param(play, marks=[pytest.mark.soak] if play.name != "take" else []) for play in PLAYS],
    ids=lambda play: play.name,
)  # fmt: skip
def test_nothing_is_half_written_by_a_wrong_clock(play: Play, clock: str, stage: Stage, set_clock: Set) -> None:
    words = play.words[: play.words.index("--as-of")] if "--as-of" in play.words else play.words
    set_clock((RIGHT,))
    staged = stage(Play(play.name, words, play.lay, play.edited, whole=play.whole))
    set_clock(DAYS[clock])
    staged.again()
    done = staged.run()
    assert done.code in (0, 1, 2), done
    assert "Traceback" not in done.err
    if clock == "jumping" and done.code == 0:
        return  # a day of its own was taken
    assert contents(staged.root) == (staged.after if done.code == 0 else staged.before), done
    set_clock((RIGHT,))
    if done.code:
        assert staged.run().code == 0
        assert contents(staged.root) == staged.after


@pytest.mark.parametrize("clock", DAYS)
@pytest.mark.parametrize(
    "words",
    [pytest.param(words, marks=[pytest.mark.soak] if words != ("check",) else []) for words in LOOKS],
    ids=" ".join,
)  # fmt: skip
def test_what_reads_says_a_sentence(words: tuple[str, ...], clock: str, stage: Stage, set_clock: Set) -> None:
    staged = stage(PLAYS[0])
    set_clock(DAYS[clock])
    for day in ((), DAY):
        done = machine.run(staged.folder, (*words, *day))
        assert done.code in (0, 1, 2), done
        assert "Traceback" not in done.err
        assert contents(staged.root) == staged.before


@pytest.mark.parametrize("clock", ["before the programme", "beyond 32 bits"])
def test_what_was_killed_is_undone_whatever_the_clock_says(clock: str, stage: Stage, set_clock: Set) -> None:
    [play] = [play for play in PLAYS if play.name == "reassign"]
    staged = stage(play)
    staged.again()
    step = [number for number, name in enumerate(staged.steps, 1) if name == "os.rename"][3]
    assert staged.run(killed, step).code < 0
    assert not staged.is_whole(contents(staged.root))
    set_clock(DAYS[clock])
    assert "已经退回原样" in staged.run().err
    assert contents(staged.root) == staged.after
