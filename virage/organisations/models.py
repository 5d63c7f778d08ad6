"""Bodies and their dated facts, memberships and API keys."""

import uuid

from django.db import models

from virage.identity.models import Person
from virage.lib import records
from virage.organisations.rules import ROLES

KINDS = ("ministry", "agency", "fund", "tribunal", "enterprise", "other")


class RecordBatch(records.RecordBatch):
    """One act of recording facts on bodies."""

    def __str__(self) -> str:
        return f"{self.source} ({self.sequence or '…'})"


class PublicBody(models.Model):
    """A public body: nothing but its identity; all that can change is dated and recorded."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    code = models.SlugField(max_length=60, unique=True)

    class Meta:
        ordering = ("code",)

    def __str__(self) -> str:
        return self.code


class BodyName(records.Recorded):
    """The name of a body from a day on, until the next name."""

    body = models.ForeignKey(PublicBody, models.PROTECT, related_name="+")
    valid_from = models.DateField()
    fr = models.CharField(max_length=300)
    en = models.CharField(max_length=300)

    class Meta:
        indexes = (models.Index(fields=("body", "valid_from"), name="bodyname_as_of"),)

    def __str__(self) -> str:
        return self.fr


class BodyExistence(records.Recorded):
    """A body exists from a day (until a day), with a kind and perhaps a parent."""

    body = models.ForeignKey(PublicBody, models.PROTECT, related_name="+")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    kind = models.CharField(
        max_length=20, choices=[(kind, kind) for kind in KINDS], default="other"
    )
    parent = models.ForeignKey(PublicBody, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(valid_to=None) | models.Q(valid_to__gt=models.F("valid_from")),
                name="bodyexistence_half_open",
            ),
        )

    def __str__(self) -> str:
        return f"{self.body} {self.valid_from}"


class BodySuccession(records.Recorded):
    """`body` took over from `predecessor` on a day."""

    body = models.ForeignKey(PublicBody, models.PROTECT, related_name="+")
    predecessor = models.ForeignKey(PublicBody, models.PROTECT, related_name="+")
    on = models.DateField()

    def __str__(self) -> str:
        return f"{self.body} < {self.predecessor}"


class Membership(models.Model):
    """A person acts for a body in a role. Secretariat and auditors act for the whole government."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    body = models.ForeignKey(PublicBody, models.PROTECT, null=True, blank=True, related_name="+")
    role = models.CharField(max_length=20, choices=[(role, role) for role in ROLES])
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("person", "body", "role"),
                condition=models.Q(until=None, body__isnull=False),
                name="membership_once",
            ),
            models.UniqueConstraint(
                fields=("person", "role"),
                condition=models.Q(until=None, body=None),
                name="membership_once_without_body",
            ),
            models.CheckConstraint(
                condition=models.Q(role__in=("secretariat", "auditor"))
                | models.Q(body__isnull=False),
                name="membership_of_a_body",
            ),
        )

    def __str__(self) -> str:
        return f"{self.person} {self.role}"


class ApiKey(models.Model):
    """A secret for a program of one body; only its hash is kept, with a prefix to recognise it."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    body = models.ForeignKey(PublicBody, models.PROTECT, related_name="+")
    person = models.ForeignKey(
        Person, models.PROTECT, related_name="+", help_text="Who answers for it."
    )
    label = models.CharField(max_length=80)
    prefix = models.CharField(max_length=12)
    secret_hash = models.CharField(max_length=64, unique=True)
    scopes = models.JSONField(default=list)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.prefix}…"
