"""``jiedui rollup``: a province from what its cities delivered."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from jiedui.cli.options import OutFolder, refuse_in_ledger
from jiedui.cli.outcome import CLEAN, FINDINGS, fail, typed, warn
from jiedui.cli.usage import Command, argument, option
from jiedui.records.finding import printable
from jiedui.rollup import LACKING

if TYPE_CHECKING:
    from jiedui.rollup.province import Province


@click.command(
    cls=Command,
    short_help="全省汇总各市报来的数。",
    help="把各市报来的数（jiedui export --figures 写出的文件夹，一个市一个）汇总成全省的：网页、通报表和 Excel。"
    "没有报的市写“未报”，报来的数不公开的写“不公开”，都不当作 0。",
)
@argument("folders", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="文件夹")
@option(
    "--cities", type=click.Path(path_type=Path, exists=False), metavar="文件",
    help="应当报送的市，一行一个；按这个次序排，没有报的才看得出来。",
)  # fmt: skip
@option("--name", default="全省", show_default=True, metavar="名称", help="合计叫什么，例如 湖南省。")
@option("--out", type=OutFolder(), default=Path("province"), show_default=True, help="写到哪个文件夹。")
def command(folders: tuple[Path, ...], cities: Path | None, name: str, out: Path) -> None:
    """Add up what cities delivered, and write it."""
    refuse_in_ledger(out)
    try:
        from jiedui.rollup.write import write_rollup
    except ImportError:
        fail(LACKING)
    province = _province(folders, _listed(cities) if cities else (), printable(name))
    problems = write_rollup(province, out)
    for entry in province.missing:
        warn(f"{typed(entry.name)} 未报：{entry.reason}。")
    for problem in problems:
        click.echo(problem)
    click.echo(
        f"汇总了 {len(province.delivered)} 个市、{len(province.quarters)} 个季度，在 {out.as_posix()}/index.html。"
    )
    raise SystemExit(FINDINGS if province.missing or problems else CLEAN)


def _province(folders: tuple[Path, ...], listed: tuple[str, ...], name: str) -> Province:
    """Return the province of what was delivered, or leave with 2."""
    from jiedui.rollup.province import NoneDeliveredError, Province, TwiceError, roll_call

    try:
        return Province.of(name, roll_call(folders, listed))
    except TwiceError as error:
        fail(f"{typed(str(error))} 有两份报送，不知道用哪一份。留下新的，另一份移走。")
    except NoneDeliveredError as error:
        fail(f"没有一个文件夹里有能用的报送：{typed(folders[0])} {error}。各市用 jiedui export --figures 写出。")


def _listed(file: Path) -> tuple[str, ...]:
    """Return the cities of a list, or leave with 2 where it is none."""
    try:
        lines = file.read_text("utf-8-sig").splitlines()
    except UnicodeDecodeError:
        fail(f"{typed(file)} 不是 UTF-8 编码。用记事本另存为，编码选 UTF-8。")
    found = tuple(dict.fromkeys(printable(line.strip()) for line in lines if line.strip()))
    if not found:
        fail(f"{typed(file)} 里没有市的名称。一行写一个。")
    return found
