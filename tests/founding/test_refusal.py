"""Every refusal says in Chinese sentences why, and what to do."""

from __future__ import annotations

import ast
import inspect
import pkgutil
import re
from collections.abc import Iterator
from importlib import import_module
from types import ModuleType

import pytest

from jiedui import founding
from jiedui.founding.refusal import NotFoundedError

MODULES = [import_module(name) for _, name, _ in pkgutil.iter_modules(founding.__path__, f"{founding.__name__}.")]


def refusals(module: ModuleType) -> Iterator[str]:
    """Yield what each refusal of a module says, with a word in place of what is not known before."""
    for node in ast.walk(ast.parse(inspect.getsource(module))):
        if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call):
            called = getattr(node.exc.func, "id", "")
            yield from [said(module, node.exc.args[0])] if called == NotFoundedError.__name__ else ()


def said(module: ModuleType, node: ast.expr) -> str:
    if isinstance(node, ast.JoinedStr):
        return "".join(said(module, part) for part in node.values)
    if isinstance(node, ast.FormattedValue):
        return str(getattr(module, getattr(node.value, "id", ""), "甲"))
    return str(node.value) if isinstance(node, ast.Constant) else ""


SAID = [text for module in MODULES for text in refusals(module)]


@pytest.mark.parametrize("text", [*filter(None, SAID)])  # what a finding says is held to elsewhere
def test_it_says_why_and_what_to_do(text: str) -> None:
    assert re.search("[一-鿿]{5}", text)
    assert text.endswith("。")
    assert text.count("。") + text.count("；") >= 2


def test_what_is_refused_is_refused_in_so_many_places() -> None:
    assert len(SAID) >= 12
