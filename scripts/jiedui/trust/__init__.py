"""What keeps the ledger's people from those who may not know of them: nothing of theirs in what is handed on."""
