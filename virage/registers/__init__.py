"""What bodies hand in row by row, what they owe by a day, what they attest as complete.

Vocabulary
- register: a list of things of one kind, kept by the bodies that they belong to.
- fact: what one row of a register says: a key (which thing, when) and values. Stated again with other
  values it supersedes; stated again alike it changes nothing.
- recording: the tables of one package, filled by hand-ins under that package's own batches.
- duty: a body owes a hand-in of a kind, for half-open days, by a due day; required, then perhaps released.
- attestation: a body says in a role that a register is complete, or partial; it holds for twelve months.
- not applicable (exemption): a body declares, for a reason of a closed list, that a question does not
  apply to a unit; the Secretariat accepts or refuses in public; the body may withdraw.
- headcount: how many people work for a body on a 31 March.
- census: all of these together, which say what a figure is worth.
"""
