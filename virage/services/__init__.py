"""The register of public services, their channels, volumes and interaction points.

Vocabulary
- *service*: what a citizen or a business asks for; known by a code that never changes.
- *description*: the dated name and owner of a service.
- *offer*: the channels through which it can be asked for, dated, and whether the request itself can be
  filed on line.
- *volume*: how many requests came by a channel in a period, or why that is not known.
- *interaction point*: a step of a service (registration, ..., feedback) that is on line, or not.
"""
