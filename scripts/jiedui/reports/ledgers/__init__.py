"""The remaining ledgers (台账), one module each: a pass over the ledger as of a day; what lies later is not there yet.

Nothing here is a page: pages, papers and workbooks show these objects.
"""

from __future__ import annotations

TITLE = "各类台账"
SERVES: tuple[str, ...] = (
    "R-016",
    "R-017",
    "R-018",
    "R-020",
    "R-066",
    "R-071",
    "R-073",
    "R-100",
    "R-104",
    "R-105",
    "R-107",
)
