"""``jiedui wheels``: the wheels that machines without the internet install from."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

from jiedui.cli.options import refuse_in_ledger, refuse_unwritable
from jiedui.cli.outcome import CLEAN, FINDINGS, fail, typed
from jiedui.cli.progress import ProgressLine
from jiedui.cli.usage import Command, OneOf, argument, option
from jiedui.founding.wheel import FOLDER
from jiedui.founding.wheels import PLATFORMS, PYTHONS, NotCollectedError, collect

if TYPE_CHECKING:
    from jiedui.founding.lock import Pin


@click.command(
    cls=Command,
    short_help="收集安装包，没有互联网的电脑用。",
    help=(
        "在有互联网的电脑上收集安装包，拿到没有互联网的电脑上用：那里设 WHEELS=文件夹，再运行 .ci/setup。"
        "各种电脑、各版 Python 要的都收，逐个核对校验值；有收不到的，列出来，退出码是 1。"
    ),
)
@argument("folder", metavar="文件夹", type=click.Path(path_type=Path))
@option(
    "--lock", "locks", type=click.Path(path_type=Path), multiple=True, default=(Path("requirements.txt"),),
    show_default=True, help="照哪份清单收集，可以写几次。",
)  # fmt: skip
@option("--platform", "platforms", type=OneOf(PLATFORMS), multiple=True, help="哪种电脑，可以写几次；默认都收。")
@option(
    "--python", "pythons", multiple=True, metavar="版本", help="哪版 Python，例如 3.12，可以写几次；默认 3.11 到 3.14。"
)
def command(*, folder: Path, locks: tuple[Path, ...], platforms: tuple[str, ...], pythons: tuple[str, ...]) -> None:
    """Collect wheels."""
    for python in pythons:
        if not re.fullmatch(r"3\.[0-9]{1,2}", python):
            fail("--python 填写不对，写成 3.12 这样。")
    pins = tuple(dict.fromkeys(pin for lock in locks for pin in _pins(lock)))
    refuse_unwritable(folder)
    refuse_in_ledger(folder)
    kinds = [PLATFORMS[name] for name in platforms or PLATFORMS]
    targets = [(platform, python) for platform in kinds for python in pythons or PYTHONS]
    try:
        lacking = collect(pins, folder, targets, beside=_beside(locks[0]), progress=ProgressLine("正在收集"))
    except NotCollectedError as error:
        click.echo(str(error), err=True)
        fail("pip 没有下载成，它说的在上面。先看看能不能连上互联网。")
    for (pin, platform), without in lacking.items():
        click.echo(f"{pin} 没有给 {platform.title} 的安装包，Python {'、'.join(without)}。")
    click.echo(f"收集在 {folder.as_posix()}，{len(list(folder.iterdir()))} 个文件，缺 {len(lacking)} 种。")
    raise SystemExit(FINDINGS if lacking else CLEAN)


def _pins(lock: Path) -> tuple[Pin, ...]:
    from jiedui.founding.lock import read_lock

    try:
        return read_lock(lock.read_text("utf-8"))
    except ValueError:
        fail(f"{typed(lock)} 不是锁定了版本和校验值的清单。")


def _beside(lock: Path) -> Path | None:
    """Return the folder of wheels that comes with a lock: no index has that of jiedui."""
    folder = lock.parent / FOLDER
    return folder if folder.is_dir() else None
