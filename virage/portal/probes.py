"""Addresses for machines: the same in every language."""

from django.urls import path

from virage.portal import views

urlpatterns = [path("sante", views.health, name="health")]
