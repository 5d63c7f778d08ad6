"""What is published of services: volumes, openings, processes. Volumes count requests, not people."""

from virage.registers.published import publish
from virage.services.models import (
    Activity,
    Opening,
    PointObservation,
    Process,
    ProcessCases,
    ProcessStep,
    Volume,
)

publish("services.volumes", Volume, "service period_from period_to channel volume status")
publish("services.interaction-points", PointObservation, "service observed_on point answer")
publish("services.openings", Opening, "service built_from launched_on activities")
publish(
    "services.activities",
    Activity,
    "service activity kind held_on method changed record",
)
publish(
    "services.processes",
    Process,
    "organisation process name_fr name_en audience since until closing steps",
)
publish("services.process-steps", ProcessStep, "process step seen_on medium")
publish("services.cases", ProcessCases, "process period_from period_to cases on_paper by_choice")
