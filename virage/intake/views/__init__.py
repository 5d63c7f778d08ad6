"""Pages of hand-ins: `hand_ins` for those who hand in, `published` for everyone."""
