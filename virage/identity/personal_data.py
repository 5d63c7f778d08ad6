"""What is held on people so that they can sign in."""

from virage.contracts.personal_data import Holding, holdings
from virage.contracts.text import Text

WHILE_OPEN = Text(
    "Tant que le compte est ouvert, puis deux ans.",
    "While the account is open, then two years.",
)

holdings.declare(
    Holding(
        code="identity.Person",
        fields=("email", "name", "language", "password", "last_login", "created_at"),
        purpose=Text(
            "Reconnaître une personne qui ouvre une session, lui écrire dans sa langue, et la nommer à "
            "qui peut lire le journal. Le mot de passe n’est gardé que sous forme d’empreinte.",
            "To recognise a person who signs in, write to them in their language, and name them to "
            "whoever may read the journal. Of the password only a hash is kept.",
        ),
        kept=WHILE_OPEN,
    )
)
holdings.declare(
    Holding(
        code="identity.OneTimeLink",
        fields=("person", "created_at", "expires_at", "used_at"),
        purpose=Text(
            "Laisser entrer une fois une personne invitée. Seule l’empreinte du secret est gardée.",
            "To let an invited person in once. Only the hash of the secret is kept.",
        ),
        kept=Text("Un an après son expiration.", "One year after it expires."),
    )
)
holdings.declare(
    Holding(
        code="mfa.Authenticator",
        fields=("user", "type", "data", "created_at", "last_used_at"),
        purpose=Text(
            "Vérifier le second facteur. Les secrets sont chiffrés.",
            "To check the second factor. Secrets are encrypted.",
        ),
        kept=WHILE_OPEN,
    )
)
holdings.declare(
    Holding(
        code="account.EmailAddress",
        fields=("user", "email"),
        purpose=Text(
            "Rien : cette table de la bibliothèque d’ouverture de session reste vide, "
            "l’adresse est celle de la personne.",
            "Nothing: this table of the sign-in library stays empty, the address is the person’s.",
        ),
        kept=Text("Rien n’y est gardé.", "Nothing is kept there."),
    )
)
