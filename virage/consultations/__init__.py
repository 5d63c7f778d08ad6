"""A register of public consultations, and whether one can take part on line.

Vocabulary
- consultation: a public body asks people what they think, through a window of days, wherever it is held.
- means: a way to take part (on line, by e-mail, by mail, by phone, in person).
- use: what a means lets people do from a day on: submit a contribution, only read, nothing.
"""
