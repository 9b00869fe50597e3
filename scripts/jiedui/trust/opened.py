"""The texts of a file, whatever its format: what is packed is unpacked, what is folded is unfolded."""

from __future__ import annotations

import codecs
import gzip
import io
import re
import struct
import zipfile
import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_LARGEST = 512 * 1024 * 1024
_PNG = b"\x89PNG\r\n\x1a\n"
_TEXT_OF_PNG, _PACKED_OF_PNG = (b"tEXt", b"iTXt", b"eXIf"), (b"zTXt", b"iTXt")
_STREAMS = (b"x\x01", b"x\x9c", b"x\xda")  # how a stream of zlib begins
# What the readers of damaged and encrypted files raise, and the machine for which there is no reader of PDF.
_FAULTS = (OSError, EOFError, ValueError, RuntimeError, ImportError, struct.error, zlib.error, zipfile.BadZipFile)
_BEYOND = re.compile(r"[^\x00-\x7f]")
_FOLD = re.compile(rb"\r?\n[ \t]")


class UnopenedError(ValueError):
    """A file whose content cannot be got at: damaged, encrypted, too large, or of a format nothing here reads."""


def opened(data: bytes) -> Iterator[tuple[str, str]]:
    """Yield each text of a file with the place that it has there: empty for the file as it is.

    Formats are known by how a file begins, not by its name. Raises :class:`UnopenedError` where that tells of a format
    which cannot be read.
    """
    yield "", _text(data)
    for begins, read in _READERS:
        if data.removeprefix(codecs.BOM_UTF8).startswith(begins):
            try:
                yield from read(data)
            except _FAULTS as error:
                raise UnopenedError from error


def _text(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    text = data.decode("utf-8", "replace")
    damaged = text.count("\ufffd")
    if not damaged or damaged * 2 <= len(_BEYOND.findall(text)):  # some damaged signs make no other encoding
        return text
    try:
        return data.decode("gb18030")  # what Excel writes of a CSV
    except UnicodeDecodeError:
        return text


def _packed(data: bytes) -> Iterator[tuple[str, str]]:
    """Read the parts of an archive: of a workbook, a document, a package."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        yield "压缩包的说明", _text(archive.comment)
        for part in archive.infolist():
            yield "里面的文件名", part.filename
            if part.file_size > _LARGEST:
                raise UnopenedError
            for place, text in opened(archive.read(part)):
                yield f"里面的 {part.filename}{place and f'，{place}'}", text


def _compressed(data: bytes) -> Iterator[tuple[str, str]]:
    with gzip.GzipFile(fileobj=io.BytesIO(data)) as stream:
        inner = stream.read(_LARGEST + 1)
    if len(inner) > _LARGEST:
        raise UnopenedError
    for place, text in opened(inner):
        yield f"解压以后{place and f'，{place}'}", text


def _calendar(data: bytes) -> Iterator[tuple[str, str]]:
    yield "展开折行以后", _text(_FOLD.sub(b"", data))  # a line may be folded within a sign


def _picture(data: bytes) -> Iterator[tuple[str, str]]:
    """Read what is written in a PNG beside the picture."""
    place = len(_PNG)
    while place + 8 <= len(data):
        size, kind = struct.unpack_from(">I4s", data, place)
        body = data[place + 8 : place + 8 + size]
        if kind in _TEXT_OF_PNG:
            yield "图片里的说明", _text(body)
        for start in map(body.find, _STREAMS if kind in _PACKED_OF_PNG else ()):
            if start >= 0:
                yield "图片里的说明", _text(zlib.decompressobj().decompress(body[start:], _LARGEST))
        place += 12 + size


def _paper(data: bytes) -> Iterator[tuple[str, str]]:
    """Read a PDF: what it says of itself, and each page as one line, for its own are broken anywhere."""
    import pypdfium2  # compiled, and made for few processors

    with pypdfium2.PdfDocument(data) as document:
        yield "文档属性", "\n".join(document.get_metadata_dict(skip_empty=True).values())
        for number, page in enumerate(document, 1):
            yield f"第 {number} 页", " ".join(page.get_textpage().get_text_range().split())


_READERS: tuple[tuple[bytes, Callable[[bytes], Iterator[tuple[str, str]]]], ...] = (
    (b"PK\x03\x04", _packed),
    (b"\x1f\x8b", _compressed),
    (b"BEGIN:VCALENDAR", _calendar),
    (_PNG, _picture),
    (b"%PDF-", _paper),
)
