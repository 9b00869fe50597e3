"""What is said: the figures of a day, reckoned once and used by every page, sheet and print. Data, no markup."""
