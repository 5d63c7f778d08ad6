"""What is already known of people, who holds it, and what forms ask again.

Vocabulary
- concept: one thing that can be known of a person or a business ("address", "date of birth").
- authoritative source: a body that holds a concept under a legal basis, from a day on, with the keys by
  which a person is found there.
- form version: what a service asks from a day on; item: one thing that it asks.
- all listed: someone says, as of a day, that every form of a service stands in the register; it holds for
  twelve months.
- examined: someone looked at the item and said which concept it is, if it is one.
- asked again: typed by the person though an authoritative source holds it. Derived, never declared.
"""
