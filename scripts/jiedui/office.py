"""The package of a Word or Excel file: the same content gives the same bytes, on any day and any machine."""

from __future__ import annotations

import io
import re
import shutil
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
            part = zipfile.ZipInfo(name, _FIRST_DAY)
            part.compress_type = zipfile.ZIP_DEFLATED
            part.create_system = 0  # wherever it is made
            if name == _PROPERTIES:
                kept.writestr(part, _WHEN.sub(b"", made.read(name)))
            else:
                with made.open(name) as content, kept.open(part, "w") as copy:
                    shutil.copyfileobj(content, copy)
    return result.getvalue()
