"""What bodies hand in on plans, projects and workplaces, and what the Secretariat states of law and reviews."""

from virage.contracts.intakes import Group, groups, intakes
from virage.contracts.text import Text
from virage.plans.intakes import plans, portfolio, portfolio_results, secretariat, workplaces

groups.declare(Group("plans", Text("Plans de transformation", "Transformation plans")))
for one in (
    secretariat.LAW,
    plans.PLANS,
    secretariat.REVIEWS,
    plans.MILESTONES,
    workplaces.WORKPLACES,
    portfolio.PROJECTS,
    portfolio.BASELINES,
    portfolio.REPORTS,
    portfolio.CHANGES,
    *portfolio_results.KINDS,
):
    intakes.declare(one.intake())
