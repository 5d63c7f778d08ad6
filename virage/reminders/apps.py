"""Registers reminders with Django."""

from django.apps import AppConfig


class RemindersConfig(AppConfig):
    """Deadlines put on people, and the reminders that reached them in time."""

    name = "virage.reminders"
    label = "reminders"
