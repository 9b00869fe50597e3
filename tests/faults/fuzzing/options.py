"""Cases of commands as nobody writes them."""

from __future__ import annotations

from random import Random

import click
from tests.entry import basket
from tests.faults.fuzzing.bench import Case, require
from tests.faults.fuzzing.records import tidy
from tests.faults.mutations import odd_word

from jiedui.cli.verbs import cli

# What runs for long, leaves the machine, or needs another: `make bench`, the tests of these.
LEFT_OUT = {"bench", "init", "publish", "serve", "site", "wheels"}


def options(case: Case) -> None:
    """Write commands as nobody does."""
    rng = case.rng
    basket_file = case.folder / "登记.json"
    basket_file.write_bytes(basket.file(basket.home()))
    words, context = ["--no-such"] if rng.random() < 0.01 else [], click.Context(cli)
    command: click.Command | None = cli
    while isinstance(command, click.Group):
        names = [name for name in command.list_commands(context) if name not in LEFT_OUT]
        words.append(rng.choice(names) if rng.random() < 0.98 else odd_word(rng))
        command = command.get_command(context, words[-1])
    if words and words[0] == "demo":
        words += ["--households", rng.choice(("3", "0", "-1", "x", "9" * 30))]
    if words and words[0] == "ci" and rng.random() < 0.8:
        words += ["--onto", "main"]
    for parameter in command.params if command else ():
        words += asked(parameter, rng, words)
    if words and words[0] == "print" and "--no-pdf" not in words:
        words = [*(word for word in words if word != "--pdf"), "--no-pdf"]
    for _ in range(rng.choice((0, 0, 0, 1))):
        words.insert(rng.randint(1, len(words)), odd_word(rng))
    words = [word.replace("\0", "") for word in words]  # no shell can write it
    case.given += "\n".join(words)
    before = case.tree()
    done = case.run(*words, writes=True)
    if done.code or "--dry-run" in words or "--check" in words:
        # What of a hundred files could be brought into form is.
        require(words[0] == "fmt" or before == case.tree(), "half written", words, done)
    elif before != case.tree():
        tidy(case, before)


MEANT = {
    "household": ("YYL-2A3C", "PJ-2H3J", "YYL-6F7G", "示例甲"), "helper": ("YYL-B-6F7G", "PJ-B-2H3J", "示例丙"),
    "unit": ("yueyanglou", "city"), "member": ("m-2F8D", "m-2222"), "quarter": ("2026Q3", "2025Q4", "2026Q4"),
    "half": ("2026H1",), "year": ("2026", "first"), "files": ("登记.json",), "file": ("表.xlsx", "登记.json"),
    "kinds": ("cards", "forms", "brief"),
}  # fmt: skip


def asked(parameter: click.Parameter, rng: Random, words: list[str]) -> list[str]:
    """Return words for a parameter, mostly such as are meant."""
    name = parameter.name or ""
    if (name == "households" and words[0] == "demo") or (isinstance(parameter, click.Option) and rng.random() < 0.6):
        return []
    if isinstance(parameter, click.Argument) and rng.random() < 0.05:
        return []
    option = parameter.opts[0] if isinstance(parameter, click.Option) else ""
    if option and getattr(parameter, "is_flag", False):
        return [rng.choice((*parameter.opts, *parameter.secondary_opts))]
    if option in ("--issue", "--records", "--help") and rng.random() < 0.9:
        return []
    plausible: tuple[str, ...] = MEANT.get(name, ())
    if isinstance(parameter.type, click.Choice):
        plausible = tuple(map(str, parameter.type.choices))
    elif parameter.type.name == "日期":
        plausible = ("2026-11-23", "2026-10-01", "2023-08-31", "2099-12-31", "2000-02-29", "2026年10月12日")
    elif name in ("out", "records"):
        plausible = ("出", "build/x", "records/x", "登记.json", "records")
    value = rng.choice(plausible) if plausible and rng.random() < 0.8 else within(odd_word(rng))
    return [option, value] if option else [value]


def within(word: str) -> str:
    """Return a word that leads to no other folder."""
    return word.replace("/", "／").replace("..", "‥") if "/" in word or word == ".." else word
