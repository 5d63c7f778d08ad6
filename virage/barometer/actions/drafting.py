"""Drafts: opened on their day, looked at by those who act for bodies, commented by bodies in public."""

from datetime import datetime

from django.db import transaction

from virage.barometer.actions import publishing
from virage.barometer.actions.announcing import hold, journal
from virage.barometer.actions.writing import write
from virage.barometer.models import BodyComment, EarlyLook, Edition, PlannedEdition
from virage.barometer.models.editions import DRAFT, PREPARING
from virage.barometer.queries import drafts, measuring
from virage.barometer.rules import calendar as rules
from virage.barometer.rules import characters
from virage.barometer.rules.errors import BarometerError
from virage.contracts.indicators import Indicator
from virage.contracts.indicators import indicators as declared
from virage.contracts.registry import Registry
from virage.identity.models import Person
from virage.lib import clock
from virage.organisations import queries as organisations
from virage.organisations import rules as roles


class CommentRefused(BarometerError, ValueError):
    """A comment that is too long, or about a question that the draft does not put."""


def open_draft(
    *,
    planned: PlannedEdition,
    by: Person,
    at: datetime,
    secret: bytes,
    registry: Registry[Indicator] = declared,
) -> PlannedEdition:
    """Measure a draft from what is known now, keep it, and let those who act for bodies in.

    It withholds what an edition would, under salts made from `secret` (see `publishing.publish`). An
    interrupted draft is taken up with its cut.
    """
    roles.check_may(roles.PUBLISH, organisations.roles_of(by))
    with transaction.atomic():
        hold(planned, "announced")
        if planned.draft is None:
            planned.draft = publishing.fix_cut(
                label=planned.label,
                slug=f"{planned.slug}-projet",
                period=planned.period,
                versions=measuring.versions(clock.day_of(at), None, registry),
                by=by,
                at=at,
            )
            planned.save(update_fields=["draft"])
    draft = planned.draft
    measured = measuring.measure(
        draft.period, known_at=draft.cut_sequence, versions=draft.versions, registry=registry
    )
    write(draft, measured, rules.secret_of(secret, planned.public_id, "draft"))
    with transaction.atomic():
        hold(planned, "announced")
        Edition.objects.filter(pk=draft.pk, state=PREPARING).update(state=DRAFT)
        planned.state, planned.opened_at = "open", at
        planned.save(update_fields=["state", "opened_at"])
        journal(planned=planned, entry="draft:opened", by=by, at=at)
    return planned


def look_early(*, planned: PlannedEdition, by: Person, at: datetime) -> list[EarlyLook]:
    """Note the first look of a person at a draft, under each role that lets them in; then they may read.

    Raises `organisations.rules.Refused` for who has no such role, `TooLate` when no draft is open.
    """
    held = drafts.early_roles(organisations.roles_of(by))
    if not held:
        raise roles.Refused(roles.SEE_DRAFTS)
    with transaction.atomic():
        hold(planned, "open", "published")
        made = []
        for one in held:
            look, first = EarlyLook.objects.get_or_create(
                planned=planned,
                person=by,
                role=one.role,
                body=one.body or "",
                defaults={"looked_at": at},
            )
            if first:
                made.append(look)
                journal(
                    planned=planned,
                    entry="draft:seen",
                    by=by,
                    at=at,
                    role=one.role,
                    body=one.body or "",
                )
    return made


def comment(
    *, planned: PlannedEdition, body: str, about: str, text: str, by: Person, at: datetime
) -> BodyComment | None:
    """Leave, change or (with no words) take back the public comment of a body while the draft is open.

    None when nothing changes. Raises `CommentRefused`, `TooLate`.
    """
    roles.check_may(roles.COMMENT_DRAFTS, organisations.roles_of(by), body)
    said = characters.plain(text)
    length = characters.counted(said)
    if length > rules.LONGEST_COMMENT or len(said) > 10 * rules.LONGEST_COMMENT:
        raise CommentRefused(
            f"Le commentaire a {length} caractères ; il en faut {rules.LONGEST_COMMENT} au plus. Rien "
            "n’a été publié, et ce que vous avez écrit est resté.",
            f"The comment has {length} characters; there must be {rules.LONGEST_COMMENT} at most. "
            "Nothing was published, and what you wrote was kept.",
        )
    with transaction.atomic():
        hold(planned, "open")
        if planned.edition_id is not None:
            raise rules.TooLate(
                "L’édition paraît en ce moment : les commentaires ne changent plus.",
                "The edition is coming out right now: comments do not change any more.",
            )
        if about and about not in drafts.codes(planned):
            raise CommentRefused(
                "Ce projet ne pose pas cette question. Choisissez-en une de la liste.",
                "This draft does not put that question. Choose one from the list.",
            )
        standing = drafts.comments_of(planned, body).get(about)
        if said == (standing.text if standing else ""):
            return None
        left = BodyComment.objects.create(
            planned=planned, body=body, about=about, text=said, left_at=at, left_by=by
        )
        journal(
            planned=planned,
            entry="comment:left" if said else "comment:taken-back",
            by=by,
            at=at,
            body=body,
            about=about,
        )
    return left
