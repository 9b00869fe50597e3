"""``jiedui erase``: a household forgotten, by destroying its keys; and what of it remains elsewhere."""

from __future__ import annotations

import getpass
from typing import TYPE_CHECKING

import click

from jiedui.cli.editing import held, whole
from jiedui.cli.key_store import rewrite, store_of
from jiedui.cli.options import as_of_option, records_option
from jiedui.cli.outcome import CLEAN, fail
from jiedui.cli.usage import Command, OneOf, argument, option

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from pathlib import Path

    from jiedui.custody.store import KeyStore
    from jiedui.records.reader import Records

_PRUNE = "运行 git reflog expire --expire=now --all，再运行 git gc --prune=now。别的副本里也可能有，一样做。"
CACHE = "~/.cache/jiedui（Windows 在 %LOCALAPPDATA%\\jiedui，变量 JIEDUI_CACHE 写了别处的是那里）"
"""Where what checks have kept lies, in the words of those who are to delete it."""
REASONS = ("保存期满", "本人要求", "撤回同意", "误录")


@click.command(
    cls=Command,
    short_help="清除一户：销毁它的密钥。",
    help="清除一户的个人信息：销毁它的密钥，加密过的内容在每一份历史、每一份副本里都再也打不开；档案里换成清除过的样子，"
    "编号、日期、残疾类别等级和数字不变。只能清除已经终止或者撤销的户。不加 --apply 只预览；做了不能恢复。",
)
@argument("household", metavar="户")
@option("--reason", type=OneOf(REASONS), required=True, help="为什么清除，记在密钥库的销毁记录里。")
@option("--apply", "writes", is_flag=True, help="真的清除；不加时只预览。")
@records_option
@as_of_option
def command(*, household: str, reason: str, writes: bool, records: Path, as_of: date) -> None:
    """Erase a household."""
    from jiedui.custody.store import Destruction
    from jiedui.entry.sealing import erased_homes, erasing, sealed_homes, to_erase

    store = store_of(records)
    with held(records) as (root, library):
        found = whole(root, library)
        home = to_erase(found, household)
        code = home.place.stem
        is_erased = code in erased_homes(found, library)
        if not is_erased and code not in sealed_homes(found, library):
            fail(f"户 {code} 没有加密，清除不了：明文在每一份 Git 历史里。先用 jiedui seal 加密，历史另外清理。")
        if is_erased and not store.keys(code):
            click.echo(f"户 {code} 已经清除，这里没有它的密钥，没有要做的。")
            raise SystemExit(CLEAN)
        edits = [] if is_erased else [erasing(home, library["household"])]
        rewrite(root, found, library, edits, as_of, writes=writes)
        if writes:
            store.destroy([Destruction(code, as_of, _who(), reason)])
    done = "清除了" if writes else "将清除"
    click.echo(f"{done}户 {code}：密钥销毁，档案 {home.path} 里的姓名、证号、电话、住址和加密的文字都换掉。")
    for line in _remains(root, code, store, found, as_of):
        click.echo(f"- {line}")
    click.echo("提交并推送，别的副本更新以后也一样。" if writes else "看清楚了，加上 --apply。做了不能恢复。")
    raise SystemExit(CLEAN)


def _who() -> str:
    """Return who is at the machine, for the log."""
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return ""


def _remains(root: Path, code: str, store: KeyStore, found: Records, as_of: date) -> Iterator[str]:
    """Yield what of a household remains, and what somebody has to do about it."""
    from jiedui.entry.sealing import classes_of
    from jiedui.records.sealer import CALLED
    from jiedui.review.git import GitUnavailableError
    from jiedui.review.plain_history import plain_commits, plain_leftovers

    classes = classes_of(found)
    try:
        if plain := len(plain_commits(root, code, classes)):
            yield f"有 {plain} 次提交写的是明文，还在 Git 历史和每一份副本里：销毁密钥清不掉，要重写历史。"
        if left := plain_leftovers(root, code, classes):
            yield f"这个副本里还有 {left} 份没有进历史的明文（暂存过的、改掉的提交）：{_PRUNE}"
    except GitUnavailableError:
        yield "这里看不到 Git 历史：加密以前提交过明文的，还在历史里。"
    if clear := "、".join(word for word, of in CALLED.items() if of not in classes):
        yield f"台账没有加密{clear}：档案里写过的这些文字（需求、措施、备注等）在 Git 历史里是明文，清不掉。"
    for copy in store.copies(as_of):
        if code in copy.households:
            until = f"到 {copy.expires_on} 为止"
            yield f"{copy.made_on} 的密钥副本（{copy.whom}）带着它的密钥，{until}：删掉；收过的人，发新的给他收。"
    visits = sum(record.place.household == code and record.place.kind == "visit" for record in found.valid)
    if visits:
        yield f"走访记录 {visits} 份，文字没有加密，还在：里面写了谁是谁的，改掉。"
    yield f"检查时留下的缓存，这一份台账在这台电脑上的已经删了。别的副本、别的电脑上的，删掉文件夹 {CACHE}。"
    yield "打印过、导出过的，要收回销毁；建好的网站，重新生成再发布。"
    yield "留下的：编号、乡镇、出生年份、残疾类别等级、日期。数字不变。"
