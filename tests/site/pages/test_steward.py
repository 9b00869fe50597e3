"""台账管理: what the pages tell a steward to type works, and what they name is there."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest
from click.testing import CliRunner

from jiedui.cli.verbs import cli
from jiedui.migrations.chain import MIGRATIONS
from jiedui.model.ledger import Ledger
from jiedui.records.finding import RULES, Severity
from jiedui.records.kinds import POLICY
from jiedui.site.pages import conflicts, steward

WEEKLY = (steward.VERIFYING, steward.DIGEST, steward.DIGEST_FILE, steward.RETENTION)
CONFLICTS = (*conflicts.FINISH, *conflicts.TAKEN_BACK, conflicts.INSTALL, conflicts.UNINSTALL)
PROVINCE = (f"{steward.DELIVERY}云岭市", steward.ROLLUP)
TRUST = (*steward.AUDIENCES, *steward.SEALING.values())
COMMANDS = (steward.AFRESH, *PROVINCE, *TRUST, *steward.UPGRADE, *steward.TRIAL, *steward.RESTORE, *WEEKLY, *CONFLICTS)
PAGES = ("rules", "policy", "turns", "upgrade", "conflicts", "backup", "audiences", "sealing", "weekly")


def test_the_commands_it_tells_to_type_exist() -> None:
    verbs = {command.split()[1] for command in COMMANDS if command.startswith("jiedui ")}
    assert verbs == {
        "merge", "migrate", "check", "fmt", "site", "scan", "bulletin", "digest", "retention", "seal", "keys", "take",
        "rekey", "erase", "export", "rollup",
    }  # fmt: skip
    assert [verb for verb in verbs if CliRunner().invoke(cli, [verb, "--help"]).exit_code] == []


@pytest.mark.parametrize("command", [steward.AFRESH, *PROVINCE, *WEEKLY, *TRUST])
def test_the_options_of_the_commands_exist(command: str) -> None:
    done = CliRunner().invoke(cli, [*command.split()[1:], "--help"])
    assert (done.exit_code, done.output[:3]) == (0, "用法：")


@pytest.mark.parametrize("name", PAGES)
def test_the_page_is_as_expected(as_expected: Callable[..., None], name: str) -> None:
    as_expected(f"steward/{name}")


def test_the_rules_are_counted_by_weight(pages: Path, source: Callable[..., str]) -> None:
    errors = sum(rule.severity is Severity.ERROR for rule in RULES)
    text = unescape(source(pages, "steward/rules"))
    assert f"检查规则一共 {len(list(RULES))} 条：错误 {errors} 条，警告 {len(list(RULES)) - errors} 条" in text


def test_every_excuse_is_linked_to_the_field(pages: Path, source: Callable[..., str]) -> None:
    links = re.findall(r"reference/fields\.html#([\w-]+)", source(pages, "steward/rules"))
    assert "household-exception_reason" in links
    assert "household-pairings-exception_reason" in links
    fields = source(pages, "reference/fields")
    assert [link for link in links if f'id="{link}"' not in fields] == []


def test_every_policy_file_and_every_setting_is_named(pages: Path, source: Callable[..., str], ledger: Ledger) -> None:
    text = unescape(source(pages, "steward/policy"))
    files = re.findall(r"<code>records/policy/([a-z]+)\.yml</code>　", text)
    assert sorted(files) == sorted(POLICY)
    keys = [key for reading in ledger.policy.readings for key in reading.settings]
    assert re.findall(r"<code>([a-z_]+)</code>[、<]", text.partition("## 改读法")[2]) == keys


def test_the_formats_are_told_the_latest_first(pages: Path, source: Callable[..., str]) -> None:
    told = re.findall(r"^- 第 (\d+) 版：(.+)。$", unescape(source(pages, "steward/upgrade")), re.MULTILINE)
    assert told == [(str(migration.number), migration.title) for migration in reversed(MIGRATIONS)]
