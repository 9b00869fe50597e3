"""What was shipped is known again, and by ``sha256sum`` too."""

from __future__ import annotations

import subprocess
from pathlib import Path

from jiedui.founding import sums


def test_sums_are_read_as_they_were_written() -> None:
    known = {"管理员手册.md": sums.of("文\n".encode()), "a b/c": sums.of(b"")}
    assert sums.read(sums.written(known)) == known
    assert sums.read("坏的一行\n\n") == {}


def test_nothing_is_told_of_what_lies_elsewhere() -> None:
    assert sums.read(sums.written({"/etc/passwd": "0", "../other/README.md": "0", "a/../../b": "0", "a..b": "0"})) == {
        "a..b": "0"
    }


def test_sha256sum_reads_them(tmp_path: Path) -> None:
    (tmp_path / "管理员手册.md").write_text("文\n", "utf-8")
    text = sums.written({"管理员手册.md": sums.of("文\n".encode())})
    command = ["sha256sum", "--check", "--strict", "--quiet"]
    subprocess.run(command, input=text.encode(), cwd=tmp_path, check=True, timeout=60)


def test_other_line_ends_are_no_change() -> None:
    known = sums.of(b"a\nb\n")
    assert sums.is_of(b"a\r\nb\r\n", known)
    assert sums.is_of(b"a\nb\n", sums.of(b"a\r\nb\r\n"))
    assert not sums.is_of(b"a\nb", known)
