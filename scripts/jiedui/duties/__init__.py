"""The duties of the notice as pure functions of ledger, policy and an as-of date: no clock, no files, no markup."""
