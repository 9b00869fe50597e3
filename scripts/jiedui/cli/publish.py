"""``jiedui publish``: the built site, to where a web server serves it."""

from __future__ import annotations

from pathlib import Path

import click

from jiedui.cli.outcome import fail
from jiedui.cli.usage import Command, argument, option


@click.command(
    cls=Command,
    short_help="把生成好的网站发布出去。",
    help="把生成好的网站发布到一个文件夹，或者用 ssh 发布到另一台机器。--site 里是各种人的网站的，各放各的文件夹。",
)
@argument("dest", metavar="位置")
@option("--site", type=click.Path(path_type=Path), default=Path("site"), show_default=True, help="生成好的网站在哪里。")
@option("--keep", type=click.IntRange(1, 100), default=3, show_default=True, help="一共留几次的网站。")
@option("--back", is_flag=True, help="反过来：把那里现在的网站取回来。")
def command(*, dest: str, site: Path, keep: int, back: bool) -> None:
    """Publish the site or those of the audiences, or bring back what is served."""
    from jiedui.publishing.folder import CURRENT, PublishError, sites
    from jiedui.publishing.remote import place

    try:
        there = place(dest)
        if back:
            found = [there.below(name).bring_back(site / name) for name in there.names()]
            click.echo(f"取回了那里现在的网站，在 {site}。" if any(found) else "那里还没有网站。")
            return
        for name, folder in sites(site).items():
            release = there.below(name).publish(folder, keep)
            served = "/".join(filter(None, (dest.rstrip("/"), name, CURRENT)))
            click.echo(f"发布好了：{served} 现在是 releases/{release}。")
    except PublishError as error:
        fail(str(error))
