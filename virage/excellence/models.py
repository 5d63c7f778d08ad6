"""Requests for support and what was written in them."""

import uuid

from django.db import models

from virage.excellence.rules import (
    LONGEST_TITLE,
    LONGEST_WORDS,
    OPEN,
    OUTCOMES,
    STATES,
    VERBS,
)
from virage.identity.models import Person
from virage.organisations.models import PublicBody


class SupportRequest(models.Model):
    """What a body asks help with. `state` moves by actions only, each in one compare-and-swap."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    body = models.ForeignKey(PublicBody, models.PROTECT, related_name="+")
    title = models.CharField(max_length=LONGEST_TITLE)
    target = models.CharField(max_length=8, blank=True)
    measure = models.CharField(max_length=80, blank=True)
    state = models.CharField(max_length=9, choices=[(one, one) for one in STATES])
    asked_at = models.DateTimeField()
    assigned_to = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    outcome = models.CharField(max_length=8, blank=True, choices=[(one, one) for one in OUTCOMES])
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-asked_at", "-pk")
        indexes = (models.Index(fields=("state", "asked_at"), name="support_by_state"),)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(state__in=OPEN, ended_at=None)
                | (~models.Q(state__in=OPEN) & models.Q(ended_at__isnull=False)),
                name="support_ended_has_a_moment",
            ),
            models.CheckConstraint(
                condition=(models.Q(state="closed") & ~models.Q(outcome=""))
                | (~models.Q(state="closed") & models.Q(outcome="")),
                name="support_closed_has_an_outcome",
            ),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def reference(self) -> str:
        """Its name for the journal and for references."""
        return f"excellence.support-request:{self.public_id}"


class SupportMessage(models.Model):
    """One thing done to a request, with what was written; `words` may be empty."""

    request = models.ForeignKey(SupportRequest, models.CASCADE, related_name="messages")
    verb = models.CharField(max_length=8, choices=[(one, one) for one in VERBS])
    words = models.TextField(max_length=LONGEST_WORDS, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ("at", "pk")

    def __str__(self) -> str:
        return f"{self.verb} {self.at}"
