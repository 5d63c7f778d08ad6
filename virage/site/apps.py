"""Registers the entry points with Django, for the one page and the words that are theirs."""

from django.apps import AppConfig


class SiteConfig(AppConfig):
    """Settings, addresses and the API's documentation; has no tables."""

    name = "virage.site"
    label = "site"
