"""Registers that bodies keep: rows handed in, what is owed, what is attested.

Vocabulary
- register: a list of things of one kind, kept by the bodies that they belong to.
- fact: what one row of a register says: a key (which thing, when) and values. Stated again with other
  values it supersedes; stated again alike it changes nothing.
- recording: the tables of one package, filled by hand-ins under that package's own batches.
"""
