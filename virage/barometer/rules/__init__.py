"""The method of the barometer in plain Python: from typed answers to figures, and nothing else.

Standard library only (with `virage.contracts` and `virage.lib.canonical`), so that a sceptic can run
it where nothing is installed. No float anywhere: integers and fractions.

counts    counts(answers) -> Counts(whole: Count, bodies: {code: Count}, flags: {flag: Flagged})
          people_counts(answers) -> the same in people, where the question is put to people
census    Census(expected, attestations, staff) .attested(listed) .figure(listed, answered)
              .terms() ; Census.of_terms(terms)
exemptions ruled(answer, *, state, reason, evidence) -> the answer once the declaration counts
figures   figure(answers | Counts, *, code, version, unit, population="", basis="units",
                 target=None, phase="before", reached=False, bodies_expected=None,
                 attested=False, census=None) -> dict
exact     share(yes, of, threshold=None, *, decimals=None) -> {"yes", "of", "fraction", "percent"} | None
          Threshold(numerator, denominator, sense="at_least").holds(yes, of)
verdicts  Target(code, numerator, denominator, on, sense="at_least", basis="units")
              .threshold  .as_json()
          phase(target, period, earlier=()) -> "before" | "due" | "after"
          side(yes, unknown, n, threshold) -> "at" | "not" | "undetermined" | None
          verdict(yes, unknown, n, threshold, *, phase="before", reached=False) -> word | None
          break_even(yes, unknown, n, threshold) -> int | None
table     table(a, b) -> Table(states, cells)
compare   compare(a, b, *, threshold=None, redefinition=None, bases=("units", "units")) -> dict
          Redefinition(a_by_b, b_by_a=None), given when the two editions use different versions
seal      answer_leaf(code, version, answer) -> dict ; merkle_root(leaves) -> hexadecimal
          seal(previous, root, figures, definitions, cut) -> hexadecimal
locks     lock(code, definition) ; lock_all({code: definitions}) ; differences(committed, present)
          extended(committed, present) ; read(path) ; write(path, locks)
          python -m virage.barometer.rules.locks MODULE FILE [--write]
"""
