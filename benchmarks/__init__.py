"""Benchmarks: each module measures ratios in one run, prints them, and exits 1 beyond its budget."""
