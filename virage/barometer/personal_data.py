"""What the barometer holds on people: who published, who asked and confirmed, who corrected, who saw
early, who wrote in the name of a body."""

from virage.contracts.personal_data import Holding, holdings
from virage.contracts.text import Text

KEPT = Text(
    "Aussi longtemps que l’édition, qui ne s’efface pas.",
    "As long as the edition, which is never deleted.",
)

holdings.declare(
    Holding(
        code="barometer.Edition",
        fields=("prepared_by", "published_by"),
        purpose=Text(
            "Savoir qui a publié une édition, et pouvoir en répondre.",
            "To know who published an edition, and be able to answer for it.",
        ),
        kept=KEPT,
    )
)
holdings.declare(
    Holding(
        code="barometer.Publication",
        fields=("asked_by", "confirmed_by"),
        purpose=Text(
            "S’assurer que deux personnes différentes ont voulu chaque publication.",
            "To make sure that two different people wanted each publication.",
        ),
        kept=KEPT,
    )
)
holdings.declare(
    Holding(
        code="barometer.Erratum",
        fields=("added_by",),
        purpose=Text(
            "Savoir qui a corrigé en mots une édition publiée.",
            "To know who corrected a published edition in words.",
        ),
        kept=KEPT,
    )
)
ON_THE_CALENDAR = Text(
    "Savoir qui a annoncé, reporté ou retiré une édition, et pouvoir en répondre.",
    "To know who announced, put off or withdrew an edition, and be able to answer for it.",
)
holdings.declare(
    Holding(
        code="barometer.PlannedEdition",
        fields=("announced_by", "withdrawn_by"),
        purpose=ON_THE_CALENDAR,
        kept=KEPT,
    )
)
holdings.declare(
    Holding(
        code="barometer.PlannedDates",
        fields=("stated_by",),
        purpose=ON_THE_CALENDAR,
        kept=KEPT,
    )
)
holdings.declare(
    Holding(
        code="barometer.EarlyLook",
        fields=("person", "looked_at"),
        purpose=Text(
            "Dire en public, sans les nommer, combien de personnes ont vu un projet avant tout le "
            "monde, et pouvoir en répondre.",
            "To say in public, without naming them, how many people saw a draft before everybody, "
            "and be able to answer for it.",
        ),
        kept=KEPT,
    )
)
holdings.declare(
    Holding(
        code="barometer.BodyComment",
        fields=("left_by", "text"),
        purpose=Text(
            "Savoir qui a écrit le commentaire public d’un organisme, signé de l’organisme.",
            "To know who wrote the public comment of a body, signed by the body.",
        ),
        kept=KEPT,
    )
)
AUDITED = Text(
    "Savoir qui a audité une édition, et pouvoir en répondre.",
    "To know who audited an edition, and be able to answer for it.",
)
holdings.declare(
    Holding(
        code="barometer.Audit",
        fields=("announced_by", "drawn_by", "given_up_by"),
        purpose=AUDITED,
        kept=KEPT,
    )
)
holdings.declare(
    Holding(
        code="barometer.AuditFinding",
        fields=("found_by",),
        purpose=AUDITED,
        kept=KEPT,
    )
)
