"""The home page, and the probe that tells a load balancer whether this process can answer."""

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from virage.ui.access import public


@require_safe
@public
def home(request: HttpRequest) -> HttpResponse:
    """What Virage is, and the three things one can do here."""
    return render(request, "portal/home.html")


@never_cache
@require_safe
@public
def health(request: HttpRequest) -> JsonResponse:
    """200 when the database answers, 503 when it does not."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return JsonResponse({"status": "database does not answer"}, status=503)
    return JsonResponse({"status": "ok"})
