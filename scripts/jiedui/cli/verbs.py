"""The verbs of ``jiedui``: each options in, exit code out, no logic. 0 clean, 1 findings, 2 could not run."""

from __future__ import annotations

from importlib import import_module

import click

from jiedui import __version__
from jiedui.cli import usage

# Each verb is the module of its name in this package, and what it does stands there as ``command``.
VERBS = (
    "bench",
    "bulletin",
    "check",
    "compare",
    "demo",
    "fmt",
    "migrate",
    "move",
    "print",
    "recheck",
    "report",
    "site",
)


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
