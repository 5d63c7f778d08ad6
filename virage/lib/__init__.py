"""Helpers with no domain of their own: clock, canonical JSON, record sequence, references, text, tasks.

Vocabulary
- *record sequence*: the journal's own line number, given in commit order. "As known at 120" means
  "with everything up to line 120 of the journal, and nothing after".
- *record batch*: one act of recording (a hand-in, a renaming); invisible until it has its sequence.
"""
