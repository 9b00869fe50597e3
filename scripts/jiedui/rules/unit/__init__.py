"""Rules of a federation, the people who work there, and what happens in it (六)."""
