"""What is held on people so that they can sign in."""

from datetime import timedelta

from virage.contracts.personal_data import YEAR, Erasure, Holding, holdings
from virage.contracts.text import Text
from virage.identity import actions

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
        erasure=Erasure(2 * YEAR, actions.erase_closed_accounts),
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
        erasure=Erasure(YEAR, actions.erase_expired_links),
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
        erasure=Erasure(2 * YEAR, actions.erase_factors_of_closed_accounts),
    )
)
holdings.declare(
    Holding(
        code="sessions.Session",
        fields=("session_key", "session_data", "expire_date"),
        purpose=Text(
            "Reconnaître d’une page à l’autre la personne qui a ouvert une session.",
            "To recognise from one page to the next the person who signed in.",
        ),
        kept=Text("Un jour après la fin de la session.", "One day after the session ends."),
        erasure=Erasure(timedelta(days=1), actions.erase_ended_sessions),
    )
)
holdings.declare(
    Holding(
        code="identity.Attempt",
        fields=("cache_key", "value", "expires"),
        purpose=Text(
            "Limiter les essais d’ouverture de session depuis une même adresse du réseau, et refuser un "
            "code à six chiffres qui a déjà servi.",
            "To limit the attempts at signing in from one network address, and refuse a six-digit code "
            "that was used already.",
        ),
        kept=Text(
            "Un jour après la fin du délai qui est compté.",
            "One day after the delay that is counted ends.",
        ),
        erasure=Erasure(timedelta(days=1), actions.erase_expired_attempts),
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
