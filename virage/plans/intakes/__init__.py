"""What bodies hand in on plans and workplaces, and what the Secretariat states of law and reviews."""

from virage.contracts.intakes import Group, groups, intakes
from virage.contracts.text import Text
from virage.plans.intakes import plans, secretariat, workplaces

groups.declare(Group("plans", Text("Plans de transformation", "Transformation plans")))
for one in (
    secretariat.LAW,
    plans.PLANS,
    secretariat.REVIEWS,
    plans.MILESTONES,
    workplaces.WORKPLACES,
):
    intakes.declare(one.intake())
