"""Benchmarks: each measures ratios in one run, prints them beside their budgets, and exits 1 beyond one.

`python -m benchmarks counting` runs one of them (bin/bench runs all) on a database of its own: embedded,
or made on the server that VIRAGE_DATABASE_URL names. VIRAGE_BENCH_TINY=1 makes them small, to try them.
"""
