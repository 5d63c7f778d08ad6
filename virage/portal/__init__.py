"""The front door: home page, health probe, API documentation and main navigation."""
