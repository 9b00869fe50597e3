"""回访抽查: a sample of the households that count as contacted, which nobody can choose (B-10)."""
