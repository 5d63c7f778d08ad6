"""How a program proves, on the API, for which body it acts: `Authorization: Bearer virage_…`."""

from django.http import HttpRequest
from ninja.errors import HttpError
from ninja.security import HttpBearer

from virage.lib.clock import now
from virage.lib.problems import Problem
from virage.organisations import queries
from virage.organisations.models import ApiKey


class BodyKey(HttpBearer):
    """Lets through a working key that holds every one of `scopes`; `request.auth` is the `ApiKey`.

    No key, or one that is unknown, expired or revoked: 401. A key without the scope: 403.
    """

    def __init__(self, *scopes: str) -> None:
        super().__init__()
        self.scopes = scopes

    def authenticate(self, request: HttpRequest, token: str) -> ApiKey | None:
        """The key of that secret at this moment."""
        key = queries.api_key_of(token, now())
        if key is None:
            return None
        missing = [scope for scope in self.scopes if scope not in key.scopes]
        if missing:
            raise HttpError(403, f"This key lacks the scope {', '.join(missing)}.")
        return key


def key_of(request: HttpRequest) -> ApiKey:
    """The key that `BodyKey` let through."""
    key = getattr(request, "auth", None)
    if not isinstance(key, ApiKey):
        raise Problem(401, "no-key", "Send the key of a body: Authorization: Bearer …")
    return key
