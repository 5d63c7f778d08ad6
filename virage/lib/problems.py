"""Errors of the API as problem documents (RFC 9457): one shape, a code to act on, a sentence to read."""

from django.http import JsonResponse

MEDIA_TYPE = "application/problem+json"


class Problem(Exception):
    """Stops an API operation. `code` is stable, for programs; `detail` says what to do, for people."""

    def __init__(self, status: int, code: str, detail: str) -> None:
        super().__init__(detail)
        self.status = status
        self.code = code
        self.detail = detail


def response(status: int, code: str, detail: str, **more: object) -> JsonResponse:
    """The problem document; `type` is a relative reference that bears the code."""
    return JsonResponse(
        {"type": f"/api/#{code}", "title": code, "status": status, "detail": detail, **more},
        status=status,
        content_type=MEDIA_TYPE,
    )
