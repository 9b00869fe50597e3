"""Reading and writing files of the ledger: bytes ↔ text, with every fault as a finding and every write atomic."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Protocol

from jiedui.records.finding import Finding, declare
from jiedui.records.staging import Staging

MAX_BYTES = 1024 * 1024
_PART = 64 * 1024
_READ_ONLY = os.O_RDONLY | getattr(os, "O_BINARY", 0)  # the second is of Windows

UNREADABLE = declare("file-unreadable", "文件打不开", "文件", "文件没有读取权限，或者在读的时候出错。")
TOO_LARGE = declare("file-too-large", "文件太大", "文件", "一份记录不超过 1 MB。照片、扫描件不要放进台账。")
EMPTY = declare("file-empty", "文件是空的", "文件", "空文件没有任何内容，可能是保存时出错。")
ENCODING = declare(
    "file-encoding", "文件编码不是 UTF-8", "文件", "台账只用 UTF-8 编码。记事本里“另存为”时编码选 UTF-8。"
)
BOM = declare("file-bom", "文件开头有 BOM 标记", "文件", "BOM 是看不见的三个字节，别的软件会读错。")
NUL = declare("file-nul", "文件里有空字符", "文件", "空字符（NUL）说明文件损坏，或存成了 UTF-16 编码。")


def read_bytes(root: Path, path: str) -> bytes:
    """Return the bytes of the file at ``path`` below ``root``, of one that is too large only the beginning.

    Raises ``OSError`` where it cannot be read.
    """
    # Without a stream around it, which takes as long again: of a ledger most of the files are smaller than a part.
    file = os.open(f"{root}/{path}", _READ_ONLY)
    try:
        raw = b""
        while len(raw) <= MAX_BYTES and (part := os.read(file, _PART)):
            raw += part
        return raw
    finally:
        os.close(file)


class Readable(Protocol):
    """Where files are read from that need not lie in a folder."""

    def read(self, path: str) -> bytes:
        """Return the bytes of a file, of one that is too large only the beginning; raise ``OSError``."""


def read_text(root: Path | Readable, path: str) -> tuple[str | None, list[Finding]]:
    """Return the text of the file at ``path`` below ``root``, or ``None`` and the finding that says why not."""
    try:
        raw = read_bytes(root, path) if isinstance(root, Path) else root.read(path)
    except OSError:
        return None, [unreadable(path)]
    return decoded(raw, path)


def unreadable(path: str) -> Finding:
    """Return the finding of a file that cannot be read."""
    remedy = "检查文件的读取权限，或从 Git 历史里恢复它。"
    return UNREADABLE.at(path, message="这个文件打不开。", remedy=remedy)


def decoded(raw: bytes, path: str) -> tuple[str | None, list[Finding]]:
    """Return the text that the bytes of a file are, or ``None`` and the finding that says why they are none."""
    fault = _byte_fault(raw, path)
    if fault:
        return None, [fault]
    try:
        return raw.decode("utf-8"), []
    except UnicodeDecodeError as error:
        return None, [_encoding_fault(raw, error, path)]


def _byte_fault(raw: bytes, path: str) -> Finding | None:
    if len(raw) > MAX_BYTES:
        return TOO_LARGE.at(path, message="文件超过 1 MB。", remedy="只留文字记录；照片、扫描件另外存放。")
    if not raw.strip():
        return EMPTY.at(path, message="文件是空的。", remedy="填写内容，或从 Git 历史里恢复原来的内容。")
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        remedy = "用编辑器“另存为”，编码选 UTF-8。"
        return ENCODING.at(path, message="文件存成了 UTF-16 编码。", remedy=remedy, line=1, column=1)
    if raw.startswith(b"\xef\xbb\xbf"):
        remedy = "另存为时编码选“UTF-8”，不要选“带 BOM 的 UTF-8”。"
        return BOM.at(path, message="文件开头有 BOM 标记。", remedy=remedy, line=1, column=1)
    if b"\x00" in raw:
        line = raw[: raw.index(b"\x00")].count(b"\n") + 1
        remedy = "文件可能已损坏，或存成了 UTF-16 编码：另存为 UTF-8，或从 Git 历史里恢复。"
        return NUL.at(path, message="文件里有空字符（NUL）。", remedy=remedy, line=line, column=1)
    return None


def _encoding_fault(raw: bytes, error: UnicodeDecodeError, path: str) -> Finding:
    before = raw[: error.start]
    line = before.count(b"\n") + 1
    column = len(before.rsplit(b"\n", 1)[-1].decode("utf-8")) + 1
    message = "文件存成了 GBK 编码，不是 UTF-8。"
    remedy = "用编辑器按 GBK 打开，核对文字无误后“另存为”，编码选 UTF-8。"
    try:
        raw.decode("gb18030")
    except UnicodeDecodeError:
        message = "文件里有不是 UTF-8 编码的字节。"
        remedy = "文件可能已损坏，请从 Git 历史里恢复；看得清文字的，“另存为”时编码选 UTF-8。"
    return ENCODING.at(path, message=message, remedy=remedy, line=line, column=column)


def write_text(file: Path, text: str) -> bool:
    """Put ``text`` into ``file`` as :func:`write_bytes` does."""
    return write_bytes(file, text.encode("utf-8"))


def write_bytes(file: Path, data: bytes) -> bool:
    """Put ``data`` into ``file`` whole or not at all, making folders as needed; return whether anything changed.

    For a single file: whoever writes many into one folder does so by one :class:`~jiedui.records.staging.Staging`.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    with Staging(file.parent) as staging:
        return staging.write_bytes(file, data)
