"""The paired-help ledger of a city Disabled Persons' Federation: read, check, reckon, publish."""

from __future__ import annotations

__version__ = "0.1.0"
