"""Background work over all packages: personal data is forgotten when its duration is over."""

from datetime import timedelta

from virage.identity.queries import system_person
from virage.lib.clock import now
from virage.lib.tasks import every, task
from virage.site import actions


@every(timedelta(days=1))
@task
def erase_personal_data() -> None:
    """Carry out what each package promises; twice forgets nothing more."""
    actions.erase_personal_data(by=system_person(), at=now())
