"""Packages of workbooks, made by hand for what no program that writes them would make."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_LINKS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def xlsx(*rows: bytes, after: bytes = b"", more: dict[str, bytes] | None = None) -> bytes:
    """Return a workbook of one sheet, 户, whose rows are given as XML."""
    sheet = b'<worksheet xmlns="%s"><sheetData>%s</sheetData>%s</worksheet>' % (_MAIN.encode(), b"".join(rows), after)
    return zipped(
        {
            "[Content_Types].xml": f'<Types xmlns="{_TYPES}"><Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{_SHEET_TYPE}.sheet.main+xml"/>'
            f'<Override PartName="/xl/worksheets/one.xml" ContentType="{_SHEET_TYPE}.worksheet+xml"/></Types>'.encode(),
            "_rels/.rels": f'<Relationships xmlns="{_LINKS}"><Relationship Id="a" Type="{_OFFICE}/officeDocument" '
            'Target="xl/workbook.xml"/></Relationships>'.encode(),
            "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
            '<sheet name="户" sheetId="1" r:id="b"/></sheets></workbook>'.encode(),
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_LINKS}"><Relationship Id="b" '
            f'Type="{_OFFICE}/worksheet" Target="worksheets/one.xml"/></Relationships>'.encode(),
            "xl/worksheets/one.xml": sheet,
            **(more or {}),
        }
    )


def ods(*rows: bytes) -> bytes:
    """Return a workbook of one sheet, 户, as LibreOffice keeps it, whose rows are given as XML."""
    names = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
    )
    calc = 'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
    body = f"<office:document-content {names} {calc}><office:body><office:spreadsheet>".encode()
    body += '<table:table table:name="户">'.encode() + b"".join(rows)
    body += b"</table:table></office:spreadsheet></office:body></office:document-content>"
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/></manifest:manifest>'
    )
    parts = {"META-INF/manifest.xml": manifest.encode(), "content.xml": body}
    return zipped({"mimetype": kind.encode(), **parts})


def zipped(parts: dict[str, bytes]) -> bytes:
    """Return a package of some parts."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return made.getvalue()


def pieces(content: bytes, length: int) -> Iterable[bytes]:
    """Yield a text in pieces of some length."""
    for at in range(0, len(content), length):
        yield content[at : at + length]
