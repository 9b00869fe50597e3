"""Rules of the policy and the list of townships: each thing once on a day, and what is cited exists (五, 六)."""
