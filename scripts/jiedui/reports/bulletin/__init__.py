"""季通报: what the bulletin of a quarter says, as a paper, frozen in a file, corrected in the next, verified."""

KIND = "bulletin"
"""The kind of record that a frozen one is."""
