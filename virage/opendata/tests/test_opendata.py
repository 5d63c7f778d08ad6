"""The package is found by the framework."""

from django.apps import apps


def test_opendata_is_installed() -> None:
    assert apps.get_app_config("opendata").name == "virage.opendata"
