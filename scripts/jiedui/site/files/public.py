"""What the public gets as one file, a line for each count, for whoever reckons on."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from jiedui.reports.public.tables import every_table, in_words
from jiedui.site.family import PUBLIC_ALONE
from jiedui.site.machine.output import OutputFile

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiedui.reports.public.published import PublicCounts
    from jiedui.site.site import Site

SHOWN_TO = PUBLIC_ALONE
PATH = "counts.csv"


def files(site: Site) -> Iterator[OutputFile]:
    """Yield the file."""
    yield OutputFile(PATH, text(site.counts))


def text(counts: PublicCounts) -> str:
    """Return every table line by line, with the mark by which Excel knows the encoding."""
    out = io.StringIO()
    lines = csv.writer(out, lineterminator="\r\n")
    lines.writerow(["表", "行", "栏", "数"])
    for table in every_table(counts):
        for row in table.rows:
            for column, value in zip(table.columns, row.values, strict=True):
                title = f"{column.group}：{column.title}" if column.group else column.title
                lines.writerow([table.caption, row.name, title, in_words(value)])
    return f"﻿{out.getvalue()}"
