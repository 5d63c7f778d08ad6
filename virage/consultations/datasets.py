"""What is published of consultations."""

from virage.consultations.models import ListedConsultation, MeansUse
from virage.registers.published import publish

publish(
    "consultations.register",
    ListedConsultation,
    "organisation consultation name_fr name_en window_from window_to page",
)
publish("consultations.means", MeansUse, "consultation means since use")
