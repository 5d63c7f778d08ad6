"""How many more people due a reminder would have had to reach in time, for half of them to be reached."""


def still_to_reach(due: int, reached: int) -> int:
    """The fewest more people with which at least half of those due are reached."""
    return max(0, -(-due // 2) - reached)
