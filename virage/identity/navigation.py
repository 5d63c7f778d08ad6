"""The entry of one's own account in the main navigation."""

from virage.contracts.navigation import Entry, entries
from virage.contracts.text import Text

entries.declare(
    Entry("identity.account", Text("Votre compte", "Your account"), "mfa_index", 95, "signed-in")
)
