"""``jiedui init``: a ledger of one's own, and its machinery brought up to date."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from jiedui.cli.ledger import schemas
from jiedui.cli.options import refuse_unwritable
from jiedui.cli.outcome import FINDINGS, fail, typed
from jiedui.cli.usage import Command, argument, option
from jiedui.records.finding import redact

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiedui.founding.answers import FounderAnswers, FounderQuestion
    from jiedui.founding.divisions import FoundedPlaces
    from jiedui.founding.update import MachineryUpdate


@click.command(
    cls=Command,
    short_help="建一份新台账，或者更新台账的配套文件。",
    help=(
        "在一个空文件夹（不写就是当前的）里建一份真实台账：政策、区划、各残联，以及代码平台要的文件。没写的会问；全写了就不问。"
        "加 --update 更新已有台账的配套文件：没改过的换成新的，本地改过的不动，列出不同；记录不动。"
    ),
)
@argument("folder", metavar="文件夹", type=click.Path(path_type=Path), default=Path(), required=False)
@option("--update", "renew", is_flag=True, help="更新已有台账的配套文件，不动记录。")
@option("--city", metavar="名称", help="哪个市，写全称。")
@option("--name", metavar="名称", help="台账叫什么，默认“市名＋残联结对帮扶台账”。")
@option("--prefix", metavar="字母", help="市残联的编号字头，默认取市名拼音的首字母。")
@option(
    "--counties",
    type=click.Path(path_type=Path, readable=False),
    metavar="表格",
    help="县市区和乡镇的表格，一行一个乡镇。",
)
@option("--forge", metavar="平台", help="代码平台：gitea（Forgejo 也写它）、github、gitlab。")
@option("--url", metavar="网址", help="仓库首页的网址。")
@option("--branch", metavar="名称", help="主分支，默认 main。")
@option(
    "--wheel",
    type=click.Path(path_type=Path, readable=False),
    metavar="安装包",
    help="jiedui 的安装包，默认找装它时用的那个。",
)
def command(*, folder: Path, renew: bool, counties: Path | None, wheel: Path | None, **said: str | None) -> None:
    """Found a ledger, or update one."""
    from jiedui.founding.refusal import NotFoundedError

    given = {key: value.strip() for key, value in said.items() if value is not None}
    if renew and (given or counties):
        fail("--update 只更新配套文件，不改台账是谁的；要改，改 records/policy/ledger.yml。")
    refuse_unwritable(folder)
    try:
        if renew:
            _update(folder, wheel)
        else:
            _found(folder, given, counties, wheel)
    except NotFoundedError as error:
        fail(str(error))


def _found(folder: Path, given: dict[str, str], counties: Path | None, wheel: Path | None) -> None:
    from jiedui import release
    from jiedui.founding import folder as place
    from jiedui.founding.ledger import new_ledger
    from jiedui.founding.wheel import wheel as find

    place.refuse_taken(folder)
    package = find(wheel, release.version())
    answers, counties = _answers(given, counties)
    places = _places(counties, answers) if counties else None
    files = new_ledger(answers, places, package, schemas())
    place.write_new(folder, files)
    here = folder.resolve() == Path.cwd()
    click.echo(f"{answers.name}建好了，在{'当前的文件夹' if here else f' {folder}'}，{len(files)} 个文件。")
    if places is None:
        click.echo(
            "还没有县市区和乡镇：删掉这个文件夹，写好表格，用 --counties 再建一遍；或者自己写 records/divisions.yml。"
        )
    click.echo("接下来：")
    # Windows knows of no file that may be run: Git has to be told.
    marked = "、git add --chmod=+x .ci jiedui" if sys.platform == "win32" else ""
    entered = "" if here else f'cd "{folder}"、'
    click.echo(f"  1. 运行 {entered}git init -b {answers.branch}、git add -A{marked}、git commit -m 建账。")
    click.echo("  2. 运行 ./jiedui check（Windows：jiedui check）：先准备运行环境，再说还缺什么。")
    click.echo(f"  3. 打开 管理员手册.md，照第一节在 {answers.repository.kind} 上设好，再推送。")


def _answers(given: dict[str, str], counties: Path | None) -> tuple[FounderAnswers, Path | None]:
    """Return what was given, asked for at a terminal where something must be, and the table of places."""
    from jiedui.founding.answers import QUESTIONS, FounderAnswers

    lacking = [question for question in QUESTIONS if question.by_default is None and question.key not in given]
    asking = bool(lacking) and sys.stdin.isatty()
    if lacking and not asking:
        fail(f"少了必须写的 {'、'.join(f'--{question.key}' for question in lacking)}。")
    for question in QUESTIONS:
        if question.key not in given:
            proposed = question.by_default(given) if question.by_default else None
            given[question.key] = _asked(question, proposed) if asking else str(proposed)
        elif not question.holds(given[question.key]):
            fail(f"--{question.key} 填写不对。{question.shape}")
    if asking and counties is None:
        asks = "县市区和乡镇的表格（一行一个乡镇，栏名写县市区、乡镇、统计代码；没有就直接回车）"
        path = click.prompt(asks, default="", show_default=False)
        counties = Path(path.strip("\"' ")) if path else None  # a file that is dragged here comes in quotes
    return FounderAnswers(**{question.key: given[question.key] for question in QUESTIONS}), counties


def _asked(question: FounderQuestion, proposed: str | None) -> str:
    """Return an answer that holds, asked for until it does."""
    text = f"{question.text}（{question.shape.removesuffix('。')}）"
    while not question.holds(answer := str(click.prompt(text, default=proposed)).strip()):
        click.echo("填写不对，照括号里说的再写一遍。")
    return answer


def _places(table: Path, answers: FounderAnswers) -> FoundedPlaces:
    """Return the places of a table, or say all that is wrong with it and leave with 1."""
    from jiedui.founding.divisions import has_places, read_places
    from jiedui.workbook.list_file import read_list
    from jiedui.workbook.package import UnreadableListError

    try:
        sheets = read_list(table)
    except UnreadableListError as error:
        fail(f"{typed(table)}：{error}")
    sheet = next((each for each in sheets if has_places(each.rows)), sheets[0])
    places = read_places(sheet.rows, answers.city, answers.prefix, table.name)
    for fault in places.faults:
        where = f"第 {fault.row} 行：" if fault.row else ""
        click.echo(redact(f"{typed(table)}：{where}{fault.message}{fault.remedy}"))
    if places.faults:
        click.echo(f"表格里有 {len(places.faults)} 处要改，什么也没有写。改好再运行一遍。", err=True)
        raise SystemExit(FINDINGS)
    return places


def _update(folder: Path, wheel: Path | None) -> None:
    from jiedui import release
    from jiedui.founding.founded import read_founded
    from jiedui.founding.update import update
    from jiedui.founding.wheel import wheel as find

    library = schemas()
    ledger = read_founded(folder, library)
    package = find(wheel, release.version(), folder)
    planned = update(folder, ledger, package, library)
    planned.write(folder)
    for line in _said(planned, package.version):
        # A version may end in a commit of digits alone, which is no telephone.
        click.echo(package.version.join(map(redact, line.split(package.version))))


def _said(planned: MachineryUpdate, version: str) -> Iterator[str]:
    """Yield what was done, and what is left to people."""
    for path, content in planned.contents.items():
        yield f"{'已删除' if content is None else '已更新' if path in planned.read else '已新建'}：{path}"
    for path in planned.kept:
        yield f"没有动：{path} 是本地改过的，这一版没有新内容。"
    for path, lines in planned.left.items():
        yield f"没有动：{path} 是本地改过的，{version} 版的与它不同。要哪些，改到本地的文件里；都要，删掉它再运行一遍。"
        yield from (f"    {line}" for line in lines)
    for path in planned.gone:
        yield f"没有动：{path} 这一版不再用了。没有别的用处，就删掉它。"
    for path, news in planned.policy.items():
        yield f"没有动：{path} 随软件来的有变化。逐条看要不要跟着改；改了读法，先用 jiedui report simulation 试算。"
        yield from (f"    {line}。" for line in news)
    if not planned.contents:
        yield f"配套文件已经是 {version} 版的，没有要写的。"
        return
    yield f"配套文件更新到 {version} 版。下一步：看 git diff，运行 ./jiedui migrate 和 ./jiedui check，再提交。"
