"""What a workbook says, put onto the ledger (R-015, R-080): compared with what its records said, tried, handed back."""
