"""A ledger of every release becomes one of today by the commands that a steward types, and loses nothing on the way."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner
from tests.releases.conftest import BULLETINS, HERE, git, restored

from jiedui.cli.verbs import cli
from jiedui.model.settings import values_of

AS_OF = "2026-11-23"
MOST_FILES = 60
# What 0.1.0 wrote and nothing was ever reckoned from: marks of channels, policies and occasions, which format 2 drops.
MARKS = {
    "policy/benefits.yml": {"true": 8, "false": 2},
    "policy/channels.yml": {"true": 6, "false": 1},
    "policy/occasions.yml": {"true": 33, "false": 53},
}
# What the values of a list are called since: format 9.
CALLED = {"hunan_hukou": "province_hukou", "facts.hunan_hukou": "facts.province_hukou"}


@pytest.fixture(scope="module")
def upgraded(release: str, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The ledger of a release after ``jiedui migrate``, and what that said."""
    root = restored(release, tmp_path_factory.mktemp("release"))
    done = CliRunner().invoke(cli, ["migrate", "--records", str(root)])
    assert done.exit_code == 0, done.output
    return root, done.output


def _run(*words: object) -> str:
    done = CliRunner().invoke(cli, [*map(str, words)])
    assert done.exit_code == 0, done.output
    return done.output


def _read(file: Path) -> Any:
    """Return what a file says, all values as texts: not by the loader that the program reads with."""
    return yaml.load(file.read_text("utf-8"), yaml.BaseLoader)


def _values(data: Any) -> Iterator[str]:
    if isinstance(data, dict | list):
        for item in data.values() if isinstance(data, dict) else data:
            yield from _values(item)
    else:
        yield data


def _renamed(before: Path, after: Path) -> dict[str, str]:
    """Return what the members and needs of a household were called, and are: their order stays."""
    old, new = _read(before), _read(after)
    lists = [key for key in ("members", "needs") if key in old]
    assert all(len(old[key]) == len(new[key]) for key in lists)
    return {was["id"]: now["id"] for key in lists for was, now in zip(old[key], new[key], strict=True)}


def test_the_ledger_is_small_and_holds_what_its_release_had(release: str) -> None:
    files = [file.relative_to(HERE / release) for file in (HERE / release).rglob("*.yml")]
    assert 40 <= len(files) <= MOST_FILES
    assert list((HERE / release).glob(BULLETINS))
    assert len([file for file in files if file.name == "household.yml"]) >= 4


def test_its_commit_is_the_one_that_its_bulletins_name(release: str, upgraded: tuple[Path, str]) -> None:
    named = {_read(file)["commit"] for file in (HERE / release).glob(BULLETINS)}
    assert named == {git(upgraded[0], "rev-parse", "HEAD~1")}


def test_nothing_that_was_recorded_is_lost_and_nothing_is_made_up(release: str, upgraded: tuple[Path, str]) -> None:
    before, after = HERE / release, upgraded[0]
    households = [file.relative_to(before) for file in before.glob("*/households/*/household.yml")]
    codes = {file.parent: _renamed(before / file, after / file) for file in households}
    lost, new = {}, {}
    for file in sorted(before.rglob("*.yml")):
        path = file.relative_to(before)
        called = next((codes[folder] for folder in path.parents if folder in codes), {}) | CALLED
        old = Counter(called.get(value, value) for value in _values(_read(file)))
        now = Counter(_values(_read(after / path)))
        lost[path.as_posix()], new[path.as_posix()] = dict(old - now), dict(now - old)
    assert {path: gone for path, gone in lost.items() if gone} == (MARKS if release == "0.1.0" else {})
    assert {path.partition("/")[0] for path, found in new.items() if found} <= {"policy"}
    assert {path.relative_to(after) for path in after.rglob("*.yml")} == {
        path.relative_to(before) for path in before.rglob("*.yml")
    }


def test_what_the_upgrade_adds_to_the_policy_is_told(release: str, upgraded: tuple[Path, str]) -> None:
    root, said = upgraded
    was, now = (set(values_of(_read(at / "policy/readings.yml")["readings"])) for at in (HERE / release, root))
    assert was <= now
    assert [key for key in now - was if f"缺计算参数 {key}，" not in said] == []
    assert _read(root / "policy/ledger.yml")["format"] != _read(HERE / release / "policy/ledger.yml").get("format")


def test_what_was_upgraded_is_sound_and_in_form(upgraded: tuple[Path, str]) -> None:
    root = upgraded[0]
    assert "：0 处错误，" in _run("check", "--records", root, "--as-of", AS_OF)
    assert _run("fmt", "--check", "--records", root).endswith("0 个需要整理，0 处读不懂。\n")
    assert "：0 个文件需要改写。" in _run("migrate", "--check", "--records", root)


def test_its_bulletins_are_what_was_printed_and_can_be_judged(release: str, upgraded: tuple[Path, str]) -> None:
    root = upgraded[0]
    for file in (HERE / release).glob(BULLETINS):
        assert (root / file.relative_to(HERE / release)).read_bytes() == file.read_bytes()
    # Frozen under an older computation, or the same: nothing is left to look into, as the exit code tells.
    said = _run("bulletin", "verify", "--records", root).splitlines()
    assert len(said) == len(list(root.glob(BULLETINS)))
    assert [line for line in said if not re.search("和当时的台账一致|算法改过，通报不用改", line)] == []


def test_its_site_is_built(upgraded: tuple[Path, str], tmp_path: Path) -> None:
    said = _run(
        "site", "--records", upgraded[0], "--as-of", AS_OF, "--docs", tmp_path / "docs", "--out", tmp_path / "site",
        "--no-pictures",
    )  # fmt: skip
    assert "链接检查发现 0 处问题。" in said
    assert (tmp_path / "site" / "index.html").exists()
