"""CHANGELOG tells a steward all that an upgrade from the last release asks of him."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.releases.conftest import HERE, RELEASES

from jiedui.migrations import chain
from jiedui.model import settings


@pytest.fixture(scope="module")
def sections(repo_root: Path) -> dict[str, str]:
    """What stands under each version of the changelog, the latest first."""
    parts = re.split(r"^## \[(.+?)\].*$", (repo_root / "CHANGELOG.md").read_text("utf-8"), flags=re.MULTILINE)[1:]
    return dict(zip(parts[::2], parts[1::2], strict=True))


@pytest.fixture(scope="module")
def asked(sections: dict[str, str]) -> str:
    """What a steward does to come from the last release to this state."""
    found = re.search(r"^### What a steward does\n(.*?)(?=^### |\Z)", sections["Unreleased"], re.MULTILINE | re.DOTALL)
    return found[1] if found else ""


def _policy(name: str) -> Any:
    return yaml.load((HERE / RELEASES[-1] / "policy" / name).read_text("utf-8"), yaml.BaseLoader)


def test_a_ledger_of_every_release_is_kept(sections: dict[str, str]) -> None:
    assert list(sections) == ["Unreleased", *reversed(RELEASES)]


def test_every_format_since_the_last_release_is_named(asked: str) -> None:
    last = int(_policy("ledger.yml").get("format", chain.FIRST))
    wanted = {str(migration.number) for migration in chain.since(last)}
    assert wanted - set(re.findall(r"\bformat\s+(\d+)\b", asked)) == set()


def test_every_setting_that_the_last_release_did_not_have_is_named(asked: str) -> None:
    had = settings.values_of(_policy("readings.yml")["readings"])
    wanted = {setting.name for setting in settings.missing(had)}
    assert wanted - set(re.findall(r"`([a-z_]+)`", asked)) == set()
    if RELEASES[-1] == "0.1.0":
        assert wanted == {"full_time_bodies", "adult_age"}
