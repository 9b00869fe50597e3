"""Rules of the ledger as a whole: each record lies where it belongs, once, and what it mentions exists (R-112)."""
