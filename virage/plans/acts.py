"""What the journal's lines on plans and projects say in words."""

from virage.contracts.acts import declare_acts
from virage.contracts.text import Text

declare_acts(
    {
        "plans:plan:deposited": Text("Plan déposé", "Plan deposited"),
        "plans:review:opened": Text("Examen d’un plan ouvert", "Review of a plan opened"),
        "plans:amendment:requested": Text(
            "Modification d’un plan demandée", "Amendment of a plan requested"
        ),
        "plans:plan:accepted": Text("Plan accepté", "Plan accepted"),
        "plans:milestone:reached": Text("Jalon dit atteint", "Milestone said to be reached"),
        "plans:progress:reported": Text(
            "Avancement d’un projet rapporté", "Progress of a project reported"
        ),
        "plans:scope:changed": Text("Portée d’un projet changée", "Scope of a project changed"),
        "plans:risks:assessed": Text("Risques d’un projet évalués", "Risks of a project assessed"),
    }
)
