"""Bodies hand in records by file or API: kept as received, checked, previewed, accepted or withdrawn.

Vocabulary
- *hand-in*: one file (or API call) of one kind; kept as received, with its SHA-256.
- *kind*: what may be handed in, declared by the package that owns the records.
- *report*: the errors and warnings found, each with line, column, value and what to do.
- *acceptance*: the rows become records, all visible at once; resumable, never twice.
"""
