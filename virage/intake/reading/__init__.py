"""From the bytes that a body handed in to typed rows and generic findings; no tables, no framework.

`rows.read` is the way in. It streams: a file of 200,000 rows is never held in memory.
"""
