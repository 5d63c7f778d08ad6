"""Every address of the platform: French paths, the same under /en/ in English."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from virage.site import documentation
from virage.site.api import api

urlpatterns = [
    path("api/v1/", api.urls),
    path("", include("virage.portal.probes")),
    *i18n_patterns(
        path("", include("virage.portal.urls")),
        path("", include("virage.identity.urls")),
        path("api/", documentation.api_page, name="api-documentation"),
        path("", include("virage.barometer.urls")),
        path("", include("virage.services.urls")),
        path("donnees/", include("virage.opendata.urls")),
        path("", include("virage.plans.urls")),
        path("depots/", include("virage.intake.urls")),
        path("aide/", include("virage.excellence.urls")),
        path("recensement/", include("virage.registers.urls")),
        path("", include("virage.ui.urls")),
        prefix_default_language=False,
    ),
]
