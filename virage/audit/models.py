"""The journal's one table."""

from django.db import models

from virage.audit import rules
from virage.lib.append_only import declare_append_only


class JournalLine(models.Model):
    """One act, recorded in the transaction of what it records."""

    number = models.PositiveBigIntegerField(primary_key=True)
    at = models.DateTimeField()
    actor = models.CharField(max_length=120)
    entry = models.CharField(max_length=80)
    subject = models.CharField(max_length=160)
    body = models.CharField(max_length=60, blank=True)
    data = models.JSONField(default=dict)
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ("number",)
        indexes = (
            models.Index(fields=("subject",), name="audit_subject"),
            models.Index(fields=("entry", "number"), name="audit_entry"),
            models.Index(fields=("body", "number"), name="audit_body"),
            models.Index(fields=("at",), name="audit_at"),
        )

    def __str__(self) -> str:
        return f"{self.number} {self.entry}"

    def content(self) -> dict[str, object]:
        """What the hash covers, in canonical types."""
        return {
            "number": self.number,
            "at": self.at.isoformat(timespec="microseconds"),
            "actor": self.actor,
            "entry": self.entry,
            "subject": self.subject,
            "body": self.body,
            "data": self.data,
        }

    def expected_hash(self) -> str:
        """The hash this line should bear, given what it says came before."""
        return rules.line_hash(self.previous, self.content())


declare_append_only("audit_journalline", "number")
