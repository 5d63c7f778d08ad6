"""Why a thing of a register came to its end: a closed list, so that an end is never a way out of a figure.

Who says so is told by the role of the hand-in.
"""

CLOSINGS = ("ended", "merged", "split", "repealed", "listed-in-error")
