"""Git: which commit a ledger is at, and what changed."""
