"""Many processes give what one gives, in the same order."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from jiedui.records import parallel
from jiedui.records.parallel import MANY, PARTING, LostProcessError, ahead, each, meanwhile


@pytest.fixture
def in_time() -> Iterator[None]:
    """Fail in place of waiting for ever."""

    def waited(*_: object) -> None:
        raise AssertionError

    before = signal.signal(signal.SIGALRM, waited)
    signal.alarm(20)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


@pytest.fixture
def thawed() -> Iterator[None]:
    """Have nothing kept from the collector for once."""
    gc.unfreeze()
    yield
    gc.freeze()


def test_the_results_come_in_order_and_may_draw_on_anything() -> None:
    base = {"a": 1}
    numbers = range(MANY + 200)
    assert list(each(lambda number: (number, base["a"] + number), numbers)) == [(n, n + 1) for n in numbers]


@pytest.mark.skipif(sys.platform != "linux" or (os.cpu_count() or 1) < 2, reason="one process does all here")
def test_many_items_are_shared_among_processes_and_few_are_not() -> None:
    assert os.getpid() not in set(each(lambda _: os.getpid(), range(MANY)))
    assert set(each(lambda _: os.getpid(), range(MANY - 1))) == {os.getpid()}
    assert os.getpid() not in set(each(lambda _: os.getpid(), range(30), many=30))
    assert set(each(lambda _: os.getpid(), range(29), many=30)) == {os.getpid()}


@pytest.mark.skipif(sys.platform != "linux" or (os.cpu_count() or 1) < 2, reason="one process does all here")
def test_others_take_the_places_of_those_that_have_some_memory_of_their_own(monkeypatch: pytest.MonkeyPatch) -> None:
    parted: list[threading.Thread] = []
    fork = os.fork

    def noted() -> int:
        parted.append(threading.current_thread())
        return fork()

    monkeypatch.setattr(os, "fork", noted)
    # The first items are a part each.
    used = list(each(lambda _: os.getpid(), range(30), many=30, mebibytes=0))
    assert len({*used}) == len(parted) == 30
    assert {*parted} == {threading.current_thread()}  # a thread of the pool would part while this one holds locks
    assert multiprocessing.active_children() == []
    assert len({*each(lambda _: os.getpid(), range(30), many=30, mebibytes=1 << 20)}) <= (os.cpu_count() or 1)


@pytest.mark.skipif(sys.platform != "linux" or (os.cpu_count() or 1) < 2, reason="one process does all here")
@pytest.mark.usefixtures("in_time")
def test_the_others_go_on_while_one_takes_a_place(tmp_path: Path) -> None:
    def work(number: int) -> int:
        (tmp_path / str(number)).touch()
        while number == 0 and len([*tmp_path.iterdir()]) < 30:
            time.sleep(0.001)
        return number

    assert list(each(work, range(30), many=30, mebibytes=0)) == [*range(30)]


@pytest.mark.parametrize("count", [0, 1, 40, 150, 1000])
def test_no_process_takes_a_big_share_of_what_is_left(count: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parallel, "_PROCESSORS", 2)
    parts = parallel._parted(count)
    assert [number for part in parts for number in part] == list(range(count))
    assert all(len(part) == 1 or len(part) <= min(25, (count - part.start) / 4) for part in parts)
    assert all(len(part) == 1 for part in parts if part.start < 100)
    assert len(parts) <= min(count, 160)


@pytest.mark.skipif(sys.platform != "linux" or (os.cpu_count() or 1) < 2, reason="one process does all here")
def test_no_process_parts_while_a_thread_beside_holds_a_lock() -> None:
    lock, held = threading.Lock(), threading.Event()

    def beside() -> None:
        with PARTING, lock:
            held.set()
            time.sleep(0.05)

    def work(_: int) -> bool:
        taken = lock.acquire(timeout=0.2)
        if taken:
            lock.release()
        return taken

    thread = threading.Thread(target=beside)
    thread.start()
    held.wait()
    assert set(each(work, range(30), many=30)) == {True}
    thread.join()


@pytest.mark.skipif(sys.platform != "linux" or (os.cpu_count() or 1) < 2, reason="one process does all here")
def test_one_sharing_may_begin_within_another() -> None:
    with meanwhile(lambda number: ("outer", number), range(30), many=30) as outer:
        inner = each(lambda number: ("inner", number), range(30), many=30, mebibytes=0)
        assert [*zip(outer, inner, strict=True)] == [(("outer", n), ("inner", n)) for n in range(30)]


@pytest.mark.skipif(sys.platform != "linux" or (os.cpu_count() or 1) < 2, reason="one process does all here")
def test_ctrl_c_is_heard_by_the_process_that_waits_alone_and_it_can_end_the_others() -> None:
    def heard(_: int) -> tuple[object, ...]:
        return tuple(map(signal.getsignal, (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)))

    before = heard(0)
    assert set(each(heard, range(30), many=30)) == {(signal.SIG_IGN, signal.SIG_DFL, signal.SIG_DFL)}
    assert heard(0) == before


@pytest.mark.skipif(sys.platform != "linux" or (os.cpu_count() or 1) < 2, reason="one process does all here")
@pytest.mark.usefixtures("thawed")
def test_what_was_frozen_for_others_is_not_afterwards() -> None:
    shared = each(str, range(30), many=30)
    next(shared)
    assert gc.get_freeze_count()
    list(shared)
    assert gc.get_freeze_count() == 0
    with pytest.raises(ZeroDivisionError):
        list(each(lambda number: 1 // (number - 7), range(30), many=30))
    assert gc.get_freeze_count() == 0


def test_an_error_reaches_the_caller() -> None:
    with pytest.raises(ZeroDivisionError):
        list(each(lambda number: 1 // (number - 700), range(MANY)))
    assert list(each(str, range(3))) == ["0", "1", "2"]


@pytest.mark.skipif(sys.platform != "linux" or (os.cpu_count() or 1) < 2, reason="one process does all here")
def test_another_process_begins_while_this_one_goes_on(tmp_path: Path) -> None:
    def work(number: int) -> tuple[int, int]:
        (tmp_path / f"{number}").touch()
        return number, os.getpid()

    with meanwhile(work, range(30), many=30) as found:
        while not (tmp_path / "29").exists():
            time.sleep(0.001)
        made = list(found)
    assert [number for number, _ in made] == list(range(30))
    assert len({process for _, process in made} - {os.getpid()}) == 1


@pytest.mark.skipif(sys.platform != "linux" or (os.cpu_count() or 1) < 2, reason="one process does all here")
def test_another_process_goes_on_until_it_is_asked_and_begins_with_no_more(tmp_path: Path) -> None:
    def work(number: int) -> int:
        (tmp_path / f"begun {number}").touch()
        if number == 2:
            while not (tmp_path / "asked").exists():
                time.sleep(0.001)
        return number

    with ahead(work, range(30), many=30) as found:
        while not (tmp_path / "begun 2").exists():
            time.sleep(0.001)
        asked = iter(found)
        assert next(asked) == 0  # from now on
        (tmp_path / "asked").touch()
        assert list(asked) == [1, 2]
    assert len([*tmp_path.glob("begun *")]) == 3
    with ahead(work, [1, 3]) as found:
        assert list(found) == []


def test_of_few_none_is_begun_with_before_it_is_asked_for(tmp_path: Path) -> None:
    with meanwhile(lambda name: (tmp_path / name).touch(), ["a", "b"]) as found:
        assert not [*tmp_path.iterdir()]
        assert list(found) == [None, None]
    assert len([*tmp_path.iterdir()]) == 2


def test_an_error_of_the_other_process_reaches_the_caller_and_one_of_this_ends_it() -> None:
    with pytest.raises(ZeroDivisionError), meanwhile(lambda number: 1 // number, range(30), many=30) as found:
        list(found)
    with pytest.raises(KeyError), meanwhile(time.sleep, [60.0] * 30, many=30):
        raise KeyError


@pytest.mark.skipif(sys.platform != "linux" or (os.cpu_count() or 1) < 2, reason="one process does all here")
@pytest.mark.parametrize("killed", [0, 20, 29])
def test_a_process_that_is_killed_is_not_waited_for(killed: int) -> None:
    def work(number: int) -> int:
        if number == killed:
            os.kill(os.getpid(), signal.SIGKILL)
        return number

    with pytest.raises(LostProcessError):
        list(each(work, range(30), many=30))
    with pytest.raises(LostProcessError):
        list(each(work, range(30), many=30, mebibytes=0))
    with pytest.raises(LostProcessError), meanwhile(work, range(30), many=30) as found:
        list(found)
    assert multiprocessing.active_children() == []


@pytest.mark.skipif(sys.platform != "linux" or (os.cpu_count() or 1) < 2, reason="one process does all here")
@pytest.mark.usefixtures("in_time")
def test_a_process_that_is_killed_while_it_waits_for_work_holds_nobody_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parallel, "_PROCESSORS", 2)

    def work(number: int) -> int:
        if number == 0:
            while len([*tmp_path.iterdir()]) < 29:
                time.sleep(0.001)
            time.sleep(0.1)  # by now it waits
            os.kill(int((tmp_path / "1").read_text()), signal.SIGKILL)  # which made all the others
            time.sleep(60)
        (tmp_path / f"{number}").write_text(str(os.getpid()))
        return os.getpid()

    with pytest.raises(LostProcessError):
        list(each(work, range(30), many=30))
    with meanwhile(lambda _: os.getpid(), range(30), many=30) as found:
        [process] = {*found}
        os.kill(process, signal.SIGKILL)  # which nobody needs any more
    assert multiprocessing.active_children() == []


@pytest.mark.skipif(sys.platform != "linux" or (os.cpu_count() or 1) < 2, reason="one process does all here")
@pytest.mark.usefixtures("in_time")
def test_a_process_that_is_killed_while_it_answers_holds_nobody_up(monkeypatch: pytest.MonkeyPatch) -> None:
    def half(*given: Any) -> None:
        os.write(given[4].fileno(), (1000).to_bytes(4) + b"half")
        os.kill(os.getpid(), signal.SIGKILL)

    monkeypatch.setattr(parallel, "_begin", half)
    with pytest.raises(LostProcessError):
        list(each(str, range(30), many=30))
    assert multiprocessing.active_children() == []


@pytest.mark.skipif(sys.platform != "linux" or (os.cpu_count() or 1) < 2, reason="one process does all here")
def test_processes_whose_work_nobody_takes_any_more_end() -> None:
    """They hold what the one writes that they work for: while one of them is there, that does not end."""
    killed = """
import os, signal, time
from jiedui.records.parallel import each, meanwhile
def work(number):
    time.sleep(0.02)
    return bytes(1_000_000)
with meanwhile(work, range(30), many=30):
    for _ in each(work, range(30), many=30):
        os.kill(os.getpid(), signal.SIGKILL)
"""
    environment = {"PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run([sys.executable, "-c", killed], env=environment, capture_output=True, check=False, timeout=20)
    assert (done.returncode, done.stderr) == (-signal.SIGKILL, b"")


@pytest.mark.skipif(sys.platform != "linux" or (os.cpu_count() or 1) < 2, reason="one process does all here")
@pytest.mark.usefixtures("in_time")
def test_what_cannot_be_sent_is_told() -> None:
    class OddError(Exception):
        pass

    def work(_: int) -> None:
        raise OddError

    with pytest.raises(AttributeError, match="lambda"):
        list(each(lambda _: lambda: None, range(30), many=30))
    with pytest.raises(RuntimeError, match="OddError"):
        list(each(work, range(30), many=30))


@pytest.mark.skipif(sys.platform != "linux" or (os.cpu_count() or 1) < 2, reason="one process does all here")
@pytest.mark.usefixtures("in_time")
def test_a_process_that_has_not_begun_when_all_is_done_is_not_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin = parallel._begin

    def late(*given: Any) -> None:
        try:
            (tmp_path / "first").touch(exist_ok=False)
        except FileExistsError:
            time.sleep(0.5)
        begin(*given)

    monkeypatch.setattr(parallel, "_begin", late)
    assert list(each(lambda number: number, range(30), many=30)) == [*range(30)]
    assert multiprocessing.active_children() == []
    assert signal.SIGTERM not in signal.pthread_sigmask(signal.SIG_BLOCK, ())
