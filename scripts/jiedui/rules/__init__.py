"""Cross-record rules, the check that runs them, and the reporters that say what they found."""
