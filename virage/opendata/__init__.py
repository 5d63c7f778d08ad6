"""Datasets of bodies: what is inventoried, published, reachable and current."""
