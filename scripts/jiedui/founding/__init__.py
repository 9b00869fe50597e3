"""A ledger of one's own: what ``jiedui init`` writes for any city, and how its machinery is brought up to date."""
