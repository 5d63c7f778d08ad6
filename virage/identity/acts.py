"""What the journal's lines on persons and on signing in say in words."""

from virage.contracts.acts import declare_acts
from virage.contracts.text import Text

declare_acts(
    {
        "identity:person:created": Text("Compte créé", "Account created"),
        "identity:person:deactivated": Text("Compte fermé", "Account closed"),
        "identity:link:made": Text("Lien à usage unique créé", "One-time link made"),
        "identity:link:used": Text("Lien à usage unique utilisé", "One-time link used"),
        "identity:password:changed": Text("Mot de passe changé", "Password changed"),
        "identity:factor:added": Text("Second facteur ajouté", "Second factor added"),
        "identity:factor:replaced": Text("Second facteur remplacé", "Second factor replaced"),
        "identity:factor:removed": Text("Second facteur retiré", "Second factor removed"),
        "identity:sign-in:reset": Text(
            "Mot de passe et seconds facteurs oubliés", "Password and second factors forgotten"
        ),
        "identity:demonstration:declared": Text(
            "Base déclarée de démonstration", "Database declared a demonstration"
        ),
    }
)
