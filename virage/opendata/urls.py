"""Addresses of what the platform publishes as open data; they are permanent."""

from django.urls import path

from virage.opendata import views

app_name = "opendata"
urlpatterns = [
    path("", views.index, name="list"),
    path("<str:code>/", views.dataset, name="dataset"),
    path("<str:code>/donnees.csv", views.rows, name="rows"),
    path("<str:code>/schema.json", views.schema, name="schema"),
]
