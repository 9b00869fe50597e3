"""The verbs and how they are put together: each a module that is imported when it is called for, and not before."""

from __future__ import annotations

import pkgutil
import subprocess
from collections.abc import Callable
from importlib import import_module

import click

import jiedui.cli
from jiedui.cli.verbs import VERBS

Run = Callable[..., subprocess.CompletedProcess[str]]


def test_every_module_with_a_command_is_a_verb_and_the_verbs_stand_in_order() -> None:
    modules = [import_module(f"jiedui.cli.{module.name}") for module in pkgutil.iter_modules(jiedui.cli.__path__)]
    having = {
        module.__name__.rpartition(".")[2].rstrip("_"): module for module in modules if hasattr(module, "command")
    }
    assert sorted(having) == list(VERBS)
    assert all(isinstance(module.command, click.Command) for module in having.values())


def test_a_verb_that_is_none_is_refused(run: Run) -> None:
    done = run("main")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "不能运行：没有 main 这个命令。用 jiedui --help 看用法。\n"
