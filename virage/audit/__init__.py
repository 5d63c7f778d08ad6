"""The journal: who did what to what, when. It is added to, hash-chained, and cannot be altered unseen.

Vocabulary
- *line*: one entry; its number is the record sequence of the whole platform.
- *chain*: each line's hash covers the hash of the line before it.
A line holds public ids, references and codes; never a name, an e-mail or free text.
"""
