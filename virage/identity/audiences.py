"""Recognises who is signed in."""

from virage.ui import access

access.declare_audience("signed-in", lambda request: request.user.is_authenticated)
