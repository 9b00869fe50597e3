"""Changes that touch several records at once: planned, checked as the ledger would be, written whole or not at all."""
