"""The package is found by the framework."""

from django.apps import apps


def test_feedback_is_installed() -> None:
    assert apps.get_app_config("feedback").name == "virage.feedback"
