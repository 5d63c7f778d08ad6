"""Why an edition was revised: public words that stand beside the revision."""

from django.db import models

from virage.barometer.models.editions import Edition
from virage.contracts.text import Text
from virage.lib.append_only import declare_append_only


class RevisionReason(models.Model):
    """The reason of one revision. Older revisions have none, and the pages say so."""

    edition = models.OneToOneField(Edition, models.PROTECT, related_name="+")
    fr = models.CharField(max_length=1000)
    en = models.CharField(max_length=1000, blank=True)

    def __str__(self) -> str:
        return str(self.edition_id)

    @property
    def text(self) -> Text:
        """Its words; the French stands in while there is no English."""
        return Text(self.fr, self.en or self.fr)


declare_append_only("barometer_revisionreason", "id")
