"""A county's own old workbook: what its sheets and columns are, and its rows as those of our tables (R-080)."""
