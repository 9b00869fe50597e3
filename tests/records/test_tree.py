"""The tree of a ledger: what lies where, and what does not belong there."""

from __future__ import annotations

import os
from datetime import date, timedelta
from pathlib import Path

import pytest

from jiedui.records.finding import RULES, Finding, Severity, redact
from jiedui.records.kinds import POLICY, path_of
from jiedui.records.tree import Place, Tree, ledger_around, meant, placed

GOOD = {
    "divisions.yml": Place("divisions.yml", "divisions", "divisions"),
    "policy/ledger.yml": Place("policy/ledger.yml", "policy-ledger", "ledger"),
    "policy/readings.yml": Place("policy/readings.yml", "policy-readings", "readings"),
    "city/bulletins/2026Q3.yml": Place("city/bulletins/2026Q3.yml", "bulletin", "2026Q3", "city"),
    **{
        f"pingjiang/events/2026-03-05-{kind}.yml": Place(
            f"pingjiang/events/2026-03-05-{kind}.yml", f"event-{kind}", f"2026-03-05-{kind}", "pingjiang"
        )
        for kind in ("award", "branch", "meeting", "recheck", "reminder", "story", "strike", "village")
    },
    "pingjiang/events/2026-03-05-meeting-2.yml": Place(
        "pingjiang/events/2026-03-05-meeting-2.yml", "event-meeting", "2026-03-05-meeting-2", "pingjiang"
    ),
    "yueyanglou/unit.yml": Place("yueyanglou/unit.yml", "unit", "yueyanglou", "yueyanglou"),
    "yueyanglou/helpers/YYL-B-7K3Q.yml": Place(
        "yueyanglou/helpers/YYL-B-7K3Q.yml", "helper", "YYL-B-7K3Q", "yueyanglou"
    ),
    "yueyanglou/households/YYL-7K3Q/household.yml": Place(
        "yueyanglou/households/YYL-7K3Q/household.yml", "household", "YYL-7K3Q", "yueyanglou", "YYL-7K3Q"
    ),
    "yueyanglou/households/YYL-7K3Q/visits/2026-03-05.yml": Place(
        "yueyanglou/households/YYL-7K3Q/visits/2026-03-05.yml", "visit", "2026-03-05", "yueyanglou", "YYL-7K3Q"
    ),
    "yueyanglou/households/YYL-7K3Q/visits/2026-03-05-12.yml": Place(
        "yueyanglou/households/YYL-7K3Q/visits/2026-03-05-12.yml", "visit", "2026-03-05-12", "yueyanglou", "YYL-7K3Q"
    ),
}


def grow(root: Path, *paths: str) -> Path:
    """Make empty files below ``root``; a path with a slash at its end is a folder."""
    for path in paths:
        if path.endswith("/"):
            (root / path).mkdir(parents=True, exist_ok=True)
            continue
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).touch()
    return root


def said(findings: list[Finding]) -> list[tuple[str, str]]:
    return [(finding.rule.id, finding.path) for finding in findings]


def test_every_kind_of_record_is_found_in_path_order(tmp_path: Path) -> None:
    found = Tree(grow(tmp_path, *GOOD))
    assert found.findings == []
    assert found.places == sorted(GOOD.values(), key=lambda place: place.path)


@pytest.mark.parametrize("place", GOOD.values(), ids=lambda place: place.path)
def test_path_of_is_the_inverse_of_the_walk(place: Place) -> None:
    assert path_of(place.kind, place.unit, place.stem, place.household) == place.path


def test_path_of_is_the_inverse_in_this_ledger(shipped_root: Path) -> None:
    found = Tree(shipped_root)
    assert found.findings == []
    assert len(found.places) >= len(POLICY)
    for place in found.places:
        assert path_of(place.kind, place.unit, place.stem, place.household) == place.path


def test_every_kind_of_record_has_its_schema_and_its_place(repo_root: Path) -> None:
    kinds = {file.name.removesuffix(".schema.json") for file in (repo_root / "schemas").glob("*.json")} - {"common"}
    assert kinds == {place.kind for place in GOOD.values()} | {f"policy-{stem}" for stem in POLICY}


@pytest.mark.parametrize(
    ("path", "rule", "reported", "message", "remedy"),
    [
        ("notes.txt", "tree-unknown-file", "notes.txt", "不应当有", "最上层只放 policy、divisions.yml"),
        ("divisions.yaml", "tree-bad-name", "divisions.yaml", "后缀不是 .yml", "divisions.yml"),
        ("Yueyanglou/", "tree-bad-name", "Yueyanglou", "字母大小写不对", "改名为 yueyanglou。"),
        ("岳阳楼区/", "tree-unknown-file", "岳阳楼区", "不应当有", "小写拼音"),
        ("yueyanglou", "tree-unknown-file", "yueyanglou", "不应当有", "各残联的文件夹"),
        ("policy", "tree-unknown-file", "policy", "不应当有", "最上层只放"),
        ("policy/quota.yml", "tree-unknown-file", "policy/quota.yml", "不应当有", "policy 里只放 ledger"),
        ("policy/quotas.yaml", "tree-bad-name", "policy/quotas.yaml", "后缀不是 .yml", "quotas.yml"),
        ("policy/quotas.yml/", "tree-not-a-file", "policy/quotas.yml", "却是文件夹", "放回记录文件"),
        ("divisions.yml/", "tree-not-a-file", "divisions.yml", "却是文件夹", "放回记录文件"),
        ("pj/unit.yaml", "tree-bad-name", "pj/unit.yaml", "后缀不是 .yml", "unit.yml"),
        ("pj/unit.yml/", "tree-not-a-file", "pj/unit.yml", "却是文件夹", "放回记录文件"),
        ("pj/helpers", "tree-unknown-file", "pj/helpers", "不应当有", "helpers"),
        ("pj/照片/", "tree-unknown-file", "pj/照片", "不应当有", "只放 unit.yml"),
        ("pj/helpers/PJ-B-7K3Q.txt", "tree-bad-name", "pj/helpers/PJ-B-7K3Q.txt", "后缀不是 .yml", "PJ-B-7K3Q.yml"),
        ("pj/helpers/PJ-7K3Q.yml", "tree-bad-name", "pj/helpers/PJ-7K3Q.yml", "不是责任人编号", "SLX-B-7K3Q.yml"),
        (
            "pj/quotas.yml", "tree-unknown-file", "pj/quotas.yml",
            "放错了文件夹", "移到台账文件夹里的 policy/quotas.yml。",
        ),
        (
            "2026-03-05.yml", "tree-unknown-file", "2026-03-05.yml",
            "放错了文件夹", "移到台账文件夹里的 〈残联代号〉/households/〈户编号〉/visits/2026-03-05.yml。",
        ),
        (
            "pj/2026-03-05-meeting-2.yml", "tree-unknown-file", "pj/2026-03-05-meeting-2.yml",
            "放错了文件夹", "移到台账文件夹里的 pj/events/2026-03-05-meeting-2.yml。",
        ),
        (
            "pj/households/PJ-7K3Q/2026-03-05.yml", "tree-unknown-file", "pj/households/PJ-7K3Q/2026-03-05.yml",
            "放错了文件夹", "移到台账文件夹里的 pj/households/PJ-7K3Q/visits/2026-03-05.yml。",
        ),
        (
            "pj/households/PJ-7K3Q/visits/household.yml", "tree-unknown-file",
            "pj/households/PJ-7K3Q/visits/household.yml",
            "放错了文件夹", "移到台账文件夹里的 pj/households/PJ-7K3Q/household.yml。",
        ),
        ("pj/events/PJ-B-7K3Q.yml", "tree-bad-name", "pj/events/PJ-B-7K3Q.yml", "不是日期加类别", "meeting.yml"),
        ("pj/helpers/pj-b-7k3q.yml", "tree-bad-name", "pj/helpers/pj-b-7k3q.yml", "字母大小写不对", "PJ-B-7K3Q.yml"),
        ("pj/helpers/PJ-B-7K3Q.yml/", "tree-not-a-file", "pj/helpers/PJ-B-7K3Q.yml", "却是文件夹", "移走"),
        ("pj/households/PJ-7K3Q.yml", "tree-unknown-file", "pj/households/PJ-7K3Q.yml", "不应当有", "一户一个文件夹"),
        ("pj/households/PJ-7K3O/", "tree-bad-name", "pj/households/PJ-7K3O", "不是户编号", "SLX-7K3Q"),
        ("pj/households/PJ-7K3Q1/", "tree-bad-name", "pj/households/PJ-7K3Q1", "不是户编号", "SLX-7K3Q"),
        ("pj/households/PJ-7K3Q/a", "tree-unknown-file", "pj/households/PJ-7K3Q/a", "不应当有", "household.yml"),
        ("pj/bulletins/2026Q5.yml", "tree-bad-name", "pj/bulletins/2026Q5.yml", "不是季度", "2026Q3.yml"),
        ("pj/bulletins/2026Q3.docx", "tree-unknown-file", "pj/bulletins/2026Q3.docx", "不应当有", "后缀 .yml"),
        ("pj/events/2026-03-05.yml", "tree-bad-name", "pj/events/2026-03-05.yml", "不是日期加类别", "meeting.yml"),
        ("pj/events/2026-03-05-x.yml", "tree-bad-name", "pj/events/2026-03-05-x.yml", "不是日期加类别", "village"),
        (
            "pj/events/2026-03-05-meeting-1.yml", "tree-bad-name", "pj/events/2026-03-05-meeting-1.yml",
            "次序写得不对", "2026-03-05-meeting.yml",
        ),
        ("pj/events/2026-03-05.md", "tree-unknown-file", "pj/events/2026-03-05.md", "不应当有", "后缀 .yml"),
        (
            "pj/events/2026-03-05-story.yml/", "tree-not-a-file", "pj/events/2026-03-05-story.yml",
            "却是文件夹", "移走",
        ),
        (
            "pj/households/PJ-7K3Q/household.yml/", "tree-not-a-file", "pj/households/PJ-7K3Q/household.yml",
            "却是文件夹", "移走",
        ),
        (
            "pj/households/PJ-7K3Q/visits/2026-3-5.yml", "tree-bad-name", "pj/households/PJ-7K3Q/visits/2026-3-5.yml",
            "日期没有写成", "2026-03-05.yml",
        ),
        (
            "pj/households/PJ-7K3Q/visits/2026-03-05-1.yml", "tree-bad-name",
            "pj/households/PJ-7K3Q/visits/2026-03-05-1.yml", "次序写得不对", "2026-03-05.yml",
        ),
        (
            "pj/households/PJ-7K3Q/visits/2026-03-05.md", "tree-unknown-file",
            "pj/households/PJ-7K3Q/visits/2026-03-05.md", "不应当有", "后缀 .yml",
        ),
        (
            "pj/households/PJ-7K3Q/visits/2026-03-05.yml/", "tree-not-a-file",
            "pj/households/PJ-7K3Q/visits/2026-03-05.yml", "却是文件夹", "移走",
        ),
    ],
)  # fmt: skip
def test_what_does_not_belong(
    path: str, rule: str, reported: str, message: str, remedy: str, tmp_path: Path
) -> None:  # fmt: skip
    found = Tree(grow(tmp_path, path))
    assert found.places == []
    assert said(found.findings) == [(rule, reported)]
    assert message in found.findings[0].message
    assert remedy in found.findings[0].remedy


def test_the_right_name_is_suggested(tmp_path: Path) -> None:
    (finding,) = Tree(grow(tmp_path, "pj/households/PJ-7K3Q/Household.yml")).findings
    assert (finding.rule.id, finding.message) == ("tree-bad-name", "文件名要改：字母大小写不对。")
    assert (finding.remedy, finding.suggestion) == ("改名为 household.yml。", "household.yml")


def test_where_a_misnamed_record_should_be(tmp_path: Path) -> None:
    grow(tmp_path, "pj/households/PJ-7K3Q/Household.yml", "Divisions.yml", "pj/helpers/x.yml", "pj/notes.txt")
    found = {finding.path: meant(finding) for finding in Tree(tmp_path).findings}
    assert found == {
        "pj/households/PJ-7K3Q/Household.yml": "pj/households/PJ-7K3Q/household.yml",
        "Divisions.yml": "divisions.yml",
        "pj/helpers/x.yml": "",
        "pj/notes.txt": "",
    }


def test_a_record_named_after_a_day_that_is_in_no_calendar_is_told_and_read(tmp_path: Path) -> None:
    path = "pj/households/PJ-7K3Q/visits/2026-02-30.yml"
    found = Tree(grow(tmp_path, path))
    assert [place.path for place in found.places] == [path]
    (finding,) = found.findings
    assert (finding.path, finding.message) == (path, "文件名里的日期不存在：2026年2月只有28天，没有30日。")
    assert finding.remedy == "对照日历改成实际日期，和文件里写的一样。"


def test_what_is_inside_a_stray_folder_is_not_read(tmp_path: Path) -> None:
    found = Tree(grow(tmp_path, "备份/yueyanglou/unit.yml", "pj/households/坏/household.yml"))
    assert found.places == []
    assert sorted(said(found.findings)) == [("tree-bad-name", "pj/households/坏"), ("tree-unknown-file", "备份")]


def test_hidden_files_are_nobodys_business(tmp_path: Path) -> None:
    hidden = [
        ".git/config",
        ".DS_Store",
        "pj/.gitkeep",
        "pj/helpers/.PJ-B-7K3Q.yml.swp",
        "pj/households/PJ-7K3Q/visits/.a",
    ]
    found = Tree(grow(tmp_path, *hidden))
    assert (found.places, found.findings) == ([], [])


@pytest.mark.parametrize("path", ["pj", "pj/helpers", "pj/helpers/PJ-B-7K3Q.yml", "pj/households/PJ-7K3Q", "policy"])
def test_links_are_not_followed(path: str, tmp_path: Path) -> None:
    outside = grow(tmp_path / "outside", "PJ-B-7K3Q.yml", "unit.yml", "household.yml")
    root = (
        grow(tmp_path / "records", f"{Path(path).parent}/") if "/" in path else grow(tmp_path, "records/") / "records"
    )
    target = outside / "PJ-B-7K3Q.yml" if path.endswith(".yml") else outside
    (root / path).symlink_to(target)
    found = Tree(root)
    assert found.places == []
    assert said(found.findings) == [("tree-link", path)]
    assert "换成文件本身" in found.findings[0].remedy


def test_dangling_and_circular_links(tmp_path: Path) -> None:
    root = grow(tmp_path, "pj/helpers/")
    (root / "pj/helpers/PJ-B-7K3Q.yml").symlink_to(root / "nowhere")
    (root / "pj/households").symlink_to(root / "pj")
    assert said(Tree(root).findings) == [("tree-link", "pj/helpers/PJ-B-7K3Q.yml"), ("tree-link", "pj/households")]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_is_not_a_record(tmp_path: Path) -> None:
    grow(tmp_path, "pj/")
    os.mkfifo(tmp_path / "pj/unit.yml")
    found = Tree(tmp_path)
    assert found.places == []
    assert said(found.findings) == [("tree-not-a-file", "pj/unit.yml")]
    assert "管道" in found.findings[0].message


def test_a_folder_may_hold_as_many_as_there_are(tmp_path: Path) -> None:
    """A county's roster has some thousand households, each a folder."""
    days = [date(2024, 1, 1) + timedelta(days=number) for number in range(1001)]
    found = Tree(grow(tmp_path, *(f"pj/households/PJ-7K3Q/visits/{day}.yml" for day in days)))
    assert (len(found.places), found.findings) == (1001, [])


def test_a_missing_folder(tmp_path: Path) -> None:
    found = Tree(tmp_path / "nothing")
    assert found.places == []
    assert said(found.findings) == [("file-unreadable", "")]
    assert found.findings[0].message == "这个文件夹打不开。"
    assert "在不在" in found.findings[0].remedy


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root reads everything")
def test_a_folder_without_permission_does_not_stop_the_others(tmp_path: Path) -> None:
    grow(tmp_path, "pj/helpers/PJ-B-7K3Q.yml", "yueyanglou/unit.yml")
    (tmp_path / "pj/helpers").chmod(0)
    found = Tree(tmp_path)
    (tmp_path / "pj/helpers").chmod(0o755)
    assert [place.path for place in found.places] == ["yueyanglou/unit.yml"]
    assert said(found.findings) == [("file-unreadable", "pj/helpers")]


def test_no_number_in_a_name_is_shown(tmp_path: Path) -> None:
    certificate, phone = "49060219580312101741", "154-0000-1234"
    found = Tree(grow(tmp_path, f"pj/households/{certificate}/", f"pj/helpers/{phone}.yml", f"{certificate}.jpg"))
    assert len(found.findings) == 3
    for finding in found.findings:
        assert certificate not in finding.message + finding.remedy + redact(finding.path)
        assert phone not in finding.message + finding.remedy + redact(finding.path)
        assert "（号码不显示）" in redact(finding.path)


@pytest.mark.skipif(os.name == "nt", reason="names are bytes on POSIX only")
def test_a_name_that_is_not_utf_8_can_be_shown(tmp_path: Path) -> None:
    (Path(os.fsdecode(os.fsencode(tmp_path) + "/照片.jpg".encode("gbk")))).touch()
    (tmp_path / "a\nb.yml").touch()
    found = Tree(tmp_path)
    shown = sorted(redact(finding.path) for finding in found.findings)
    assert shown[0] == "a\ufffdb.yml"
    assert shown[1].encode("utf-8").endswith(b".jpg")


@pytest.mark.parametrize(
    ("path", "message", "remedy"),
    [
        (
            "notes.txt", "这里不应当有这个文件或文件夹。",
            "最上层只放 policy、divisions.yml 和各残联的文件夹（小写拼音）。",
        ),
        (
            "pj/helpers/a.yml", "文件名不是责任人编号。",
            "文件名写成编号加 .yml，例如 SLX-B-7K3Q.yml。编号里不用 0、1、I、L、O、U。",
        ),
        ("pj/unit.yml/", "这里应当是一个文件，却是文件夹。", "把它移走，放回记录文件。"),
    ],
)  # fmt: skip
def test_what_staff_are_told(path: str, message: str, remedy: str, tmp_path: Path) -> None:
    (finding,) = Tree(grow(tmp_path, path)).findings
    assert (finding.message, finding.remedy) == (message, remedy)


def test_what_staff_are_told_of_links_pipes_and_folders_that_cannot_be_opened(tmp_path: Path) -> None:
    (tmp_path / "records").mkdir()
    (tmp_path / "records/pj").symlink_to(tmp_path)
    (finding,) = Tree(tmp_path / "records").findings
    assert (finding.message, finding.remedy) == ("这是一个链接。", "换成文件本身。")
    (finding,) = Tree(tmp_path / "nothing").findings
    assert (finding.message, finding.remedy) == ("这个文件夹打不开。", "检查文件夹在不在、有没有读取权限。")


def test_the_rules_of_the_tree() -> None:
    ours = [rule for rule in RULES if rule.id.startswith("tree-")]
    assert [(rule.id, rule.title, rule.clause, rule.requirement) for rule in ours] == [
        ("tree-unknown-file", "不认识的文件", "", "R-015"),
        ("tree-not-a-file", "该是文件的地方是文件夹", "", ""),
        ("tree-link", "链接指向别处", "", ""),
        ("tree-bad-name", "文件名不合规定", "六(三)", "R-108"),
    ]
    assert {rule.scope for rule in ours} == {"台账"}
    assert {rule.severity for rule in ours} == {Severity.ERROR}


def test_findings_come_in_the_order_of_the_walk(tmp_path: Path) -> None:
    paths = ["b.txt", "pj/z.txt", "pj/helpers/a.yml", "a.txt", "pj/helpers/A.txt"]
    found = Tree(grow(tmp_path, *paths))
    assert [finding.path for finding in found.findings] == [
        "a.txt", "b.txt", "pj/helpers/A.txt", "pj/helpers/a.yml", "pj/z.txt",
    ]  # fmt: skip


def test_places_come_in_the_order_of_their_paths(tmp_path: Path) -> None:
    paths = ["pj/unit.yml", "pja/unit.yml", "divisions.yml", "pj/events/2026-03-05-meeting.yml"]
    assert [place.path for place in Tree(grow(tmp_path, *paths)).places] == sorted(paths)


@pytest.mark.parametrize("folder", ["", "records/", "我的 台账/records/"])
def test_a_record_is_known_by_its_path_in_whichever_folder_the_ledger_lies(folder: str) -> None:
    assert {path: placed(f"{folder}{path}") for path in GOOD} == GOOD


@pytest.mark.parametrize(
    "path", ["README.md", "records/", "records/policy/other.yml", "city/households/YYL-7K3Q/x.yml"]
)
def test_what_is_no_record_has_no_place(path: str) -> None:
    assert placed(path) is None


def test_the_ledger_around_a_folder_is_found_where_it_really_lies(tmp_path: Path) -> None:
    policy = tmp_path / "台账" / "records" / "policy"
    policy.mkdir(parents=True)
    (policy / "ledger.yml").touch()
    records = policy.parent
    assert ledger_around(records / "city" / "甲") == records
    assert ledger_around(records.parent / "甲") is None
    assert ledger_around(records.parent / "甲", "records") == records.parent
    assert ledger_around(records) is None
    assert ledger_around(tmp_path / "甲", "records") is None
    (tmp_path / "近路").symlink_to(records.parent)
    assert ledger_around(tmp_path / "近路" / "甲", "records") == records.parent


def test_a_record_is_called_as_staff_call_it() -> None:
    called = {place.kind: place.called for place in GOOD.values()}
    assert called["household"] == "户 YYL-7K3Q"
    assert called["visit"] == "户 YYL-7K3Q 在 2026-03-05-12 的走访记录"
    assert called["helper"] == "责任人 YYL-B-7K3Q"
    assert called["unit"] == "yueyanglou/unit.yml"
