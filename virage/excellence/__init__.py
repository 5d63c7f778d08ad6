"""Requests for support: a body asks for help, the centre of excellence answers.

Vocabulary
- *request for support*: what a body asks help with, about a target, a measure of its plan, or freely;
- *centre*: the centre of excellence, whose people are of the Secretariat;
- *thread*: what both sides wrote, in order; nothing in it is edited;
- *state*: asked, then taken by someone of the centre, then closed with an outcome, or withdrawn by the body;
- *outcome*: helped, sent to someone else, or beyond what the centre can do.
"""
