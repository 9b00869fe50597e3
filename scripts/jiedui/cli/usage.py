"""The command line in Chinese: the frame of its help, and one sentence for each way in which it cannot go on."""

from __future__ import annotations

import errno
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from jiedui.cli.formatter import Formatter
from jiedui.cli.outcome import typed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_Decorated = TypeVar("_Decorated", bound="Callable[..., object] | click.Command")

_USAGE = {"[OPTIONS]": "[选项]", "COMMAND [ARGS]...": "命令 …"}
# How alike two words must be for one to be meant by the other; all options are alike in their two dashes.
_ALIKE = 0.7
_VALUES = {click.Path: "路径", click.IntRange: "整数", click.types.IntParamType: "整数"}

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


class Context(click.Context):
    """The context of a command, with Chinese help."""

    formatter_class = Formatter


class Option(click.Option):
    """An option whose help says in Chinese what it takes, and what it is by itself."""

    def make_metavar(self, ctx: click.Context) -> str:
        """Return what stands for the value."""
        return self.metavar or _VALUES.get(type(self.type)) or super().make_metavar(ctx)

    def get_help_record(self, ctx: click.Context) -> tuple[str, str]:
        """Return the option and its help, with its default and its bounds."""
        spelled, _ = super().get_help_record(ctx) or ("", "")
        default = self.get_help_extra(ctx).get("default")
        notes = [f"默认 {default}"] if default else []
        if isinstance(self.type, click.IntRange):
            notes.append(_bounds(self.type))
        said = self.help or ""
        return spelled, f"{said.removesuffix('。')}（{'，'.join(notes)}）。" if notes else said


class Argument(click.Argument):
    """An argument that is called by its ``metavar``, a Chinese word; it is written once or any number of times."""

    def make_metavar(self, ctx: click.Context) -> str:
        """Return how it stands in a line of usage."""
        if self.nargs == 1:
            return f"{self.metavar}" if self.required else f"[{self.metavar}]"
        return f"{self.metavar}…" if self.required else f"[{self.metavar}]…"


class OneOf(click.Choice[str]):
    """One of a few words; another is answered with the nearest."""

    def get_invalid_choice_message(self, value: object, ctx: click.Context | None) -> str:
        """Return what is said of another word."""
        return f"没有 {typed(str(value))} 这一种{guess(str(value), self.choices)}可以写：{'、'.join(self.choices)}。"


def option(*names: str, **settings: object) -> Callable[[_Decorated], _Decorated]:
    """Give a command an :class:`Option`, as :func:`click.option` does."""
    return click.option(*names, cls=Option, **settings)


def argument(name: str, *, metavar: str, **settings: object) -> Callable[[_Decorated], _Decorated]:
    """Give a command an :class:`Argument`, as :func:`click.argument` does; ``metavar`` is what staff call it."""
    return click.argument(name, cls=Argument, metavar=metavar, **settings)


class DoubtfulWordError(click.UsageError):
    """A word is refused before anything is made of it; the message is what is said of it in Chinese."""


class Command(click.Command):
    """A command with Chinese help."""

    context_class = Context

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """Return the pieces of the line of usage."""
        return [_USAGE.get(piece, piece) for piece in super().collect_usage_pieces(ctx)]

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the words; a fault that click tells without its command is told with this one."""
        try:
            if not ctx.resilient_parsing:
                self._refuse_doubtful(ctx, args)
            return super().parse_args(ctx, args)
        except click.UsageError as error:
            error.ctx = error.ctx or ctx
            raise

    def _refuse_doubtful(self, ctx: click.Context, args: list[str]) -> None:
        """Refuse a word that is empty, and an option that is written again, of which click takes the last."""
        values, rest, given = self.make_parser(ctx).parse_args(list(args))
        if not all(parameter.expose_value for parameter in given):
            return  # help and version are told, whatever else is there
        for parameter, times in Counter(given).items():
            if times > 1 and not parameter.multiple:
                names = "、".join((*parameter.opts, *parameter.secondary_opts))
                raise DoubtfulWordError(f"{names} 只能写一次，这里写了 {times} 次。")
            if _is_empty(values.get(parameter.name)):
                raise DoubtfulWordError(f"{_name(parameter).lstrip()}是空的，要写上内容。")
        if isinstance(self, Group) and _is_empty(rest[:1]):
            raise DoubtfulWordError("命令是空的，要写上内容。")

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
    if isinstance(error, DoubtfulWordError):
        return error.message
    if isinstance(error, click.exceptions.NoSuchCommand):
        return f"没有 {typed(error.command_name)} 这个命令{guess(error.command_name, _commands(error.ctx))}"
    if isinstance(error, click.NoSuchOption):
        return f"没有 {typed(error.option_name)} 这个选项{guess(error.option_name, error.possibilities or ())}"
    if isinstance(error, click.BadOptionUsage):
        return f"选项 {error.option_name} 后面少了内容，或者多了内容。"
    if isinstance(error, click.MissingParameter):
        return f"少了必须写的{_name(error.param).rstrip()}。"
    if isinstance(error, click.BadParameter):
        return f"{_name(error.param).lstrip()}填写不对。{_shape(error.param, error)}"
    return "命令后面有多余的内容，或者写法不对。"


def _commands(context: click.Context | None) -> list[str]:
    group = context.command if context else None
    return group.list_commands(context) if context and isinstance(group, click.Group) else []


def guess(word: str, known: Iterable[str]) -> str:
    """Return the end of a sentence that there is no such word: a question after those that are nearest, if any are."""
    from difflib import get_close_matches

    near = get_close_matches(word.lower(), list(known), 2, _ALIKE)
    return f"，是不是 {' 或者 '.join(near)}？" if near else "。"


def help_command(error: click.ClickException) -> str:
    """Return the command whose help tells how the words at fault are written."""
    context = error.ctx if isinstance(error, click.UsageError) else None
    return f"{context.command_path if context else 'jiedui'} --help"


def _name(parameter: click.Parameter | None) -> str:
    """Return what a parameter is called; blanks stand between Chinese and other letters."""
    if isinstance(parameter, Argument):
        return f"{parameter.metavar}"
    return f" {parameter.opts[0]} " if parameter and parameter.opts else "内容"


def _is_empty(value: object) -> bool:
    """Tell whether a word, or one of several, shows nothing: blanks, or characters that nobody sees."""
    if isinstance(value, str):
        return not "".join(filter(str.isprintable, value)).strip()
    return isinstance(value, (list, tuple)) and any(map(_is_empty, value))


def _bounds(kind: click.IntRange) -> str:
    return f"{kind.min} 到 {kind.max}"


def _shape(parameter: click.Parameter | None, error: click.BadParameter) -> str:
    kind = parameter.type if parameter else None
    if isinstance(kind, click.IntRange):
        return f"写 {_bounds(kind)} 的整数。"
    if isinstance(kind, click.types.IntParamType):
        return "写整数。"
    return str(error.message)


def machine_trouble(error: OSError) -> str:
    """Return in Chinese what the machine refused, and for which file."""
    from jiedui.records.finding import shown

    reason = _MACHINE.get(error.errno or 0, "文件读写出错")
    name = Path(error.filename).name if isinstance(error.filename, str) else ""
    return f"{reason}：{shown(name)}。" if name else f"{reason}。"
