"""Transformation plans of bodies: measures, milestones, what they promised.

Vocabulary
- plan: what a body deposits for a period; its versions never change once deposited.
- legal date: the day by which the law asks a body for its plan.
- review: the Secretariat accepts a version or asks for an amendment; sixty days of silence accept it.
- in force: accepted, by decision or by silence, and the day is within its period.
- milestone: a result tied to a target, reached on a day, with evidence that anyone can open.
- administrative unit: at least ten people who work together; smaller ones are rolled up.
"""
