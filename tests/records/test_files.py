"""Bytes ↔ text: what cannot be read is told, and what is written is written whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from jiedui.records import files, reader
from jiedui.records.finding import Finding
from jiedui.records.schema import SchemaLibrary
from jiedui.records.tree import Place


def said(findings: Iterable[Finding]) -> list[tuple[str, int, int]]:
    return [(finding.rule.id, finding.line, finding.column) for finding in findings]


def read(tmp_path: Path, raw: bytes, library: SchemaLibrary) -> list[Finding]:
    (tmp_path / "x.yml").write_bytes(raw)
    judged = reader.read_record(tmp_path, Place("x.yml", "visit", "2026-03-05"), library)
    assert judged.data is None
    return list(judged.findings)


@pytest.mark.parametrize(
    ("make", "rule", "line", "column", "message", "remedy"),
    [
        (lambda _: b"", "file-empty", 0, 0, "文件是空的", "从 Git 历史里恢复"),
        (lambda _: b" \r\n\t\n", "file-empty", 0, 0, "文件是空的", "填写内容"),
        (lambda text: b"\xef\xbb\xbf" + text.encode(), "file-bom", 1, 1, "BOM", "不要选“带 BOM 的 UTF-8”"),
        (lambda text: text.encode("utf-16"), "file-encoding", 1, 1, "UTF-16", "编码选 UTF-8"),
        (lambda text: text.encode("utf-16-be"), "file-nul", 1, 1, "空字符", "UTF-16"),
        (lambda text: text.encode("gb18030"), "file-encoding", 3, 10, "GBK", "另存为"),
        (lambda text: text.encode().replace("户".encode(), b"\xff"), "file-encoding", 3, 11, "不是 UTF-8", "另存为"),
        (lambda text: text.encode() + b"content: a\x00b\n", "file-nul", 7, 1, "空字符（NUL）", "Git 历史"),
        (lambda _: b"#" * (10 * 1024 * 1024), "file-too-large", 0, 0, "超过 1 MB", "照片、扫描件另外存放"),
        (lambda _: b"[" * (1024 * 1024), "yaml-depth", 1, 17, "层次太多", "参照同类文件"),
    ],
    ids=["empty", "blank", "bom", "utf-16", "utf-16 without mark", "gbk", "latin", "nul", "10 MB", "1 MB of brackets"],
)  # fmt: skip
def test_file_that_cannot_be_read(
    make: Callable[[str], bytes], rule: str, line: int, column: int, message: str, remedy: str,
    tmp_path: Path, library: SchemaLibrary, visit_text: str,
) -> None:  # fmt: skip
    findings = read(tmp_path, make(visit_text), library)
    assert said(findings) == [(rule, line, column)]
    assert message in findings[0].message
    assert remedy in findings[0].remedy


def test_largest_file_is_read(tmp_path: Path, library: SchemaLibrary, visit_text: str) -> None:
    raw = visit_text.encode()
    raw += b"\n" * (files.MAX_BYTES - len(raw))
    (tmp_path / "x.yml").write_bytes(raw)
    assert reader.read_record(tmp_path, Place("x.yml", "visit", ""), library).findings == ()
    assert said(read(tmp_path, raw + b"\n", library)) == [("file-too-large", 0, 0)]


def test_directory_and_missing_file(tmp_path: Path, library: SchemaLibrary) -> None:
    (tmp_path / "folder.yml").mkdir()
    for name in ("folder.yml", "nothing.yml"):
        judged = reader.read_record(tmp_path, Place(name, "visit", ""), library)
        assert judged.data is None
        assert said(judged.findings) == [("file-unreadable", 0, 0)]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root reads everything")
def test_unreadable_file(tmp_path: Path, library: SchemaLibrary, visit_text: str) -> None:
    file = tmp_path / "x.yml"
    file.write_text(visit_text, "utf-8")
    file.chmod(0)
    assert said(reader.read_record(tmp_path, Place("x.yml", "visit", ""), library).findings) == [
        ("file-unreadable", 0, 0)
    ]


def test_writing_is_atomic_and_says_whether_anything_changed(tmp_path: Path) -> None:
    file = tmp_path / "a" / "b.yml"
    assert files.write_text(file, "甲\n") is True
    assert files.write_text(file, "甲\n") is False
    assert files.write_text(file, "乙\n") is True
    assert file.read_bytes() == "乙\n".encode()
    assert [path.name for path in file.parent.iterdir()] == ["b.yml"]
    with pytest.raises(IsADirectoryError):
        files.write_text(file.parent, "丙\n")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a"], "a failed write leaves no draft behind"


def test_write_text_tells_whether_anything_changed(tmp_path: Path) -> None:
    file = tmp_path / "a" / "b" / "记录.yml"
    assert files.write_text(file, "一\n")
    written = file.stat().st_mtime_ns
    assert not files.write_text(file, "一\n")
    assert file.stat().st_mtime_ns == written
    assert files.write_text(file, "二\n")
    assert [path.name for path in file.parent.iterdir()] == ["记录.yml"]


def test_bytes_are_written_as_they_are(tmp_path: Path) -> None:
    file = tmp_path / "a.yml"
    assert files.write_bytes(file, b"\x00\xff") is True
    assert file.read_bytes() == b"\x00\xff"


def test_line_ends_are_written_as_they_are(tmp_path: Path) -> None:
    files.write_text(tmp_path / "a.yml", "甲\r\n乙\n")
    assert (tmp_path / "a.yml").read_bytes() == "甲\r\n乙\n".encode()


def test_text_is_read_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_bytes("甲\r\n".encode())
    assert files.read_text(tmp_path, "a.yml") == ("甲\r\n", [])
    text, findings = files.read_text(tmp_path, "b.yml")
    assert text is None
    assert [(finding.path, finding.message, finding.remedy) for finding in findings] == [
        ("b.yml", "这个文件打不开。", "检查文件的读取权限，或从 Git 历史里恢复它。")
    ]


def test_where_bytes_are_not_utf_8(tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_bytes("一\n二甲".encode() + b"\xff\n")
    (finding,) = files.read_text(tmp_path, "a.yml")[1]
    assert (finding.line, finding.column) == (2, 3)
    (tmp_path / "a.yml").write_bytes(b"a\n\nb\x00\n")
    (finding,) = files.read_text(tmp_path, "a.yml")[1]
    assert (finding.line, finding.column) == (3, 1)


@pytest.mark.parametrize(
    ("raw", "message", "remedy"),
    [
        (b"", "文件是空的。", "填写内容，或从 Git 历史里恢复原来的内容。"),
        (b"\xef\xbb\xbfa", "文件开头有 BOM 标记。", "另存为时编码选“UTF-8”，不要选“带 BOM 的 UTF-8”。"),
        (b"\xff\xfea", "文件存成了 UTF-16 编码。", "用编辑器“另存为”，编码选 UTF-8。"),
        (b"\xfe\xffa", "文件存成了 UTF-16 编码。", "用编辑器“另存为”，编码选 UTF-8。"),
        (
            b"a\x00", "文件里有空字符（NUL）。",
            "文件可能已损坏，或存成了 UTF-16 编码：另存为 UTF-8，或从 Git 历史里恢复。",
        ),
        (
            "甲乙".encode("gbk"), "文件存成了 GBK 编码，不是 UTF-8。",
            "用编辑器按 GBK 打开，核对文字无误后“另存为”，编码选 UTF-8。",
        ),
        (
            b"a\xff", "文件里有不是 UTF-8 编码的字节。",
            "文件可能已损坏，请从 Git 历史里恢复；看得清文字的，“另存为”时编码选 UTF-8。",
        ),
        (b"a" * (1024 * 1024 + 1), "文件超过 1 MB。", "只留文字记录；照片、扫描件另外存放。"),
    ],
    ids=["empty", "BOM", "UTF-16", "UTF-16 the other way", "NUL", "GBK", "no encoding", "large"],
)  # fmt: skip
def test_what_staff_are_told(raw: bytes, message: str, remedy: str, tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_bytes(raw)
    text, (finding,) = files.read_text(tmp_path, "a.yml")
    assert text is None
    assert (finding.path, finding.message, finding.remedy) == ("a.yml", message, remedy)


def test_a_file_of_one_megabyte_is_not_too_large(tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_bytes(b"a" * (1024 * 1024))
    assert files.read_text(tmp_path, "a.yml") == ("a" * (1024 * 1024), [])
