"""Registers plans with Django."""

from django.apps import AppConfig


class PlansConfig(AppConfig):
    """Transformation plans of bodies: measures, milestones, what they promised."""

    name = "virage.plans"
    label = "plans"
