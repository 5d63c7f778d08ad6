"""Addresses of plans; those of a body and of a version are permanent."""

from django.urls import path

from virage.plans.views import public, reviewing, writing

app_name = "plans"
urlpatterns = [
    path("plans/", public.the_wall, name="wall"),
    path("plans.<table_format:kind>", public.wall_file, name="wall-file"),
    path("plans/modele.xlsx", public.empty_file, name="empty-file"),
    path("plans/<slug:code>/", public.body, name="body"),
    # The label of a version that came by file may hold anything.
    path("plans/<slug:code>/<path:label>.xlsx", public.version_file, name="version-file"),
    path("plans/<slug:code>/<path:label>/", public.version, name="version"),
    path("registre/plans/<slug:code>/", writing.draft, name="draft"),
    path("registre/plans/<slug:code>/classeur.xlsx", writing.draft_file, name="draft-file"),
    path("registre/plans/<slug:code>/classeur/", writing.take_file, name="take-file"),
    path("registre/plans/<slug:code>/jalon/", writing.reach, name="reach"),
    path("registre/plans/<slug:code>/<slug:section>/", writing.section, name="section"),
    path("registre/plans/<slug:code>/<slug:section>/<int:number>/", writing.row, name="row"),
    path("examen/plans/<slug:code>/<path:label>/", reviewing.review, name="review"),
]
