"""Rules of what a federation does and records by the day: meetings, reminders, stories, awards, strikes (六(二))."""
