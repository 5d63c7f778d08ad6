"""Addresses of the access tests: one view per audience, and one that forgot to declare any."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from virage.ui import access


@access.public
def open_to_all(request: HttpRequest) -> HttpResponse:
    """For everybody."""
    return HttpResponse("open")


@access.audience(access.SIGNED_IN)
def signed_in(request: HttpRequest) -> HttpResponse:
    """For anyone who is signed in."""
    return HttpResponse("signed in")


@access.audience("officer", "secretariat")
def offices(request: HttpRequest) -> HttpResponse:
    """For either of two audiences."""
    return HttpResponse("offices")


def forgotten(request: HttpRequest) -> HttpResponse:
    """Declares nothing."""
    return HttpResponse("forgotten")


urlpatterns = [
    path("ouvert/", open_to_all),
    path("session/", signed_in),
    path("bureaux/", offices),
    path("oublie/", forgotten),
]
