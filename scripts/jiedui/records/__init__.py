"""Text ↔ record: the strict loader, the canonical writer, the tree of paths and ids, schema validation.

Nothing here knows what a record means; that begins in :mod:`jiedui.model`.
"""
