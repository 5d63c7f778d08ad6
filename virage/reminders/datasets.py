"""What is published of deadlines and reminders."""

from virage.registers.published import publish
from virage.reminders.models import Deadline, Delivery, PeopleDue

publish(
    "reminders.deadlines",
    Deadline,
    "organisation deadline name_fr name_en legal_basis since until closing",
)
publish(
    "reminders.due",
    PeopleDue,
    "deadline period_from period_to log",
)
publish(
    "reminders.deliveries",
    Delivery,
    "deadline period_from period_to channel",
)
