"""Makes an undefined variable in our templates fail the test that rendered it.

The framework renders nothing in its place, so a misspelt name would pass unseen. Templates of
third parties rely on that, and are left alone.
"""

import inspect
from pathlib import Path
from types import FrameType

from django.template.base import Node, Template, Variable

OURS = str(Path(__file__).resolve().parent.parent / "virage")


class UndefinedVariable(Exception):
    """A template of ours asks for a variable that its view did not give."""


def _template_of(frame: FrameType | None) -> str:
    """The file of the innermost template being rendered; "" when it has none (a string in a test)."""
    while frame is not None:
        holder = frame.f_locals.get("self")
        origin = getattr(holder, "origin", None) if isinstance(holder, Node | Template) else None
        if origin is not None:
            return str(origin.name)
        frame = frame.f_back
    return ""


class Loud(str):
    """Stands where the framework keeps the text for undefined variables (`string_if_invalid`)."""

    def __contains__(self, part: object) -> bool:
        return part == "%s"

    def __mod__(self, variable: object) -> str:
        template = _template_of(inspect.currentframe())
        if not template.startswith(OURS):
            return ""
        name = variable.var if isinstance(variable, Variable) else variable
        raise UndefinedVariable(f"{template}: nothing is called {name!r}")


LOUD = Loud("%s")
