"""The lists in records whose entries stay: which there are, and which entry of one version goes on which of another."""
