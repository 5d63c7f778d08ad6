"""Addresses of the look: the gallery of components."""

from django.urls import path

from virage.ui import views

app_name = "ui"
urlpatterns = [path("galerie/", views.gallery, name="gallery")]
