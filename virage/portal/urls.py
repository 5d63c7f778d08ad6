"""Addresses of the front door, and of what every body owes."""

from django.urls import path

from virage.portal import journal, reports, views
from virage.portal.projects.views import public as projects
from virage.portal.projects.views import saying

app_name = "portal"
urlpatterns = [
    path("", views.home, name="home"),
    path("journal/", journal.journal, name="journal"),
    path("journal.csv", journal.journal_file, name="journal-file"),
    path("valeur/", views.value, name="value"),
    path("valeur.<table_format:kind>", views.value_file, name="value-file"),
    path("obligations/", views.obligations, name="obligations"),
    path("obligations.<table_format:kind>", views.obligations_file, name="obligations-file"),
    path("obligations/<slug:code>/", views.body_obligations, name="body-obligations"),
    path("bilans/<slug:code>/", reports.page, name="report"),
    path("bilans/<slug:code>/<slug:slug>/", reports.page, name="report-of-edition"),
    path("bilans/<slug:code>/<slug:slug>.pdf", reports.document, name="report-document"),
    path("projets/", projects.index, name="projects"),
    path("projets.<table_format:kind>", projects.index_file, name="projects-file"),
    path("projets/<slug:code>/", projects.project, name="project"),
    path(
        "projets/<slug:code>/<slug:table>.<table_format:kind>",
        projects.project_file,
        name="project-file",
    ),
    path("projets/<slug:code>/avancement/", saying.report, name="project-report"),
    path("projets/<slug:code>/changement/", saying.scope, name="project-scope"),
    path("projets/<slug:code>/evaluation/", saying.assess, name="project-assess"),
]
