"""A site that is looked at while the ledger is edited: made anew where it changed, served on this machine."""
