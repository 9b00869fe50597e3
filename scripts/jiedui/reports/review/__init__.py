"""The review of a change: what it does to the ledger, in the words of the office (B-09, R-108, 六(三))."""
