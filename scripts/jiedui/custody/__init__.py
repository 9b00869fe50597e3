"""Custody: the keys of a sealed ledger, which lie outside Git: their store, its copies, and whom they are given to."""
