"""What the journal's lines on editions, publications and targets say in words."""

from virage.contracts.acts import declare_acts
from virage.contracts.text import Text

declare_acts(
    {
        "barometer:edition:published": Text("Édition publiée", "Edition published"),
        "barometer:edition:abandoned": Text(
            "Préparation d’une édition abandonnée", "Preparation of an edition abandoned"
        ),
        "barometer:erratum:added": Text("Erratum ajouté", "Erratum added"),
        "barometer:publication:asked": Text("Publication demandée", "Publication asked for"),
        "barometer:publication:confirmed": Text("Publication confirmée", "Publication confirmed"),
        "barometer:publication:withdrawn": Text(
            "Demande de publication retirée", "Request for publication withdrawn"
        ),
        "barometer:calendar:announced": Text(
            "Édition annoncée au calendrier", "Edition announced on the calendar"
        ),
        "barometer:calendar:put-off": Text(
            "Dates d’une édition reportées", "Dates of an edition put off"
        ),
        "barometer:calendar:withdrawn": Text(
            "Édition retirée du calendrier", "Edition withdrawn from the calendar"
        ),
        "barometer:calendar:kept": Text(
            "Édition du calendrier parue", "Edition of the calendar came out"
        ),
        "barometer:draft:opened": Text("Projet d’édition ouvert", "Draft of an edition opened"),
        "barometer:draft:seen": Text(
            "Projet d’édition consulté une première fois", "Draft of an edition first looked at"
        ),
        "barometer:comment:left": Text(
            "Commentaire d’un organisme laissé sur un projet", "Comment of a body left on a draft"
        ),
        "barometer:comment:taken-back": Text(
            "Commentaire d’un organisme retiré d’un projet",
            "Comment of a body taken back from a draft",
        ),
        "barometer:target:stated": Text("Cible énoncée", "Target stated"),
        "barometer:withheld:opened": Text("Comptes retenus, ouverts", "Withheld counts opened"),
        "barometer:audit:announced": Text("Audit annoncé", "Audit announced"),
        "barometer:audit:drawn": Text(
            "Réponses tirées pour l’audit", "Answers drawn for the audit"
        ),
        "barometer:audit:given-up": Text(
            "Tirage de l’audit abandonné", "Draw of the audit given up"
        ),
        "barometer:audit:found": Text("Constat de l’audit", "Finding of the audit"),
    }
)
