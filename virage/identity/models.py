"""Persons and their one-time links."""

import uuid
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models

SYSTEM_ID = uuid.uuid5(uuid.NAMESPACE_URL, "urn:virage:person:system")


def folded(email: str) -> str:
    """The stored form of an e-mail: one person cannot have two accounts by changing its case."""
    return email.strip().casefold()


class PersonManager(BaseUserManager["Person"]):
    """Makes persons as Django's sign-in expects."""

    def create_user(
        self, email: str | None = None, password: str | None = None, **more: Any
    ) -> "Person":
        """A person, with an unusable password when none is given."""
        person = self.model(email=folded(email) if email else None, **more)
        person.set_password(password)
        person.save()
        return person

    def get_by_natural_key(self, username: str | None) -> "Person":
        """The person of an e-mail, whatever its case."""
        return self.get(email=folded(username or ""))


class Person(AbstractBaseUser):
    """One account. Outside this package a person is known by `public_id` alone."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    email = models.EmailField(unique=True, null=True, blank=True)
    name = models.CharField(max_length=160, blank=True)
    language = models.CharField(max_length=2, choices=[("fr", "fr"), ("en", "en")], default="fr")
    is_active = models.BooleanField(default=True)
    is_system = models.BooleanField(default=False)
    created_at = models.DateTimeField(null=True)

    objects: ClassVar[PersonManager] = PersonManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(email=None) | ~models.Q(email=""), name="person_email_not_empty"
            ),
        )

    def __str__(self) -> str:
        return self.name or self.email or str(self.public_id)

    @property
    def reference(self) -> str:
        """How the journal names this person."""
        return f"identity.person:{self.public_id}"


class OneTimeLink(models.Model):
    """A link that works once, before it expires. Only the hash of its secret is kept."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    secret_hash = models.CharField(max_length=64, unique=True)
    purpose = models.CharField(
        max_length=20, choices=[("invitation", "invitation"), ("demonstration", "demonstration")]
    )
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.purpose} {self.pk}"


class Attempt(models.Model):
    """What the framework's cache counts of attempts at signing in, and the codes used already.

    The cache makes, fills and reads this table; it is told here because addresses of the network are in it.
    """

    cache_key = models.CharField(max_length=255, primary_key=True)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)

    class Meta:
        managed = False
        db_table = "identity_attempts"

    def __str__(self) -> str:
        return f"until {self.expires}"
