"""Rules of what is written in words: names, numbers and stories (R-112)."""
