"""Addresses of the barometer. Those of editions, targets, bodies and units are permanent."""

from django.urls import path, register_converter

from virage.barometer.views import (
    announcing,
    auditing,
    bodies,
    calendar,
    corrections,
    drafts,
    editions,
    indicators,
    overview,
    promises,
    provisional,
    secretariat,
    steering,
    units_pages,
)


class Kind:
    """The two formats in which every table is given."""

    regex = "csv|json"

    def to_python(self, value: str) -> str:
        """As it is."""
        return value

    def to_url(self, value: str) -> str:
        """As it is."""
        return value


class Table:
    """The tables of an indicator's page: its units, bodies, levels over time, last change, alerts."""

    regex = "unites|organismes|evolution|changement|alertes"

    def to_python(self, value: str) -> str:
        """As it is."""
        return value

    def to_url(self, value: str) -> str:
        """As it is."""
        return value


class Steered(Table):
    """The tables of the levers of a target: bodies, and units that are not there yet."""

    regex = "organismes|unites"


register_converter(Kind, "kind")
register_converter(Steered, "steered")
register_converter(Table, "table")

app_name = "barometer"
urlpatterns = [
    path("barometre/", overview.latest, name="overview"),
    path("barometre/cibles/<str:number>/", indicators.target, name="target"),
    path("barometre/mesures/<str:code>/", indicators.measure, name="measure"),
    path("barometre/editions/", editions.index, name="editions"),
    path("barometre/editions.<kind:kind>", editions.listed, name="editions-file"),
    path("barometre/editions/<slug:slug>.pdf", editions.document, name="edition-document"),
    path("barometre/editions/<slug:slug>/", overview.edition, name="edition"),
    path(
        "barometre/editions/<slug:slug>/chiffres.<kind:kind>",
        overview.figures,
        name="edition-figures",
    ),
    path("barometre/editions/<slug:slug>/archive.zip", editions.archive, name="archive"),
    path("barometre/editions/<slug:slug>/audit/", auditing.of_edition, name="edition-audit"),
    path(
        "barometre/editions/<slug:slug>/audit.<kind:kind>",
        auditing.file,
        name="edition-audit-file",
    ),
    path(
        "barometre/editions/<slug:slug>/cibles/<str:number>/",
        indicators.target,
        name="edition-target",
    ),
    path(
        "barometre/editions/<slug:slug>/mesures/<str:code>/",
        indicators.measure,
        name="edition-measure",
    ),
    path(
        "barometre/editions/<slug:slug>/mesures/<str:code>/<table:table>.<kind:kind>",
        indicators.file,
        name="table",
    ),
    path("barometre/organismes/", bodies.index, name="bodies"),
    path("barometre/organismes/<str:code>/", bodies.body, name="body"),
    path("barometre/organismes/<str:code>/donnees.<kind:kind>", bodies.file, name="body-file"),
    path(
        "barometre/unites/<str:register>/<path:code>/donnees.<kind:kind>",
        units_pages.file,
        name="unit-file",
    ),
    path("barometre/unites/<str:register>/<path:code>/", units_pages.unit, name="unit"),
    path("barometre/promesses/", promises.index, name="promises"),
    path("barometre/promesses.<kind:kind>", promises.file, name="promises-file"),
    path("barometre/preuves/", units_pages.proof, name="proof"),
    path("pilotage/", steering.index, name="steering"),
    path("pilotage/cibles/<str:number>/", steering.target, name="levers"),
    path(
        "pilotage/cibles/<str:number>/<steered:table>.<kind:kind>",
        steering.file,
        name="levers-file",
    ),
    path("barometre/calendrier/", calendar.index, name="calendar"),
    path("barometre/calendrier.<kind:kind>", calendar.listed, name="calendar-file"),
    path("barometre/calendrier/<slug:slug>/", calendar.planned, name="planned"),
    path("barometre/calendrier/<slug:slug>/projet/", drafts.draft, name="draft"),
    path("barometre/calendrier/<slug:slug>/projet/ouverture/", drafts.look, name="open-draft"),
    path(
        "barometre/calendrier/<slug:slug>/projet/organismes/<str:code>/",
        drafts.body,
        name="draft-body",
    ),
    path(
        "barometre/calendrier/<slug:slug>/projet/organismes/<str:code>/changements/",
        drafts.moved,
        name="draft-moved",
    ),
    path(
        "barometre/calendrier/<slug:slug>/projet/organismes/<str:code>/commentaire/",
        drafts.comment,
        name="draft-comment",
    ),
    path("barometre/en-continu/", provisional.index, name="provisional"),
    path("barometre/en-continu.<kind:kind>", provisional.file, name="provisional-file"),
    path("barometre/corrections/", corrections.index, name="corrections"),
    path("barometre/corrections.<kind:kind>", corrections.file, name="corrections-file"),
    path("barometre/corrections.atom", corrections.feed, name="corrections-feed"),
    path("secretariat/", secretariat.index, name="secretariat"),
    path("secretariat/calendrier/", announcing.announce, name="announce"),
    path("secretariat/calendrier/<slug:slug>/report/", announcing.put_off, name="put-off"),
    path(
        "secretariat/calendrier/<slug:slug>/retrait/",
        announcing.withdraw,
        name="withdraw-planned",
    ),
    path("secretariat/mesure/", secretariat.measure, name="measure-period"),
    path("secretariat/publications/", secretariat.request_publication, name="request-publication"),
    path("secretariat/publications/<uuid:public_id>/", secretariat.publication, name="publication"),
    path(
        "secretariat/publications/<uuid:public_id>/confirmation/",
        secretariat.confirm,
        name="confirm",
    ),
    path(
        "secretariat/publications/<uuid:public_id>/retrait/", secretariat.withdraw, name="withdraw"
    ),
    path("secretariat/editions/<slug:slug>/erratum/", secretariat.erratum, name="erratum"),
    path("secretariat/editions/<slug:slug>/revision/", secretariat.revise, name="revise"),
    path("audits/", auditing.index, name="audits"),
    path("audits/editions/<slug:slug>/", auditing.announce, name="announce-audit"),
    path("audits/<uuid:public_id>/", auditing.audit, name="audit"),
    path("audits/<uuid:public_id>/tirage/", auditing.draw, name="draw-audit"),
    path("audits/<uuid:public_id>/abandon/", auditing.give_up, name="give-up-audit"),
    path("audits/<uuid:public_id>/<int:position>/", auditing.item, name="audit-item"),
]
