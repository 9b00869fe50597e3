"""README's block of commands says what the commands say of themselves."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from pathlib import Path

import click

from jiedui.cli.options import Day, OutFile, OutFolder
from jiedui.cli.verbs import cli

HEADING = "## The command\n\n"
# Said once for all of them, below the block.
EVERYWHERE = ("--records", "--help")
WORDS = {
    Day: "DATE",
    click.Path: "PATH",
    OutFolder: "PATH",
    OutFile: "PATH",
    click.IntRange: "N",
    click.types.IntParamType: "N",
}
GLUE = "\N{NO-BREAK SPACE}"
FOLD = textwrap.TextWrapper(
    width=120, initial_indent=" " * 4, subsequent_indent=" " * 12, break_long_words=False, break_on_hyphens=False
)


def commands(group: click.Group = cli, path: str = "jiedui") -> Iterator[tuple[str, click.Command]]:
    """Yield every command that does something, with the words that call it."""
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if isinstance(command, click.Group):
            yield from commands(command, f"{path} {name}")
        elif command:
            yield f"{path} {name}", command


def value(option: click.Option) -> str:
    """Return what is written after an option: the words of a list, else its kind, else its name."""
    if isinstance(option.type, click.Choice):
        return "|".join(option.type.choices)
    name = str(option.name)
    return WORDS.get(type(option.type), (one_of(name) if option.multiple else name).upper())


def one_of(name: str) -> str:
    """Return what one of several is called."""
    return re.sub("ies$", "y", name).removesuffix("s")


def usage(parameter: click.Parameter) -> str:
    """Return a parameter as it stands in a line of usage. A line is not folded inside of it."""
    if isinstance(parameter, click.Option):
        if parameter.is_flag:
            return f"[{'|'.join((*parameter.opts, *parameter.secondary_opts))}]"
        said = f"{parameter.opts[0]}{GLUE}{value(parameter)}"
        return said if parameter.required else f"[{said}]" + "…" * parameter.multiple
    kind = parameter.type
    said = "|".join(kind.choices) if isinstance(kind, click.Choice) else one_of(str(parameter.name)).upper()
    return (said if parameter.required else f"[{said}]") + "…" * (parameter.nargs != 1)


def block() -> str:
    """Return the block as it should stand in README: a line for each command, long ones folded."""
    lines = []
    for name, command in commands():
        parts = [
            usage(item)
            for item in command.get_params(click.Context(command, **cli.context_settings))
            if item.opts[-1] not in EVERYWHERE
        ]
        lines += FOLD.wrap(" ".join([name.replace(" ", GLUE), *parts]))
    return "".join(f"{line}\n" for line in lines).replace(GLUE, " ")


def test_the_block_is_what_the_commands_say(repo_root: Path) -> None:
    section = (repo_root / "README.md").read_text("utf-8").split(HEADING)[1]
    stands = section.split("\n\n")[0] + "\n"
    assert stands == block(), f"README should say, under “The command”:\n\n{block()}"


def test_every_command_but_those_that_are_named_takes_a_folder_of_records(repo_root: Path) -> None:
    without = [name for name, command in commands() if not any("--records" in item.opts for item in command.params)]
    *names, last = (f"`{name.removeprefix('jiedui ')}`" for name in without)
    said = f"Every command but {', '.join(names)} and {last} takes `--records DIR`;"
    assert said in (repo_root / "README.md").read_text("utf-8")


def test_every_command_takes_the_day_but_those_that_need_none() -> None:
    without = [name for name, command in commands() if not any("--as-of" in item.opts for item in command.params)]
    assert without == [
        "jiedui bench",
        "jiedui bulletin verify",
        "jiedui fmt",
        "jiedui init",
        "jiedui keys identity",
        "jiedui merge",
        "jiedui migrate",
        "jiedui publish",
        "jiedui recheck verify",
        "jiedui rollup",
        "jiedui wheels",
    ]
