"""What the driver makes of three files: a record in canonical form, both sides between marks, or lines as Git does."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.records.sealing.conftest import MemoryRing

from jiedui.records import writer
from jiedui.records.reader import parse
from jiedui.records.schema import SchemaLibrary, default_folder
from jiedui.records.sealer import CALLED, sealed
from jiedui.review.merging.driver import CHOOSE, MergedFile, merge

Data = dict[str, Any]
Merge = Callable[..., MergedFile]

HOUSEHOLD = "records/pingjiang/households/PJ-4WXY/household.yml"
VISIT = "records/pingjiang/households/PJ-4WXY/visits/2026-03-05.yml"


@pytest.fixture
def merged(tmp_path: Path, library: SchemaLibrary) -> Merge:
    """Merge three texts as Git hands them over, in files without a name, in a folder with a blank."""
    folder = tmp_path / "合 并"
    folder.mkdir()

    def run(base: str | bytes, ours: str | bytes, theirs: str | bytes, path: str = HOUSEHOLD) -> MergedFile:
        files = [folder / f".merge_file_{name}" for name in "OAB"]
        for file, text in zip(files, (base, ours, theirs), strict=True):
            file.write_bytes(text if isinstance(text, bytes) else text.encode())
        return merge(*files, path, library)

    return run


@pytest.fixture
def text(changed: Callable[..., Data], library: SchemaLibrary) -> Callable[..., str]:
    """The canonical text of the household with some places otherwise."""
    return lambda pointers=None: writer.write(changed(pointers or {}), library["household"])


def test_neighbouring_fields_of_two_are_merged_where_git_sees_a_conflict(
    merged: Merge, text: Callable[..., str]
) -> None:
    one, other = {"phone": "15400001111"}, {"address": "9组"}
    outcome = merged(text(), text(one), text(other))
    assert outcome == MergedFile(text({**one, **other}).encode())
    assert merged(text(), text(one), text(other), "notes.txt").conflict


def test_what_contradicts_stands_there_twice_and_is_told_with_its_household(
    merged: Merge, text: Callable[..., str]
) -> None:
    outcome = merged(text(), text({"phone": "15400001111"}), text({"phone": "15400002222"}))
    assert outcome.conflict
    assert outcome.told == f"冲突：户 PJ-4WXY：phone（联系电话），两边改得不一样。{CHOOSE}"
    marks = (
        '<<<<<<< 这一边\nphone: "15400001111"  # 联系电话\n=======\nphone: "15400002222"  # 联系电话\n>>>>>>> 另一边\n'
    )
    assert outcome.data.decode() == text().replace('phone: "0730-0662012"  # 联系电话\n', marks)


def test_of_many_contradictions_the_first_are_named(merged: Merge, text: Callable[..., str]) -> None:
    keys = ("village", "address", "plan", "note")
    outcome = merged(text(), *(text(dict.fromkeys(keys, word * 3)) for word in "一二"))
    assert "village（村（社区））、address（门牌组别）、plan（拟帮扶措施）等 4 处，两边" in outcome.told


def test_line_ends_form_and_the_line_for_an_editor_are_no_change(merged: Merge, text: Callable[..., str]) -> None:
    line = "# yaml-language-server: $schema=x\n"
    windows = text({"phone": "15400001111"}).replace("\n", "\r\n")
    typed = text({"address": "9组"}).replace("county: 平江县  # 县市区", "county: '平江县'")
    expected = text({"phone": "15400001111", "address": "9组"})
    assert merged(text(), windows, typed).data.decode() == expected
    assert merged(text(), windows, line + typed).data.decode() == line + expected


def test_two_that_made_a_file_made_one_or_two(merged: Merge, text: Callable[..., str]) -> None:
    typed = text().replace("county: 平江县  # 县市区", "county: '平江县'")
    assert merged("", typed, text()) == MergedFile(text().encode())
    outcome = merged("", text(), text({"phone": "15400002222"}))
    assert outcome.data.decode() == (
        f"<<<<<<< 这一边\n{text()}=======\n{text({'phone': '15400002222'})}>>>>>>> 另一边\n"
    )
    assert outcome.told == f"冲突：户 PJ-4WXY：两边各建了一份，内容不一样。{CHOOSE}"


def test_of_two_visits_on_one_day_no_third_is_made(merged: Merge, repo_root: Path, library: SchemaLibrary) -> None:
    visit = (repo_root / "tests" / "schemas" / "valid" / "visit" / "full.yml").read_text("utf-8")
    data = parse(visit, "x.yml", library["visit"]).data or {}
    other = writer.write({key: value for key, value in data.items() if key != "topics"}, library["visit"])
    outcome = merged("", visit, other, VISIT)
    assert outcome.conflict
    assert outcome.told.startswith("冲突：户 PJ-4WXY 在 2026-03-05 的走访记录：两边各建了一份，内容不一样。")
    assert "另一次写进 2026-03-05-2.yml。" in outcome.told


def test_what_does_not_go_together_is_told_though_nothing_contradicts(merged: Merge, library: SchemaLibrary) -> None:
    """One side writes that nobody was reached, the other with whom they spoke."""
    base: Data = {
        "date": "2026-03-05",
        "by": "PJ-B-2MN4",
        "channel": "电话",
        "reached": True,
        "counterpart": "本人",
        "entered_on": "2026-03-06",
        "content": "一切都好。",
    }
    one = {key: value for key, value in base.items() if key != "counterpart"} | {"reached": False}
    other = base | {"counterpart": "父母"}
    texts = [writer.write(data, library["visit"]) for data in (base, one, other)]
    outcome = merged(*texts, VISIT)
    assert outcome.conflict


@pytest.mark.parametrize(
    "broken", ["<<<<<<< a\nphone: 1\n=======\nphone: 2\n>>>>>>> b\n", "id: PJ-4WXY\n", "id: [\n", "# 记一笔\n"]
)
@pytest.mark.parametrize("version", [0, 1, 2])
def test_a_version_that_cannot_be_read_is_merged_by_lines_as_git_does(
    merged: Merge, text: Callable[..., str], broken: str, version: int
) -> None:
    texts = [text(), text({"phone": "15400001111"}), text({"note": "新。"})]
    texts[version] = broken
    outcome = merged(*texts)
    assert f"{HOUSEHOLD} 有一版读不懂" in outcome.told
    said = outcome.data.decode()
    for side in texts[1:]:
        assert {line for line in side.splitlines() if line not in texts[0]} <= set(said.splitlines())


def test_lines_that_do_not_touch_are_merged_and_it_is_told_how(merged: Merge, text: Callable[..., str]) -> None:
    base, *sides = (f"{text(edits)}# 记一笔\n" for edits in ({}, {"id": "PJ-4WXZ"}, {"note": "新。"}))
    outcome = merged(base, *sides)
    assert not outcome.conflict
    assert outcome.data.decode() == f"{text({'id': 'PJ-4WXZ', 'note': '新。'})}# 记一笔\n"
    assert outcome.told.endswith("是按行合并的。提交前运行 jiedui check。")


def test_what_is_no_text_stays_as_it_is_on_this_side(merged: Merge) -> None:
    outcome = merged(b"\0a", b"\0b", b"\0c", "records/a.png")
    assert (outcome.data, outcome.conflict) == (b"\0b", True)
    assert "不是文字" in outcome.told


@pytest.mark.parametrize("old", [True, False])
def test_a_side_in_an_older_format_is_merged_by_lines(merged: Merge, text: Callable[..., str], *, old: bool) -> None:
    new = text()
    older = new.replace("hardship:  # 困难类型\n", "hardship: 低保户\nolder:  # 困难类型\n") if old else new
    assert ("读不懂" in merged(new, older, text({"note": "新。"})).told) is old


def test_sealed_values_of_two_sides_are_merged_and_disputed_without_a_key(
    merged: Merge, changed: Callable[..., Data], library: SchemaLibrary
) -> None:
    keyed = SchemaLibrary(default_folder(), MemoryRing())["household"]

    def closed(pointers: dict[str, Any]) -> str:
        return writer.write(sealed(changed(pointers), keyed, CALLED.values()), library["household"])

    one, other = {"phone": "15400001111"}, {"address": "9组"}
    assert merged(closed({}), closed(one), closed(other)) == MergedFile(closed({**one, **other}).encode())
    outcome = merged(closed({}), closed(one), closed({"phone": "15400002222"}))
    assert outcome.conflict
    assert outcome.data.decode().count("phone: 密封1.") == 2
    assert "1540000" not in outcome.told
