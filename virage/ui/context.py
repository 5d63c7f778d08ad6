"""What every page's layout needs."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def layout(request: HttpRequest) -> dict[str, Any]:
    """Whether the data are invented."""
    return {"demonstration": settings.VIRAGE_DEMONSTRATION}
