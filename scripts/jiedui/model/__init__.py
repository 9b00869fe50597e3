"""What the records mean: typed frozen objects, and the :class:`~jiedui.model.ledger.Ledger` that holds them by id."""
