"""The ``jiedui`` command: options in, exit code out, no logic. 0 clean, 1 findings, 2 could not run."""

from __future__ import annotations

import gc
import io
import sys
from importlib import import_module

import click

from jiedui import __version__
from jiedui.cli import usage
from jiedui.cli.outcome import FAILED, fail
from jiedui.records.alone import BusyError

# Each verb is the module of its name in this package, and what it does stands there as ``command``.
VERBS = ("bench", "bulletin", "check", "demo", "fmt", "migrate", "move", "print", "report", "site")


class Verbs(usage.Group):
    """The group of all verbs. A verb is imported when it is called for: ``check`` does not wait for Excel."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the verbs."""
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the verb of a name."""
        if cmd_name not in VERBS:
            return None
        command: click.Command = import_module(f"jiedui.cli.{cmd_name}").command
        return command


@click.group(
    cls=Verbs,
    help="残联结对帮扶台账：检查、整理、生成网站、打印。",
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(__version__, prog_name="jiedui", message="%(prog)s %(version)s", help="显示版本。")
def cli() -> None:
    """Hold the verbs."""


def main() -> None:
    """Run the command line. A fault of the machine becomes a sentence, never a traceback."""
    gc.disable()  # a command is short and its records make no cycles: collecting would cost a sixth of a check
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal in GBK lacks some characters
    try:
        cli(prog_name="jiedui", standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message())
        raise SystemExit(FAILED) from error
    except click.ClickException as error:
        fail(f"{usage.trouble(error)}用 {usage.help_command(error)} 看用法。")
    except click.Abort:
        fail("已中断。")
    except BusyError:
        fail("另一个 jiedui 命令正在写这个文件夹，等它做完再运行。")
    except OSError as error:
        fail(usage.machine_trouble(error))
