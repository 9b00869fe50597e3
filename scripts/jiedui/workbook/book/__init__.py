"""The ledger as one workbook (台账): households, visits and helpers as tables, out and in again."""
