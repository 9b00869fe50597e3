"""Spreadsheets: tables of figures out, lists of other offices in, and the ledger itself both ways (R-080, R-096)."""
