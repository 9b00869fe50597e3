"""The house: what holds the rooms together is held by a machine."""

from __future__ import annotations

import inspect
import pkgutil
from collections import defaultdict
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest
from importlinter import cli

import jiedui

MODULES = sorted(
    module.name
    for module in pkgutil.walk_packages(jiedui.__path__, f"{jiedui.__name__}.")
    if not module.name.endswith("__main__")
)


def public_classes(module: ModuleType) -> list[str]:
    """Return the public classes that a module defines."""
    return [
        name
        for name, found in inspect.getmembers(module, inspect.isclass)
        if found.__module__ == module.__name__ and not name.startswith("_")
    ]


def test_data_flows_downward_and_in_no_circle(repo_root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(repo_root)
    kept = cli.lint_imports(config_filename="pyproject.toml", is_debug_mode=True, no_cache=True, no_logo=True)
    assert kept == cli.EXIT_STATUS_SUCCESS


def test_no_two_public_classes_share_a_name() -> None:
    found: dict[str, list[str]] = defaultdict(list)
    for name in MODULES:
        for each in public_classes(import_module(name)):
            found[each].append(name)
    assert {name: modules for name, modules in found.items() if len(modules) > 1} == {}


def test_every_module_has_a_test_of_its_name(repo_root: Path) -> None:
    package = repo_root / "scripts" / "jiedui"
    missing = [
        file.relative_to(package).as_posix()
        for file in sorted(package.rglob("*.py"))
        if not file.name.startswith("__")
        and not (repo_root / "tests" / file.relative_to(package).parent / f"test_{file.name}").exists()
    ]
    assert missing == [], "write tests/<room>/test_<module>.py for each"
