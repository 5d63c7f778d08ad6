"""Public bodies, with dated names, and who may act for them.

Vocabulary
- *body*: a public body, known by a code that never changes; its name, kind and parent are dated.
- *succession*: a body takes over from others (a merger, a split).
- *membership*: a person acts for a body in a role, from a day, until a day.
- *roles*: planning officer, agent, secretariat, auditor.
- *API key*: lets a program act for a body, within scopes, until a day.
"""
