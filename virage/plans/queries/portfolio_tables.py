"""The tables of projects that both people and files write: what of each row says of what it is a fact."""

from virage.plans.models import ProjectReport, RiskAssessment, ScopeChange
from virage.registers.queries import Table

REPORTS = Table(
    ProjectReport,
    key=("project", "as_of"),
    values=(
        "organisation_id",
        "forecast_end",
        "forecast_cost",
        "spent",
        "consultants",
        "declared",
        "state",
        "scope_done",
        "note",
    ),
)
CHANGES = Table(
    ScopeChange,
    key=("project", "change"),
    values=("organisation_id", "decided_on", "author", "reason", "effect"),
)
RISKS = Table(
    RiskAssessment,
    key=("project", "risk", "assessed_on"),
    values=("organisation_id", "level", "role", "assessor_id", "why"),
)
