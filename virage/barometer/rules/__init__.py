"""The method of the barometer in plain Python: from typed answers to figures, and nothing else.

Standard library only (with `virage.contracts` and `virage.lib.canonical`), so that a sceptic can run
it where nothing is installed. No float anywhere: integers and fractions.

figures   figure(answers, *, code, version, unit, population="", basis="units", target=None,
                 phase="before", reached=False, bodies_expected=None, attested=False) -> dict
verdicts  Target(code, numerator, denominator, on, sense="at_least", basis="units")
          phase(target, period, earlier=()) -> "before" | "due" | "after"
          verdict(yes, unknown, n, threshold, *, phase, reached) ; break_even(yes, unknown, n, threshold)
counts    counts(answers) -> Counts(whole, bodies, flags)
exact     share(yes, of, threshold=None) -> {"yes", "of", "fraction", "percent"} | None
compare   compare(a, b, *, threshold=None, redefinition=None) -> dict
seal      answer_leaf(code, version, answer) ; merkle_root(leaves) ; seal(previous, root, figures,
          definitions, cut) -> hexadecimal
locks     lock(code, definition) ; lock_all({code: definitions}) ; differences(committed, present)
"""
