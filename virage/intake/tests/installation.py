"""Where tests found an installation of its own before every package had it: `tests.installation`."""

from tests.installation import Installation, installation, templates

__all__ = ["Installation", "installation", "templates"]
