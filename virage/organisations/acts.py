"""What the journal's lines on bodies, roles and keys say in words."""

from virage.contracts.acts import declare_acts
from virage.contracts.text import Text

declare_acts(
    {
        "organisations:body:created": Text("Organisme inscrit", "Body entered"),
        "organisations:body:renamed": Text("Organisme renommé", "Body renamed"),
        "organisations:body:changed": Text("Organisme modifié", "Body changed"),
        "organisations:body:ended": Text("Fin d’un organisme", "Body ended"),
        "organisations:body:merged": Text("Organismes fusionnés", "Bodies merged"),
        "organisations:succession:recorded": Text(
            "Suite d’un organisme inscrite", "Succession of a body recorded"
        ),
        "organisations:membership:opened": Text("Rôle donné", "Role given"),
        "organisations:membership:ended": Text("Rôle retiré", "Role ended"),
        "organisations:api-key:made": Text("Clé d’API créée", "API key made"),
        "organisations:api-key:revoked": Text("Clé d’API révoquée", "API key revoked"),
    }
)
