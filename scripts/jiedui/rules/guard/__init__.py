"""Rules of a change as a whole: who has to look at it, and what is written about it and stays (六(三))."""
