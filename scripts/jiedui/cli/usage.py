"""The command line in Chinese: the frame of its help, and one sentence for each way in which it cannot go on."""

from __future__ import annotations

import errno
from pathlib import Path

import click

_HEADINGS = {"Options": "选项", "Commands": "命令"}

# What the machine says, for those who run a township computer and not a server.
_MACHINE = {
    errno.ENOSPC: "磁盘满了",
    errno.EDQUOT: "磁盘空间的限额用完了",
    errno.EROFS: "磁盘是只读的",
    errno.EACCES: "没有权限读写",
    errno.EPERM: "没有权限读写",
    errno.ENOENT: "找不到",
    errno.EISDIR: "该是文件的地方是文件夹",
    errno.ENOTDIR: "该是文件夹的地方是文件",
    errno.EEXIST: "该是文件夹的地方是文件",
    errno.ENOTEMPTY: "文件夹里有别的文件，不敢清空，换一个空文件夹",
    errno.ENAMETOOLONG: "名字太长",
    errno.EMFILE: "打开的文件太多",
    errno.EIO: "磁盘读写失败",
}


class Formatter(click.HelpFormatter):
    """Help with Chinese headings."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write the line of usage behind 用法."""
        super().write_usage(prog, args, prefix or "用法：")

    def write_heading(self, heading: str) -> None:
        """Write a heading in Chinese, where one of these is known for it."""
        super().write_heading(_HEADINGS.get(heading, heading))


class Context(click.Context):
    """The context of a command, with Chinese help."""

    formatter_class = Formatter


class Command(click.Command):
    """A command with Chinese help."""

    context_class = Context

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the words; a fault that click tells without its command is told with this one."""
        try:
            return super().parse_args(ctx, args)
        except click.UsageError as error:
            error.ctx = error.ctx or ctx
            raise

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return the option that shows the help, with its own help in Chinese."""
        option = super().get_help_option(ctx)
        if option:
            option.help = "显示用法。"
        return option


class Group(Command, click.Group):
    """The group of all commands."""

    command_class = Command


def trouble(error: click.ClickException) -> str:
    """Return in Chinese what is wrong with the words of a command line."""
    if isinstance(error, click.exceptions.NoSuchCommand):
        return f"没有命令 {error.command_name}。"
    if isinstance(error, click.NoSuchOption):
        return f"没有选项 {error.option_name}。"
    if isinstance(error, click.BadOptionUsage):
        return f"选项 {error.option_name} 后面少了内容，或者多了内容。"
    if isinstance(error, click.MissingParameter):
        return f"少了必须写的 {_name(error.param)}。"
    if isinstance(error, click.BadParameter):
        return f"{_name(error.param)} 填写不对。{_shape(error.param, error)}"
    return "命令后面有多余的内容，或者写法不对。"


def help_command(error: click.ClickException) -> str:
    """Return the command whose help tells how the words at fault are written."""
    context = error.ctx if isinstance(error, click.UsageError) else None
    return f"{context.command_path if context else 'jiedui'} --help"


def _name(parameter: click.Parameter | None) -> str:
    return parameter.opts[0] if parameter and parameter.opts else "内容"


def _shape(parameter: click.Parameter | None, error: click.BadParameter) -> str:
    kind = parameter.type if parameter else None
    if isinstance(kind, click.Choice):
        return f"可以写：{'、'.join(map(str, kind.choices))}。"
    if isinstance(kind, click.IntRange):
        return f"写整数，最小是 {kind.min}。"
    if isinstance(kind, click.types.IntParamType):
        return "写整数。"
    return str(error.message)


def machine_trouble(error: OSError) -> str:
    """Return in Chinese what the machine refused, and for which file."""
    reason = _MACHINE.get(error.errno or 0, "文件读写出错")
    name = Path(error.filename).name if isinstance(error.filename, str) else ""
    return f"{reason}：{name}。" if name else f"{reason}。"
