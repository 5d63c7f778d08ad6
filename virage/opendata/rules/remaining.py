"""How many series of high reuse potential a body would still have to publish to have most of them published."""


def series_to_publish(high: int, published: int) -> int:
    """The fewest more series with which strictly more than half of `high` are published."""
    return max(0, high // 2 + 1 - published)
