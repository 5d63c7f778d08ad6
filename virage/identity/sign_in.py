"""What a signed-in person must still set up before any page that is not public opens."""

from typing import cast

from django.http import HttpRequest

from virage.identity import actions, queries
from virage.identity.models import Person

# In the session: the purpose of the link that opened it, and the page asked for before setting up.
OPENED_BY = "virage_opened_by"
WANTED = "virage_wanted"

CHOOSE_PASSWORD = "account_set_password"  # noqa: S105 - the name of a page
ADD_APPLICATION = "mfa_activate_totp"


def missing_step(request: HttpRequest) -> str | None:
    """The page (its name) where what is missing is set up: password, then second factor; or None.

    Sessions opened by a demonstration link need neither, in a demonstration database only.
    """
    if request.session.get(OPENED_BY) == actions.DEMONSTRATION and queries.is_demonstration():
        return None
    person = cast(Person, request.user)
    if not person.has_usable_password():
        return CHOOSE_PASSWORD
    return None if queries.has_second_factor(person) else ADD_APPLICATION
