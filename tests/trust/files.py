"""Files of every format that a build may hold, each with one text in it."""

from __future__ import annotations

import gzip
import html
import io
import json
import struct
import zipfile
import zlib
from collections.abc import Callable
from urllib.parse import quote

from docx import Document
from xlsxwriter import Workbook


def entities(text: str) -> str:
    return "".join(f"&#{ord(sign)};" for sign in text)


def escapes(text: str) -> str:
    return json.dumps(text.replace("0", "\u0001")).replace("\\u0001", "\\u0030").strip('"')


def folded(text: str) -> bytes:
    """Return a calendar whose lines are folded in the middle of a sign's neighbours (RFC 5545)."""
    return "BEGIN:VCALENDAR\r\nSUMMARY:{}\r\nEND:VCALENDAR\r\n".format("\r\n ".join(text)).encode()


def workbook(text: str) -> bytes:
    file = io.BytesIO()
    with Workbook(file, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_rich_string(0, 0, text[:2], book.add_format({"bold": True}), text[2:])
        sheet.set_footer("完")
    return file.getvalue()


def document(text: str, *, in_properties: bool = False) -> bytes:
    file, paper = io.BytesIO(), Document()
    paragraph = paper.add_paragraph("开头 ")
    if in_properties:
        paper.core_properties.subject = text
    else:
        paragraph.add_run(text[:2]).bold = True
        paragraph.add_run(text[2:])
    paper.save(file)
    return file.getvalue()


def package(name: str, data: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
    return file.getvalue()


def picture(kind: bytes, body: bytes) -> bytes:
    chunk = struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
    return b"\x89PNG\r\n\x1a\n" + chunk


def paper(text: str, *, in_properties: bool = False) -> bytes:
    """Return a PDF whose page, or whose properties, say the text: its signs are numbered, as browsers number them."""
    shown = "" if in_properties else text
    signs = dict.fromkeys(shown)
    codes = {sign: number for number, sign in enumerate(signs, 1)}
    line = "".join(f"{codes[sign]:04x}" for sign in shown)
    pairs = "".join(f"<{code:04x}> <{sign.encode('utf-16-be').hex()}>\n" for sign, code in codes.items())
    mapped = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def\n"
        "1 begincodespacerange <0000> <ffff> endcodespacerange\n"
        f"{len(codes)} beginbfchar\n{pairs}endbfchar\nendcmap end end"
    )
    said = text.encode("utf-16-be").hex() if in_properties else ""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F 5 0 R >> >> >>",
        _stream(f"BT /F 12 Tf 72 720 Td <{line}> Tj ET".encode()),
        b"<< /Type /Font /Subtype /Type0 /BaseFont /A /Encoding /Identity-H"
        b" /DescendantFonts [6 0 R] /ToUnicode 7 0 R >>",
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /A /DW 1000"
        b" /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>",
        _stream(mapped.encode()),
        f"<< /Subject <feff{said}> >>".encode(),
    ]
    written, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    count = len(objects) + 1
    return written + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer << /Size %d /Root 1 0 R /Info 8 0 R >>\nstartxref\n%d\n%%%%EOF\n"
        % (count, table, count, len(written))
    )


def _stream(body: bytes) -> bytes:
    packed = zlib.compress(body)
    return b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(packed), packed)


FORMATS: dict[str, Callable[[str], bytes]] = {
    "text.html": lambda text: f"<!doctype html><td>{text}</td>".encode(),
    "entities.html": lambda text: f"<p>{entities(text)}</p>".encode(),
    "twice.html": lambda text: f"<p>{html.escape(entities(text))}</p>".encode(),
    "comment.html": lambda text: f"<!-- {text} -->".encode(),
    "attribute.html": lambda text: f'<a title="{entities(text)}" href="#">x</a>'.encode(),
    "link.html": lambda text: f'<a href="find.html?q={quote(text)}">x</a>'.encode(),
    "marked.html": lambda text: f"<p><mark>{text[:2]}</mark>{text[2:4]}<b class='x'>{text[4:]}</b></p>".encode(),
    "inline.html": lambda text: b'<script>var data = "%s";</script>' % escapes(text).encode(),
    "plain.js": lambda text: f"x('{text}')".encode(),
    "escaped.json": lambda text: f'["{escapes(text)}"]'.encode(),
    "html.json": lambda text: json.dumps([f"<td>{entities(text)}</td>"]).encode(),
    "style.css": lambda text: f'a::after {{ content: "{text}" }}'.encode(),
    "chart.svg": lambda text: f"<svg><text>{text[:3]}<tspan dx='1'>{text[3:]}</tspan></text></svg>".encode(),
    "days.ics": folded,
    "news.atom": lambda text: f"<feed><title type='html'>&lt;b&gt;{text}&lt;/b&gt;</title></feed>".encode(),
    "excel.csv": lambda text: f"姓名,{text},\r\n".encode("gb18030"),
    "wide.csv": lambda text: f"\ufeff姓名,{text},\r\n".encode("utf-16-le"),
    "book.xlsx": workbook,
    "paper.docx": document,
    "about.docx": lambda text: document(text, in_properties=True),
    "inner.zip": lambda text: package("book.zip", package("x.txt", text.encode())),
    "named.zip": lambda text: package(f"{text}.txt", b"x"),
    "map.xml.gz": lambda text: gzip.compress(f"<loc>{text}</loc>".encode()),
    "plain.png": lambda text: picture(b"iTXt", b"Title\0\0\0\0\0" + text.encode()),
    "packed.png": lambda text: picture(b"zTXt", b"Title\0\0" + zlib.compress(text.encode())),
    "page.pdf": paper,
    "about.pdf": lambda text: paper(text, in_properties=True),
    "unknown.bin": lambda text: b"\x00\xff\xfe\x01" + text.encode() + b"\x00",
}
