"""Rules of who answers for a household, and from when until when (二(四))."""
