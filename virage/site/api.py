"""The one API: every package's router under /api/v1, errors as problem documents (RFC 9457)."""

from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from virage.barometer.api import router as barometer
from virage.excellence.api import router as support_requests
from virage.intake.api import router as hand_ins
from virage.lib import problems
from virage.plans.api import router as plans
from virage.portal.api import router as projects
from virage.registers.api import router as registers
from virage.services.api import register as service_register
from virage.services.api import router as services

api = NinjaAPI(title="Virage", version="1.0.0", urls_namespace="api-v1", docs_url=None)
api.add_router("/barometer", barometer)
api.add_router("/hand-ins", hand_ins)
api.add_router("/support-requests", support_requests)
api.add_router("/plans", plans)
api.add_router("/projects", projects)
api.add_router("/registers", registers)
api.add_router("/services", services)
api.add_router("/service-register", service_register)


@api.exception_handler(problems.Problem)
def _problem(request: HttpRequest, error: problems.Problem) -> HttpResponse:
    return problems.response(error.status, error.code, error.detail)


@api.exception_handler(AuthenticationError)
def _no_key(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    response = problems.response(
        401, "no-key", "Send a key that works: Authorization: Bearer virage_…"
    )
    response["WWW-Authenticate"] = "Bearer"
    return response


@api.exception_handler(ValidationError)
def _invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    return problems.response(
        422, "invalid", "The request does not have the expected shape.", errors=error.errors
    )


@api.exception_handler(HttpError)
def _http(request: HttpRequest, error: HttpError) -> HttpResponse:
    return problems.response(error.status_code, "refused", str(error))


@api.exception_handler(Http404)
def _not_found(request: HttpRequest, error: Http404) -> HttpResponse:
    return problems.response(404, "not-found", "Nothing is at this address.")
