"""Invented plans for the demonstration: most come by file, three bodies write theirs on the platform."""
