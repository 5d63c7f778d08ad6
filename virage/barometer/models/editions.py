"""Editions: answers and figures of a period as known at a cut, sealed in a chain and never changed.

While an edition is prepared its rows are added; from its seal on, the database refuses any change of
it. A draft is kept as an edition is, without a seal, and shows to those who act for bodies alone. Answers, figures, names of bodies, comparisons and errata are append-only from the start.
"""

import uuid

from django.db import models

from virage.contracts.indicators import VALUES, Answer, Period
from virage.contracts.text import Text
from virage.identity.models import Person
from virage.lib.append_only import declare_append_only

PREPARING, SEALED, ABANDONED, DRAFT = "preparing", "sealed", "abandoned", "draft"
STATES = (PREPARING, SEALED, ABANDONED, DRAFT)
IS_SEALED = "OLD.state = 'sealed'"


class Edition(models.Model):
    """One edition, or one revision of an edition.

    `slug` is its permanent address ("2019-20", "2019-20-r1"). `number` is its place in the chain and
    `sequence` the journal line that published it; both are null until it is sealed.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    label = models.CharField(max_length=80)
    slug = models.SlugField(max_length=100)
    revision = models.PositiveIntegerField(default=0)
    revision_of = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="+", help_text="Revision 0."
    )
    period_from = models.DateField()
    period_to = models.DateField()
    cut_sequence = models.PositiveBigIntegerField(help_text="Records were read as known here.")
    cut_hash = models.CharField(max_length=64, help_text="Hash of the journal's line at the cut.")
    versions = models.JSONField(default=dict, help_text="Version put, by indicator code.")
    strategy = models.JSONField(default=dict, help_text="The strategy and its targets at the cut.")
    state = models.CharField(
        max_length=10, choices=[(state, state) for state in STATES], default=PREPARING
    )
    prepared_at = models.DateTimeField()
    prepared_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    number = models.PositiveIntegerField(null=True, unique=True)
    previous_seal = models.CharField(max_length=64, blank=True, help_text='"" for the first.')
    merkle_root = models.CharField(max_length=64, blank=True)
    seal = models.CharField(max_length=64, blank=True)
    sequence = models.PositiveBigIntegerField(null=True, unique=True)
    published_at = models.DateTimeField(null=True)
    published_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(period_to__gt=models.F("period_from")), name="edition_half_open"
            ),
            models.CheckConstraint(
                condition=~models.Q(state=SEALED)
                | (
                    models.Q(number__isnull=False)
                    & models.Q(sequence__isnull=False)
                    & models.Q(published_at__isnull=False)
                    & ~models.Q(seal="")
                ),
                name="edition_sealed_whole",
            ),
            models.UniqueConstraint(
                fields=("slug",),
                condition=~models.Q(state=ABANDONED),
                name="edition_slug_once",
            ),
        )

    def __str__(self) -> str:
        return self.slug

    @property
    def period(self) -> Period:
        """The half-open days that it measures."""
        return Period(self.period_from, self.period_to)

    @property
    def reference(self) -> str:
        """How the journal names it."""
        return f"barometer.edition:{self.public_id}"


class EditionIndicator(models.Model):
    """One question put in an edition, with all its figures.

    `headline` holds the figures of the whole and `by_organisation` those of each body, apart, so that
    a page of all targets reads only the first. `definition` is the text and the terms under which
    the question was put; it is sealed too.
    """

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="+", db_index=False)
    position = models.PositiveIntegerField()
    code = models.CharField(max_length=80)
    version = models.PositiveIntegerField()
    target = models.CharField(max_length=8, blank=True, help_text="Number of its target, or none.")
    definition = models.JSONField()
    headline = models.JSONField()
    by_organisation = models.JSONField()
    answers = models.PositiveIntegerField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("edition", "code"), name="indicator_once_an_edition"),
        )
        indexes = (models.Index(fields=("code", "edition"), name="editionindicator_code"),)

    def __str__(self) -> str:
        return f"{self.edition_id} {self.code}"

    def figure(self) -> dict[str, object]:
        """All its figures, in the shape of `rules.figures.figure`."""
        return {**self.headline, "by_organisation": self.by_organisation}


class EditionAnswer(models.Model):
    """One unit's answer in an edition; every figure is made from these rows.

    `folded` is the name in both languages and the code, without accents or case, for the search box;
    it is derived, and not sealed.
    """

    indicator = models.ForeignKey(
        EditionIndicator, models.PROTECT, related_name="+", db_index=False
    )
    position = models.PositiveIntegerField()
    unit = models.CharField(max_length=80)
    name_fr = models.CharField(max_length=500)
    name_en = models.CharField(max_length=500)
    organisation = models.CharField(max_length=60)
    value = models.CharField(max_length=14, choices=[(value, value) for value in VALUES])
    reason = models.CharField(max_length=60)
    weight = models.PositiveBigIntegerField(null=True)
    part = models.PositiveBigIntegerField(null=True)
    whole = models.PositiveBigIntegerField(null=True)
    source = models.CharField(
        max_length=8, choices=[(one, one) for one in ("counted", "measured", "declared")]
    )
    evidence = models.CharField(max_length=160, blank=True)
    flags = models.JSONField(default=list)
    succeeds = models.JSONField(default=list)
    people = models.JSONField(
        null=True, help_text="People who say yes, who say no, who did not answer; null elsewhere."
    )
    withheld = models.JSONField(
        null=True,
        help_text="Commitment to the counts that are withheld, and whether every sum leaves them out.",
    )
    folded = models.CharField(max_length=1100)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("indicator", "position"), name="answer_position_once"),
            models.UniqueConstraint(fields=("indicator", "unit"), name="answer_unit_once"),
        )
        indexes = (
            models.Index(fields=("unit",), name="answer_unit"),
            models.Index(fields=("indicator", "organisation"), name="answer_organisation"),
        )

    def __str__(self) -> str:
        return f"{self.unit} {self.value}"

    def answer(self) -> Answer:
        """The typed answer that this row keeps."""
        return Answer(
            unit=self.unit,
            name=Text(self.name_fr, self.name_en),
            organisation=self.organisation,
            value=self.value,  # type: ignore[arg-type]
            reason=self.reason,
            weight=self.weight,
            part=self.part,
            whole=self.whole,
            source=self.source,  # type: ignore[arg-type]
            evidence=self.evidence,
            flags=tuple(self.flags),
            succeeds=tuple(self.succeeds),
            people=None if self.people is None else tuple(self.people),
            withheld=self.withheld["commitment"] if self.withheld else "",
            left_out=bool(self.withheld and self.withheld["left_out"]),
        )


class WithheldCount(models.Model):
    """The counts of people that an edition withholds from one answer, and the salt of their commitment.

    Never shown, exported or archived; `verify` reads it, and who may opens one, in the journal. `block`
    is null where no sum holds the counts.
    """

    indicator = models.ForeignKey(
        EditionIndicator, models.PROTECT, related_name="+", db_index=False
    )
    unit = models.CharField(max_length=80)
    salt = models.CharField(max_length=64)
    block = models.PositiveIntegerField(null=True)
    weight = models.PositiveBigIntegerField(null=True)
    part = models.PositiveBigIntegerField(null=True)
    whole = models.PositiveBigIntegerField(null=True)
    people = models.JSONField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("indicator", "unit"), name="withheld_unit_once"),
        )

    def __str__(self) -> str:
        return self.unit


class EditionBody(models.Model):
    """What a body was called at the end of the period, as known at the cut."""

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="+", db_index=False)
    code = models.CharField(max_length=60)
    name_fr = models.CharField(max_length=300)
    name_en = models.CharField(max_length=300)

    class Meta:
        verbose_name_plural = "edition bodies"
        constraints = (
            models.UniqueConstraint(fields=("edition", "code"), name="body_once_an_edition"),
        )

    def __str__(self) -> str:
        return self.code


class EditionComparison(models.Model):
    """The change of one figure from `earlier` to `edition`, kept for the pages.

    Made from the sealed answers, so it can be made again at any time; `verify` does.
    """

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="+", db_index=False)
    earlier = models.ForeignKey(Edition, models.PROTECT, related_name="+")
    code = models.CharField(max_length=80)
    comparison = models.JSONField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("edition", "earlier", "code"), name="comparison_once_a_pair"
            ),
        )

    def __str__(self) -> str:
        return f"{self.earlier_id} → {self.edition_id} {self.code}"


class Erratum(models.Model):
    """A correction in words that stands beside an edition. English may be missing."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="+")
    fr = models.TextField(max_length=2000)
    en = models.TextField(max_length=2000, blank=True)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        verbose_name_plural = "errata"
        ordering = ("added_at", "pk")

    def __str__(self) -> str:
        return f"{self.edition_id} {self.added_at}"

    @property
    def text(self) -> Text:
        """Its words; the French stands in while there is no English."""
        return Text(self.fr, self.en or self.fr)


class Publication(models.Model):
    """A request to publish: one person asks, a second one confirms, then the edition is prepared.

    `revision_of` is the edition to revise; then the label and the period are its own.
    """

    ASKED, CONFIRMED, PUBLISHED, WITHDRAWN, FAILED = (
        "asked",
        "confirmed",
        "published",
        "withdrawn",
        "failed",
    )
    STATES = (ASKED, CONFIRMED, PUBLISHED, WITHDRAWN, FAILED)

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    label = models.CharField(max_length=80)
    period_from = models.DateField()
    period_to = models.DateField()
    versions = models.JSONField(default=dict, help_text="Version to put, by indicator code.")
    revision_of = models.ForeignKey(
        Edition, models.PROTECT, null=True, blank=True, related_name="+"
    )
    state = models.CharField(
        max_length=10, choices=[(state, state) for state in STATES], default=ASKED
    )
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    edition = models.ForeignKey(Edition, models.PROTECT, null=True, related_name="+")
    reason_fr = models.CharField(max_length=1000, blank=True, help_text="Why revised; public.")
    reason_en = models.CharField(max_length=1000, blank=True)
    problem = models.TextField(blank=True, help_text="Why it could not be published.")

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(confirmed_by=None)
                | ~models.Q(confirmed_by=models.F("asked_by")),
                name="publication_second_person",
            ),
        )

    def __str__(self) -> str:
        return f"{self.label} {self.state}"

    @property
    def period(self) -> Period:
        """The half-open days to measure."""
        return Period(self.period_from, self.period_to)

    @property
    def reference(self) -> str:
        """How the journal names it."""
        return f"barometer.publication:{self.public_id}"


declare_append_only("barometer_edition", "id", IS_SEALED)
for _table in (
    "editionindicator",
    "editionanswer",
    "editionbody",
    "editioncomparison",
    "erratum",
    "withheldcount",
):
    declare_append_only(f"barometer_{_table}", "id")
