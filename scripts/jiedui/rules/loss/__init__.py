"""Rules of a change: what was recorded before is still there, under its id or another."""
