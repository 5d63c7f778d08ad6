"""Addresses of obligations, attestations and declarations; those of declarations are permanent."""

from django.urls import path

from virage.registers.views import bodies, public, secretariat

app_name = "registers"
urlpatterns = [
    path("", public.index, name="index"),
    path("attestations/", public.attestations, name="attestations"),
    path("attestations.<table_format:kind>", public.attestations_file, name="attestations-file"),
    path("attestations/<slug:code>/", bodies.attest, name="attest"),
    path("effectifs/", public.headcounts, name="headcounts"),
    path("effectifs.<table_format:kind>", public.headcounts_file, name="headcounts-file"),
    path("effectifs/inscription/", secretariat.count_staff, name="count-staff"),
    path("obligations/", secretariat.duties, name="duties"),
    path("obligations.<table_format:kind>", public.duties_file, name="duties-file"),
    path("obligations/nouvelles/", secretariat.require, name="require"),
    path("obligations/levee/", secretariat.release, name="release"),
    path("sans-objet/", public.exemption_list, name="exemptions"),
    path("sans-objet.<table_format:kind>", public.exemptions_file, name="exemptions-file"),
    path("sans-objet/regles/", public.exemption_rules, name="rules"),
    path("sans-objet/regles.<table_format:kind>", public.rules_file, name="rules-file"),
    path("sans-objet/declaration/<slug:code>/", bodies.declare, name="declare"),
    path("sans-objet/<uuid:public_id>/", public.exemption, name="exemption"),
    path("sans-objet/<uuid:public_id>/decision/", secretariat.decide, name="decide"),
    path("sans-objet/<uuid:public_id>/retrait/", bodies.withdraw, name="withdraw"),
]
