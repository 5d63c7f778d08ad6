"""Addresses of hand-ins; those of evidence and formats are permanent."""

from django.urls import path, register_converter

from virage.intake.views import drafts, draws, hand_ins, published, registers


class Ending:
    """The file formats in which templates are given."""

    regex = "csv|xlsx"

    def to_python(self, value: str) -> str:
        """As it is."""
        return value

    def to_url(self, value: str) -> str:
        """As it is."""
        return value


register_converter(Ending, "ending")

app_name = "intake"
urlpatterns = [
    path("", hand_ins.index, name="list"),
    path("nouveau/", hand_ins.new, name="new"),
    path("formats/", published.kinds, name="kinds"),
    path("formats/<str:kind>/", published.documentation, name="kind"),
    path("formats/<str:kind>/<slug:layout>/schema.json", published.schema, name="schema"),
    path(
        "formats/<str:kind>/<slug:layout>/modele.<ending:ending>",
        published.empty_template,
        name="template",
    ),
    path(
        "formats/<str:kind>/<slug:layout>/rempli.<ending:ending>",
        hand_ins.prefilled,
        name="prefilled",
    ),
    path("registres/", registers.index, name="registers"),
    path("registres/<str:kind>/", registers.register, name="register"),
    path("registres/<str:kind>/sans-changement/", registers.unchanged, name="unchanged"),
    path("registres/<str:kind>/brouillon/", drafts.draft, name="draft"),
    path("registres/<str:kind>/brouillon/ouverture/", drafts.opened, name="open-draft"),
    path("registres/<str:kind>/brouillon/abandon/", drafts.discarded, name="discard-draft"),
    path("registres/<str:kind>/tirages/", draws.draws, name="draws"),
    path("tirages/<uuid:public_id>/", draws.draw, name="draw"),
    path("tirages/<uuid:public_id>/tirage.json", draws.draw_file, name="draw-file"),
    path("tirages/<uuid:public_id>/issue/", draws.settle, name="settle-draw"),
    path("preuves/<uuid:public_id>/", published.evidence, name="evidence"),
    path("<uuid:public_id>/", hand_ins.hand_in, name="hand-in"),
    path("<uuid:public_id>/acceptation/", hand_ins.accept, name="accept"),
    path("<uuid:public_id>/verification/", hand_ins.check_again, name="check-again"),
    path("<uuid:public_id>/retrait/", hand_ins.withdraw, name="withdraw"),
    path("<uuid:public_id>/rapport.json", hand_ins.report_json, name="report-json"),
    path("<uuid:public_id>/rapport.csv", hand_ins.report_csv, name="report-csv"),
]
