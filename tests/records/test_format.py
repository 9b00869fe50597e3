"""``fmt``: only what differs is written, whole or not at all, and what cannot be read is left alone."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from jiedui.records import files, reader
from jiedui.records import format as formatting
from jiedui.records.alone import BusyError, alone
from jiedui.records.finding import Judged
from jiedui.records.format import Formatted, Untidy
from jiedui.records.oddity import Oddity
from jiedui.records.schema import SchemaLibrary
from jiedui.records.selection import select
from jiedui.records.staging import PREFIX
from jiedui.records.tree import Place, placed

HELPER = "pingjiang/helpers/PJ-B-4K5M.yml"
VISIT = "pingjiang/households/PJ-2H3J/visits/2023-10-12.yml"
LOOSE = """\
entered_on: 2023-10-12
by:   PJ-B-2H3J
date: 2023-10-12
reached: true
counterpart: '监护人'
channel: 入户
content: ''
"""
CANONICAL = """\
date: "2023-10-12"  # 联系日期
by: PJ-B-2H3J  # 联系人
channel: 入户  # 联系方式
reached: true  # 是否联系上
counterpart: 监护人  # 联系对象
entered_on: "2023-10-12"  # 录入日期
"""


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """The small ledger of ``tests/rules/base``, in canonical form."""
    root = tmp_path / "records"
    shutil.copytree(Path(__file__).resolve().parents[1] / "rules" / "base", root)
    return root


MODELINE = "# yaml-language-server: $schema=../x.json\n"


def changed(result: Formatted) -> list[str]:
    return [untidy.path for untidy in result.changed]


def everything(root: Path) -> dict[str, tuple[int, bytes]]:
    files_below = [path for path in root.rglob("*") if path.is_file()]
    return {path.relative_to(root).as_posix(): (path.stat().st_mtime_ns, path.read_bytes()) for path in files_below}


def test_canonical_ledger_is_left_alone(ledger: Path, library: SchemaLibrary) -> None:
    before = everything(ledger)
    result = formatting.run(ledger, library, check=False)
    assert (result.changed, result.findings, result.trouble) == ([], [], None)
    assert result.files == len(before)
    assert everything(ledger) == before


def test_only_what_differs_is_written_and_once(ledger: Path, library: SchemaLibrary) -> None:
    (ledger / VISIT).write_text(LOOSE, "utf-8")
    before = everything(ledger)
    assert changed(formatting.run(ledger, library, check=True)) == [VISIT]
    assert everything(ledger) == before
    assert changed(formatting.run(ledger, library, check=False)) == [VISIT]
    assert (ledger / VISIT).read_text("utf-8") == CANONICAL
    after = everything(ledger)
    assert {path for path in after if after[path] != before[path]} == {VISIT}
    assert formatting.run(ledger, library, check=False).changed == []
    assert everything(ledger) == after


def test_blanks_at_the_ends_of_lines_go_and_the_text_stays_a_block(ledger: Path, library: SchemaLibrary) -> None:
    typed = "content: |-  # 联系情况\n  插座松动。 \n\n    约好下周请电工。　\n   \n"
    (ledger / VISIT).write_text(CANONICAL + typed, "utf-8")
    assert changed(formatting.run(ledger, library, check=False)) == [VISIT]
    written = "content: |-  # 联系情况\n  插座松动。\n\n    约好下周请电工。\n"
    assert (ledger / VISIT).read_text("utf-8") == CANONICAL + written


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"date\xef\xbc\x9a2023-10-12\n",
        b"date: 2023-10-12\ndate: 2023-10-13\n",
        b"date: 2023-02-30\n",
        LOOSE.encode("gbk"),
        LOOSE.replace("入户", "上门").encode(),
        LOOSE.replace("date: 2023-10-12\n", "date: 2023-10-12  # 上午去的\n").encode(),
        LOOSE.replace("content: ''", "contnet:").encode(),
        b"\x00" * 100,
        b"a" * 2_000_000,
    ],
    ids=[
        "empty",
        "wide colon",
        "key twice",
        "30 February",
        "GBK",
        "unknown word",
        "own comment",
        "unknown field without a value",
        "NUL",
        "large",
    ],
)
def test_what_cannot_be_read_without_loss_keeps_its_bytes(ledger: Path, library: SchemaLibrary, content: bytes) -> None:
    (ledger / VISIT).write_bytes(content)
    (ledger / HELPER).write_text((ledger / HELPER).read_text("utf-8") + "\n", "utf-8")
    before = everything(ledger)
    result = formatting.run(ledger, library, check=False)
    assert changed(result) == [HELPER], "the others are brought into form all the same"
    assert {finding.path for finding in result.findings} == {VISIT}
    assert everything(ledger)[VISIT] == before[VISIT]


def test_what_is_not_a_record_is_told_and_kept(ledger: Path, library: SchemaLibrary) -> None:
    (ledger / "pingjiang" / "notes.txt").write_text("x", "utf-8")
    outside = ledger.parent / "outside.yml"
    outside.write_text(LOOSE, "utf-8")
    (ledger / VISIT).unlink()
    (ledger / VISIT).symlink_to(outside)
    result = formatting.run(ledger, library, check=False)
    assert [finding.rule.id for finding in result.findings] == ["tree-link", "tree-unknown-file"]
    assert outside.read_text("utf-8") == LOOSE


def test_selection_limits_reading_writing_and_telling(ledger: Path, library: SchemaLibrary) -> None:
    for path in (HELPER, VISIT):
        (ledger / path).write_text((ledger / path).read_text("utf-8") + "\n", "utf-8")
    (ledger / "city" / "notes.txt").touch()
    only = select(ledger, [ledger / "pingjiang" / "helpers"])
    result = formatting.run(ledger, library, check=False, only=only)
    assert (changed(result), result.findings, result.files) == ([HELPER], [], 3)
    only = select(ledger, [ledger / VISIT, ledger / "city"])
    result = formatting.run(ledger, library, check=True, only=only)
    assert (changed(result), [finding.path for finding in result.findings]) == ([VISIT], ["city/notes.txt"])


def test_of_some_records_it_is_told_which_are_in_another_form(ledger: Path, library: SchemaLibrary) -> None:
    for path in (HELPER, VISIT):
        (ledger / path).write_text((ledger / path).read_text("utf-8") + "\n", "utf-8")
    places = [place for path in (HELPER, VISIT, HELPER.replace("4K5M", "2H3J")) if (place := placed(path))]
    before = everything(ledger)
    assert [item.path for item in formatting.untidy(ledger, library, places)] == [HELPER, VISIT]
    assert [item.path for item in formatting.untidy(ledger, library, places[1:])] == [VISIT]
    assert everything(ledger) == before


@pytest.mark.parametrize("failing", ["replace", "chmod"])
def test_failure_leaves_the_old_bytes_and_no_draft(
    monkeypatch: pytest.MonkeyPatch, ledger: Path, library: SchemaLibrary, failing: str
) -> None:
    (ledger / VISIT).write_text(LOOSE, "utf-8")
    before = everything(ledger)

    def refuse(self: Path, *_: Any) -> None:
        raise OSError(28, "No space left on device", str(self))

    monkeypatch.setattr(Path, failing, refuse)
    result = formatting.run(ledger, library, check=False)
    assert (result.changed, everything(ledger)) == ([], before)
    assert result.trouble is not None
    assert (result.trouble.errno, result.trouble.filename) == (28, VISIT)
    with pytest.raises(OSError, match="No space left"):
        files.write_text(ledger / VISIT, CANONICAL)
    assert everything(ledger) == before


# ---- the line for an editor ----


def test_the_line_for_an_editor_stays_the_first(ledger: Path, library: SchemaLibrary) -> None:
    (ledger / VISIT).write_text(MODELINE + LOOSE, "utf-8")
    assert changed(formatting.run(ledger, library, check=False)) == [VISIT]
    assert (ledger / VISIT).read_text("utf-8") == MODELINE + CANONICAL
    assert formatting.run(ledger, library, check=False).changed == []


def test_each_record_that_differs_is_told_with_its_causes(ledger: Path, library: SchemaLibrary) -> None:
    helper = (ledger / HELPER).read_bytes()
    (ledger / HELPER).write_bytes(helper.rstrip(b"\n"))
    (ledger / VISIT).write_bytes(CANONICAL.replace('"', "").replace("\n", "\r\n").encode())
    told = [
        Untidy(HELPER, (Oddity.LAST_LINE,)),
        Untidy(VISIT, (Oddity.LINE_ENDS, Oddity.QUOTES)),
    ]
    assert formatting.run(ledger, library, check=True).changed == told
    assert formatting.run(ledger, library, check=False).changed == told
    assert ((ledger / HELPER).read_bytes(), (ledger / VISIT).read_bytes()) == (helper, CANONICAL.encode())


@pytest.fixture
def windows(ledger: Path, policy_root: Path) -> Path:
    """A ledger as Git checks it out with core.autocrlf: every line ends as on Windows."""
    shutil.copytree(policy_root / "policy", ledger / "policy")
    for file in ledger.rglob("*.yml"):
        file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    return ledger


def test_line_ends_that_the_checkout_makes_are_no_difference(windows: Path, library: SchemaLibrary) -> None:
    before = everything(windows)
    result = formatting.run(windows, library, check=False)
    assert (result.changed, result.findings) == ([], [])
    (windows / VISIT).write_bytes(CANONICAL.encode())
    assert formatting.run(windows, library, check=False).changed == []
    assert {path for path, (_, text) in everything(windows).items() if text != before[path][1]} == {VISIT}


def test_what_is_rewritten_ends_its_lines_as_the_checkout_does(windows: Path, library: SchemaLibrary) -> None:
    (windows / VISIT).write_bytes(LOOSE.replace("\n", "\r\n").encode())
    (found,) = formatting.run(windows, library, check=False).changed
    assert (found.path, Oddity.LINE_ENDS in found.causes) == (VISIT, False)
    assert (windows / VISIT).read_bytes() == CANONICAL.replace("\n", "\r\n").encode()


def test_the_line_for_an_editor_gets_the_line_end_of_the_others(ledger: Path, library: SchemaLibrary) -> None:
    (ledger / VISIT).write_bytes((MODELINE + CANONICAL).replace("\n", "\r\n").encode())
    assert changed(formatting.run(ledger, library, check=False)) == [VISIT]
    assert (ledger / VISIT).read_bytes() == (MODELINE + CANONICAL).encode()


@pytest.mark.parametrize(
    ("saved", "found", "kept"),
    [
        (LOOSE.replace("10-12", "10-13").encode(), [], CANONICAL.replace("10-12", "10-13").encode()),
        (LOOSE.encode("gbk"), ["file-encoding"], LOOSE.encode("gbk")),
    ],
    ids=["text", "GBK"],
)
def test_a_record_that_is_saved_as_soon_as_it_was_read_is_read_again(
    ledger: Path, library: SchemaLibrary, saved: bytes, found: list[str], kept: bytes
) -> None:
    (ledger / VISIT).write_text(LOOSE, "utf-8")
    overtaken = []

    def read(root: Path, place: Place, library: SchemaLibrary) -> Judged:
        judged = reader.read_record(root, place, library)
        if place.path == VISIT and not overtaken:
            overtaken.append(place)
            (root / VISIT).write_bytes(saved)
        return judged

    done = formatting.run(ledger, library, check=False, read=read)
    assert [finding.rule.id for finding in done.findings] == found
    assert [item.path for item in done.changed] == ([] if found else [VISIT])
    assert (ledger / VISIT).read_bytes() == kept


def test_a_record_keeps_its_mode(ledger: Path, library: SchemaLibrary) -> None:
    for path, mode in ((VISIT, 0o640), (HELPER, 0o755)):
        text = (ledger / path).read_text("utf-8")
        (ledger / path).write_text(text.replace("  #", "    #"), "utf-8")
        (ledger / path).chmod(mode)
    assert changed(formatting.run(ledger, library, check=False)) == [HELPER, VISIT]
    assert [(ledger / path).stat().st_mode & 0o7777 for path in (VISIT, HELPER)] == [0o640, 0o755]


def test_one_process_writes_at_a_time_and_any_number_looks(ledger: Path, library: SchemaLibrary) -> None:
    with alone(ledger):
        with pytest.raises(BusyError):
            formatting.run(ledger, library, check=False)
        assert formatting.run(ledger, library, check=True).changed == []


def test_what_a_killed_run_has_left_goes(ledger: Path, library: SchemaLibrary) -> None:
    (ledger / f"{PREFIX}abc").mkdir()
    formatting.run(ledger, library, check=True)
    assert (ledger / f"{PREFIX}abc").exists(), "who only looks writes nothing"
    formatting.run(ledger, library, check=False)
    assert not (ledger / f"{PREFIX}abc").exists()
