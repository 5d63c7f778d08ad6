"""Datasets of bodies: what is inventoried, published, reachable and current.

Vocabulary
- dataset: a set of data that a body holds, published or not; series: datasets that are one thing through
  time (a file a year is one series).
- reuse potential: four criteria scored 0 to 2; high from five points.
- published: under an open licence, machine-readable, and at our last probe reachable and current.
- probe: we ask for the address ourselves, and note what answered.
"""
