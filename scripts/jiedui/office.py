"""The package of a Word or Excel file: the same content gives the same bytes, on any day and any machine."""

from __future__ import annotations

import io
import re
import zipfile

# The first day that a ZIP file can name.
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
_PROPERTIES = "docProps/core.xml"
_WHEN = re.compile(rb"<dcterms:(created|modified)\b[^>]*>[^<]*</dcterms:\1>")


def timeless(package: bytes) -> bytes:
    """Return a package without the times at which it was made: those of its parts, and those among its properties.

    A paper says its day in its text. Whoever compares two files then sees only what differs in them.
    """
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as made, zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as kept:
        for name in made.namelist():
            content = made.read(name)
            part = zipfile.ZipInfo(name, _FIRST_DAY)
            part.compress_type = zipfile.ZIP_DEFLATED
            part.create_system = 0  # wherever it is made
            kept.writestr(part, _WHEN.sub(b"", content) if name == _PROPERTIES else content)
    return result.getvalue()
