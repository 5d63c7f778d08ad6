"""Registers feedback with Django."""

from django.apps import AppConfig


class FeedbackConfig(AppConfig):
    """Opinions that people can give on a service, and the changes that answer them."""

    name = "virage.feedback"
    label = "feedback"
