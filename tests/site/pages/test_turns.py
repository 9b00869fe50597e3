"""文件、区划、期限变了怎么办: the lines that the page tells to write, dropped into the shipped ledger."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from jiedui.check import run
from jiedui.duties.quota import quota_line
from jiedui.model.ledger import Ledger
from jiedui.records.schema import SchemaLibrary
from jiedui.rules.report import Report
from jiedui.site.example import Example
from jiedui.site.pages.turns import EXTENDED, NOTICE, TOWNSHIP, TURNS, UNIT, Lines

# Before any of the days on the page.
TODAY = date(2026, 12, 10)
DOCUMENT, CLAUSE, LAST_DAY, NEW_ROW = NOTICE.steps


@pytest.fixture
def root(shipped_root: Path, tmp_path: Path) -> Path:
    return shutil.copytree(shipped_root, tmp_path / "records")


@pytest.fixture
def example(root: Path, library: SchemaLibrary) -> Example:
    return Example.of(ledger_of(root, library))


@pytest.fixture
def said(root: Path, library: SchemaLibrary) -> Callable[[date], list[str]]:
    """Return what the check says on a day, without the findings that do not come from the lines."""

    def told(when: date) -> list[str]:
        return [
            f"{finding.rule.id} {finding.path} {finding.message}" for finding in checked(root, library, when).findings
        ]

    return told


def put(root: Path, lines: Lines, *, before: str = "", instead: str = "", after: str = "") -> None:
    """Write lines where the page says so: before, after or instead of what stands there, else at the end."""
    path = root / lines.path
    text = path.read_text("utf-8") if path.exists() else ""
    here = before or instead or after
    head, there, tail = text.partition(here) if here else (text, "", "")
    assert bool(there) == bool(here), here
    path.parent.mkdir(exist_ok=True)
    path.write_text(head + (after and there) + lines.text + (before and there) + tail, "utf-8")


def second_notice(root: Path) -> None:
    put(root, DOCUMENT, before="clauses:  # 条款\n")
    put(root, CLAUSE)


def checked(root: Path, library: SchemaLibrary, when: date) -> Report:
    """Check as the command does, which judges what the lines change and not the rest again."""
    return run(root, library, when, keeps=True)


def ledger_of(root: Path, library: SchemaLibrary) -> Ledger:
    found = checked(root, library, TODAY).ledger
    assert found is not None
    return found


def test_a_second_notice_changes_a_quota_from_its_day(
    root: Path, said: Callable[[date], list[str]], library: SchemaLibrary
) -> None:
    """A head of a section owes 2 households on the last day of 2026, and 3 from the next on, with a grace."""
    before = said(TODAY)
    second_notice(root)
    section = "  - id: city_section  # 编号\n    title: 市残联科级干部  # 名称\n    requirement: R-061  # 要求编号\n"
    section += '    clause: 五(二)1  # 依据条款\n    from: "2023-09-01"  # 开始日期\n'
    put(root, LAST_DAY, after=section)
    put(root, NEW_ROW, before="  - id: city_staff  # 编号\n")
    assert said(TODAY) == before
    ledger = ledger_of(root, library)
    lines = [
        (old.need, new.need, new.owed <= new.need, new.main.quota.clause)
        for helper in ledger.helpers_of("city")
        for old, new in [[quota_line(ledger, helper, when) for when in (date(2026, 12, 31), date(2027, 1, 1))]]
        if new.main and new.main.quota.id == "city_section_2027"
    ]
    assert lines
    assert set(lines) == {(2, 3, True, "2026:一")}


def test_of_a_longer_programme_all_that_follows_is_named_until_it_is_written(
    root: Path, said: Callable[[date], list[str]]
) -> None:
    before = said(TODAY)
    second_notice(root)
    clauses = root / "policy" / "clauses.yml"
    clauses.write_text(clauses.read_text("utf-8").replace("从2027年1月1日起执行", "帮扶到2029年12月为止"), "utf-8")
    days, phase, contacts, occasion, holidays = EXTENDED.steps
    end, clause = days.text.splitlines(keepends=True)
    put(root, Lines(days.path, "", end), instead='programme_to: "2028-12-31"  # 帮扶结束日期\n')
    put(root, Lines(days.path, "", clause), instead="clause: 五(四)  # 依据条款\n")
    assert [line.split()[0] for line in said(TODAY) if line not in before] == [
        "occasion-years", "row-hole", "contact-until", "service-years",
    ]  # fmt: skip
    put(root, phase, instead='    to: "2028-12-31"  # 结束日期\n')
    put(root, contacts, instead='      contact_until: "2028-12-31"  # 联系要求截止日期\n')
    put(root, occasion)
    put(root, holidays)
    assert said(TODAY) == before


def test_townships_change_from_their_day_on(
    root: Path, said: Callable[[date], list[str]], library: SchemaLibrary, example: Example
) -> None:
    before = said(TODAY)
    name, merger, managers = TOWNSHIP.told(example).steps
    put(root, name, instead="        name: 长岭街道  # 名称\n")
    put(root, merger, after="        name: 路口镇  # 名称\n")
    put(root, managers, instead="        managed:  # 托管残联\n          - unit: nanhu  # 残联\n")
    assert said(TODAY) == before
    divisions = ledger_of(root, library).divisions
    for when, names, managed in (
        (date(2026, 12, 31), ["长岭街道", "路口镇"], "nanhu"),
        (date(2027, 1, 1), ["新长岭街道", "云溪街道"], "jingkai"),
    ):
        known = divisions.until(when)
        found = [known.find("云溪区", township) for township in ("长岭街道", "路口镇")]
        assert [township and township.name for township in found] == names
        first = known.find("岳阳楼区", "求索街道")
        assert first is not None
        assert first.unit == managed


def test_a_federation_goes_and_another_comes(
    root: Path, said: Callable[[date], list[str]], library: SchemaLibrary, example: Example
) -> None:
    before = said(TODAY)
    gone, new, tile = UNIT.told(example).steps
    put(root, gone, after="level: 县级残联  # 层级\n")
    put(root, new)
    put(root, tile)
    assert said(TODAY) == before
    assert ledger_of(root, library).divisions.tiles["xinqu"] == (2, 5)
    after = [line for line in said(date(2027, 1, 1)) if line.startswith("unit-dissolved nanhu/unit.yml 南湖新区")]
    assert len(after) == 1


def test_every_turn_has_lines_and_says_what_follows() -> None:
    assert [turn.anchor for turn in TURNS] == ["notice", "extended", "township", "unit"]
    assert all(turn.steps and turn.notes for turn in TURNS)
    assert [step.where for turn in TURNS for step in turn.steps if not step.text.endswith("\n")] == []
