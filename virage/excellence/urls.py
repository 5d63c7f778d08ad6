"""Addresses of requests for support."""

from django.urls import path

from virage.excellence import views

app_name = "excellence"
urlpatterns = [
    path("", views.requests, name="requests"),
    path("demander/", views.ask, name="ask"),
    path("<uuid:public_id>/", views.request_page, name="request"),
    path("<uuid:public_id>/<slug:step>/", views.act, name="act"),
]
