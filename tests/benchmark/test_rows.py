"""What is measured: every command can be said so, and each row has a key of its own."""

from __future__ import annotations

from itertools import islice

import click
import pytest

from jiedui.benchmark.process import ProcessRun
from jiedui.benchmark.rows import BARE, BenchRow, grown, of_roster, once, rostered
from jiedui.benchmark.workbench import Workbench
from jiedui.cli.verbs import cli

OURS = ("-m", "jiedui")


def test_each_command_can_be_said(bench: Workbench, commands: list[list[str]]) -> None:
    (bench.folder / "site").mkdir()
    (bench.folder / "ledger.xlsx").touch()
    rows = [*grown(bench), *once(bench), *rostered(bench)]
    assert len({row.key for row in rows}) == len(rows)
    assert rows[0].key == BARE
    ours = [command[3:] for command in commands if tuple(command[1:3]) == OURS and command[3] != "--version"]
    assert len(ours) > 15
    for words in ours:
        verb, *rest = words[2:] if words[0] == "--keys" else words
        command = cli.get_command(click.Context(cli), verb)
        assert command
        command.make_context(verb, rest)


def test_a_whole_roster_stands_beside_its_own_parse(bench: Workbench, commands: list[list[str]]) -> None:
    rows = [*rostered(bench)]
    assert [row.key for row in rows] == ["roster-bare", "roster-check", "roster-township", "roster-site"]
    assert {row.bare for row in rows} == {of_roster(BARE)}
    assert [words[3] for words in commands if tuple(words[1:3]) == OURS] == ["check"] * 3 + ["print", "site"]


def test_each_check_from_nothing_is_run_right_after_a_bare_parse(
    bench: Workbench, commands: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Workbench, "forget", lambda _: commands.append(["forget"]))
    parsed, check = islice(rostered(bench), 2)
    said = ["parse" if "-c" in words else words[3:4] or words for words in commands]
    assert said == ["parse", ["forget"], ["check"]] * 3
    assert (parsed.name, check.name) == ("CSafeLoader parse, bare, whole roster", "jiedui check, cold, whole roster")


def test_what_is_changed_is_changed_before_each_check(
    bench: Workbench, commands: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Workbench, "edit", lambda _: commands.append(["edit"]))
    (bench.folder / "ledger.xlsx").touch()
    told = {row.key for row in islice(grown(bench), 5)}
    assert {"check-again", "check-file", "check-since"} < told
    said = [words[-1] if words == ["edit"] else words[3] for words in commands if "-c" not in words]
    assert said == ["check"] * 3 + ["edit", "check"] * 9


@pytest.mark.soak
def test_each_command_does_its_work(bench: Workbench) -> None:
    assert all(row.run.cpu > 0 for row in (*grown(bench), *once(bench), *rostered(bench)))


def test_a_row_stands_beside_the_bare_parse() -> None:
    bare = ProcessRun(2, 4, 1)
    assert BenchRow("one", "one", ProcessRun(1, 8, 1)).beside(bare) == 2
    assert BenchRow("one", "one", ProcessRun(1, 8, 1), by_clock=True).beside(bare) == 0.5
