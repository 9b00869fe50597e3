"""Spreadsheets (XLSX): bulletin, overview, a federation's ledger and the trial of readings (R-080, R-096)."""
