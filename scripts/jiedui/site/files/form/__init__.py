"""What 登记 knows of the ledger: the lists that it offers, and each household and helper as written, as scripts."""
