"""Addresses of services. That of a service is permanent, whatever its name and body become."""

from django.urls import path, register_converter

from virage.services.views import acts, public, register


class TableFormat:
    """The two formats in which every table is given."""

    regex = "csv|json"

    def to_python(self, value: str) -> str:
        """As it is."""
        return value

    def to_url(self, value: str) -> str:
        """As it is."""
        return value


class ServiceTable(TableFormat):
    """The tables of the page of a service."""

    regex = "volumes|points|histoire"


register_converter(TableFormat, "table-format")
register_converter(ServiceTable, "service-table")

app_name = "services"
urlpatterns = [
    path("services/", public.index, name="list"),
    path("services.<table-format:kind>", public.listed, name="list-file"),
    path(
        "services/<path:code>/<service-table:table>.<table-format:kind>", public.table, name="table"
    ),
    path("services/<path:code>/", public.service, name="service"),
    # A code may hold anything, words of addresses too: it comes last.
    path("registre/services/", register.index, name="register"),
    path("registre/services/ouverture/", acts.open_, name="open"),
    path("registre/services/description/<path:code>/", acts.describe, name="describe"),
    path("registre/services/offre/<path:code>/", acts.offer, name="offer"),
    path("registre/services/fermeture/<path:code>/", acts.close, name="close"),
    path("registre/services/maintien/<path:code>/", acts.keep, name="keep"),
    path("registre/services/identite/<path:code>/", acts.confirm, name="confirm"),
]
