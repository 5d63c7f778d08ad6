"""The few drawn signs: each state has a shape of its own, so that colour never tells it alone.

Shapes are 20 px squares drawn with the current text colour (`currentColor`) and the paper.
"""

from django.utils.safestring import SafeString, mark_safe

SHAPES = {
    # A full disc with a check: yes, reached.
    "check": '<circle cx="10" cy="10" r="9"/><path d="M5.5 10.5l3 3 6-6.5" class="i-cut"/>',
    # A half-filled disc: part of the way.
    "half": '<circle cx="10" cy="10" r="8" class="i-ring"/><path d="M10 2a8 8 0 0 0 0 16z"/>',
    # A ring with a bar: no.
    "bar": '<circle cx="10" cy="10" r="8" class="i-ring"/><path d="M6 10h8" class="i-ring"/>',
    # A hatched square with a question: unknown, undetermined. The hatch is that of the band.
    "question": (
        '<path d="M3 9l6-6M3 14.500L14.5 3M5.5 17L17 5.500M11 17l6-6" class="i-hatch"/>'
        '<rect x="2" y="2" width="16" height="16" rx="3" class="i-ring"/>'
        '<circle cx="10" cy="10" r="6" class="i-paper"/>'
        '<path d="M7.6 8a2.4 2.4 0 1 1 3.6 2.100c-.8.5-1.2.9-1.2 1.700M10 14.200v.1" class="i-ring"/>'
    ),
    # A dash in a dashed ring: the question does not apply.
    "dash": '<circle cx="10" cy="10" r="8" class="i-dashed"/><path d="M7 10h6" class="i-ring"/>',
    # An empty dashed ring: nothing has been recorded yet.
    "empty": '<circle cx="10" cy="10" r="8" class="i-dashed"/>',
    # A cross in a full disc: lost, refused, an error.
    "cross": '<circle cx="10" cy="10" r="9"/><path d="M6.5 6.500l7 7m0-7l-7 7" class="i-cut"/>',
    # A triangle: look before you go on.
    "warning": '<path d="M10 1.500L19 18H1z"/><path d="M10 7v5M10 15v.2" class="i-cut"/>',
    # A dot and a stem: information.
    "info": '<circle cx="10" cy="10" r="9"/><path d="M10 9.500V15M10 5.800v.2" class="i-cut"/>',
    # A pen on its line: a draft, which nobody else has received.
    "pen": '<path d="M4 13.500L13 4.500l2.5 2.5-9 9H4zM3 18.500h14" class="i-ring"/>',
    # A filled arrow out: sent.
    "sent": '<circle cx="10" cy="10" r="9"/><path d="M5.5 10h8m-3.5-4l4 4-4 4" class="i-cut"/>',
    "menu": '<path d="M2 5h16M2 10h16M2 15h16" class="i-ring"/>',
}

# What each state is drawn with: its shape, and its tone among the state tokens.
STATES = {
    "yes": ("check", "good"),
    "no": ("bar", "plain"),
    "unknown": ("question", "unknown"),
    "not_applicable": ("dash", "quiet"),
    "at_threshold": ("check", "good"),
    "reached": ("check", "good"),
    "kept": ("check", "good"),
    "reached_late": ("check", "good"),
    "not_yet": ("half", "plain"),
    "not_reached": ("half", "plain"),
    "still_not_reached": ("half", "plain"),
    "lost": ("cross", "bad"),
    "undetermined": ("question", "unknown"),
    "no_records": ("empty", "quiet"),
    "draft": ("pen", "warn"),
    "sent": ("sent", "info"),
    "accepted": ("check", "good"),
    "withdrawn": ("dash", "quiet"),
    "warning": ("warning", "warn"),
    "error": ("cross", "bad"),
}


def icon(name: str) -> SafeString:
    """The shape `name` as SVG, hidden from screen readers: a word always stands beside it."""
    return mark_safe(
        f'<svg class="icon" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true">{SHAPES[name]}</svg>'
    )


def mark() -> SafeString:
    """The mark: the turn, and the point it turns towards."""
    return mark_safe(
        '<svg class="mark" viewBox="0 0 32 32" width="32" height="32" aria-hidden="true">'
        '<path d="M5 28V24C5 13 11.5 7 22 7"/><circle cx="25.5" cy="7" r="4.5"/></svg>'
    )
