"""Merging what two people made of one record: by its fields and entries, where Git goes by lines."""
