"""Transformation plans of bodies: measures, milestones, what they promised."""
