"""What check says of frozen bulletins: good ones, edited ones, misplaced ones, those that cannot be verified."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from jiedui.check import run
from jiedui.model.time import Quarter
from jiedui.records import files
from jiedui.reports.bulletin import freeze, verify
from jiedui.reports.bulletin.computation import COMPUTATION

Q2, Q3 = Quarter(2026, 2), Quarter(2026, 3)
RESTORE = "通报印发以后不改：从 Git 历史里恢复这份文件。数字有误的，改台账里的记录，更正会写进下一期通报。"


def test_a_frozen_bulletin_is_no_finding(office: Any, after: date) -> None:
    office.freeze(Q3, after)
    assert office.findings() == []


def test_an_edited_figure_is_a_finding_that_names_it(office: Any, after: date) -> None:
    file = office.freeze(Q3, after)
    text = file.read_text("utf-8")
    files.write_text(file, text.replace("    overdue: 1  #", "    overdue: 0  #", 1))
    (finding,) = office.findings()
    assert finding.rule.id == "bulletin-differs"
    assert finding.message == "各单位 第 3 项（平江县残联） 本季逾期户数：文件里是“0”，按当时的台账是“1”。"
    assert finding.path == "city/bulletins/2026Q3.yml"
    assert "overdue: 0" in file.read_text("utf-8").split("\n")[finding.line - 1]
    assert finding.remedy == RESTORE


def test_an_edited_figure_by_workplace_is_a_finding_too(office: Any, after: date) -> None:
    file = office.freeze(Q3, after)
    head, tail = file.read_text("utf-8").split("\nworkplaces:")
    files.write_text(file, f"{head}\nworkplaces:{tail.replace('    overdue: 1  #', '    overdue: 0  #', 1)}")
    (finding,) = office.findings()
    assert finding.message == ("按责任人的单位 第 4 项（平江县残联） 本季逾期户数：文件里是“0”，按当时的台账是“1”。")


def test_the_names_of_commits_and_trees_can_be_read(office: Any, after: date) -> None:
    file = office.freeze(Q3, after)
    wrong = "abcdef1234567890" * 2 + "abcdef12"
    files.write_text(file, file.read_text("utf-8").replace(office.stored(Q3)["tree"], wrong))
    (finding,) = office.findings()
    assert finding.pointer == ("tree",)
    assert finding.message.startswith(f"台账目录：文件里是“{wrong}”，按当时的台账是“")


def test_what_was_taken_out_is_told_at_what_is_left(office: Any, after: date) -> None:
    file = office.freeze(Q3, after)
    lines = file.read_text("utf-8").split("\n")
    start = next(number for number, line in enumerate(lines) if line.startswith("shortfalls:"))
    end = next(number for number, line in enumerate(lines) if number > start and line[:1] not in (" ", "-", ""))
    files.write_text(file, "\n".join(lines[:start] + lines[end:]))
    (finding,) = office.findings()
    assert finding.pointer == ()
    assert finding.message == "名单：文件里是“（空）”，按当时的台账是“有内容”。"


def test_five_differences_are_told_and_the_others_counted(office: Any, after: date) -> None:
    file = office.freeze(Q3, after)
    record = office.stored(Q3)

    def change(count: int) -> list[str]:
        text = file.read_text("utf-8")
        for key in ("roster", "paired", "helpers", "owed", "due", "met")[:count]:
            text = text.replace(f"\n  {key}: {record['total'][key]}  #", f"\n  {key}: 99  #", 1)
        files.write_text(file, text)
        found = office.findings()
        assert {finding.remedy for finding in found} == {RESTORE}
        return [finding.message for finding in found]

    five = change(5)
    assert len(five) == 5
    assert not [message for message in five if "另外" in message]
    six = change(6)
    assert len(six) == 6
    assert "另外还有 1 处不同。" in six


def test_an_earlier_bulletin_is_watched_too(office: Any, after: date) -> None:
    earlier = office.freeze(Q2, after)
    office.freeze(Q3, after)
    assert office.findings() == []
    files.write_text(earlier, earlier.read_text("utf-8").replace("  due: 3  #", "  due: 2  #"))
    (finding,) = office.findings()
    assert (finding.path, finding.pointer) == ("city/bulletins/2026Q2.yml", ("total", "due"))


def test_two_edited_bulletins_are_two_findings(office: Any, after: date) -> None:
    for quarter in (Q2, Q3):
        office.freeze(quarter, after)
    for quarter in (Q2, Q3):
        file = office.root / "city" / "bulletins" / f"{quarter}.yml"
        files.write_text(file, file.read_text("utf-8").replace("  due: 3  #", "  due: 2  #"))
    assert [finding.path for finding in office.findings()] == [
        "city/bulletins/2026Q2.yml", "city/bulletins/2026Q3.yml",
    ]  # fmt: skip


def test_an_earlier_bulletin_that_is_not_committed_yet_is_reckoned_again(office: Any, after: date) -> None:
    office.freeze(Q3, after)
    file = freeze.store(office.root, office.library, Q2, after)
    assert office.findings() == []
    files.write_text(file, file.read_text("utf-8").replace("  due: 3  #", "  due: 2  #"))
    assert [finding.path for finding in office.findings()] == ["city/bulletins/2026Q2.yml"]


def test_an_earlier_bulletin_that_nobody_edited_is_not_reckoned_again(
    office: Any, after: date, monkeypatch: Any
) -> None:
    office.freeze(Q2, after)
    office.freeze(Q3, after)
    monkeypatch.setattr(verify, "COMPUTATION", 0)
    (finding,) = office.findings()
    assert finding.path == "city/bulletins/2026Q3.yml"


def test_without_git_the_bulletin_is_unverified(office: Any, after: date, tmp_path_factory: Any) -> None:
    file = office.freeze(Q3, after)
    elsewhere = tmp_path_factory.mktemp("copy") / "records"
    office.world.write(elsewhere, office.library)
    assert (elsewhere / "city/bulletins/2026Q3.yml").read_bytes() == file.read_bytes()
    found = run(elsewhere, office.library, date(2026, 11, 23)).findings
    (finding,) = [finding for finding in found if finding.rule.id.startswith("bulletin")]
    assert (finding.rule.id, finding.severity.value) == ("bulletin-unverified", "警告")
    assert finding.remedy == "这个文件夹不在 Git 里，要在台账的 Git 仓库里核对。"
    assert finding.pointer == ("commit",)


def test_a_commit_that_is_not_there_is_a_warning(office: Any, after: date) -> None:
    file = office.freeze(Q3, after)
    files.write_text(file, file.read_text("utf-8").replace(office.stored(Q3)["commit"], "f" * 40))
    (finding,) = office.findings()
    assert (finding.rule.id, finding.severity.value) == ("bulletin-unverified", "警告")
    assert (finding.path, finding.pointer) == ("city/bulletins/2026Q3.yml", ("commit",))
    assert finding.message == "按写明的台账版本（commit）查不到台账，是按台账目录（tree）核对的。"
    assert finding.remedy == (
        "先运行 git fetch --all，再核对；还查不到的，在 Git 历史里看这个文件的 commit（台账版本）改过没有："
        "改过的恢复原来的，没改过的是分支压缩合并过，不用改。"
    )


def test_another_computation_is_a_warning(office: Any, after: date, monkeypatch: Any) -> None:
    file = office.freeze(Q3, after)
    monkeypatch.setattr(verify, "COMPUTATION", COMPUTATION + 1)
    assert office.findings() == []
    # As the computation of then had it when the file was committed.
    files.write_text(file, file.read_text("utf-8").replace("  due: 3  #", "  due: 2  #"))
    office.git(office.folder, "commit", "-q", "--amend", "-a", "-m", "通报")
    (finding,) = office.findings()
    assert (finding.rule.id, finding.severity.value) == ("bulletin-unverified", "警告")
    assert finding.message == f"这份通报按第 {COMPUTATION} 版算法计算，用第 {COMPUTATION + 1} 版重算有 1 处不同。"
    assert finding.pointer == ("computation",)


def test_a_bulletin_elsewhere_or_misnamed_is_a_finding(office: Any, after: date) -> None:
    file = office.freeze(Q3, after)
    moved = office.root / "pingjiang" / "bulletins" / "2026Q2.yml"
    moved.parent.mkdir()
    file.rename(moved)
    found = office.findings("bulletin-place")
    assert [(finding.pointer, finding.message, finding.remedy) for finding in found] == [
        ((), "平江县残联的文件夹里有季通报。", "移到市残联的文件夹。"),
        (("id",), "文件里的 id（季度）与文件名不一致。", "改成 2026Q2。"),
        (("as_of",), "文件里的 as_of（统计日）与文件名不一致。", "改成 2026-06-30。"),
    ]
    assert [finding.suggestion for finding in found] == ["", "2026Q2", "2026-06-30"]
    assert office.findings() == []  # a misnamed one is not reckoned as what it is not


def test_a_bulletin_that_was_edited_so_that_nothing_can_be_compared_is_an_error(office: Any, after: date) -> None:
    file = office.freeze(Q3, after)
    record = office.stored(Q3)
    text = file.read_text("utf-8").replace("    overdue: 1  #", "    overdue: 0  #")
    for key in ("commit", "tree"):
        text = text.replace(record[key], "0" * 40)
    files.write_text(file, text)
    (finding,) = office.findings()
    assert finding.rule.id == "bulletin-differs"
    assert finding.message == "这份通报提交以后改过。查不到这份通报写明的台账版本，没有核对。"
    assert finding.remedy == "通报印发以后不改：从 Git 历史里恢复这份文件，再核对。"
    assert finding.pointer == ("commit",)


def test_a_bulletin_that_claims_a_newer_computation_is_an_error(office: Any, after: date) -> None:
    file = office.freeze(Q3, after)
    text = file.read_text("utf-8")
    number = office.stored(Q3)["computation"]
    files.write_text(file, text.replace(f"computation: {number}", f"computation: {number + 1}"))
    (finding,) = office.findings()
    assert (finding.rule.id, finding.pointer) == ("bulletin-differs", ("computation",))


def test_a_bulletin_is_reckoned_once_and_again_when_it_says_something_else(
    office: Any, after: date, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JIEDUI_CACHE", str(tmp_path / "cache"))
    reckoned, recompute = list[str](), verify.recompute

    def counted(root: Path, record: Any, library: Any) -> Any:
        reckoned.append(record["id"])
        return recompute(root, record, library)

    monkeypatch.setattr(verify, "recompute", counted)
    file = office.freeze(Q3, after)
    reckoned.clear()
    text = file.read_text("utf-8")

    def told(day: date, *, keeps: bool = True) -> list[str]:
        found = run(office.root, office.library, day, keeps=keeps).findings
        return [item.message for item in found if "/bulletins/" in item.path]

    assert [told(day) for day in (after, after, after + timedelta(days=1))] == [[]] * 3
    assert reckoned == ["2026Q3"]
    files.write_text(file, text.replace("    overdue: 1  #", "    overdue: 0  #", 1))
    wrong = ["各单位 第 3 项（平江县残联） 本季逾期户数：文件里是“0”，按当时的台账是“1”。"]
    assert [told(after), told(after)] == [wrong] * 2
    assert reckoned == ["2026Q3"] * 2
    assert told(after, keeps=False) == wrong
    assert reckoned == ["2026Q3"] * 3
