"""Ten targets measured from records, published in sealed editions with their evidence.

Vocabulary
- *target*: a dated, numbered promise of a strategy, with its threshold; it is data.
- *edition*: the answers and figures of a period, as known at a cut, sealed in a chain.
- *revision*: a corrected edition of the same period; the old one stays and points to it.
- *erratum*: a correction in words beside an edition.
"""
