"""The package is found by the framework."""

from django.apps import apps


def test_reminders_is_installed() -> None:
    assert apps.get_app_config("reminders").name == "virage.reminders"
