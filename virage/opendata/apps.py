"""Registers opendata with Django."""

from django.apps import AppConfig


class OpendataConfig(AppConfig):
    """Datasets of bodies: what is inventoried, published, reachable and current."""

    name = "virage.opendata"
    label = "opendata"
