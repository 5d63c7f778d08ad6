"""Registers the journal with Django."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """The journal."""

    name = "virage.audit"
    label = "audit"
