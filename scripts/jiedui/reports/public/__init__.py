"""What the public gets: counts without people, of which no small one can be reckoned from what is shown."""
