"""The package is found by the framework."""

from django.apps import apps


def test_plans_is_installed() -> None:
    assert apps.get_app_config("plans").name == "virage.plans"
