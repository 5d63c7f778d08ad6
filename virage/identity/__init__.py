"""One account per person, and strong sign-in.

Vocabulary
- *person*: someone who signs in, or the named system person in whose name unattended commands act.
- *one-time link*: a link that signs a person in once, to choose a password and a second factor.
"""
