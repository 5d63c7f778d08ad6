"""What a plan says, part by part: the one declaration from which pages, spreadsheet and checks are made.

A draft holds what was typed, as text, under these names; `checking` turns it into a plan, or says what is
missing. A change of this form is a new version of it, and deposited plans keep theirs.
"""

from virage.contracts.text import Text
from virage.plans.rules.fields import Field, Section, code, day, legal, measure, names

FORM_VERSION = "1"
MOST_ROWS = 300
LONGEST = 4_000
"""Characters kept of any field of a draft, whatever the form says of its length."""

PLAN, TIES, MEASURES, BUDGETS = "plan", "ties", "measures", "budgets"
MILESTONES, PROMISES = "milestones", "promises"
STRATEGIC, MASTER, PROJECT = "strategic-plan", "master-plan", "project-authorisation"
TIE_KINDS = {
    STRATEGIC: Text("Plan stratégique", "Strategic plan"),
    MASTER: Text("Plan directeur", "Master plan"),
    PROJECT: Text("Autorisation de projet", "Project authorisation"),
}
ALL_UNITS = "*"
"""How a promise says that it is about every unit of the body."""


SECTIONS: tuple[Section, ...] = (
    Section(
        PLAN,
        Text("Le plan", "The plan"),
        Text(
            "Les jours qu’il couvre, et ce qu’il vise.", "The days that it covers, and its purpose."
        ),
        (
            day(
                "period_from",
                Text("Premier jour", "First day"),
                Text("Premier jour que le plan couvre.", "First day that the plan covers."),
                example="2025-04-01",
            ),
            day(
                "period_last",
                Text("Dernier jour", "Last day"),
                Text("Dernier jour que le plan couvre, compris.", "Last day covered, included."),
                example="2028-03-31",
            ),
            day(
                "revision_due_on",
                Text("Révision due le", "Revision due on"),
                Text(
                    "Le jour pour lequel l’organisme doit le réviser.",
                    "The day by which the body is to revise it.",
                ),
                example="2026-12-15",
            ),
            Field(
                "summary_fr",
                "long",
                Text("Ce que le plan vise, en français", "What the plan is for, in French"),
                Text(
                    "Quelques phrases pour le public. 2 000 caractères au plus.",
                    "A few sentences for the public. At most 2,000 characters.",
                ),
                required=True,
                longest=2_000,
            ),
            Field(
                "summary_en",
                "long",
                Text("Ce que le plan vise, en anglais", "What the plan is for, in English"),
                Text("Les mêmes phrases, en anglais.", "The same sentences, in English."),
                required=True,
                longest=2_000,
            ),
            Field(
                "page",
                "address",
                Text("Page officielle", "Official page"),
                Text(
                    "Adresse où l’organisme publie aussi son plan, s’il y en a une.",
                    "Address where the body also publishes its plan, if any.",
                ),
                longest=500,
                example="https://example.org/plan",
            ),
        ),
        single=True,
    ),
    Section(
        TIES,
        Text("Rattachements", "Ties"),
        Text(
            "Les objectifs du plan stratégique, les orientations du plan directeur et les autorisations de projet "
            "auxquels le plan se rattache.",
            "The objectives of the strategic plan, the orientations of the master plan and the project authorisations "
            "that the plan is tied to.",
        ),
        (
            code(Text("Code du rattachement", "Code of the tie"), "objectif-1"),
            Field(
                "kind",
                "choice",
                Text("Rattaché à", "Tied to"),
                Text(
                    "Au moins un plan stratégique et un plan directeur.",
                    "At least a strategic plan and a master plan.",
                ),
                required=True,
                longest=40,
                example=STRATEGIC,
            ),
            Field(
                "reference",
                "text",
                Text("Numéro", "Number"),
                Text(
                    "Le numéro de l’objectif, de l’orientation ou de l’autorisation.",
                    "The number of the objective, orientation or authorisation.",
                ),
                required=True,
                longest=120,
                example="Objectif 1.2",
            ),
            Field(
                "title",
                "text",
                Text("Titre", "Title"),
                Text("Son titre, tel qu’il est publié.", "Its title, as published."),
                required=True,
                example="Plan stratégique 2024-2028",
            ),
            Field(
                "page",
                "address",
                Text("Page", "Page"),
                Text("Adresse où on peut le lire.", "Address where it can be read."),
                longest=500,
            ),
        ),
        add=Text("Ajouter un rattachement", "Add a tie"),
    ),
    Section(
        MEASURES,
        Text("Mesures", "Measures"),
        Text(
            "Ce que l’organisme fera, pour quelle cible, qui en répond et quand.",
            "What the body will do, for which target, who answers for it and when.",
        ),
        (
            code(Text("Code de la mesure", "Code of the measure"), "depot-en-ligne"),
            *names("Demandes en ligne", "Requests on line"),
            Field(
                "target",
                "target",
                Text("Cible", "Target"),
                Text("Numéro de la cible qu’elle sert.", "Number of the target that it serves."),
                required=True,
                longest=8,
                example="5.1",
            ),
            Field(
                "owner",
                "text",
                Text("Qui en répond", "Who answers for it"),
                Text(
                    "Une fonction ou une unité, jamais le nom d’une personne.",
                    "A role or a unit, never a person’s name.",
                ),
                required=True,
                longest=200,
                example="Direction des services",
            ),
            day(
                "starts_on",
                Text("Début", "Start"),
                Text("Premier jour de la mesure.", "First day of the measure."),
                example="2025-04-01",
            ),
            day(
                "ends_on",
                Text("Fin prévue", "Planned end"),
                Text("L’échéance que l’organisme se donne.", "The body’s own date."),
                example="2026-12-31",
            ),
            legal(),
            Field(
                "legal_basis",
                "text",
                Text("Texte qui fixe la date légale", "Text that sets the legal date"),
                Text(
                    "Loi, règlement ou décret, avec l’article.",
                    "Act, regulation or decree, with its section.",
                ),
            ),
        ),
        add=Text("Ajouter une mesure", "Add a measure"),
    ),
    Section(
        BUDGETS,
        Text("Budgets", "Budgets"),
        Text(
            "Ce que chaque mesure coûte, exercice par exercice. Une ligne par mesure et par exercice.",
            "What each measure costs, fiscal year by fiscal year. A line per measure and year.",
        ),
        (
            measure(required=True),
            Field(
                "year",
                "year",
                Text("Exercice", "Fiscal year"),
                Text("Du 1er avril au 31 mars.", "From 1 April to 31 March."),
                required=True,
                longest=9,
                example="2025-2026",
            ),
            Field(
                "amount",
                "money",
                Text("Montant, en dollars", "Amount, in dollars"),
                Text("Au cent près ; 0 est un montant.", "To the cent; 0 is an amount."),
                required=True,
                longest=20,
                example="120000.00",
            ),
        ),
        add=Text("Ajouter un montant", "Add an amount"),
    ),
    Section(
        MILESTONES,
        Text("Jalons", "Milestones"),
        Text(
            "Les résultats par lesquels chaque mesure se constate, et la preuve que chacun pourra ouvrir.",
            "The results by which each measure is seen, and the evidence that anyone will be able to open.",
        ),
        (
            code(Text("Code du jalon", "Code of the milestone"), "trois-demandes"),
            measure(required=True),
            *names("Trois demandes de plus en ligne", "Three more requests on line"),
            Field(
                "target",
                "target",
                Text("Cible", "Target"),
                Text(
                    "Numéro de la cible qu’il sert ; vide s’il n’en sert aucune.",
                    "Number of the target that it serves; empty if none.",
                ),
                longest=8,
                example="5.1",
            ),
            day(
                "due_on",
                Text("Prévu le", "Due on"),
                Text("Le jour que l’organisme se fixe.", "The day that the body sets itself."),
                example="2026-06-30",
            ),
            legal(),
            Field(
                "proof",
                "text",
                Text("Preuve attendue", "Evidence expected"),
                Text("Ce que l’on ouvrira pour le constater.", "What anyone will open to see it."),
                required=True,
                example="Page publique des trois demandes",
            ),
        ),
        add=Text("Ajouter un jalon", "Add a milestone"),
    ),
    Section(
        PROMISES,
        Text("Contributions promises", "Promised contributions"),
        Text(
            "Ce que l’organisme promet que ses unités répondront, à partir de ce qui est mesuré. Le baromètre jugera.",
            "What the body promises that its units will answer, from what is measured. The barometer will judge.",
        ),
        (
            code(Text("Code de la promesse", "Code of the promise"), "services-en-ligne"),
            measure(required=False),
            Field(
                "indicator",
                "indicator",
                Text("Question", "Question"),
                Text(
                    "L’indicateur dont les réponses feront foi.",
                    "The indicator whose answers will decide.",
                ),
                required=True,
                longest=80,
                example="services.take-up-above-75",
            ),
            Field(
                "units",
                "units",
                Text("Unités", "Units"),
                Text(
                    "Un code par ligne ; * pour toutes celles de l’organisme.",
                    "One code per line; * for all those of the body.",
                ),
                required=True,
                longest=LONGEST,
                example=ALL_UNITS,
            ),
            Field(
                "at_least",
                "count",
                Text("Au moins tant d’unités", "At least so many units"),
                Text(
                    "Un nombre d’unités qui répondront oui ; ou bien une part.",
                    "A number of units that will answer yes; or else a share.",
                ),
                longest=9,
                example="3",
            ),
            Field(
                "share",
                "share",
                Text("Ou au moins telle part", "Or at least such a share"),
                Text(
                    "« 75 % » ou « 3/4 » des unités concernées.",
                    "“75%” or “3/4” of the units concerned.",
                ),
                longest=20,
                example="75 %",
            ),
            Field(
                "baseline",
                "text",
                Text("Édition de départ", "Baseline edition"),
                Text(
                    "L’étiquette de l’édition du baromètre d’où part la promesse ; vide si rien n’était mesuré.",
                    "The label of the edition of the barometer that it starts from; empty if nothing was measured.",
                ),
                longest=80,
                example="2024-2025",
            ),
            day(
                "due_on",
                Text("Tenue au plus tard le", "Kept by"),
                Text(
                    "La première période qui finit ce jour-là ou après comptera.",
                    "The first period to end on that day or after will count.",
                ),
                example="2027-03-31",
            ),
            legal(),
        ),
        add=Text("Ajouter une promesse", "Add a promise"),
    ),
)
BY_CODE = {one.code: one for one in SECTIONS}
