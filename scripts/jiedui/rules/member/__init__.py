"""Rules of the members of a household and their certificates (附件2)."""
