"""The shapes that cross upward: what a capability declares, and a collector reads without knowing it.

Each module holds frozen dataclasses and one registry, filled at start-up from the module of that
name in every package (`indicators.py`, `intakes.py`, `navigation.py`, ...).
"""
