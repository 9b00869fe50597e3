"""The verbs of ``jiedui``: each options in, exit code out, no logic. 0 clean, 1 findings, 2 could not run."""

from __future__ import annotations

from importlib import import_module
from keyword import iskeyword
from pathlib import Path

import click

from jiedui.cli import usage
from jiedui.cli.key_ring import name_store
from jiedui.custody.place import VARIABLE

# Each verb is the module of its name in this package, with a stroke behind a word that is Python's own; what it does
# stands there as ``command``.
VERBS = (
    "bench",
    "bulletin",
    "card",
    "check",
    "ci",
    "close",
    "compare",
    "demo",
    "digest",
    "erase",
    "export",
    "fmt",
    "import",
    "init",
    "keys",
    "left",
    "merge",
    "migrate",
    "move",
    "new",
    "pair",
    "print",
    "publish",
    "reassign",
    "recheck",
    "rekey",
    "report",
    "retention",
    "review",
    "rollup",
    "scan",
    "seal",
    "serve",
    "site",
    "take",
    "unseal",
    "visit",
    "wheels",
    "withdraw",
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
        module = f"{cmd_name}_" if iskeyword(cmd_name) else cmd_name
        command: click.Command = import_module(f"jiedui.cli.{module}").command
        return command


def _tell_version(ctx: click.Context, _option: click.Parameter, asked: bool) -> None:  # noqa: FBT001  (click's way)
    if asked:
        from jiedui import release

        click.echo(f"jiedui {release.version()} {release.commit()}")
        ctx.exit()


@click.group(
    cls=Verbs,
    help="残联结对帮扶台账：检查、整理、生成网站、打印。",
    context_settings={"help_option_names": ["-h", "--help"]},
)
@usage.option(
    "--keys", type=click.Path(path_type=Path), is_eager=True, expose_value=False, callback=name_store, metavar="文件",
    help=f"加密的台账用的密钥库；不写就看环境变量 {VARIABLE}。",
)  # fmt: skip
@click.option("--version", is_flag=True, is_eager=True, expose_value=False, callback=_tell_version, help="显示版本。")
def cli() -> None:
    """Hold the verbs."""
