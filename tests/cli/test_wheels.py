"""``jiedui wheels``: what is asked of the collecting, and what is said of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from jiedui.cli import wheels
from jiedui.founding.wheels import PLATFORMS, NotCollectedError

Run = Callable[..., Any]
LOCK = "a==1 --hash=sha256:aa\nb==1 --hash=sha256:bb\n"


@pytest.fixture
def asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What the collecting was asked for; it lacks b for 龙芯 whenever that is asked for."""
    (tmp_path / "requirements.txt").write_text(LOCK, "utf-8")
    (tmp_path / "wheels").mkdir()
    calls: list[Any] = []

    def collect(pins: Any, folder: Path, targets: Any, **said: Any) -> Any:
        folder.mkdir()
        calls.append(([str(pin) for pin in pins], targets, said["beside"]))
        without = [python for platform, python in targets if platform is PLATFORMS["loongarch64"]]
        return {(pins[1], PLATFORMS["loongarch64"]): without} if without else {}

    monkeypatch.setattr(wheels, "collect", collect)
    return calls


def test_all_is_collected_and_what_is_lacking_is_told(run: Run, asked: list[Any]) -> None:
    done = run("wheels", "u盘")
    [(pins, targets, beside)] = asked
    assert pins == ["a==1", "b==1"]
    assert len(targets) == 16
    assert beside == Path("wheels")
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout == (
        "b==1 没有给 Linux（龙芯） 的安装包，Python 3.11、3.12、3.13、3.14。\n收集在 u盘，0 个文件，缺 1 种。\n"
    )


def test_one_kind_of_machine_may_be_asked_for(run: Run, asked: list[Any]) -> None:
    done = run("wheels", "u盘", "--platform", "windows", "--python", "3.12", "--python", "3.13")
    assert asked[0][1] == [(PLATFORMS["windows"], "3.12"), (PLATFORMS["windows"], "3.13")]
    assert (done.returncode, done.stdout) == (0, "收集在 u盘，0 个文件，缺 0 种。\n")


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (("--python", "3"), "--python 填写不对，写成 3.12 这样。"),
        (("--lock", "b.txt"), "b.txt 不是锁定了版本和校验值的清单。"),
        (("--lock", "c.txt"), "找不到"),
    ],
)
def test_what_cannot_be_collected_is_told(
    run: Run, asked: list[Any], tmp_path: Path, args: tuple[str, ...], told: str
) -> None:
    (tmp_path / "b.txt").write_text("click>=8\n", "utf-8")
    done = run("wheels", "u盘", *args)
    assert (done.returncode, done.stdout, asked) == (2, "", [])
    assert told in done.stderr


def test_what_pip_says_is_told(run: Run, asked: list[Any], monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: Any, **__: Any) -> None:
        raise NotCollectedError("no route to host")

    monkeypatch.setattr(wheels, "collect", fails)
    done = run("wheels", "u盘")
    assert done.returncode == 2
    assert done.stderr == "no route to host\n不能运行：pip 没有下载成，它说的在上面。先看看能不能连上互联网。\n"
    assert asked == []
