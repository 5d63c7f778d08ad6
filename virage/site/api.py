"""The one API: every package's router under /api/v1, errors as problem documents (RFC 9457)."""

from ninja import NinjaAPI

api = NinjaAPI(title="Virage", version="1.0.0", urls_namespace="api-v1", docs_url=None)
