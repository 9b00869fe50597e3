"""What a command has to know: options, and at a terminal questions for what was not said (R-015)."""
