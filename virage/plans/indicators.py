"""What the barometer may ask of bodies and of their people: targets 4.1 and 4.2."""

from virage.contracts.indicators import (
    ELSEWHERE,
    ONCE,
    Indicator,
    Noun,
    Period,
    always,
    indicators,
)
from virage.contracts.text import Text
from virage.plans import queries
from virage.plans.rules import definitions

(_DEPLOYED,) = definitions.LOCKABLE[definitions.DEPLOYED]
(_WORKPLACE,) = definitions.LOCKABLE[definitions.WORKPLACE]


def _switch(period: Period, known_at: int) -> str:
    return "legal-list" if queries.has_legal_list(period, known_at) else "existing"


indicators.declare(
    Indicator(
        code=definitions.DEPLOYED,
        title=Text(
            "Organismes publics qui déploient des mesures de transformation",
            "Public bodies that deploy measures to transform",
        ),
        question=Text(
            "Cet organisme a-t-il un plan en vigueur, et un jalon atteint dans les douze mois ?",
            "Does this body have a plan in force, and a milestone reached within twelve months?",
        ),
        unit_one=Text("organisme", "body"),
        unit_many=Text("organismes", "bodies"),
        register="plans.plans",
        target="4.1",
        kinds=("plans.plans", "plans.milestones"),
        exemptions=definitions.EXEMPTIONS[definitions.DEPLOYED],
        weight=Text("employés", "employees"),
        counts_people=ELSEWHERE,
        populations={
            "legal-list": Text("les organismes de la liste légale", "the bodies of the legal list"),
            "existing": Text(
                "les organismes en existence (aucune liste légale n’est inscrite)",
                "the bodies in existence (no legal list is recorded)",
            ),
        },
        definitions=(
            _DEPLOYED.put(
                population=queries.bodies_asked, facts=queries.deployment_facts, switch=_switch
            ),
        ),
        reasons={
            **definitions.REASONS[definitions.DEPLOYED],
            **definitions.EXEMPTIONS[definitions.DEPLOYED],
        },
    )
)

indicators.declare(
    Indicator(
        code=definitions.WORKPLACE,
        title=Text(
            "Employés dont le milieu et la façon de travailler sont transformés",
            "Employees with a transformed workplace and way of working",
        ),
        question=Text(
            "Ces personnes disent-elles que leur milieu et leurs façons de travailler ont changé ?",
            "Do these people say that their workplace and ways of working have changed?",
        ),
        unit_one=Text("unité administrative", "administrative unit"),
        unit_many=Text("unités administratives", "administrative units"),
        unit_feminine=True,
        register="plans.workplaces",
        target="4.2",
        kinds=("plans.workplaces",),
        people=Noun(Text("employé", "employee"), Text("employés", "employees")),
        counts_people=ONCE,
        populations={
            "counted": Text(
                "les unités d’au moins dix employés, comptées dans la période",
                "the units of at least ten employees, counted in the period",
            )
        },
        definitions=(
            _WORKPLACE.put(
                population=queries.units_counted,
                facts=queries.workplace_facts,
                switch=always("counted"),
            ),
        ),
        reasons={**definitions.REASONS[definitions.WORKPLACE], **definitions.FLAGS},
    )
)
