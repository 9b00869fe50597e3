"""Freezing in a real repository: what is written, what check says of it, and what it says when somebody edits it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from jiedui.check import run
from jiedui.migrations.run import run as migrate
from jiedui.model.time import Quarter
from jiedui.records import files, reader
from jiedui.records.finding import Finding
from jiedui.records.schema import SchemaLibrary
from jiedui.reports.bulletin import freeze
from jiedui.reports.bulletin.content import QuarterOpenError
from jiedui.review.git import GitUnavailableError

Q2, Q3 = Quarter(2026, 2), Quarter(2026, 3)
Git = Callable[..., str]


class Office:
    """The office's repository, with the ledger in ``records/``."""

    def __init__(self, folder: Path, world: Any, library: SchemaLibrary, git: Git) -> None:
        self.folder, self.world, self.library, self.git = folder, world, library, git
        self.root = folder / "records"

    def commit(self, what: str = "记录") -> str:
        """Write the world and commit it."""
        self.world.write(self.root, self.library)
        self.git(self.folder, "add", ".")
        self.git(self.folder, "commit", "-q", "--allow-empty", "-m", what)
        return self.git(self.folder, "rev-parse", "HEAD")

    def freeze(self, quarter: Quarter, today: date) -> Path:
        """Freeze a quarter and commit the file."""
        file = freeze.store(self.root, self.library, quarter, today)
        judged = reader.parse(file.read_text("utf-8"), file.name, self.library["bulletin"])
        assert judged.data is not None, judged.findings
        self.world.bulletin(judged.data)
        self.git(self.folder, "add", ".")
        self.git(self.folder, "commit", "-q", "-m", f"{quarter}")
        return file

    def findings(self, *rules: str) -> list[Finding]:
        found = run(self.root, self.library, date(2026, 11, 23)).findings
        return [
            finding for finding in found if finding.rule.id in (rules or ("bulletin-differs", "bulletin-unverified"))
        ]


@pytest.fixture
def office(repository: Path, quarter_world: Any, library: SchemaLibrary, git: Git) -> Office:
    office = Office(repository, quarter_world, library, git)
    office.commit()
    return office


def test_the_file_names_its_commit_and_is_its_recomputation(office: Office, after: date) -> None:
    head = office.git(office.folder, "rev-parse", "HEAD")
    file = office.freeze(Q3, after)
    assert file == office.root / "city" / "bulletins" / "2026Q3.yml"
    judged = reader.parse(file.read_text("utf-8"), file.name, office.library["bulletin"])
    record = judged.data
    assert judged.findings == ()
    assert record is not None and record["commit"] == head
    again = freeze.canonical(freeze.recompute(office.root, record, office.library), office.library)
    assert file.read_bytes() == again.encode("utf-8")
    assert office.findings() == []


def test_an_edit_of_a_closed_quarter_leaves_the_frozen_file_and_corrects_the_next(office: Office, after: date) -> None:
    first = office.freeze(Q2, after)
    bytes_then = first.read_bytes()
    del office.world.records["yueyanglou/households/YYL-2222/visits/2026-05-10.yml"]
    (office.root / "yueyanglou/households/YYL-2222/visits/2026-05-10.yml").unlink()
    office.commit("删去误登的联系")
    assert office.findings() == []
    second = office.freeze(Q3, after)
    assert first.read_bytes() == bytes_then
    assert office.findings() == []
    assert "2026年第2季度，岳阳楼区残联 YYL-2222 户：原为“已完成”，更正为“逾期”。" in second.read_text("utf-8")


def test_an_edited_figure_is_a_finding_that_names_it(office: Office, after: date) -> None:
    file = office.freeze(Q3, after)
    text = file.read_text("utf-8")
    files.write_text(file, text.replace("    overdue: 1  #", "    overdue: 0  #"))
    (finding,) = office.findings()
    assert finding.rule.id == "bulletin-differs"
    assert finding.message == "各单位 第 3 项（平江县残联） 本季逾期户数：文件里是“0”，按当时的台账是“1”。"
    assert finding.path == "city/bulletins/2026Q3.yml"
    assert "overdue: 0" in file.read_text("utf-8").split("\n")[finding.line - 1]
    assert "下一期" in finding.remedy


def test_many_differences_are_counted(office: Office, after: date) -> None:
    file = office.freeze(Q3, after)
    files.write_text(file, file.read_text("utf-8").replace("2026年第3季度", "2026年第4季度").replace("1户", "2户"))
    found = office.findings()
    assert len(found) == 6
    assert "另外还有" in "".join(finding.message for finding in found)


def test_an_earlier_bulletin_is_watched_too(office: Office, after: date) -> None:
    earlier = office.freeze(Q2, after)
    office.freeze(Q3, after)
    assert office.findings() == []
    files.write_text(earlier, earlier.read_text("utf-8").replace("  due: 3  #", "  due: 2  #"))
    (finding,) = office.findings()
    assert (finding.path, finding.pointer) == ("city/bulletins/2026Q2.yml", ("total", "due"))


def test_without_git_the_bulletin_is_unverified(office: Office, after: date, tmp_path_factory: Any) -> None:
    file = office.freeze(Q3, after)
    elsewhere = tmp_path_factory.mktemp("copy") / "records"
    office.world.write(elsewhere, office.library)
    assert (elsewhere / "city/bulletins/2026Q3.yml").read_bytes() == file.read_bytes()
    found = run(elsewhere, office.library, date(2026, 11, 23)).findings
    (finding,) = [finding for finding in found if finding.rule.id.startswith("bulletin")]
    assert (finding.rule.id, finding.severity.value) == ("bulletin-unverified", "警告")


def test_a_commit_that_is_not_there_is_unverified(office: Office, after: date) -> None:
    file = office.freeze(Q3, after)
    text = file.read_text("utf-8")
    commit = office.git(office.folder, "rev-parse", "HEAD~1")
    files.write_text(file, text.replace(commit, "f" * 40))
    assert [finding.rule.id for finding in office.findings()] == ["bulletin-unverified"]


def test_another_version_of_the_software_is_a_warning(office: Office, after: date, monkeypatch: Any) -> None:
    office.freeze(Q3, after)
    for module in ("jiedui.reports.bulletin.content", "jiedui.reports.bulletin.rule"):
        monkeypatch.setattr(f"{module}.__version__", "9.9.9")
    (finding,) = office.findings()
    assert finding.rule.id == "bulletin-unverified"
    assert finding.message == "这份通报由 0.1.0 版软件写出，用 9.9.9 版重算有 1 处不同。"


def test_a_bulletin_elsewhere_or_misnamed_is_a_finding(office: Office, after: date) -> None:
    file = office.freeze(Q3, after)
    moved = office.root / "pingjiang" / "bulletins" / "2026Q2.yml"
    moved.parent.mkdir()
    file.rename(moved)
    found = office.findings("bulletin-place")
    assert [finding.pointer for finding in found] == [(), ("id",), ("as_of",)]


# What is refused


def test_a_quarter_is_frozen_once(office: Office, after: date) -> None:
    file = office.freeze(Q3, after)
    before = file.read_bytes()
    with pytest.raises(freeze.FrozenAlreadyError):
        freeze.store(office.root, office.library, Q3, after)
    assert file.read_bytes() == before


def test_a_running_quarter_is_not_frozen(office: Office) -> None:
    with pytest.raises(QuarterOpenError):
        freeze.store(office.root, office.library, Q3, date(2026, 9, 30))
    assert not (office.root / "city" / "bulletins").exists()


def test_what_is_not_committed_cannot_be_frozen(office: Office, after: date) -> None:
    (office.root / "stray.yml").write_text("x", encoding="utf-8")
    with pytest.raises(freeze.UnsavedError):
        freeze.store(office.root, office.library, Q3, after)


def test_a_ledger_outside_git_cannot_be_frozen(
    quarter_world: Any, library: SchemaLibrary, tmp_path: Path, after: date
) -> None:
    quarter_world.write(tmp_path, library)
    with pytest.raises(GitUnavailableError):
        freeze.store(tmp_path, library, Q3, after)


def test_nothing_is_checked_out(office: Office, after: date) -> None:
    """Reckoning an old commit leaves the working folder, the index and the branch alone."""
    office.freeze(Q3, after)
    draft = office.root / "yueyanglou" / "unit.yml"
    draft.write_text(draft.read_text("utf-8").replace("岳阳楼区残联", "岳阳楼残联"), encoding="utf-8")
    before = office.git(office.folder, "status", "--porcelain", "--branch")
    assert office.findings() == []
    assert office.git(office.folder, "status", "--porcelain", "--branch") == before


@pytest.mark.parametrize(
    ("stored", "reckoned", "found"),
    [
        ({"a": 1}, {"a": 1}, []),
        ({"a": 0}, {"a": 1}, [(("a",), "0", "1")]),
        ({"a": 0}, {}, [(("a",), "0", "")]),
        ({}, {"a": [], "b": ""}, []),
        ({"a": [1, 2]}, {"a": [1]}, [(("a", 1), "2", "")]),
        ({"a": [{"b": "x"}]}, {"a": [{"b": "y"}, {"b": "z"}]}, [(("a", 0, "b"), "x", "y"), (("a", 1), "", "有内容")]),
    ],
)
def test_differences(stored: Any, reckoned: Any, found: Any) -> None:
    assert list(freeze.differences(stored, reckoned)) == found


def test_a_bulletin_frozen_in_an_older_format_stays_what_its_commit_gives(office: Office, after: date) -> None:
    channels, ledger = office.root / "policy" / "channels.yml", office.root / "policy" / "ledger.yml"
    first = channels.read_text("utf-8").replace("  - name: 入户  # 名称\n", "  - name: 入户\n    two_way: true\n")
    number = ledger.read_text("utf-8").partition("\n")[0]
    assert first.count("two_way") == 1 and number.startswith("format: ")
    files.write_text(channels, first)
    files.write_text(ledger, ledger.read_text("utf-8").partition("\n")[2])
    office.git(office.folder, "commit", "-q", "-a", "-m", "第一版格式")
    freeze.store(office.root, office.library, Q3, after)
    assert migrate(office.root, office.library, check=False).findings == []
    office.git(office.folder, "add", ".")
    office.git(office.folder, "commit", "-q", "-m", "升级格式")
    assert number in ledger.read_text("utf-8")
    assert office.findings() == []
