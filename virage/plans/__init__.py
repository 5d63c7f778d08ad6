"""Transformation plans of bodies and their projects: measures, milestones, what they promised.

Vocabulary
- plan: what a body deposits for a period; its versions never change once deposited.
- draft: the next version as its officers type it together; nobody else sees it before the deposit.
- measure: what the body will do, for which target; a role or a unit answers for it, never a person.
- promise: so many units, or such a share of them, will answer yes to a question of the barometer by a day.
- re-baselining: a later version changes a commitment; it stays counted against the first that made it.
- wall: where each body stands towards its legal date, by name.
- legal date: the day by which the law asks a body for its plan.
- review: the Secretariat accepts a version or asks for an amendment; sixty days of silence accept it.
- in force: accepted, by decision or by silence, and the day is within its period.
- milestone: a result tied to a target, reached on a day, with evidence that anyone can open.
- project: an IT project that a body delivers; its code never changes, its names are dated.
- baseline: what was authorised, numbered; never replaced: another authorisation is another baseline.
- acceptance test: a question of the barometer to which a service must answer yes for a milestone to pay.
- administrative unit: at least ten people who work together; smaller ones are rolled up.
"""
