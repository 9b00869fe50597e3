"""A list from elsewhere beside the ledger (B-03): doubts to be looked into, which nothing stores."""
