"""Registers exchange with Django."""

from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    """What is already known of people, who holds it, and what forms ask again."""

    name = "virage.exchange"
    label = "exchange"
